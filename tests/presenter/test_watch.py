"""What is saved to a deck's files is noticed, whichever file and however it is saved."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from presenter.watch import LOOK_SECONDS, Change, Watch
from slides.loader import load
from slides.problems import DeckErrors

DECK = """\
talk: x
---
slide: a
body: One.
---
include: more.yaml
---
slide: c
blocks: [{code: {file: c.py}}]
"""

Act = Callable[[], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "more.yaml").write_text("slide: b\n")
    (tmp_path / "c.py").write_text("x = 1\n")
    deck = tmp_path / "deck.yaml"
    deck.write_text(DECK)
    return deck


async def within(news: Awaitable[Change | DeckErrors]) -> Change | DeckErrors:
    return await asyncio.wait_for(news, 5)


async def after(path: Path, *acts: Act) -> Change | DeckErrors:
    """What a watch says once all acts were done in one go."""
    watch = Watch(path, load(path))
    for act in acts:
        act()
    return await within(watch.change())


def slides(news: Change | DeckErrors) -> tuple[str, ...]:
    assert isinstance(news, Change)
    return news.slides


async def test_the_slide_that_changed_is_named(path: Path) -> None:
    news = await after(path, lambda: write(path, DECK.replace("One", "Two")))
    assert slides(news) == ("a",)
    assert isinstance(news, Change)
    assert news.deck.slides[0].body == "Two."


def write(path: Path, text: str) -> None:
    path.write_text(text)


def removed(path: Path) -> None:
    path.unlink()


async def test_included_files_count(path: Path) -> None:
    more = path.with_name("more.yaml")
    news = await after(path, lambda: write(more, "slide: b\n---\nslide: new\n"))
    assert slides(news) == ("new",)


async def test_files_that_slides_are_drawn_from_count(path: Path) -> None:
    assert slides(await after(path, lambda: write(path.with_name("c.py"), "x = 22\n"))) == ("c",)
    assert slides(await after(path, lambda: path.with_name("c.py").unlink())) == ("c",)


async def test_a_save_by_renaming_counts(path: Path) -> None:
    other = path.with_name("other")

    def renamed() -> None:
        write(other, DECK.replace("One", "Two"))
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
        other.rename(path)

    assert slides(await after(path, renamed)) == ("a",)


async def test_a_broken_deck_is_told_once_and_then_what_mends_it(path: Path) -> None:
    watch = Watch(path, load(path))
    write(path, DECK.replace("body", "boby"))
    news = await within(watch.change())
    assert isinstance(news, DeckErrors)
    assert "'boby'" in str(news)
    waiting = asyncio.ensure_future(watch.change())
    done, _ = await asyncio.wait([waiting], timeout=0.35)
    assert not done
    write(path, DECK)
    assert slides(await within(waiting)) == ()


async def test_a_save_in_two_goes_is_not_called_broken(path: Path) -> None:
    watch = Watch(path, load(path))
    waiting = asyncio.ensure_future(watch.change())
    write(path, "")
    await asyncio.sleep(1.5 * LOOK_SECONDS)
    write(path, DECK.replace("One", "Two"))
    assert slides(await within(waiting)) == ("a",)


async def test_an_include_that_was_missing_is_waited_for(path: Path) -> None:
    watch = Watch(path, load(path))
    write(path, DECK.replace("more.yaml", "later.yaml"))
    assert isinstance(await within(watch.change()), DeckErrors)
    write(path.with_name("later.yaml"), "slide: later\n")
    assert slides(await within(watch.change())) == ("later",)


async def test_a_deck_that_is_gone_is_an_error_until_it_is_back(path: Path) -> None:
    watch = Watch(path, load(path))
    removed(path)
    news = await within(watch.change())
    assert "no such file" in str(news)
    write(path, DECK)
    assert slides(await within(watch.change())) == ()


async def test_a_deck_that_came_through_a_pipe_is_not_read_again(path: Path) -> None:
    watch = Watch(path, load(path))
    removed(path)
    assert isinstance(await within(watch.change()), DeckErrors)
    os.mkfifo(path)
    done, waiting = await asyncio.wait([asyncio.ensure_future(watch.change())], timeout=0.35)
    assert not done
    for task in waiting:
        task.cancel()


async def test_hidden_slides_come_and_go(path: Path) -> None:
    hidden = DECK.replace("slide: a", "slide: a\nhidden: yes")
    news = await after(path, lambda: write(path, hidden))
    assert isinstance(news, Change)
    assert [slide.slide for slide in news.deck.slides] == ["b", "c"]


async def test_a_look_costs_next_to_nothing(path: Path) -> None:
    watch = Watch(path, load(path))
    before = os.times()
    done, waiting = await asyncio.wait([asyncio.ensure_future(watch.change())], timeout=1)
    spent = os.times()
    assert not done
    for task in waiting:
        task.cancel()
    assert spent.user + spent.system - before.user - before.system < 0.05
