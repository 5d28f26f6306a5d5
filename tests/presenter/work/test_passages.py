"""A knowledge base's files as passages: headings, sizes, Markdown that would trip a pattern."""

from pathlib import Path

import pytest

from presenter import places
from presenter.work.passages import WORDS, Passage, passages, read_passages
from presenter.work.trouble import Trouble


def test_a_passage_is_what_stands_below_a_heading() -> None:
    text = "# Shop\n\n## Refunds\n\nWithin\n45 days.\n\n## Hours\n\nTen to six.\n"
    assert list(passages(text, "a.md")) == [
        Passage("a.md", "Shop › Refunds", "Within 45 days."),
        Passage("a.md", "Shop › Hours", "Ten to six."),
    ]


def test_a_heading_ends_those_of_its_rank_and_below() -> None:
    text = "# A\n## B\n### C\nc\n## D\nd\n# E\ne\n"
    assert [p.heading for p in passages(text, "a.md")] == ["A › B › C", "A › D", "E"]


def test_text_before_any_heading_has_none() -> None:
    (found,) = passages("Just text.", "a.md")
    assert (found.heading, found.said) == ("", "Just text.")


def test_a_hash_in_code_is_no_heading_and_lists_keep_their_lines() -> None:
    text = "# A\n\n```\n# not a heading\n```\n\n- one\n- two\n"
    (found,) = passages(text, "a.md")
    assert found.text == "```\n# not a heading\n```\n- one\n- two"


def test_long_parts_are_divided_between_paragraphs_and_failing_that_between_words() -> None:
    paragraph = " ".join(["word"] * 70)
    found = list(passages(f"# A\n\n{paragraph}\n\n{paragraph}\n\n{paragraph} {paragraph}", "a.md"))
    sizes = [len(p.text.split()) for p in found]
    assert sizes == [70, 70, 120, 20]
    assert all(size <= WORDS for size in sizes)
    assert {p.heading for p in found} == {"A"}


def test_files_are_read_in_order_with_their_places(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.md").write_text("two", encoding="utf-8")
    (tmp_path / "a.md").write_text("one", encoding="utf-8")
    (tmp_path / "sub" / "c.md").write_text("three", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no", encoding="utf-8")
    assert [p.source for p in read_passages(tmp_path)] == ["a.md", "b.md", "sub/c.md"]


def test_what_is_no_knowledge_base_is_said(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no text in"):
        read_passages(tmp_path)
    with pytest.raises(Trouble, match="There is no folder"):
        read_passages(tmp_path / "absent")
    (tmp_path / "a.md").write_bytes(b"\xff\xfe")
    with pytest.raises(Trouble, match=r"a\.md cannot be read"):
        read_passages(tmp_path)


def test_the_base_that_ships_has_passages_of_its_headings() -> None:
    found = read_passages(places.assets() / "knowledge")
    assert len(found) >= 20
    assert len({p.heading for p in found}) == len(found)
