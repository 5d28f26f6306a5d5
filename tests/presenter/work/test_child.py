"""The lab through its real child process, on a tiny base."""

import asyncio
import os
import select
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncGenerator
from contextlib import aclosing
from pathlib import Path

import pytest

from presenter.work.child import Lab
from presenter.work.protocol import (
    Classified,
    Classify,
    Failed,
    Ready,
    Reply,
    Step,
    Task,
    Train,
    Trained,
)

LONG = 50
"""Epochs of a run that is still at work when a test is over."""


async def all_of(replies: AsyncGenerator[Reply, None]) -> list[Reply]:
    return [reply async for reply in replies]


async def first_step(replies: AsyncGenerator[Reply, None]) -> Step:
    async for reply in replies:
        if isinstance(reply, Step):
            return reply
    raise AssertionError("the run ended without a step")


def train(tiny: Path, few_messages: Path, epochs: int = 1, save: Path | None = None) -> Train:
    return Train(
        base=str(tiny), data=str(few_messages), epochs=epochs, save=str(save) if save else None
    )


def gone(pid: int, within: float) -> bool:
    """Wait for any process to end."""
    try:
        watch = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watch], [], [], within)[0])
    finally:
        os.close(watch)


async def test_a_child_that_dies_fails_every_request_and_the_next_gets_a_new_one(
    lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    assert isinstance((await all_of(lab.ask(train(tiny, few_messages, save=saved))))[-1], Trained)
    old = lab.pid
    assert old
    run = lab.ask(train(tiny, few_messages, LONG))
    await first_step(run)
    other = asyncio.create_task(all_of(lab.ask(Classify(texts=("x",) * 50_000, base=str(saved)))))
    await asyncio.sleep(0)
    os.kill(old, signal.SIGKILL)
    for last in ([reply async for reply in run][-1], (await other)[-1]):
        assert isinstance(last, Failed)
        assert last.message == "The lab stopped."
        assert "lab.log" in last.hint
    again = await all_of(lab.ask(Classify(texts=("hello",), base=str(saved))))
    assert isinstance(again[0], Classified)
    assert lab.pid not in (None, old)


async def test_leaving_a_run_cancels_it_and_frees_the_child(
    lab: Lab, tiny: Path, few_messages: Path
) -> None:
    async with aclosing(lab.ask(train(tiny, few_messages, LONG))) as run:
        await first_step(run)
        busy = await all_of(lab.ask(train(tiny, few_messages)))
        assert isinstance(busy[-1], Failed)
        assert busy[-1].message == "Another run is training."
    assert isinstance((await all_of(lab.ask(train(tiny, few_messages))))[-1], Trained)


async def test_messages_are_judged_while_a_run_trains(
    lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    await all_of(lab.ask(train(tiny, few_messages, save=saved)))
    async with aclosing(lab.ask(train(tiny, few_messages, LONG))) as run:
        before = await first_step(run)
        judged = await all_of(lab.ask(Classify(texts=("a", "b"), base=str(saved))))
        assert [type(reply) for reply in judged] == [Classified, Classified]
        assert (await first_step(run)).step > before.step


async def test_closing_leaves_no_process_and_fails_what_was_open(
    tmp_path: Path, tiny: Path, few_messages: Path
) -> None:
    lab = Lab(tmp_path / "lab.log")
    run = lab.ask(train(tiny, few_messages, LONG))
    await first_step(run)
    assert lab.pid
    pid = lab.pid
    await lab.close()
    assert gone(pid, within=0)
    assert isinstance([reply async for reply in run][-1], Failed)
    await lab.close()
    late = await lab.warm()
    assert isinstance(late, Failed)
    assert late.message == "The lab did not start: it is closed."
    assert lab.pid is None


async def test_warming_without_weights_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    async with Lab(tmp_path / "lab.log") as lab:
        reply = await lab.warm()
    assert isinstance(reply, Failed)
    assert reply.message == "The model all-MiniLM-L6-v2 is not on this machine."
    assert reply.hint.endswith("podium lab models get default")


async def test_a_saved_classifier_warms(
    lab: Lab, tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    saved = tmp_path / "saved"
    await all_of(lab.ask(train(tiny, few_messages, save=saved)))
    reply = await lab.warm(str(saved))
    assert isinstance(reply, Ready)
    assert reply.precision in ("bf16", "fp32", "int8")


async def test_without_the_libraries_the_reply_says_what_to_install(tmp_path: Path) -> None:
    hide_torch = (
        "import sys; sys.modules['torch'] = None; import presenter.work.serve as s; s.main()"
    )
    async with Lab(tmp_path / "lab.log", (sys.executable, "-c", hide_torch)) as lab:
        reply = await lab.warm()
    assert isinstance(reply, Failed)
    assert reply.hint == "Install them with: pip install 'podium[lab]'"


async def test_a_child_that_cannot_start_or_speaks_nonsense_is_a_reply(tmp_path: Path) -> None:
    async with Lab(tmp_path / "lab.log", ("/nowhere/python",)) as lab:
        reply = await lab.warm()
        assert isinstance(reply, Failed)
        assert reply.message.startswith("The lab did not start: No such file")
    async with Lab(tmp_path / "lab.log", (sys.executable, "-c", "print('hello')")) as lab:
        assert isinstance(await lab.warm(), Failed)
    assert "no reply" in (tmp_path / "lab.log").read_text()


async def test_what_libraries_print_never_reaches_the_replies(tmp_path: Path) -> None:
    chatty = """
        import os, sys, threading
        import presenter.work.serve as serve
        send = serve.claim_stdout()
        print("python prints")
        os.system("echo a library in C prints")
        from presenter.work.protocol import Done
        send(Done(id=1))
        sys.stdin.read()
        """
    log = tmp_path / "lab.log"
    async with Lab(log, (sys.executable, "-c", textwrap.dedent(chatty))) as lab:
        request: Task = Classify(texts=("x",))
        assert await all_of(lab.ask(request)) == []
    assert log.read_text().splitlines() == ["python prints", "a library in C prints"]


def test_the_child_ends_when_the_stage_is_killed(
    tmp_path: Path, tiny: Path, few_messages: Path
) -> None:
    request = train(tiny, few_messages, LONG).model_dump_json()
    stage = f"""
        import asyncio
        from pathlib import Path
        from presenter.work.child import Lab
        from presenter.work.protocol import REQUEST, Step
        async def main():
            lab = Lab(Path({str(tmp_path / "lab.log")!r}))
            async for reply in lab.ask(REQUEST.validate_json({request!r})):
                if isinstance(reply, Step) and reply.step == 1:
                    print(lab.pid, flush=True)
        asyncio.run(main())
        """
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(stage)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        process.kill()
    assert gone(child, within=5)


def test_the_stages_end_of_the_lab_imports_no_model_library() -> None:
    code = "import presenter.work.child, presenter.work.runs, sys; print('torch' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30
    )
    assert done.stdout == "False\n"
