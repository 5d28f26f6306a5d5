"""The security checklist, each point probed with a real client: who gets in, and what they get."""

import asyncio
import logging
import stat
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import asyncssh
import pytest
from asyncssh.packet import Boolean, String, UInt32

from quiz import paint
from quiz.limits import Limits
from quiz.line import host_key
from tests.quiz.examples import METHOD
from tests.quiz.hostile import OURS
from tests.quiz.house import House, Terminal, dial, house

UNTIMED = METHOD.model_copy(update={"time": None})


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as opened:
        yield opened


# ---------------------------------------------------------------------------- sessions


async def test_a_command_is_refused(home: House) -> None:
    async with await dial(home.port) as line:
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.create_process("id", term_type="xterm")


@pytest.mark.parametrize("name", ["sftp", "podium-host", "netconf"])
async def test_a_subsystem_is_refused(home: House, name: str) -> None:
    async with await dial(home.port) as line:
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.create_process(subsystem=name)


async def test_sftp_is_refused(home: House) -> None:
    async with await dial(home.port) as line:
        with pytest.raises((asyncssh.ChannelOpenError, asyncssh.SFTPError)):
            await line.start_sftp_client()


async def test_without_a_terminal_there_is_one_line_and_exit_1(home: House) -> None:
    async with await dial(home.port) as line:
        done = await line.run(encoding=None)
        assert done.exit_status == 1
        assert isinstance(done.stdout, bytes)
        assert done.stdout.count(b"\n") == 1
        assert b"needs a terminal" in done.stdout


async def test_a_second_session_is_refused_and_the_first_goes_on(home: House) -> None:
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")
        for _ in range(3):
            with pytest.raises(asyncssh.ChannelOpenError):
                await ada.line.create_process(term_type="xterm")
        await home.room.open(UNTIMED)
        await ada.sees("Retrieval")


# ---------------------------------------------------------------------------- forwarding


async def test_agent_and_x11_forwarding_are_refused(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="quiz")
    async with Terminal(home.port) as ada:
        ask = ada.process.channel._make_request  # noqa: SLF001 - raw requests
        assert await ask(b"auth-agent-req@openssh.com") is False
        cookie = (Boolean(False), String("MIT-MAGIC-COOKIE-1"), String("00" * 16), UInt32(0))
        assert await ask(b"x11-req", *cookie) is False
    assert "refused: an agent was asked for" in caplog.text
    assert "refused: X11 was asked for" in caplog.text


async def test_nothing_is_forwarded(
    home: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="quiz")
    async with await dial(home.port) as line:
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.open_connection("127.0.0.1", home.port)
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.open_unix_connection(str(tmp_path / "socket"))
        with pytest.raises(asyncssh.ChannelListenError):
            await line.forward_remote_port("127.0.0.1", 0, "127.0.0.1", 9)
        with pytest.raises(asyncssh.ChannelListenError):
            await line.forward_remote_path(str(tmp_path / "there"), str(tmp_path / "here"))
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.open_tun()
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.open_tap()
    for what in ("a connection onwards", "a socket", "a port to listen on", "a tunnel"):
        assert f"refused: {what} was asked for" in caplog.text


# ---------------------------------------------------------------------------- the handshake


async def test_there_is_no_compression(home: House) -> None:
    with pytest.raises(asyncssh.KeyExchangeFailed):
        await dial(home.port, compression_algs=["zlib@openssh.com", "zlib"])
    async with await dial(home.port) as line:
        assert line.get_extra_info("send_compression") == "none"
        assert line.get_extra_info("recv_compression") == "none"


@pytest.mark.parametrize(
    "algorithm", ["diffie-hellman-group14-sha256", "diffie-hellman-group18-sha512"]
)
async def test_costly_key_exchanges_are_not_offered(home: House, algorithm: str) -> None:
    with pytest.raises(asyncssh.KeyExchangeFailed):
        await dial(home.port, kex_algs=[algorithm])


async def test_the_server_says_its_name_and_no_version(home: House) -> None:
    async with await dial(home.port) as line:
        assert line.get_extra_info("server_version") == "SSH-2.0-podium"


async def test_a_guest_is_asked_for_nothing(home: House) -> None:
    class Curious(asyncssh.SSHClient):
        asked = False

        def public_key_auth_requested(self) -> None:
            Curious.asked = True

        def password_auth_requested(self) -> None:
            Curious.asked = True

    async with await dial(home.port, client_factory=Curious):
        assert not Curious.asked


