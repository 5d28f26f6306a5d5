"""Calls of tools: checked, computed, refused with a reason."""

import json
from typing import Any

import jsonschema
import pytest

from presenter.work.tools import TOOLS, BadCall, call, schema_of

LOAN = {"principal": 500_000, "annual_rate_percent": 8.5, "years": 20}


@pytest.mark.parametrize(
    ("tool", "arguments", "result"),
    [
        ("emi", LOAN, "4,339.12"),
        ("emi", {**LOAN, "annual_rate_percent": 0}, "2,083.33"),
        ("emi", {"principal": 200_000, "annual_rate_percent": 7, "years": 10}, "2,322.17"),
        ("calculator", {"expression": "12 * 30 + 7"}, "367"),
        ("calculator", {"expression": "1 / 8"}, "0.125"),
        ("date", {"start": "2026-01-05", "days": 10}, "Thursday, 15 January 2026"),
        ("date", {"start": "2024-02-28", "days": 1}, "Thursday, 29 February 2024"),
        ("unit", {"value": 5, "unit": "km", "to": "mile"}, "3.10686 mile"),
        ("unit", {"value": 100, "unit": "C", "to": "F"}, "212 °F"),
        ("unit", {"value": 32, "unit": "F", "to": "C"}, "0 °C"),
    ],
)
def test_a_call_computes(tool: str, arguments: dict[str, Any], result: str) -> None:
    assert call(TOOLS[tool], arguments)[1] == result
    assert call(TOOLS[tool], json.dumps(arguments))[1] == result


@pytest.mark.parametrize(
    ("tool", "arguments", "why"),
    [
        ("emi", {**LOAN, "years": 0}, "years: .*greater than 0"),
        ("emi", {**LOAN, "annual_rate_percent": 850}, "less than or equal to 100"),
        ("emi", {"principal": 1}, "Field required"),
        ("emi", {**LOAN, "colour": "red"}, "colour: Extra"),
        ("emi", '{"principal": 5', "JSON"),
        ("calculator", {"expression": "two plus two"}, "no part of a sum"),
        ("calculator", {"expression": "1/0"}, "divided by zero"),
        ("date", {"start": "tomorrow", "days": 1}, "start: .*date"),
        ("date", {"start": "9999-12-31", "days": 1}, "."),
        ("unit", {"value": 1, "unit": "kg", "to": "mile"}, "cannot be turned"),
        ("unit", {"value": 1, "unit": "stone", "to": "kg"}, "unit: "),
    ],
)
def test_a_bad_call_is_refused_and_says_why(tool: str, arguments: Any, why: str) -> None:
    with pytest.raises(BadCall, match=why):
        call(TOOLS[tool], arguments)


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_the_schema_that_decoding_keeps_to_fits_the_form(tool: Any) -> None:
    schema = schema_of(tool)
    jsonschema.validate(tool.example, schema)
    assert schema["required"] == list(tool.form.model_fields)
    assert call(tool, tool.example)[1]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**tool.example, "more": 1}, schema)
