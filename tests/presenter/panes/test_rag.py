"""The pane on retrieval: its fold, its lines, and a recorded run in a terminal."""

import datetime
from pathlib import Path

import pytest

from presenter.panes.rag import RagPane
from presenter.panes.rag_look import rag_lines
from presenter.work.child import Lab
from presenter.work.protocol import (
    Began,
    Done,
    Found,
    Indexed,
    Reply,
    Retrieved,
    Stage,
    Token,
    Written,
)
from presenter.work.rag_view import RagView, rag_after
from presenter.work.recordings import Header, Recordings, Timed, key, write
from presenter.work.runs import Run
from presenter.work.vector_asks import answering, vector_asks
from slides.blocks.vectors import Rag
from tests.presenter.panes.vector_host import Host, until_shown

ASK, OFF = "Refunds?", "Who won?"
SPEC = Rag(pane="rag", questions=(ASK, OFF), knowledge="policies")


def passage(similarity: float) -> Found:
    return Found(
        source="refunds.md",
        heading="Shop › Refund policy",
        text="Back within 45 days.",
        similarity=similarity,
        lexical=1.5,
    )


def retrieved(*similarities: float) -> Retrieved:
    return Retrieved(
        found=tuple(map(passage, similarities)),
        best=max(similarities),
        threshold=0.25,
        milliseconds=8,
    )


def written(text: str) -> Written:
    return Written(
        text=text,
        ended="end",
        tokens=2,
        seconds=1,
        first_ms=9,
        tokens_per_second=90,
        model="m",
        backend="llama.cpp",
    )


BEGAN = Began(model="m", backend="llama.cpp", template=True)
INDEXED = Indexed(files=4, passages=25, embedded=0, seconds=0)
KNOWN: tuple[Reply, ...] = (
    INDEXED,
    retrieved(0.52, 0.2),
    BEGAN,
    Token(text="Ten "),
    Token(text="days."),
    written("Ten days."),
    BEGAN,
    Token(text="45 days."),
    written("45 days."),
)
UNKNOWN: tuple[Reply, ...] = (INDEXED, retrieved(0.07), BEGAN, written("Ali did."))


def view_of(question: str, *replies: Reply) -> RagView:
    view = RagView(question=question)
    for reply in replies:
        view = rag_after(view, reply)
    return view


def said(view: RagView, width: int = 76, height: int = 16) -> str:
    return "\n".join(str(line) for line in rag_lines(view, SPEC.questions, (width, height)))


def test_answers_grow_token_by_token() -> None:
    view = view_of(ASK, *KNOWN[:4])
    assert view.answers == ("Ten ",)
    assert view.written == ()
    view = view_of(ASK, *KNOWN)
    assert view.answers == ("Ten days.", "45 days.")
    assert len(view.written) == 2
    assert view_of(ASK, Stage(name="embedding")).doing == "embedding"


def test_passages_are_quoted_with_score_and_source() -> None:
    text = said(view_of(ASK, *KNOWN))
    assert "0.52 █████░░░░░ Refund policy  refunds.md  words 1.5" in text
    assert "Back within 45 days." in text
    assert "1 of 25 used" in text
    assert "without the knowledge base" in text


def test_what_the_base_does_not_know_is_not_answered_from_it() -> None:
    text = said(view_of(OFF, *UNKNOWN))
    assert "I don't know." in text
    assert "0.07" in text
    assert "none of 25 used" in text
    assert "Ali did." in text


@pytest.mark.parametrize("size", [(76, 16), (40, 10), (20, 4), (110, 28)])
def test_lines_never_outgrow_their_space(size: tuple[int, int]) -> None:
    for view in (view_of(ASK, *KNOWN), view_of(OFF, *UNKNOWN), RagView()):
        lines = rag_lines(view, SPEC.questions, size)
        assert len(lines) <= size[1]
        assert all(line.cell_length <= size[0] for line in lines)


def recorded(folder: Path) -> Recordings:
    """Both questions, as they would have been recorded on another machine."""
    made = []
    for request, replies in zip(vector_asks(SPEC), (KNOWN, UNKNOWN), strict=True):
        header = Header(date=datetime.date(2026, 1, 2), machine="elsewhere", request=request)
        made.append((header, [Timed(0.0, reply) for reply in (*replies, Done())]))
    write(folder / "rag.jsonl", made)
    return Recordings((folder,))


async def test_a_recorded_run_is_played_and_says_so(tmp_path: Path, lab: Lab) -> None:
    run = Run(lab, recordings=recorded(tmp_path), recorded=True)
    app = Host(RagPane(SPEC, run, tmp_path))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab", "2")
        await until_shown(pilot, "I don't know.")
        await pilot.press("up")
        await until_shown(pilot, "45 days.")
        assert "recorded 2 Jan 2026" in str(app.pane.border_subtitle)
        assert lab.pid is None


def test_a_recording_is_found_wherever_the_deck_lies() -> None:
    assert key(answering(SPEC, ASK, "/here")) == key(answering(SPEC, ASK, "/there"))
    assert key(answering(SPEC, ASK)) != key(answering(SPEC, OFF))
