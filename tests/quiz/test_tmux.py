"""Five people with OpenSSH in tmux play a whole quiz, each on a terminal of their own kind."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from quiz.question import AnyQuestion, Guess
from quiz.slide import Piece, SlideText
from quiz.spoken import how
from quiz.wire import Close, Decide, End, Open, Rank, Reveal, Show, Stop
from tests.quiz.examples import GOOD, KINDS, OUTPUT, typed_line
from tests.quiz.house import eventually
from tests.quiz.process import Host, server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("ssh") is None or shutil.which("tmux") is None,
        reason="OpenSSH or tmux is not installed",
    ),
]

STRANGER = "-F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"


class Tmux:
    """A tmux server of its own; every window is a session with its own size."""

    def __init__(self, socket: Path) -> None:
        self._socket = str(socket)

    def _run(self, *words: str) -> str:
        done = subprocess.run(
            ["tmux", "-f", "/dev/null", "-S", self._socket, *words],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )
        return done.stdout

    def open(self, name: str, command: str, columns: int, rows: int) -> None:
        """A terminal that runs a command, and stays when it ends."""
        size = ("-x", str(columns), "-y", str(rows))
        self._run("new-session", "-d", "-s", name, *size, f"{command}; echo GONE; sleep 600")

    def type(self, name: str, *keys: str) -> None:
        """Press keys, named as tmux does."""
        self._run("send-keys", "-t", name, *keys)

    def write(self, name: str, text: str) -> None:
        """Type a text and Enter."""
        self._run("send-keys", "-t", name, "-l", text)
        self._run("send-keys", "-t", name, "Enter")

    def screen(self, name: str) -> str:
        """What is on the terminal, and what has scrolled off it."""
        return self._run("capture-pane", "-p", "-S", "-500", "-t", name)

    async def sees(self, name: str, *words: str) -> None:
        """Wait until all of `words` are on the terminal, however they are broken into lines."""

        def there() -> bool:
            screen = " ".join(self.screen(name).split())
            return all(word in screen for word in words)

        try:
            await eventually(there)
        except TimeoutError:
            pytest.fail(f"{name} does not see {words}:\n{self.screen(name)}")

    def close(self) -> None:
        self._run("kill-server")


@pytest.fixture
def tmux(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tmux]:
    terminals = Tmux(tmp_path_factory.mktemp("t") / "s")
    yield terminals
    terminals.close()


PEOPLE = (
    ("ada", "plain", 80, 24),
    ("eve", "plain", 120, 36),
    ("ben", "guest", 80, 24),
    ("cleo", "guest", 40, 12),
    ("dora", "watch", 70, 20),
)
"""Name, user, and the size of the terminal."""


async def test_a_whole_quiz_of_every_kind(tmp_path: Path, tmux: Tmux) -> None:
    async with server(tmp_path / "room") as quiz:
        port, host = (await quiz.host.ready()).port, quiz.host
        for name, user, columns, rows in PEOPLE:
            tmux.open(name, f"ssh {STRANGER} -p {port} {user}@127.0.0.1", columns, rows)
        slide = SlideText(number=1, title="Welcome", parts=(Piece(text="A quiz."),))
        host.say(Show(slide=slide))
        await tmux.sees("dora", "Slide 1", "Welcome", "A quiz.")
        ids = await _everybody_joins(tmux, host)
        for number, question in enumerate(KINDS, 1):
            reader = ("ada", "eve")[number % 2]  # in turns: no one types as fast as this test
            await _round(tmux, host, number, question, reader, ids[reader.capitalize()])
        host.say(Rank())
        await tmux.sees("cleo", "Leaderboard", "Ada", "Eve")
        host.say(End())
        await tmux.sees("ben", "of 4")
        await tmux.sees("ada", "That was the quiz", "place")
        assert set(ids) == {"Ada", "Eve", "Ben", "Cleo"}
        host.say(Stop())
        for name, *_ in PEOPLE:
            await tmux.sees(name, "GONE")
        assert await quiz.process.wait() == 0


async def _everybody_joins(tmux: Tmux, host: Host) -> dict[str, str]:
    """Who plays takes a name; ids by name."""
    for name, door in (("ada", "Type a name"), ("eve", "Type a name"),
                       ("ben", "Your name here"), ("cleo", "Your name here")):  # fmt: skip
        await tmux.sees(name, door)
        tmux.write(name, name.capitalize())
        await tmux.sees(name, "You are in")
        await host.hears("joined")
    return {one.name: key for key, one in host.state.attendees.items()}


async def _round(
    tmux: Tmux, host: Host, number: int, question: AnyQuestion, reader: str, attendee: str
) -> None:
    """One question from the opening to the reveal: a reader knows, and Ben takes the first."""
    host.say(Open(question=question.model_copy(update={"time": None})))
    await tmux.sees(reader, f"Question {number}:", how(question))
    await tmux.sees("ben", f"Question {number}")
    tmux.write(reader, typed_line(question, GOOD[question.question], attendee))
    await host.hears("answered")
    if len(question.choices) > 1:
        tmux.type("ben", "a", "Enter")
        await host.hears("answered")
    host.say(Close())
    if isinstance(question, Guess):
        host.say(Decide(output=OUTPUT, right=(1,) if question.choices else ()))
    host.say(Reveal())
    await host.hears("revealed")
    await tmux.sees(reader, f"Question {number}: the answer")
