"""Slides outside the terminal: what is drawn, what is written, and what programs read of it."""

import re
import unicodedata
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from rich.console import Console
from rich.style import Style

from presenter import places
from presenter.draw.canvas import Canvas
from presenter.draw.page import stack
from presenter.paper.asked import asked
from presenter.paper.inks import Inks
from presenter.paper.raster import SCALE, as_pdf, as_png
from presenter.paper.shapes import shape_of
from presenter.paper.sheets import Sheet, sheets
from presenter.paper.svg import HIGH, WIDE, as_svg
from presenter.paper.web import as_web
from presenter.themes import built_in, default_theme, load_theme
from quiz.question import QUESTION
from slides.deck import Deck
from slides.loader import load_deck, parse_deck
from slides.steps import Shown

SVG = "{http://www.w3.org/2000/svg}"
DECK = """\
talk: A talk
---
slide: one
title: "Less < more & “so”"
reveal: items
body: |
  - first
  - second
notes: "[smile] Hello. [step] There. [step] Bye."
---
slide: two
title: Two
blocks:
- chart: bar
  labels: [a]
  series: {x: [1]}
- quiz: {question: q, ask: Which?, options: [{text: This, right: yes}, {text: That}]}
"""


@pytest.fixture
def deck() -> Deck:
    return parse_deck(DECK, Path("deck.yaml"))


def drawn(deck: Deck, size: tuple[int, int] = (80, 24), every_step: bool = False) -> list[Sheet]:
    return list(sheets(deck, Canvas(folder=places.talks()), size, every_step))


def words(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    return " ".join(text.text or "" for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("glyph", "arms"),
    [
        ("─", {"l": 1, "r": 1}),
        ("┏", {"d": 2, "r": 2}),
        ("╋", {"u": 2, "d": 2, "l": 2, "r": 2}),
        ("╭", {"d": 1, "r": 1}),
        ("┢", {"u": 1, "r": 2, "d": 2}),
        ("╼", {"l": 1, "r": 2}),
    ],
)
def test_frames_have_the_arms_that_their_names_say(glyph: str, arms: dict[str, int]) -> None:
    shape = shape_of(glyph)
    assert shape
    assert dict(shape.arms) == arms


def test_every_block_and_dot_fills_what_its_name_says() -> None:
    for code in range(0x2581, 0x2588):
        shape = shape_of(chr(code))
        assert shape
        [(left, top, right, bottom)] = shape.boxes
        assert (left, right, bottom) == (0, 1, 1)
        assert bottom - top == (code - 0x2580) / 8, unicodedata.name(chr(code))
    for code in range(0x2800, 0x2900):
        shape = shape_of(chr(code))
        assert shape
        assert len(shape.dots) == len(re.sub("[^0-9]", "", unicodedata.name(chr(code))))
    assert shape_of("A") is None


@pytest.mark.parametrize("theme", built_in())
def test_every_slide_of_the_tour_is_well_formed_and_says_what_it_says(theme: str) -> None:
    tour = load_deck(places.talks() / "tour.yaml")
    dress = load_theme(theme, places.talks())
    canvas = Canvas(folder=places.talks(), theme=dress)
    for sheet in sheets(tour, canvas, (80, 24)):
        svg = as_svg(sheet, Inks(dress))
        said = " ".join("".join(segment.text for segment in line) for line in sheet.lines)
        for word in re.findall(r"[A-Za-z]{4,}", said):
            assert word in words(svg), (sheet.title, word)


def test_cells_are_where_the_terminal_has_them(deck: Deck) -> None:
    inks = Inks(default_theme())
    for sheet in drawn(deck):
        picture = Image.open(BytesIO(as_png(sheet, inks))).convert("RGB")
        assert picture.size == (80 * WIDE * SCALE, 24 * HIGH * SCALE)
        for row, line in enumerate(sheet.lines):
            column = 0
            for segment in line:
                for glyph in segment.text:
                    if glyph == "█":
                        at = int((column + 0.5) * WIDE * SCALE), int((row + 0.5) * HIGH * SCALE)
                        colour = inks.of(segment.style or Style.null()).colour
                        pixel = picture.getpixel(at)
                        assert isinstance(pixel, tuple)
                        assert "#" + "".join(f"{int(part):02x}" for part in pixel) == colour
                    column += 1


def test_a_quiz_is_its_question(deck: Deck) -> None:
    said = words(as_svg(drawn(deck)[1], Inks(default_theme())))
    assert "Which?" in said
    assert "This" in said
    assert "That" in said


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("fix-prompt", {"prompt": "Make it *nice*. 1. Now!", "rubric": [{"not_vague": "yes"}]},
         "The prompt: Make it *nice*. 1. Now!"),
        ("guess", {"prompt": "Once upon"}, "The model is given: Once upon"),
        ("ordering", {"items": ["a) one", "b) two"]}, "• b) two • a) one"),
        ("estimate", {"answer": "7", "unit": "GB"}, "a number in GB"),
        ("scale", {"low_means": "no", "high_means": "yes"}, "1 no … 5 yes"),
        ("true-false", {"answer": "yes", "code": "x = `1`"}, "x = `1` 1. True 2. False"),
    ],
)  # fmt: skip
def test_every_kind_of_quiz_says_what_it_is_about(
    kind: str, more: dict[str, object], said: str
) -> None:
    question = QUESTION.validate_python(
        {"question": "q", "kind": kind, "ask": "Is *this* it?"} | more
    )
    block = Shown(asked(question), 0)
    text = Console(file=StringIO(), width=60).render(stack([block], Canvas(Path())))
    words = " ".join("".join(segment.text for segment in text).split()).replace("▌ ", "")
    assert words == f"Is *this* it? {said}"


