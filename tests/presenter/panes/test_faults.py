"""What can go wrong with the lab on stage, against the real child: the pane says it in a line with
a hint, offers to try again and the recording, and goes on."""

import asyncio
import os
import re
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter.panes.spam_train import SpamTrainPane
from presenter.work.asks import training
from presenter.work.child import SERVE, Lab
from presenter.work.protocol import Done, Reply, Step
from presenter.work.recordings import Recordings, write
from presenter.work.runs import Run
from slides.deck import SpamTrain
from tests.presenter.panes.test_frame import until
from tests.presenter.panes.test_spam_train import Host, spec
from tests.presenter.panes.test_train_look import plan, step, trained
from tests.presenter.work.test_recordings import header, told

SIZE = (80, 20)
SMALL_FILES = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))"
"""No file may become larger: to whoever writes one it is as if the disk were full."""
NO_TORCH = "import sys; sys.modules['torch'] = None"


def child(spoilt: str) -> tuple[str, ...]:
    """The real child in a process where something is amiss."""
    serve = "import runpy; runpy.run_module('presenter.work.serve', run_name='__main__')"
    return sys.executable, "-c", f"{spoilt}\n{serve}"


@pytest.fixture(autouse=True)
def _few(few_messages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_SMS_SPAM", str(few_messages))


@pytest.fixture
def asked(tiny: Path) -> SpamTrain:
    return spec(tiny)


@pytest.fixture
def kept(asked: SpamTrain, tmp_path: Path) -> Recordings:
    """A recording of the run that the pane asks for."""
    request = training(asked, asked.split)
    replies = told(plan(), *map(step, range(1, 4)), trained(), Done())
    write(tmp_path / "kept" / "x.jsonl", [(header(request), replies)])
    return Recordings([tmp_path / "kept"])


async def plays_its_recording(pilot: Pilot[None]) -> None:
    """The way on that the pane offers leads on."""
    assert "Enter tries again · r recorded 25 Nov 2026" in await until(pilot, "tries again")
    await pilot.press("r")
    text = await until(pilot, "770 unseen messages")
    assert "recorded 25 Nov 2026 on EPYC, 2 cores ─" in text
    assert "!" not in text


async def test_without_the_libraries(asked: SpamTrain, kept: Recordings, tmp_path: Path) -> None:
    async with Lab(tmp_path / "log", child(NO_TORCH)) as lab:
        app = Host(SpamTrainPane(asked, Run(lab, recordings=kept)))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("tab", "enter")
            await until(pilot, "! The lab's libraries are not installed.")
            await until(pilot, "'podium[lab]'")
            await plays_its_recording(pilot)


async def test_killed_in_the_middle_of_an_epoch(
    asked: SpamTrain, kept: Recordings, tmp_path: Path
) -> None:
    stepped = asyncio.Event()

    def hear(reply: Reply) -> None:
        if isinstance(reply, Step) and not reply.ends_epoch:
            stepped.set()

    async with Lab(tmp_path / "log", SERVE) as lab:
        run = Run(lab, recordings=kept)
        run.listeners.append(hear)
        app = Host(SpamTrainPane(asked, run))
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press("tab", "enter")
            await stepped.wait()
            assert lab.pid
            os.kill(lab.pid, signal.SIGKILL)
            await until(pilot, "! The lab stopped.")
            await until(pilot, "Try again; its log is")
            await plays_its_recording(pilot)


async def test_no_room_on_the_disk_while_it_saves(
    asked: SpamTrain, kept: Recordings, tmp_path: Path
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as short:  # a long path is cut on the pane
        folder = Path(short) / "trained"
        async with Lab(tmp_path / "log", child(SMALL_FILES)) as lab:
            app = Host(SpamTrainPane(asked, Run(lab, recordings=kept), folder))
            async with app.run_test(size=SIZE) as pilot:
                await pilot.press("tab", "enter")
                said = await until(pilot, "cannot be written")  # wherever its lines break
                assert re.search(r"File\W+too\W+large", said), said
                await plays_its_recording(pilot)
