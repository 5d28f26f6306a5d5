"""`podium quiz serve`, run as people run it."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.quiz.house import PATIENCE, Terminal

DECK = """\
talk: A talk
questions:
  - question: tea
    ask: Coffee or tea?
    options:
      - text: Coffee
      - text: Tea
        right: "yes"
---
slide: one
body: Hello
blocks:
  - quiz: tea
"""


@asynccontextmanager
async def podium(state: Path, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A `podium` command with a state directory of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "presenter", *words, stdout=PIPE, stderr=PIPE,
        env={**os.environ, "XDG_STATE_HOME": str(state)},
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGINT)
        await asyncio.wait_for(process.communicate(), PATIENCE)


async def test_one_question_without_a_stage(tmp_path: Path) -> None:
    (tmp_path / "talk.yaml").write_text(DECK)
    words = ["quiz", "serve", str(tmp_path / "talk.yaml"), "--ask", "tea", "--format", "json"]
    async with podium(tmp_path, *words, "--listen", "127.0.0.1:0") as process:
        assert process.stdout
        listening = json.loads(await asyncio.wait_for(process.stdout.readline(), PATIENCE))
        assert listening["kind"] == "listening"
        async with Terminal(listening["port"]) as ada:
            await ada.sees("Your name here")
            ada.type("Ada\r")
            await ada.sees("Coffee or tea?")
            ada.type("2\r")
            await ada.sees("B is in")
            process.send_signal(signal.SIGINT)
            await ada.sees("Right!")
        report = json.loads(await asyncio.wait_for(process.stdout.readline(), PATIENCE))
        assert await asyncio.wait_for(process.wait(), PATIENCE) == 0
    assert report == {
        "kind": "tally",
        "question": "tea",
        "answers": 1,
        "tally": [
            {"text": "Coffee", "right": False, "count": 0},
            {"text": "Tea", "right": True, "count": 1},
        ],
    }


async def test_the_door_says_what_to_type_and_what_becomes_reachable(tmp_path: Path) -> None:
    async with podium(tmp_path, "quiz", "serve", "--listen", "0.0.0.0:0") as process:
        assert process.stdout
        assert process.stderr
        line = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        assert line.startswith(b"ssh -p ")
        assert b"may join the quiz" in await asyncio.wait_for(process.stderr.readline(), PATIENCE)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--listen", "here:there"], "write the address as"),
        (["--ask", "tea"], "needs the DECK"),
        (["talk.yaml", "--ask", "tee"], "has no question 'tee' (did you mean 'tea'?)"),
        (["nowhere.yaml", "--ask", "tea"], "nowhere.yaml"),
        (["--listen", "192.0.2.1"], "is not an address of this machine"),
    ],
)
async def test_bad_input_is_one_clear_line(
    tmp_path: Path, words: list[str], complaint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "talk.yaml").write_text(DECK)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path.cwd()), *sys.path]))
    monkeypatch.chdir(tmp_path)
    async with podium(tmp_path, "quiz", "serve", *words) as process:
        _, errors = await asyncio.wait_for(process.communicate(), PATIENCE)
        assert process.returncode == 2
        assert complaint in errors.decode()
        assert b"Traceback" not in errors