def test_a_picture_is_in_the_file_as_it_is(tmp_path: Path) -> None:
    colours = [(255, 0, 0), (0, 0, 255)]
    image = Image.new("RGB", (400, 200))
    for n, colour in enumerate(colours):
        image.paste(colour, (200 * n, 0, 200 * n + 200, 200))
    image.save(tmp_path / "flag.png")
    text = "talk: x\n---\nslide: a\nblocks:\n- image: flag.png\n  alt: A flag\n  height: 4\n"
    [sheet] = sheets(parse_deck(text, Path("deck.yaml")), Canvas(folder=tmp_path), (80, 24))
    inks = Inks(default_theme())
    [element] = ElementTree.fromstring(as_svg(sheet, inks)).iter(f"{SVG}image")
    assert element.findtext(f"{SVG}title") == "A flag"
    x, y, width, height = (int(element.attrib[key]) for key in ("x", "y", "width", "height"))
    assert (width, height) == (16 * WIDE, 4 * HIGH)
    whole = Image.open(BytesIO(as_png(sheet, inks))).convert("RGB")
    for at, colour in zip((x + 5, x + width - 5), colours, strict=True):
        assert whole.getpixel((at * SCALE, (y + height // 2) * SCALE)) == colour


def test_a_slide_longer_than_the_terminal_makes_a_longer_sheet(deck: Deck) -> None:
    long = "talk: x\n---\nslide: a\nbody: |\n" + "".join(f"  - item {n}\n" for n in range(60))
    [sheet] = drawn(parse_deck(long, Path("deck.yaml")))
    assert sheet.rows > 60
    assert "item" in words(as_svg(sheet, Inks(default_theme())))


def test_a_page_of_the_web_has_every_slide_and_its_notes(deck: Deck) -> None:
    web = as_web(deck, drawn(deck), Inks(default_theme()))
    assert re.findall(r'<section id="([\w-]+)">', web) == ["one", "two"]
    assert '<span class="cue">[smile]</span>' in web
    assert "http" not in re.sub(r'xmlns="[^"]*"', "", web)
    assert "Less &lt; more &amp;" in web


def test_step_by_step_every_step_has_its_own_notes(deck: Deck) -> None:
    web = as_web(deck, drawn(deck, every_step=True), Inks(default_theme()))
    assert re.findall(r'<section id="([\w-]+)">', web) == ["one-0", "one-1", "one-2", "two-0"]
    first, second, third, _ = web.split("<section")[1:]
    assert "Hello." in first
    assert "There." not in first
    assert "There." in second
    assert "Bye." in third


def test_a_pdf_has_a_page_a_sheet_and_is_the_same_each_time(deck: Deck) -> None:
    inks = Inks(default_theme())
    made = as_pdf(deck, drawn(deck), inks)
    assert made.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b(?!s)", made)) == 2
    assert b"(A talk)" in made
    assert made == as_pdf(deck, drawn(deck), inks)
