from pathlib import Path

import pytest

from presenter.work.messages import Message, read_messages, spam_count
from presenter.work.trouble import Trouble


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "messages.tsv"
    path.write_bytes(content)
    return path


def test_quotes_are_part_of_the_text(tmp_path: Path) -> None:
    path = written(tmp_path, b'ham\t"Back soon\nspam\tWin a "car"\nham\tsaid "hi\n')
    assert [message.text for message in read_messages(path)] == [
        '"Back soon',
        'Win a "car"',
        'said "hi',
    ]


def test_later_tabs_belong_to_the_text(tmp_path: Path) -> None:
    assert read_messages(written(tmp_path, b"ham\ta\tb\n")) == (Message("ham", "a\tb"),)


def test_line_ends_of_windows_a_mark_at_the_start_and_empty_lines(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xef\xbb\xbfSPAM\tWin\r\n\nham\tHome?")
    assert read_messages(path) == (Message("spam", "Win"), Message("ham", "Home?"))


def test_spam_is_counted() -> None:
    assert spam_count([Message("ham", "a"), Message("spam", "b")]) == 1


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b"ham\tfine\nno tab here\n", ":2: there is no tab"),
        (b"junk\ttext\n", ":1: the label is 'junk'"),
        (b"ham\t\xff\xfe\n", "not text in UTF-8"),
    ],
)
def test_a_wrong_file_is_told_with_its_line(tmp_path: Path, content: bytes, complaint: str) -> None:
    with pytest.raises(Trouble, match=complaint):
        read_messages(written(tmp_path, content))


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="no file"):
        read_messages(tmp_path / "nowhere.tsv")
    with pytest.raises(Trouble, match="is a folder"):
        read_messages(tmp_path)