async def test_nothing_is_asked_of_a_terminal_and_no_size_is_taken_from_what_it_types(
    home: House,
) -> None:
    async with Terminal(home.port) as ada:
        seen = await ada.sees("Your name here")
        ada.type("\x1b[48;9999;9999;1;1t\x1b[8;200;400tAda\r")
        seen += await ada.sees("Ada", "You are in")
        (screen,) = home.hall._screens  # noqa: SLF001 - whoever is there
        assert (screen.look.width, screen.look.height) == (80, 24)
        await home.room.open(METHOD)
        seen += await ada.sees("Retrieval")
        ada.type("2\r")
        seen += await ada.sees("B is in")
        await home.room.reveal()
        seen += await ada.sees("Right!")
        ada.type("\x03")
        seen += await ada.ends()
    for known in (paint.ENTER, paint.LEAVE):
        assert known in seen
        seen = seen.replace(known, b"")
    assert b"\x1b" not in OURS.sub(b"", seen), "no queries, no mouse, no keyboard or paste modes"


def test_the_host_key_is_made_once_and_is_ours_alone(tmp_path: Path) -> None:
    first = host_key(tmp_path / "keys")
    (file,) = (tmp_path / "keys").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert host_key(tmp_path / "keys").get_fingerprint() == first.get_fingerprint()
    assert first.get_algorithm() == "ssh-ed25519"


async def test_a_handshake_that_does_not_begin_is_ended(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(handshake_time=0.2)) as home:
        reader, writer = await asyncio.open_connection("127.0.0.1", home.port)
        async with asyncio.timeout(5):
            assert (await reader.read()).startswith(b"SSH-2.0-podium")
        writer.close()
        await writer.wait_closed()


async def test_silent_connections_give_their_places_to_honest_ones(tmp_path: Path) -> None:
    limits = Limits(attendees=50, handshakes=5, handshake_worth=0.1)
    async with house(tmp_path, limits) as home:
        silent = [await asyncio.open_connection("127.0.0.1", home.port) for _ in range(20)]
        async with Terminal(home.port) as ada:
            await ada.joins("Ada")
        for _, writer in silent:
            writer.close()


async def test_who_asks_for_no_session_does_not_stay(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(handshake_time=0.2)) as home:
        line = await dial(home.port)
        async with asyncio.timeout(5):
            await line.wait_closed()


@pytest.mark.parametrize(
    "garbage",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"SSH-1.5-x\r\n",
        b"SSH-2.0-x\r\n" + b"\xff" * 64,
        b"\x00" * 20_000,
    ],
    ids=["http", "old ssh", "no packet", "zeros"],
)
async def test_what_is_not_ssh_is_ended_and_hurts_nobody(home: House, garbage: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", home.port)
    writer.write(garbage)
    async with asyncio.timeout(5):
        with suppress(ConnectionError):
            while await reader.read(1024):
                pass
    writer.close()
    async with Terminal(home.port) as ada:
        await ada.joins("Ada")


async def test_key_exchanges_without_end_end_the_line(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="quiz")
    line = await dial(home.port, rekey_bytes="100")
    process = await line.create_process(term_type="xterm", encoding=None)
    async with asyncio.timeout(10):
        with suppress(BrokenPipeError):
            while not line.is_closed():
                process.stdin.write(b"x")
                await asyncio.sleep(0)
        await line.wait_closed()
    assert "refused: too many key exchanges" in caplog.text


async def test_one_address_of_the_internet_gets_ten_lines(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="quiz")
    async with house(tmp_path, Limits(attendees=50, internet=True)) as home:
        lines = [await dial(home.port) for _ in range(10)]
        with pytest.raises((asyncssh.Error, OSError)):
            await dial(home.port)
        for line in lines:
            line.close()
            await line.wait_closed()
    refusals = [
        record.getMessage() for record in caplog.records if "refused" in record.getMessage()
    ]
    assert any("too many connections" in refusal for refusal in refusals)


async def test_refusals_are_logged_without_an_address(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="quiz")
    async with await dial(home.port) as line:
        with pytest.raises(asyncssh.ChannelOpenError):
            await line.create_process("id")
    logged = [record.getMessage() for record in caplog.records if record.name.startswith("quiz")]
    assert any("a command was asked for" in message for message in logged)
    assert not any("127.0.0.1" in message for message in logged)
