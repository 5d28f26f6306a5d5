"""Runs outlive their listeners; views are folds over their replies."""

import asyncio
from pathlib import Path

from presenter.work import infer_view
from presenter.work.child import Lab
from presenter.work.infer_view import InferView
from presenter.work.protocol import (
    Cancelled,
    Classified,
    Done,
    Failed,
    Reply,
    Stage,
    Step,
    Train,
    Trained,
)
from presenter.work.runs import Run
from presenter.work.train_view import STARTED, TrainView, apply, fold


async def test_a_run_keeps_every_reply_with_its_time(
    lab: Lab, tiny: Path, few_messages: Path
) -> None:
    seconds = iter(range(10_000))
    run = Run(lab, clock=lambda: float(next(seconds)))
    heard: list[Reply] = []
    run.listeners.append(heard.append)
    run.start(Train(base=str(tiny), data=str(few_messages), epochs=1))
    assert run.going
    run.start(Train(base="ignored while one is going"))
    await run.wait()
    assert list(run.replies) == heard
    assert [timed.at for timed in run.log] == [float(at) for at in range(1, len(heard) + 1)]
    assert isinstance(heard[-2], Trained)
    assert isinstance(heard[-1], Done)
    view = fold(run.replies)
    assert view.state == "done"
    assert view.result == heard[-2]
    assert len(view.losses) == view.result.plan.steps
    assert view.before == view.result.before


async def test_a_run_is_cancelled_and_started_again(
    lab: Lab, tiny: Path, few_messages: Path
) -> None:
    run = Run(lab)
    stepped = asyncio.Event()
    run.listeners.append(lambda reply: stepped.set() if isinstance(reply, Step) else None)
    run.start(Train(base=str(tiny), data=str(few_messages), epochs=50))
    await stepped.wait()
    await run.cancel()
    assert isinstance(run.replies[-1], Cancelled)
    assert fold(run.replies).state == "cancelled"
    await run.cancel()
    run.start(Train(base="no-such-model"))
    await run.wait()
    assert not [reply for reply in run.replies if reply.kind in ("step", "cancelled")]
    assert [reply.kind for reply in run.replies][-1:] == ["failed"]


def test_a_view_follows_what_the_lab_does() -> None:
    view = apply(STARTED, Stage(name="loading the base"))
    assert (view.state, view.doing) == ("running", "loading the base")
    failed = apply(view, Failed(message="No.", hint="Yes."))
    assert (failed.state, failed.doing) == ("failed", "")
    assert failed.trouble == Failed(message="No.", hint="Yes.")
    assert TrainView().state == "idle"


def judged(label: str, probability: float = 0.99) -> Classified:
    return Classified.model_validate(
        {"index": 0, "label": label, "probability": probability, "milliseconds": 3.0}
    )


def test_what_is_known_is_kept_by_message() -> None:
    view = infer_view.ask(InferView(), "one")
    assert view.verdict is None
    view = infer_view.apply(infer_view.apply(view, judged("spam")), judged("ham", 0.87))
    assert view.now.before == judged("ham", 0.87)
    view = infer_view.apply(infer_view.ask(view, "two"), judged("ham"))
    assert view.verdict == judged("ham")
    assert view.known["one"].verdict == judged("spam")


def test_asking_again_forgets_what_was_known() -> None:
    view = infer_view.apply(infer_view.ask(InferView(), "one"), judged("spam"))
    view = infer_view.ask(view, "one")
    assert view.verdict is None
