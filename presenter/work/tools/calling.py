"""What a tool is, and how a call is made: parsed, checked, computed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError


class Form(BaseModel):
    """The arguments of a call. Unknown ones are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True)
class Tool:
    """A tool: what it is for, its form, an example of a call, and what it computes."""

    name: str
    about: str
    form: type[Form]
    asked: str
    """A question of the example."""
    example: dict[str, Any]
    """The call that answers it."""
    says: str
    """The result in a sentence, `{result}` in it."""
    compute: Callable[[Any], str]
    """The result in words. Raises ValueError, which says what is wrong with the arguments."""


class BadCall(Exception):
    """A call that cannot be made; its text says why."""


def schema_of(tool: Tool) -> dict[str, Any]:
    """The JSON schema that a call's arguments keep to: what decoding is constrained by. Bounds of
    numbers are left out, for they are what checking is there to show."""
    schema = tool.form.model_json_schema()
    properties = {
        name: {key: value for key, value in told.items() if key in ("type", "enum", "anyOf")}
        for name, told in schema["properties"].items()
    }
    for told in properties.values():
        if told.get("type") == "string" and "enum" not in told:
            told["maxLength"] = 60
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def call(tool: Tool, arguments: str | dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The checked arguments and the result. Raises BadCall."""
    try:
        if isinstance(arguments, str):
            form = tool.form.model_validate_json(arguments)
        else:
            form = tool.form.model_validate(arguments)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise BadCall(f"{place}: {first['msg']}" if place else first["msg"]) from None
    try:
        return form.model_dump(mode="json"), tool.compute(form)
    except (ValueError, ArithmeticError) as error:
        raise BadCall(str(error)) from None
