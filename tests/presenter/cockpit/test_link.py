"""The line between stage and cockpits, over real sockets."""

import asyncio
import socket
import stat
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from presenter.link.find import NoPlace, choose, running, socket_of, sockets
from presenter.link.hub import BUFFER, MOST, Hub
from presenter.link.line import Line
from presenter.link.wire import Do, Jump, Notice, Panes, Said, UpToDate, Welcome
from slides.talk import Event, Moved, Opened, Started
from tests.presenter.cockpit.conftest import Talk, make_talk, on_air, settled

Words = AsyncGenerator[Event | Notice, None]


async def take(words: Words, count: int) -> list[Event | Notice]:
    return [await asyncio.wait_for(anext(words), 10) for _ in range(count)]


async def joined(words: Words) -> list[Event | Notice]:
    """Read everything up to now."""
    found = await take(words, 1)
    while not isinstance(found[-1], UpToDate):
        found += await take(words, 1)
    return found


async def test_who_joins_is_told_the_whole_log_and_then_what_happens(talk: Talk) -> None:
    talk.director.next()
    async with on_air(talk), aclosing(Line().words(talk.hub.path)) as words:
        welcome, *log, _ = await joined(words)
        assert isinstance(welcome, Welcome)
        assert welcome.talk == "talk"
        assert log == talk.keeper.events
        assert [type(event) for event in log] == [Opened, Moved, Started]
        talk.director.next()
        assert await take(words, 1) == [talk.keeper.events[-1]]


async def test_nothing_is_told_twice_to_who_joins_between_an_event_and_its_telling(
    talk: Talk,
) -> None:
    talk.keeper.listeners.clear()
    async with on_air(talk), aclosing(Line().words(talk.hub.path)) as first:
        await joined(first)
        talk.director.next()
        async with aclosing(Line().words(talk.hub.path)) as second:
            log = await joined(second)
            assert sum(isinstance(word, Moved) for word in log) == 1
            talk.hub.flush()
            talk.hub.tell(Said(text="now"))
            assert await take(second, 1) == [Said(text="now")]
            moved, started, said = await take(first, 3)
            assert [type(word) for word in (moved, started, said)] == [Moved, Started, Said]


async def test_commands_are_carried_out_in_their_order(talk: Talk) -> None:
    line = Line()
    async with on_air(talk), aclosing(line.words(talk.hub.path)) as words:
        await joined(words)
        assert line.send(Do(do="next"))
        assert line.send(Jump(number=3))
        await take(words, 3)
    assert talk.asked == [Do(do="next"), Jump(number=3)]
    assert talk.state.slide == "three"
    assert not line.send(Do(do="next")), "the line is down"


async def test_facts_are_told_once_and_to_whoever_joins_later(talk: Talk) -> None:
    async with on_air(talk), aclosing(Line().words(talk.hub.path)) as words:
        await joined(words)
        talk.hub.keep(Panes(lines=("training",)))
        talk.hub.keep(Panes(lines=("training",)))
        talk.hub.keep(Panes(lines=("done",)))
        assert await take(words, 2) == [Panes(lines=("training",)), Panes(lines=("done",))]
        async with aclosing(Line().words(talk.hub.path)) as late:
            assert Panes(lines=("done",)) in await joined(late)


async def test_the_socket_is_its_owners_alone_and_gone_with_the_talk(talk: Talk) -> None:
    async with on_air(talk):
        assert stat.S_IMODE(talk.hub.path.stat().st_mode) == 0o600
        assert stat.S_IMODE(talk.hub.path.parent.stat().st_mode) == 0o700
        assert running() == [talk.hub.path]
    assert running() == []
    assert not talk.hub.path.exists()


async def test_a_cockpit_that_stops_reading_is_dropped_and_slows_nobody(talk: Talk) -> None:
    async with on_air(talk), aclosing(Line().words(talk.hub.path)) as reading:
        await joined(reading)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as stopped:
            stopped.connect(str(talk.hub.path))
            await settled(lambda: talk.hub.attached == 2)
            said, longest = Said(text="x" * 10_000), 0.0
            for _ in range(3 * BUFFER // 10_000):
                begun = time.perf_counter()
                talk.hub.tell(said)
                longest = max(longest, time.perf_counter() - begun)
                assert await take(reading, 1) == [said]
            assert longest < 0.05
            assert talk.hub.attached == 1


async def test_what_is_no_command_is_passed_over_and_a_flood_ends_the_line(talk: Talk) -> None:
    async with on_air(talk):
        _, writer = await asyncio.open_unix_connection(talk.hub.path)
        writer.write(b'\xff\n{}\n{"do":"format-disk"}\n{"do":"jump","number":-1}\n')
        writer.write(b'{"do":"next"}\n')
        await settled(lambda: bool(talk.asked))
        assert talk.asked == [Do(do="next")]
        writer.write(b"x" * 100_000)
        await settled(lambda: not talk.hub.attached)
        writer.close()


async def test_the_number_of_cockpits_is_limited(talk: Talk) -> None:
    async with on_air(talk):
        lines = [await asyncio.open_unix_connection(talk.hub.path) for _ in range(MOST)]
        await settled(lambda: talk.hub.attached == MOST)
        reader, writer = await asyncio.open_unix_connection(talk.hub.path)
        assert await asyncio.wait_for(reader.read(), 10) == b""
        for _, other in [*lines, (reader, writer)]:
            other.close()


async def test_two_stages_never_share_a_socket_but_a_dead_ones_is_taken(
    talk: Talk, tmp_path: Path
) -> None:
    twin = make_talk(tmp_path)
    async with on_air(talk):
        with pytest.raises(FileExistsError):
            await twin.hub.open()
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(twin.hub.path))
    assert twin.hub.path.exists()
    async with on_air(twin):
        assert running() == [twin.hub.path]


def test_what_a_killed_stage_left_is_removed(runtime: Path) -> None:
    left = socket_of(Path("killed.jsonl"))
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as dead:
        dead.bind(str(left))
    assert running() == []
    assert not left.exists()


def test_a_folder_that_is_not_ours_is_not_used(runtime: Path) -> None:
    elsewhere = runtime / "elsewhere"
    elsewhere.mkdir()
    (runtime / "podium").symlink_to(elsewhere)
    with pytest.raises(NoPlace, match="another user"):
        sockets()


def test_a_folder_open_to_others_is_closed(runtime: Path) -> None:
    (runtime / "podium").mkdir(mode=0o755)
    (runtime / "podium").chmod(0o777)
    assert stat.S_IMODE(sockets().stat().st_mode) == 0o700


def test_a_long_name_still_makes_a_socket(runtime: Path) -> None:
    assert len(socket_of(Path("x" * 200)).stem) < 60


@pytest.mark.parametrize(
    ("wanted", "last", "chosen"),
    [
        ("", None, None),
        ("alp", None, "alpha"),
        ("a", None, None),
        ("", "beta", "beta"),
        ("gamma", None, None),
        ("alpha", "gone", "alpha"),
    ],
)
def test_which_talk_is_attached_to(wanted: str, last: str | None, chosen: str | None) -> None:
    found = [Path("alpha"), Path("beta")]
    assert choose(found, wanted, Path(last) if last else None) == (chosen and Path(chosen))


def test_the_only_talk_needs_no_name() -> None:
    assert choose([Path("alpha")], "") == Path("alpha")


async def test_a_hub_that_was_never_opened_closes(talk: Talk) -> None:
    assert isinstance(talk.hub, Hub)
    await talk.hub.close()
