"""Images: what a terminal can show, what is refused, and that the picture is in what is sent."""

import re
from base64 import standard_b64decode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from rich.cells import cell_len
from rich.style import Style

from presenter.draw.canvas import Undrawable
from presenter.draw.image import kitty
from presenter.draw.image.halves import halves, marks
from presenter.draw.image.means import means_of
from presenter.draw.image.picture import LARGEST_FILE, fit, picture, stamp_of
from presenter.draw.image.prepare import Place, prepare
from presenter.draw.image.sixel import sixels

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def four() -> Image.Image:
    """Two by two pixels: red and green over blue and white."""
    image = Image.new("RGBA", (2, 2))
    for place, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        image.putpixel((place % 2, place // 2), (*colour, 255))
    return image


@pytest.mark.parametrize(
    ("environment", "means"),
    [
        ({}, "halves"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, "halves"),
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "foot"}, "sixel"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "sixel"),
        ({"KONSOLE_VERSION": "230804"}, "sixel"),
        ({"KONSOLE_VERSION": "210800"}, "halves"),
        ({"TERM": "xterm-kitty", "SSH_CONNECTION": "a 1 b 2"}, "halves"),
        ({"TERM": "xterm-kitty", "NO_COLOR": "1"}, "marks"),
        ({"TERM": "foot", "STY": "1.pts"}, "halves"),
        ({"TERM": "xterm-kitty", "SSH_TTY": "/dev/pts/1", "PODIUM_IMAGES": "kitty"}, "kitty"),
        ({"TERM": "foot", "PODIUM_IMAGES": "nonsense"}, "sixel"),
    ],
)
def test_the_means_are_told_by_the_environment(environment: Mapping[str, str], means: str) -> None:
    def nobody() -> tuple[str, str]:
        raise AssertionError("tmux is not asked outside tmux")

    assert means_of(environment, nobody) == means


@pytest.mark.parametrize(
    ("said", "means"),
    [
        (("on", "xterm-kitty"), "kitty"),
        (("all", "xterm-ghostty"), "kitty"),
        (("off", "xterm-kitty"), "halves"),
        (("on", "xterm-256color"), "halves"),
        (("", ""), "halves"),
    ],
)
def test_inside_tmux_only_what_it_lets_through(said: tuple[str, str], means: str) -> None:
    environment = {"TMUX": "/tmp/t,1,0", "TERM": "tmux-256color"}
    assert means_of(environment, lambda: said) == means


def test_half_blocks_show_the_colours_of_the_picture() -> None:
    (row,) = halves(four(), 2, 1, (0, 0, 0))
    assert row.plain == "▀▀"
    styles = [span.style for span in row.spans]
    assert all(isinstance(style, Style) for style in styles)
    seen = [
        (style.color.get_truecolor(), style.bgcolor.get_truecolor())
        for style in styles
        if isinstance(style, Style) and style.color and style.bgcolor
    ]
    assert seen == [(RED, BLUE), (GREEN, WHITE)]


def test_paper_shows_where_a_picture_is_transparent() -> None:
    clear = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    row, _ = halves(clear, 4, 2, (18, 20, 28))
    assert row.plain == "    "
    (span,) = row.spans
    assert isinstance(span.style, Style)
    assert span.style.bgcolor
    assert span.style.bgcolor.get_truecolor() == (18, 20, 28)


def test_without_colour_light_and_dark_are_told_apart() -> None:
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 255))
    image.paste((255, 255, 255, 255), (4, 0, 8, 8))
    assert [line.plain for line in marks(image, 8, 4, unicode=True)] == ["    ████"] * 4
    assert [line.plain for line in marks(image, 8, 4, unicode=False)] == ["    @@@@"] * 4


@pytest.mark.parametrize(
    ("size", "place", "cells"),
    [
        ((1200, 800), (74, 16), (48, 16)),
        ((1200, 800), (20, 40), (20, 7)),
        ((2, 2), (74, 16), (2, 1)),
        ((4000, 1), (74, 16), (74, 1)),
        ((1, 4000), (74, 16), (1, 16)),
    ],
)
def test_proportions_are_kept(
    size: tuple[int, int], place: tuple[int, int], cells: tuple[int, int]
) -> None:
    assert fit(Image.new("L", size), *place) == cells


