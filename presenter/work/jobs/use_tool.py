"""Answer a question without a tool, and with one."""

import json
from collections.abc import Generator, Iterator
from threading import Event
from typing import Any

from presenter.work.jobs import generate
from presenter.work.protocol import Called, Generate, Reply, Turn, UseTool, Written
from presenter.work.tools import TOOLS, BadCall, Tool, call, schema_of
from presenter.work.trouble import Trouble

FILL_IN = "Compute nothing. Copy the values of the question into JSON."
PASS_ON = "Say this to the customer in one short sentence with exactly this number."
"""Asked the whole question again, a small model gets the number wrong half the time."""
ALONE, FORM, ANSWER = 120, 120, 60
"""Tokens of each part."""


def run(request: UseTool, cancelled: Event) -> Iterator[Reply]:
    """Parts 0, 1 and 2 with `Called` before the last; see `UseTool`."""
    tool = TOOLS.get(request.tool)
    if not tool:
        raise Trouble(f"There is no tool {request.tool!r}.", f"There are: {', '.join(TOOLS)}.")
    arguments: str | dict[str, Any]
    if request.form is None:
        alone = (Turn(text=request.question),)
        yield from _part(request, 0, alone, cancelled, max_tokens=ALONE)
        arguments = yield from _filled_in(request, tool, cancelled)
    else:
        arguments = dict(request.form)
    if cancelled.is_set():
        return
    called = _called(tool, arguments, corrected=request.form is not None)
    yield called
    if not called.failed:
        told = f"{tool.says.format(result=called.result)} {PASS_ON}"
        yield from _part(request, 2, (Turn(text=told),), cancelled, max_tokens=ANSWER)


def _filled_in(request: UseTool, tool: Tool, cancelled: Event) -> Generator[Reply, None, str]:
    """The call as the model writes it, kept to the form's schema; returns its JSON."""
    messages = (
        Turn(role="system", text=FILL_IN),
        Turn(text=tool.asked),
        Turn(role="assistant", text=json.dumps(tool.example)),
        Turn(text=request.question),
    )
    rule = {"max_tokens": FORM, "json_schema": schema_of(tool)}
    return (yield from _part(request, 1, messages, cancelled, **rule))


def _part(
    request: UseTool, part: int, messages: tuple[Turn, ...], cancelled: Event, **how: Any
) -> Generator[Reply, None, str]:
    """One text; returns it."""
    asked = Generate(model=request.model, backend=request.backend, messages=messages, **how)
    text = ""
    for reply in generate.run(asked, cancelled):
        if isinstance(reply, Written):
            text = reply.text
        yield (
            reply.model_copy(update={"part": part}) if "part" in type(reply).model_fields else reply
        )
    return text


def _called(tool: Tool, arguments: str | dict[str, Any], corrected: bool) -> Called:
    try:
        checked, result = call(tool, arguments)
    except BadCall as bad:
        return Called(
            tool=tool.name, arguments=_raw(arguments), failed=str(bad), corrected=corrected
        )
    return Called(tool=tool.name, arguments=checked, result=result, corrected=corrected)


def _raw(arguments: str | dict[str, Any]) -> dict[str, str | float]:
    """What can be shown of arguments that did not pass."""
    if isinstance(arguments, str):
        try:
            arguments = json.loads(arguments)
        except ValueError:
            return {}
    if not isinstance(arguments, dict):
        return {}
    return {key: v if isinstance(v, str | float | int) else str(v) for key, v in arguments.items()}
