"""Chat templates as model files have them: rendered, refused, and kept in their sandbox."""

import pytest

from presenter.work.jobs.chat_template import compiled
from presenter.work.trouble import Trouble

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content']"
    " + '<|im_end|>' + '\n' }}{% endfor %}\n"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
HI = [{"role": "user", "content": "Hi {{ 7 * 7 }}"}]


def test_messages_stand_between_their_marks_and_are_no_template() -> None:
    assert compiled(CHATML, "", "")(HI) == (
        "<|im_start|>user\nHi {{ 7 * 7 }}<|im_end|>\n<|im_start|>assistant\n"
    )


def test_it_knows_the_ends_of_texts_and_the_day() -> None:
    render = compiled(
        "{{ bos_token }}{{ strftime_now('%Y') | length }}{{ eos_token }}", "<s>", "</s>"
    )
    assert render(HI) == "<s>4</s>"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("{% for %}", "broken"),
        ("{{ raise_exception('no system role') }}", "no system role"),
        ("{{ messages.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
        ("{{ messages.append(1) }}", "refuses"),
    ],
)
def test_what_is_wrong_or_unsafe_is_told(template: str, why: str) -> None:
    with pytest.raises(Trouble, match=why):
        compiled(template, "", "")(HI)
