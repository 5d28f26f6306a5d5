"""Recordings: written small, found by what was asked, played with the timing of the run."""

import asyncio
import datetime
from pathlib import Path

import pytest

from presenter.work.child import Lab
from presenter.work.protocol import (
    Classified,
    Classify,
    Done,
    Failed,
    Stage,
    Task,
    Train,
)
from presenter.work.recordings import Header, Recordings, Timed, key, write
from presenter.work.runs import Run
from presenter.work.trouble import Trouble

DAY = datetime.date(2026, 11, 25)


def judged(probability: float) -> Classified:
    return Classified(index=0, label="spam", probability=probability, milliseconds=2.5)


def header(request: Task) -> Header:
    return Header(date=DAY, machine="EPYC, 2 cores", request=request)


def told(*replies: object, every: float = 0.001) -> list[Timed]:
    return [
        Timed(every * place, reply)  # type: ignore[arg-type]
        for place, reply in enumerate(replies, 1)
    ]


ONE, TWO = Classify(texts=("one",)), Classify(texts=("two",), untouched=True)


@pytest.fixture
def kept(tmp_path: Path) -> Recordings:
    """Two recordings in one file."""
    write(
        tmp_path / "slide.pane.jsonl",
        [
            (header(ONE), told(Stage(name="loading"), judged(0.123456789 + 0.5), Done())),
            (header(TWO), told(judged(0.75), Done(), every=0.2)),
        ],
    )
    return Recordings([tmp_path])


def test_a_recording_is_found_by_what_was_asked(kept: Recordings) -> None:
    found = kept.find(TWO.model_copy(update={"id": 9}))
    assert found
    assert found.header.date == DAY
    assert [timed.reply for timed in found.replies()] == [judged(0.75), Done()]
    assert kept.find(Classify(texts=("two",))) is None
    assert [timed.at for timed in found.replies()] == [0.2, 0.4]


def test_numbers_are_kept_as_far_as_a_pane_shows_them(kept: Recordings) -> None:
    found = kept.find(ONE)
    assert found
    assert found.replies()[1].reply == judged(0.62346)


def test_where_a_run_is_saved_does_not_change_what_is_asked() -> None:
    assert key(Train(save="/tmp/a", resume="/tmp/b", id=4)) == key(Train()) == '{"job": "train"}'
    assert key(Train(seed=1)) != key(Train())


def test_the_folder_beside_the_deck_comes_first(kept: Recordings, tmp_path: Path) -> None:
    own = tmp_path / "own"
    write(own / "x.jsonl", [(header(ONE), told(judged(0.9), Done()))])
    found = Recordings([own, tmp_path]).find(ONE)
    assert found
    assert found.path == own / "x.jsonl"
    assert Recordings([tmp_path / "none"]).read() == {}


def test_what_is_no_recording_is_told_with_its_line(kept: Recordings, tmp_path: Path) -> None:
    path = tmp_path / "slide.pane.jsonl"
    path.write_text(path.read_text(encoding="utf-8").replace('"spam"', '"eggs"', 1))
    found = kept.find(ONE)
    assert found
    with pytest.raises(Trouble, match=r"slide\.pane\.jsonl:3 is no part of a recording"):
        found.replies()
    (tmp_path / "bad.jsonl").write_text('{"recording": 1, "date": "yesterday"}\n')
    kept.forget()
    assert kept.find(TWO)
    assert "bad.jsonl:1 " in kept.troubles[0].message


async def test_recorded_runs_are_played_in_order_and_say_so(
    kept: Recordings, tmp_path: Path
) -> None:
    run = Run(Lab(tmp_path / "log", ["never-started"]), recordings=kept, recorded=True)
    begun = asyncio.get_running_loop().time()
    run.start(ONE, TWO)
    await run.wait()
    assert asyncio.get_running_loop().time() - begun >= 0.39
    assert run.header == header(ONE)
    assert [reply.kind for reply in run.replies] == ["stage", "classified", "classified", "done"]
    assert [timed.at for timed in run.log] == pytest.approx([0.001, 0.002, 0.203, 0.403])


async def test_a_recording_is_hurried_to_its_end(tmp_path: Path) -> None:
    write(tmp_path / "slow.jsonl", [(header(ONE), told(judged(0.9), Done(), every=600))])
    run = Run(Lab(tmp_path / "log", []), recordings=Recordings([tmp_path]), recorded=True)
    run.start(ONE)
    run.hurry()
    await asyncio.wait_for(run.wait(), 10)
    assert run.replies == (judged(0.9), Done())
    run.start(ONE)
    await run.cancel()
    assert [reply.kind for reply in run.replies] == ["cancelled"]


async def test_what_was_not_recorded_is_no_run(kept: Recordings, tmp_path: Path) -> None:
    run = Run(Lab(tmp_path / "log", []), recordings=kept, recorded=True)
    run.start(ONE, Classify(texts=("never",)))
    await run.wait()
    assert run.header is None
    assert isinstance(run.replies[-1], Failed)
    assert "no recording" in run.replies[-1].message


async def test_live_and_recorded_are_never_mixed(kept: Recordings, tmp_path: Path) -> None:
    run = Run(Lab(tmp_path / "log", ["/no/such/program"]), recordings=kept)
    run.start(ONE)
    await run.wait()
    assert (run.header, [reply.kind for reply in run.replies]) == (None, ["failed"])
    run.start(ONE, recorded=True)
    await run.wait()
    assert run.header == header(ONE)
    assert [reply.kind for reply in run.replies] == ["stage", "classified", "done"]


async def test_the_file_in_the_docs_is_one(tmp_path: Path) -> None:
    docs = (Path(__file__).parents[3] / "docs" / "recordings.md").read_text(encoding="utf-8")
    (tmp_path / "docs.jsonl").write_text(docs.partition("```jsonl\n")[2].partition("```")[0])
    run = Run(Lab(tmp_path / "log", []), recordings=Recordings([tmp_path]), recorded=True)
    run.start(Classify(texts=("Hello",)))
    await run.wait()
    assert [reply.kind for reply in run.replies] == ["classified", "done"]
