"""Several processes as torchrun starts them: two on this machine, talking through gloo."""

import os
import subprocess
import sys
from contextlib import aclosing
from pathlib import Path

import pytest

from presenter.work.launch import launched
from presenter.work.protocol import Done, Failed, Machine, Reply, Step, Train, Trained

TORCHRUN = f"{sys.executable} -m torch.distributed.run"


async def story(log: Path, launcher: str, request: Train) -> list[Reply]:
    async with aclosing(launched(log, launcher, request)) as replies:
        return [reply async for reply in replies]


@pytest.mark.slow
@pytest.mark.parametrize("method", ["full", "lora"])
async def test_two_processes_train_as_one_would(
    tiny: Path, few_messages: Path, tmp_path: Path, method: str
) -> None:
    """The same losses, step by step: so gradients were added up rightly, and both processes hold
    the same weights, since each computes half of every later loss."""
    asked = Train.model_validate(
        {"base": str(tiny), "data": str(few_messages), "method": method, "epochs": 2}
    )
    one = await story(tmp_path / "one.log", sys.executable, asked)
    launcher = f"{TORCHRUN} --standalone --nproc-per-node 2"
    two = await story(tmp_path / "two.log", launcher, asked)
    assert isinstance(two[-1], Done), (tmp_path / "two.log").read_text()[-2000:]
    machine = next(reply for reply in two if isinstance(reply, Machine))
    assert machine.processes == 2
    alone = [reply.loss for reply in one if isinstance(reply, Step)]
    shared = [reply.loss for reply in two if isinstance(reply, Step)]
    assert shared == pytest.approx(alone, abs=2e-4)
    results = [reply for run in (one, two) for reply in run if isinstance(reply, Trained)]
    assert len(results) == 2
    assert results[0].after.caught == results[1].after.caught
    assert results[1].floor


async def test_a_run_that_fails_says_why(tmp_path: Path) -> None:
    told = await story(tmp_path / "log", sys.executable, Train(base="no-such-model"))
    assert isinstance(told[-1], Failed)
    assert told[-1].message == "There is no model 'no-such-model'."


async def test_a_launcher_that_says_nothing_is_a_failure(tmp_path: Path) -> None:
    told = await story(tmp_path / "log", "true", Train())
    assert told == [
        Failed(message="The processes stopped.", hint=f"Their log is {tmp_path / 'log'}")
    ]


def test_the_command_launches(tiny: Path, few_messages: Path, tmp_path: Path) -> None:
    code = "import sys; from presenter.cli import main; sys.exit(main())"
    words = ["--base", str(tiny), "--data", str(few_messages), "--method", "head", "--epochs", "1"]
    done = subprocess.run(
        [sys.executable, "-c", code, "lab", "train", *words, "--launch", "no-such-launcher -n 2"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)},
    )
    assert done.returncode == 2
    assert "no-such-launcher cannot be started" in done.stderr
