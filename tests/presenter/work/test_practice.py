import hashlib

from presenter.work.messages import spam_count
from presenter.work.practice import SIZE, SPAM, practice_messages


def test_it_has_the_promised_size_and_no_message_twice() -> None:
    messages = practice_messages()
    assert len(messages) == len({message.text for message in messages}) == SIZE
    assert spam_count(messages) == SPAM


def test_every_slot_is_filled() -> None:
    assert not [m for m in practice_messages() if "{" in m.text or "}" in m.text]


def test_it_is_the_same_in_every_process() -> None:
    """A change of the grammar changes figures that people compare: do it knowingly."""
    lines = "\n".join(f"{m.label} {m.text}" for m in practice_messages())
    assert hashlib.sha256(lines.encode()).hexdigest()[:12] == "08aa45c686a8"


def test_both_sides_have_hard_cases() -> None:
    words = ("won", "free", "code", "urgent", "call")
    for word in words:
        labels = {m.label for m in practice_messages() if word in m.text.lower()}
        assert labels == {"ham", "spam"}, word


def test_it_does_not_hold_the_messages_the_talk_shows() -> None:
    shown = ("won a one thousand dollar", "check in and see how", "number has been selected")
    assert not [m for m in practice_messages() if any(part in m.text for part in shown)]