def read_sixels(text: str) -> Image.Image:
    """The picture in a sixel string, by the rules of the format."""
    found = re.fullmatch(r'\x1bP0;1q"1;1;(\d+);(\d+)(.*)\x1b\\', text, re.DOTALL)
    assert found
    image = Image.new("RGB", (int(found[1]), int(found[2])), (9, 9, 9))
    colours: dict[int, tuple[int, int, int]] = {}
    x, top, colour = 0, 0, -1
    token = re.compile(r"#(\d+)(?:;2;(\d+);(\d+);(\d+))?|!(\d+)(.)|([?-~])|([$-])")
    at = 0
    while at < len(found[3]):
        part = token.match(found[3], at)
        assert part, found[3][at : at + 9]
        at = part.end()
        if part[2]:
            r, g, b = (round(int(part[n]) * 2.55) for n in (2, 3, 4))
            colours[int(part[1])] = r, g, b
        elif part[1]:
            colour = int(part[1])
        elif part[8]:
            x, top = 0, top + (6 if part[8] == "-" else 0)
        else:
            bits = ord(part[6] or part[7]) - 63
            end = x + int(part[5] or 1)
            marked = [top + y for y in range(6) if bits >> y & 1]
            for cell in ((column, y) for column in range(x, end) for y in marked):
                image.putpixel(cell, colours[colour])
            x = end
    return image


def test_sixels_read_back_are_the_picture() -> None:
    read = read_sixels(sixels(four().resize((20, 16), Image.Resampling.NEAREST), 20, 16))
    corners = [read.getpixel(at) for at in ((0, 0), (19, 0), (0, 15), (19, 15))]
    assert corners == [RED, GREEN, BLUE, WHITE]
    assert (9, 9, 9) not in {read.getpixel((x, y)) for x in range(20) for y in range(16)}


@pytest.mark.parametrize("tmux", [False, True])
def test_what_kitty_is_sent_is_well_formed_and_is_the_picture(tmux: bool) -> None:
    noise = Image.effect_noise((200, 100), 90).convert("RGBA")
    sent = kitty.transmission(noise, 77, 20, 5, tmux)
    if tmux:
        wrapped = re.findall(r"\x1bPtmux;(.*?(?<!\x1b))\x1b\\", sent, re.DOTALL)
        assert len("".join(wrapped)) + len(wrapped) * 9 == len(sent)
        sent = "".join(wrapped).replace("\x1b\x1b", "\x1b")
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", sent)
    assert "".join(f"\x1b_G{keys};{data}\x1b\\" for keys, data in parts) == sent
    assert len(parts) > 1
    assert all(len(data) <= kitty.CHUNK for _, data in parts)
    assert all("q=2" in keys for keys, _ in parts), "the terminal must not answer"
    assert ["m=1" in keys for keys, _ in parts] == [True] * (len(parts) - 1) + [False]
    assert parts[0][0].startswith("a=T,U=1,f=100,i=77,c=20,r=5")
    with Image.open(BytesIO(standard_b64decode("".join(data for _, data in parts)))) as read:
        assert read.convert("RGBA").tobytes() == noise.tobytes()


def test_placeholders_name_row_column_and_picture() -> None:
    rows = kitty.placeholders(0x010203, 3, 2)
    assert [cell_len(row.plain) for row in rows] == [3, 3]
    assert rows[1].plain[3:6] == kitty.PLACEHOLDER + kitty.MARKS[1] + kitty.MARKS[1]
    assert isinstance(rows[0].style, Style)
    assert rows[0].style.color
    assert rows[0].style.color.get_truecolor() == (1, 2, 3)
    assert len(set(kitty.MARKS)) == kitty.MOST > 132


def test_pictures_are_read_once_until_they_change(tmp_path: Path) -> None:
    four().save(tmp_path / "a.png")
    place = Place(10, 5, "halves")
    first = prepare(stamp_of(tmp_path, "a.png"), place)
    assert prepare(stamp_of(tmp_path, "a.png"), place) is first
    Image.new("RGB", (6, 6)).save(tmp_path / "a.png")
    assert prepare(stamp_of(tmp_path, "a.png"), place).columns == 6


def test_photographs_stand_upright(tmp_path: Path) -> None:
    facts = Image.Exif()
    facts[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (40, 20)).save(tmp_path / "a.jpg", exif=facts)
    assert picture(stamp_of(tmp_path, "a.jpg")).size == (20, 40)


def refusal(folder: Path, name: str) -> str:
    with pytest.raises(Undrawable) as refused:
        picture(stamp_of(folder, name))
    return str(refused.value)


def test_what_is_refused_and_why(tmp_path: Path) -> None:
    assert refusal(tmp_path, "a.png") == "there is no file a.png beside the deck"
    assert "is a folder" in refusal(tmp_path, ".")
    (tmp_path / "a.svg").write_text("<svg/>")
    assert "PNG, JPEG, GIF and WebP can" in refusal(tmp_path, "a.svg")
    with (tmp_path / "big.png").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    assert "over 20 MB" in refusal(tmp_path, "big.png")
    Image.new("1", (7000, 7000)).save(tmp_path / "bomb.png")
    assert (tmp_path / "bomb.png").stat().st_size < 20_000
    assert "7000×7000 pixels" in refusal(tmp_path, "bomb.png")
    whole = BytesIO()
    Image.effect_noise((90, 90), 90).save(whole, "PNG")
    (tmp_path / "cut.png").write_bytes(whole.getvalue()[:2000])
    assert "cut.png is broken" in refusal(tmp_path, "cut.png")
