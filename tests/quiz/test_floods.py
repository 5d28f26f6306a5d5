"""The security checklist, second part: floods, hostile text, and people who do not read."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import asyncssh
import pytest

from quiz.core import Answered
from quiz.guest import Guest
from quiz.limits import Limits
from tests.quiz.examples import METHOD
from tests.quiz.house import House, Terminal, dial, eventually, house

UNTIMED = METHOD.model_copy(update={"time": None})


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as opened:
        yield opened


def guest_of(home: House) -> Guest:
    (guest,) = home.hall._screens  # noqa: SLF001 - the one who is connected
    assert isinstance(guest, Guest)
    return guest


async def test_few_variables_are_kept_and_cut_short(home: House) -> None:
    flood = {f"NAME_{number}": "x" * 200 for number in range(100)}
    async with Terminal(home.port, env={"LANG": "C" * 500, **flood}) as ada:
        await ada.sees("Your name here")
        assert guest_of(home).channel.variables() == {"LANG": "C" * 64}


async def test_bytes_that_are_no_text_do_not_end_the_line(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.sees("Your name here")
        ada.type(b"\xff\xfe\xc3\x15Ada\r")
        await ada.sees("Ada", "You are in")


@pytest.mark.parametrize(
    "typed",
    ["\x1b]52;c;cm0=\x07", "\u202eevil", "a" + "\u0301" * 500, "[@click=app.bell]", "\x9b31m"],
)
async def test_a_hostile_name_comes_out_clean_or_not_at_all(home: House, typed: str) -> None:
    async with Terminal(home.port) as eve:
        await eve.sees("Your name here")
        eve.type(f"{typed}Eve\r")
        await eventually(lambda: home.room.state.attendees or guest_of(home).seat.problem)
        for attendee in home.room.state.attendees.values():
            assert attendee.name.isprintable()
            assert len(attendee.name) <= 16


async def test_a_paste_of_twenty_thousand_characters_is_a_name_of_sixteen(home: House) -> None:
    async with Terminal(home.port) as eve, Terminal(home.port) as ada:
        await eve.sees("Your name here")
        eve.type("x" * 20_000)
        await ada.joins("Ada")
        await eve.sees("at most 16")
        assert b"x" * 17 not in eve.received


async def test_a_storm_of_sizes_is_answered_ten_times_a_second(home: House) -> None:
    async with Terminal(home.port) as eve:
        await eve.joins("Eve")
        for number in range(400):
            eve.process.change_terminal_size(9999 - number, 9999)
        eve.process.change_terminal_size(80, 24)
        seen = await eve.sees("You are in")
        assert len(seen) < 50_000


async def test_a_storm_of_redraws_is_not_answered_with_one_of_screens(home: House) -> None:
    async with Terminal(home.port) as eve:
        await eve.joins("Eve")
        for _ in range(300):
            eve.type(b"\x0c")
        await home.room.open(UNTIMED)
        assert len(await eve.sees("Retrieval")) < 20_000


async def test_who_sends_too_much_is_read_slowly_and_others_are_not(tmp_path: Path) -> None:
    limits = Limits(attendees=50, typed_burst=1024)
    async with house(tmp_path, limits) as home:  # noqa: SIM117 - three names are too many for a line
        async with Terminal(home.port) as eve, Terminal(home.port) as ada:
            await eve.joins("Eve")
            eve.type("x" * 14_000)
            await ada.joins("Ada")
            await home.room.open(UNTIMED)
            await ada.sees("Retrieval")
            ada.type("2\r")
            await ada.sees("B is in")
            eve.line.abort()


async def test_a_storm_of_answers_is_not_written_to_the_log(home: House) -> None:
    async with Terminal(home.port) as eve:
        await eve.joins("Eve")
        await home.room.open(UNTIMED)
        await eve.sees("Retrieval")
        eve.type("1\r2\r" * 500)
        await eve.sees("One moment, please")
        assert sum(isinstance(event, Answered) for event in home.room.log) <= 12


async def test_a_session_that_is_over_does_not_keep_its_line(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(parting_time=0.1)) as home:
        async with asyncio.timeout(5):
            line = await dial(home.port)
            assert (await line.run()).exit_status == 1
            await line.wait_closed()
        async with Terminal(home.port) as ada:
            await ada.joins("Ada")
            ada.process.channel.close()
            async with asyncio.timeout(5):
                await ada.line.wait_closed()


async def test_a_session_that_never_starts_does_not_keep_its_line(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(handshake_time=0.3)) as home:
        line = await dial(home.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.create_process("id")
        async with asyncio.timeout(5):
            await line.wait_closed()


# ---------------------------------------------------------------------------- what is read


async def stop_reading(terminal: Terminal) -> asyncio.ReadTransport:
    """Take nothing from the network any more, as a suspended client does."""
    transport = terminal.line._transport  # noqa: SLF001 - the TCP connection itself
    assert isinstance(transport, asyncio.ReadTransport)
    transport.pause_reading()
    return transport


async def fill(home: House, guest: Guest) -> None:
    """Send frames until one is held back."""
    for _ in range(3000):
        if guest.stalled:
            return
        await home.room.open(UNTIMED)
        await home.room.close_question()
    pytest.fail("nothing was ever held back")


async def test_who_does_not_read_gets_the_newest_frame_later(tmp_path: Path) -> None:
    limits = Limits(attendees=50, backlog=32 * 1024, care_every=0.05)
    async with house(tmp_path, limits) as home:  # noqa: SIM117 - three names are too many for a line
        async with Terminal(home.port) as eve, Terminal(home.port) as ada:
            await eve.joins("Eve")
            guest = guest_of_name(home, "Eve")
            transport = await stop_reading(eve)
            await fill(home, guest)
            assert guest.line.unsent + guest.channel.get_write_buffer_size() < 64 * 1024
            await ada.sees("Your name here")
            ada.type("Ada\r")
            await home.room.open(METHOD.model_copy(update={"ask": "The very last question?"}))
            await ada.sees("The very last question?")
            transport.resume_reading()
            await eve.sees("The very last question?")
            eve.type("2\r")
            await eve.sees("B is in")


async def test_who_never_reads_again_is_dropped(tmp_path: Path) -> None:
    limits = Limits(attendees=50, backlog=32 * 1024, stall_time=0.1, care_every=0.05)
    async with house(tmp_path, limits) as home, Terminal(home.port) as eve:
        await eve.joins("Eve")
        await stop_reading(eve)
        await fill(home, guest_of_name(home, "Eve"))
        await eventually(lambda: not home.room.state.present)
        eve.line.abort()


def guest_of_name(home: House, name: str) -> Guest:
    people = home.room.state.attendees
    (found,) = (key for key, attendee in people.items() if attendee.name == name)
    guest = home.hall._seated[found]  # noqa: SLF001 - the server's side of the line
    assert isinstance(guest, Guest)
    return guest


# ---------------------------------------------------------------------------- who is not there


async def test_a_client_that_is_gone_without_a_word_is_noticed(tmp_path: Path) -> None:
    limits = Limits(attendees=50, keepalive=0.1, stall_time=60)
    async with house(tmp_path, limits) as home, Terminal(home.port) as eve:
        await eve.joins("Eve")
        sock = guest_of_name(home, "Eve").line.get_extra_info("socket")
        assert sock.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        await stop_reading(eve)
        await eventually(lambda: not home.room.state.present)
        eve.line.abort()


async def test_who_never_takes_a_name_is_sent_home(tmp_path: Path) -> None:
    limits = Limits(attendees=50, naming_time=0.2, care_every=0.05)
    async with house(tmp_path, limits) as home, Terminal(home.port) as guest:
        assert b"Still there?" in await guest.ends()


async def test_nobody_stays_for_ever(tmp_path: Path) -> None:
    limits = Limits(attendees=50, longest_stay=0.5, care_every=0.05)
    async with house(tmp_path, limits) as home, Terminal(home.port) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r")
        last = await ada.ends()
        assert b"long day" in last
        assert b"To come back" in last


async def test_who_watches_may_not_stay_for_ever_either(tmp_path: Path) -> None:
    limits = Limits(attendees=50, naming_time=0.2, longest_stay=0.6, care_every=0.05)
    async with house(tmp_path, limits) as home, Terminal(home.port, user="watch") as eve:
        await eve.sees("Nothing is on the stage yet")
        assert b"long day" in await eve.ends()


async def test_fake_players_who_left_hold_no_place_and_a_full_room_says_so(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(attendees=3)) as home:
        for number in range(3):
            async with Terminal(home.port) as fake:
                await fake.joins(f"Fake {number}x")
        await eventually(lambda: not home.room.state.present)
        async with AsyncExitStack() as stack:
            for number in range(3):
                ada = await stack.enter_async_context(Terminal(home.port))
                await ada.joins(f"Player {number}x")
            late = await stack.enter_async_context(Terminal(home.port))
            await late.sees("Your name here")
            late.type("Late\r")
            await late.sees("This room is full", "Please watch along")
