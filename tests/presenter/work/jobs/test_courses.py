"""How a run goes on, ends early, keeps to its time, and what happens when something breaks."""

import errno
from pathlib import Path
from threading import Event

import pytest

from presenter.work.jobs import checkpoint, train
from presenter.work.jobs.checkpoint import FILE
from presenter.work.protocol import Method, Prepared, Reply, Step, Train, Trained, Validated
from presenter.work.trouble import Trouble


@pytest.fixture(autouse=True)
def _no_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process for each run would only cost time here."""
    monkeypatch.setattr(train, "start_floor", lambda *_: None)


def go(request: Train, until: int = 10**9) -> list[Reply]:
    """The story of a run, cancelled after so many steps."""
    cancelled = Event()
    story = []
    for reply in train.run(request, cancelled):
        story.append(reply)
        if isinstance(reply, Step) and reply.step == until:
            cancelled.set()
    return story


def losses(story: list[Reply]) -> list[float]:
    return [reply.loss for reply in story if isinstance(reply, Step)]


@pytest.mark.parametrize("method", ["full", "frozen", "lora", "head"])
def test_a_run_taken_up_again_ends_as_one_that_was_never_cut(
    tiny: Path, few_messages: Path, tmp_path: Path, method: Method
) -> None:
    asked = Train(base=str(tiny), data=str(few_messages), method=method, epochs=3, seed=2)
    whole = go(asked)
    asked = asked.model_copy(update={"resume": str(tmp_path / "state")})
    each = len(losses(whole)) // 3
    cut = go(asked, until=each + 2)
    assert not isinstance(cut[-1], Trained)
    again = go(asked)
    plan = [reply for reply in again if isinstance(reply, Prepared)][-1]
    assert plan.resumed_at == each
    assert losses(again) == losses(whole)[each:]
    assert [r.epoch for r in again if isinstance(r, Validated)] == [1, 2, 3]
    before, after = whole[-1], again[-1]
    assert isinstance(before, Trained)
    assert isinstance(after, Trained)
    assert after.after == before.after
    assert not (tmp_path / "state" / FILE).exists()


def test_a_state_that_is_damaged_or_anothers_is_refused(
    tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    asked = Train(
        base=str(tiny), data=str(few_messages), method="head", epochs=3, resume=str(tmp_path)
    )
    go(asked, until=6)
    kept = (tmp_path / FILE).read_bytes()
    with pytest.raises(Trouble, match=r"state of another run.*Delete"):
        go(asked.model_copy(update={"seed": 1}))
    for broken in (kept[: len(kept) // 2], b"", b"\0" * 100):
        (tmp_path / FILE).write_bytes(broken)
        with pytest.raises(Trouble, match=r"is damaged.*Delete"):
            go(asked)


def test_a_full_disk_is_told_and_spares_the_state_there_was(
    tiny: Path, few_messages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Train(
        base=str(tiny), data=str(few_messages), method="head", epochs=3, resume=str(tmp_path)
    )
    go(asked, until=6)
    kept = (tmp_path / FILE).read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checkpoint, "save_file", full)
    with pytest.raises(Trouble, match=r"cannot be written.*Is the disk full"):
        go(asked)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert (tmp_path / FILE).read_bytes() == kept


def test_it_stops_when_validation_no_longer_gets_better(tiny: Path, few_messages: Path) -> None:
    """The tiny base calls everything ham for some epochs: F1 stays 0."""
    asked = Train(
        base=str(tiny),
        data=str(few_messages),
        method="frozen",
        epochs=20,
        early_stop=2,
        keep="best",
        validate_every=3,
    )
    story = go(asked)
    checks = [reply for reply in story if isinstance(reply, Validated)]
    result = story[-1]
    assert isinstance(result, Trained)
    assert result.stopped_early
    assert [check.step for check in checks] == [3 * at for at in range(1, len(checks) + 1)]
    best = max(checks, key=lambda check: check.metrics.f1.value)
    assert result.kept_step == best.step
    assert len(checks) - 1 - checks.index(best) == 2


def test_a_time_limit_plans_fewer_steps_and_says_so(tiny: Path, few_messages: Path) -> None:
    asked = Train(base=str(tiny), data=str(few_messages), epochs=50, method="full")
    story = go(asked.model_copy(update={"time_limit": 6.0}))
    plan = next(reply for reply in story if isinstance(reply, Prepared))
    assert plan.budget
    assert plan.budget.limit == 6
    assert plan.budget.steps == plan.steps <= plan.budget.wanted_steps
    assert plan.budget.expected <= 6
    result = story[-1]
    assert isinstance(result, Trained)
    last = [reply for reply in story if isinstance(reply, Step)][-1]
    assert last.step == last.steps <= plan.steps
    with pytest.raises(Trouble, match="leaves none to train"):
        go(asked.model_copy(update={"time_limit": 0.01}))


def test_a_threshold_may_be_chosen_on_validation(tiny: Path, few_messages: Path) -> None:
    asked = Train(base=str(tiny), data=str(few_messages), threshold="chosen", method="full")
    result = go(asked.model_copy(update={"epochs": 3}))[-1]
    assert isinstance(result, Trained)
    assert 0 < result.after.threshold < 1


def test_what_is_written_to_no_folder_says_so(
    tiny: Path, few_messages: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    asked = Train(base=str(tiny), data=str(few_messages), method="head", epochs=1)
    with pytest.raises(Trouble, match="cannot be written"):
        go(asked.model_copy(update={"save": str(tmp_path / "file")}))
