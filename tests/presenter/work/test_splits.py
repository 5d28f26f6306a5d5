from collections.abc import Sequence

import pytest

from presenter.work.messages import Message, spam_count
from presenter.work.practice import practice_messages
from presenter.work.protocol import Split
from presenter.work.splits import Parts, near_duplicates, split_messages
from presenter.work.trouble import Trouble


def three(parts: Parts) -> tuple[tuple[Message, ...], ...]:
    return parts.train, parts.validation, parts.test


def test_a_random_split_keeps_every_message_once_and_the_share_of_spam() -> None:
    messages = practice_messages()
    parts = split_messages(messages, "random", 0)
    assert sorted(m.text for part in three(parts) for m in part) == sorted(m.text for m in messages)
    assert [len(part) for part in three(parts)] == pytest.approx([1400, 300, 300], abs=1)
    shares = [spam_count(part) / len(part) for part in three(parts)]
    assert shares == pytest.approx([0.135] * 3, abs=0.003)


@pytest.mark.parametrize("how", ["random", "group"])
def test_a_seed_splits_the_same_way_and_another_differently(how: Split) -> None:
    messages = practice_messages()
    assert split_messages(messages, how, 3) == split_messages(messages, how, 3)
    assert split_messages(messages, how, 3) != split_messages(messages, how, 4)


def test_near_duplicates_never_straddle() -> None:
    parts = split_messages(practice_messages(), "group", 1)
    place = {message.text: number for number, part in enumerate(three(parts)) for message in part}
    for group in near_duplicates(practice_messages()):
        assert len({place[message.text] for message in group}) == 1


def texts(groups: Sequence[tuple[Message, ...]]) -> list[list[str]]:
    return [[message.text for message in group] for group in groups]


def test_what_differs_in_case_digits_or_spaces_is_kept_once() -> None:
    messages = [Message("spam", text) for text in ("Call 0800 1", "call  0800 2", "CALL 0800 33")]
    assert texts(near_duplicates(messages)) == [["Call 0800 1", "CALL 0800 33"]]


def test_chains_of_near_duplicates_are_one_group() -> None:
    first = "you have won a holiday for two in the sun call the number below"
    second = first + " before it is too late"
    third = second + " and tell nobody at all"
    other = "are you coming home for dinner tonight or shall we start"
    messages = [Message("ham", text) for text in (first, other, third, second)]
    assert sorted(texts(near_duplicates(messages))) == [[other], [first, third, second]]


def test_empty_and_very_short_messages_are_no_obstacle() -> None:
    messages = [Message("ham", text) for text in ("", "k", "ok")]
    assert len(near_duplicates(messages)) == 3


def test_one_class_only_is_refused_with_the_count() -> None:
    with pytest.raises(Trouble, match="The data has 0 spam messages"):
        split_messages([Message("ham", str(i)) for i in range(50)], "random", 0)
    mixed = [Message("spam", str(i)) for i in range(50)] + [Message("ham", "hello")]
    with pytest.raises(Trouble, match="1 ham message"):
        split_messages(mixed, "random", 0)
