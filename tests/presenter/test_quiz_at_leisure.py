"""`podium quiz serve BANK --at-leisure`: attendees take all of it at their own pace, over SSH."""

import asyncio
import json
import re
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest

from tests.presenter.test_quiz_take import BANK
from tests.quiz.house import PATIENCE, Terminal


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


async def test_a_bank_is_answered_left_and_taken_up_again(tmp_path: Path) -> None:
    bank = tmp_path / "bank.yaml"
    bank.write_text(BANK)
    serving = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "presenter", "quiz", "serve", str(bank), "--at-leisure",
        "--listen", "127.0.0.1:0", "--format", "json", stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        assert serving.stdout
        async with asyncio.timeout(6 * PATIENCE):
            port = json.loads(await serving.stdout.readline())["port"]
        async with Terminal(port) as ada:
            await ada.joins("Ada")
            ada.type("\r")
            seen = await ada.sees("Question 1 of 2", "What changes weights?")
            [code] = re.findall(rb"\xc2\xb7 ([a-z2-9]{6})", seen)
            ada.type("b\r")
            await ada.sees("Right!", "Only training does.")
        async with Terminal(port, code.decode()) as ada:
            await ada.sees("Go on with Enter: 1 question")
            ada.type("\r")
            await ada.sees("Question 2 of 2")
            ada.type("12\r")
            await ada.sees("Exactly right!")
            ada.type("\r")
            await ada.sees("2 of 2 right, 2,000 points: place 1 of 1")
    finally:
        serving.terminate()
        await serving.communicate()
