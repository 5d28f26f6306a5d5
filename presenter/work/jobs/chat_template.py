"""Chat templates: what a model's own file says a chat is to look like. They come with weights from
anywhere, so they run in a sandbox."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from presenter.work.trouble import Trouble

Render = Callable[[Sequence[Mapping[str, str]]], str]
"""Makes a prompt of the messages of a chat, each with role and content; an answer follows it."""


def compiled(template: str, bos: str, eos: str) -> Render:
    """A template in the dialect of Jinja that model files use. Raises Trouble when it is none."""
    from jinja2 import TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.globals["raise_exception"] = _refuse
    environment.globals["strftime_now"] = lambda form: f"{datetime.now().astimezone():{form}}"
    try:
        made = environment.from_string(template)
    except TemplateError as error:
        raise Trouble(f"The model's chat template is broken: {error}.") from error

    def render(messages: Sequence[Mapping[str, str]]) -> str:
        try:
            return made.render(
                messages=messages, bos_token=bos, eos_token=eos, add_generation_prompt=True
            )
        except TemplateError as error:
            raise Trouble(f"The model's chat template refuses this chat: {error}.") from error

    return render


def _refuse(why: str) -> None:
    from jinja2 import TemplateError

    raise TemplateError(why)
