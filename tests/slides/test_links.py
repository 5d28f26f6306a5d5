"""The files beside a deck that its blocks are drawn from."""

from slides.links import links
from tests.slides.makers import loaded

TEXT = """\
talk: x
theme: ours.yaml
---
slide: a
blocks:
- image: a.png
- columns:
  - code: {file: b.py}
  - - table: {file: c.csv}
    - chart: line
      data: {file: d.csv, x: n, y: [m]}
- code: e.py
"""


def test_files_are_found_wherever_a_block_stands_and_known_by_their_place() -> None:
    found = loaded(TEXT)
    named = [(link.file, link.what) for link in links(found.deck)]
    assert named == [
        ("ours.yaml", "theme"),
        ("a.png", "image"),
        ("b.py", "code file"),
        ("c.csv", "CSV file"),
        ("d.csv", "CSV file"),
    ]
    spots = [found.sheet.place(link.where)[:2] for link in links(found.deck)]
    assert spots == [(2, 8), (6, 10), (8, 18), (9, 21), (11, 20)]


def test_a_theme_known_by_name_is_no_file() -> None:
    assert not list(links(loaded("talk: x\ntheme: light\n---\nslide: a").deck))
