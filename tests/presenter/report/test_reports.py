"""Reports of a take as files: complete, and harmless whatever a title says."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presenter.report.dossier import Dossier, dossier
from presenter.report.page import as_html
from presenter.report.sheets import COLUMNS, as_csv, as_markdown, harmless
from presenter.shelf import read_take
from tests.presenter.takes_kept import PLAN, keep_take

EVIL = '<script>alert("x")</script>'


@pytest.fixture
def told(tmp_path: Path) -> Dossier:
    for number, seconds in enumerate([(70, 130, 60), (60, 110, 50), (55, 120, 65)]):
        keep_take(tmp_path, f"take-{number}", seconds, title=EVIL)
    last = keep_take(tmp_path, "take-9", (65, 150, 5), title=EVIL, ended=False)
    return dossier(read_take(last), tmp_path)


class Tags(HTMLParser):
    """Every tag of a page with its attributes; raises when one is closed that was not open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.addresses: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "style")]
        if tag != "meta":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_asks_nothing_of_the_network(told: Dossier) -> None:
    page = as_html(told)
    tags = Tags(page)
    assert tags.open == []
    assert tags.seen.count("svg") == 3
    assert not {"script", "link", "img", "iframe", "object"} & set(tags.seen)
    assert tags.addresses == []
    assert not re.search(r"https?:|url\(|@import", page)
    assert "prefers-color-scheme: dark" in page


def test_titles_are_text_on_the_page(told: Dossier) -> None:
    page = as_html(told)
    assert EVIL not in page
    assert "<b>" not in page
    tags = Tags(page)
    assert EVIL in tags.text
    assert "=Two|<b>" in tags.text


def test_the_page_has_every_figure(told: Dossier) -> None:
    text = Tags(as_html(told)).text
    for figure in ("1:05", "2:30", "over 0:30", "0:55–1:10", "held against 3 others", "cut off"):
        assert figure in text
    assert "It was interrupted" in text
    assert "Sections" in text


def test_a_take_that_stands_alone_is_not_held_against_itself(told: Dossier) -> None:
    alone = told.model_copy(update={"among": 1})
    for page in (as_html(alone), as_markdown(alone)):
        assert "Took" in page
        assert "Median" not in page
        assert "0:55–1:10" not in page
    assert "Median" in as_markdown(told)


def test_a_take_that_ended_at_once_has_a_page_too(tmp_path: Path) -> None:
    path = keep_take(tmp_path, "none", ())
    page = as_html(dossier(read_take(path), tmp_path))
    assert Tags(page).open == []


def test_the_sheet_has_a_row_a_slide_and_no_formulas(told: Dossier) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(told))))
    assert [row["slide"] for row in rows] == [planned.slide for planned in PLAN.slides]
    assert rows[1]["title"] == "'=Two|<b>"
    assert rows[0] == {
        "number": "1", "slide": "one", "title": "One", "section": "Begin", "part": "talk",
        "live": "no", "budget": "60.0", "words": "150", "planned_low": "56.2",
        "planned_high": "64.3", "taken": "65.0", "best": "60.0", "median": "62.5",
        "spread_low": "55.0", "spread_high": "70.0", "takes": "4", "drift": "5.0",
        "words_per_minute": "138.5", "verdict": "on budget", "over": "5.0",
    }  # fmt: skip
    assert tuple(rows[0]) == COLUMNS


@given(st.text(max_size=20))
def test_no_text_begins_a_formula(text: str) -> None:
    safe = harmless(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert safe in (text, f"'{text}")


def test_markdown_tables_keep_their_columns(told: Dossier) -> None:
    lines = as_markdown(told).splitlines()
    assert lines[0] == r"# \<script\>alert(&quot;x&quot;)\</script\>".replace("&quot;", '"')
    tables = [line for line in lines if line.startswith("|")]
    bars = {len(re.findall(r"(?<!\\)\|", line)) for line in tables}
    assert bars == {11, 12}
    assert any(r"=Two\|\<b\>" in line for line in tables)


def test_the_dossier_is_what_json_says(told: Dossier) -> None:
    answer = json.loads(told.model_dump_json())
    assert answer["among"] == 4
    assert answer["slides"]["two"]["spread"] == [110, 150]
    assert answer["sections"]["End"]["takes"] == 3
    assert [point["name"] for point in answer["trend"]][-1] == "take-9"
    assert answer["own_rate"]["takes"] == 4
