"""The client that attendees really have: OpenSSH, in a terminal of its own."""

import asyncio
import os
import shutil
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from quiz import paint
from quiz.limits import Limits
from quiz.wire import End, Open, Reveal, Stop
from tests.quiz.examples import METHOD
from tests.quiz.house import PATIENCE, House, dial, eventually, house
from tests.quiz.process import server

pytestmark = pytest.mark.skipif(shutil.which("ssh") is None, reason="OpenSSH is not installed")

UNTIMED = METHOD.model_copy(update={"time": None})
STRANGER = ("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null")
PLAIN = (*STRANGER, "-F", "none", "-o", "LogLevel=ERROR")


class Pty:
    """A pseudo-terminal with `ssh` in it."""

    def __init__(self, master: int, process: asyncio.subprocess.Process) -> None:
        self._master = master
        self.process = process
        self.received = b""
        self._news = asyncio.Event()
        asyncio.get_running_loop().add_reader(master, self._read)

    def _read(self) -> None:
        try:
            self.received += os.read(self._master, 65536)
        except OSError:  # the other side is closed
            asyncio.get_running_loop().remove_reader(self._master)
        self._news.set()

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    async def sees(self, *words: str) -> bytes:
        """Wait for `words`; forgets what came before."""
        async with asyncio.timeout(PATIENCE):
            while not all(word.encode() in self.received for word in words):
                self._news.clear()
                await self._news.wait()
        seen, self.received = self.received, b""
        return seen

    async def ends(self) -> int:
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._master)


@asynccontextmanager
async def ssh(
    port: int, *options: str, user: str = "guest", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Pty]:
    """`ssh` on a terminal of `size`, killed at the end if it still runs."""
    import termios

    master, slave = os.openpty()
    termios.tcsetwinsize(slave, (size[1], size[0]))
    process = await asyncio.create_subprocess_exec(
        "ssh", "-tt", "-p", str(port), *options, f"{user}@127.0.0.1",
        preexec_fn=lambda: os.login_tty(slave),
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", "HOME": os.environ["HOME"]},
    )  # fmt: skip
    os.close(slave)
    pty = Pty(master, process)
    try:
        yield pty
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()
        pty.close()


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as opened:
        yield opened


async def test_a_whole_quiz_with_the_real_server_and_the_real_client(tmp_path: Path) -> None:
    async with server(tmp_path / "room") as quiz:
        port = (await quiz.host.ready()).port
        async with ssh(port, *PLAIN) as ada, ssh(port, *PLAIN, size=(40, 12)) as ben:
            await ada.sees("Your name here")
            ada.type("Ada\r")
            await ada.sees("Ada", "You are in")
            quiz.host.say(Open(question=UNTIMED))
            await ada.sees("catalogue", "Retrieval")
            await ben.sees("Your name here")
            ben.type("\r")
            await ben.sees("Retrieval")
            ada.type("\x1b[B\x1b[B\r")
            await ada.sees("B is in")
            ben.type("a\r")
            await ben.sees("A is in")
            quiz.host.say(Reveal())
            await ada.sees("Right! +1,000", "today's catalogue")
            await ben.sees("B is right")
            quiz.host.say(End())
            await ada.sees("place 1 of 2")
            quiz.host.say(Stop())
            last = await ada.sees("Thank you for playing. 1 of 1 right, 1,000 points: place 1 of 2")
            assert paint.LEAVE in last
            assert await ada.ends() == 0
            assert await ben.ends() == 0
        await quiz.process.wait()
        assert quiz.host.state is not None


async def test_the_person_who_reads_the_fingerprint_is_waited_for(tmp_path: Path) -> None:
    async with house(tmp_path, Limits(attendees=20, handshake_time=0.3)) as home:
        ask = ("-F", "none", "-o", "UserKnownHostsFile=" + str(tmp_path / "known"))
        async with ssh(home.port, *ask) as ada:
            await ada.sees("continue connecting (yes/no")
            began = home.room.clock()
            await eventually(lambda: home.room.clock() - began > 1)
            ada.type("yes\r")
            await ada.sees("Your name here")


async def test_who_finds_the_door_full_is_told_so_and_the_log_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "quiz.door")
    lines = 12
    full = Limits(attendees=1, internet=False)
    assert full.connections == lines
    async with house(tmp_path, full) as home:
        inside = [await dial(home.port) for _ in range(lines)]
        async with ssh(home.port, *PLAIN) as late:
            await late.sees("This quiz has all the people it can take just now.")
            assert await late.ends() == 255
        assert "refused: too many connections in all [" in caplog.text
        inside.pop().close()
        await eventually(lambda: sum(home.door._addresses.lines.values()) < lines)  # noqa: SLF001
        async with ssh(home.port, *PLAIN) as ada:
            await ada.sees("Your name here")
        for line in inside:
            line.close()


async def test_no_terminal_is_one_line_and_exit_1(home: House) -> None:
    process = await asyncio.create_subprocess_exec(
        "ssh", "-T", "-p", str(home.port), *PLAIN, "127.0.0.1",
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert out.count(b"\n") == 1
    assert b"needs a terminal" in out
    assert process.returncode == 1


@pytest.mark.parametrize(
    "command",
    [("ssh", "-p", "{port}", "127.0.0.1", "id"), ("sftp", "-P", "{port}", "127.0.0.1")],
    ids=["exec", "sftp"],
)
async def test_commands_and_sftp_get_nowhere(home: House, command: tuple[str, ...]) -> None:
    program, *rest = (part.format(port=home.port) for part in command)
    process = await asyncio.create_subprocess_exec(
        program, *PLAIN, *rest,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
    assert process.returncode not in (0, None)
    assert b"uid=" not in out
    assert b"request failed" in err


async def test_forwarding_is_refused_and_the_quiz_goes_on(home: House) -> None:
    forwards = ("-R", "0:127.0.0.1:9", "-X", "-A", "-C")
    async with ssh(home.port, *PLAIN, *forwards) as ada:
        await ada.sees("Your name here")
        ada.type("Ada\r")
        await ada.sees("You are in")


async def test_a_resized_window_is_redrawn(home: House) -> None:
    import termios

    async with ssh(home.port, *PLAIN) as ada:
        await ada.sees("Your name here")
        termios.tcsetwinsize(ada._master, (12, 40))  # noqa: SLF001 - the window's own size
        ada.process.send_signal(signal.SIGWINCH)
        await ada.sees("\x1b[2J", "Your name here")


async def test_leaving_restores_the_terminal(home: House) -> None:
    async with ssh(home.port, *PLAIN) as ada:
        await ada.sees(paint.ENTER.decode())
        ada.type("\x03")
        assert paint.LEAVE in await ada.sees("Goodbye.")
        assert await ada.ends() == 0
