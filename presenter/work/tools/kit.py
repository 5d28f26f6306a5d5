"""The tools there are: loan instalments, sums, days, units."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from pydantic import Field

from presenter.work.tools.arithmetic import evaluate
from presenter.work.tools.calling import Form, Tool


class Emi(Form):
    """A loan that is paid back in equal monthly instalments."""

    principal: float = Field(gt=0, le=1e12)
    annual_rate_percent: float = Field(ge=0, le=100)
    years: float = Field(gt=0, le=100)


def monthly_instalment(loan: Emi) -> float:
    """P·r·(1+r)ⁿ ÷ ((1+r)ⁿ − 1), r being the rate of a month and n the months; P ÷ n without
    interest."""
    months = max(1, round(loan.years * 12))
    rate = loan.annual_rate_percent / 100 / 12
    if rate == 0:
        return loan.principal / months
    growth = (1 + rate) ** months
    return loan.principal * rate * growth / (growth - 1)


class Sum(Form):
    """A sum to be computed."""

    expression: str = Field(min_length=1)


def _sum(asked: Sum) -> str:
    return _plain(evaluate(asked.expression))


def _plain(value: Decimal) -> str:
    return f"{value:,.10f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


class Days(Form):
    """A day so many days after another."""

    start: date
    days: int = Field(ge=-100_000, le=100_000)


def _day(asked: Days) -> str:
    return f"{asked.start + timedelta(days=asked.days):%A, %d %B %Y}"


UnitName = Literal["km", "mile", "m", "foot", "cm", "inch", "kg", "pound", "g", "ounce", "C", "F"]
_SCALES: Mapping[str, tuple[str, float]] = {
    "km": ("m", 1000),
    "mile": ("m", 1609.344),
    "m": ("m", 1),
    "foot": ("m", 0.3048),
    "cm": ("m", 0.01),
    "inch": ("m", 0.0254),
    "kg": ("kg", 1),
    "pound": ("kg", 0.45359237),
    "g": ("kg", 0.001),
    "ounce": ("kg", 0.028349523125),
}


class Conversion(Form):
    """A quantity in another unit."""

    value: float = Field(ge=-1e15, le=1e15)
    unit: UnitName
    to: UnitName


def _converted(asked: Conversion) -> str:
    if {asked.unit, asked.to} <= {"C", "F"}:
        celsius = asked.value if asked.unit == "C" else (asked.value - 32) / 1.8
        return f"{celsius if asked.to == 'C' else celsius * 1.8 + 32:,.4g} °{asked.to}"
    kind, scale = _SCALES.get(asked.unit, ("degrees", 1.0))
    other, target = _SCALES.get(asked.to, ("degrees", 1.0))
    if kind != other:
        raise ValueError(f"{asked.unit} cannot be turned into {asked.to}")
    return f"{asked.value * scale / target:,.6g} {asked.to}"


TOOLS: Mapping[str, Tool] = {
    tool.name: tool
    for tool in (
        Tool(
            "emi",
            "computes the monthly instalment of a loan",
            Emi,
            "What do I pay each month for 200,000 borrowed at 7% for 10 years?",
            {"principal": 200000, "annual_rate_percent": 7, "years": 10},
            "The monthly instalment is {result}.",
            lambda loan: f"{monthly_instalment(loan):,.2f}",
        ),
        Tool(
            "calculator",
            "computes a sum",
            Sum,
            "What is 12 times 30, plus 7?",
            {"expression": "12 * 30 + 7"},
            "The sum is {result}.",
            _sum,
        ),
        Tool(
            "date",
            "finds the day so many days after a date",
            Days,
            "Which day is 10 days after 5 January 2026?",
            {"start": "2026-01-05", "days": 10},
            "The day is {result}.",
            _day,
        ),
        Tool(
            "unit",
            "turns a quantity into another unit",
            Conversion,
            "How many miles are 5 kilometres?",
            {"value": 5, "unit": "km", "to": "mile"},
            "It is {result}.",
            _converted,
        ),
    )
}
