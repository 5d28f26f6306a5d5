"""Labelled messages from CSV files and zip archives."""

import zipfile
from pathlib import Path

import pytest

from presenter.work.messages import Message, read_messages
from presenter.work.trouble import Trouble

TWO = (Message("ham", 'He said "hi, you"'), Message("spam", "WIN\nnow"))


def written(tmp_path: Path, text: str, name: str = "mine.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize(
    "text",
    [
        'label,text\nham,"He said ""hi, you"""\nspam,"WIN\nnow"\n',
        '"He said ""hi, you""",0\r\n"WIN\nnow",1\r\n',
        'id,Message,Category\n7,"He said ""hi, you""",legit\n8,"WIN\nnow",Smishing\n',
    ],
)
def test_columns_are_found_and_quotes_mean_something(tmp_path: Path, text: str) -> None:
    assert read_messages(written(tmp_path, text)) == TWO


def test_a_column_of_labels_may_be_named(tmp_path: Path) -> None:
    path = written(tmp_path, "a,b,text\n1,0,hello\n0,1,win\n")
    assert [m.label for m in read_messages(path)] == ["spam", "ham"]
    assert [m.label for m in read_messages(path, "B")] == ["ham", "spam"]
    with pytest.raises(Trouble, match=r"no column 'c'.*a, b, text"):
        read_messages(path, "c")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("text,stars\nhello,4\nwin,9\n", r"no column of labels.*--label COLUMN"),
        ("label\nham\nspam\n", "labels and no texts"),
        ("label,text\n" + "ham,x\n" * 99 + "maybe,y\n", r"mine\.csv:101: the label is 'maybe'"),
        ("label,text\n" + "ham,x\n" * 99 + "ham\n", r"mine\.csv:101: the row has 1 cells"),
        ("", "is empty"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Trouble, match=told):
        read_messages(written(tmp_path, text))


def test_a_zip_is_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "mine.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme", "About these messages.")
        archive.writestr("messages.tsv", 'ham\tHe said "hi\nspam\tWIN" now\n')
    assert [m.text for m in read_messages(path)] == ['He said "hi', 'WIN" now']
    path.write_bytes(path.read_bytes()[:60])
    with pytest.raises(Trouble, match="zip without readable messages"):
        read_messages(path)
