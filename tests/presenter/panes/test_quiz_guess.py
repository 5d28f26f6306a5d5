"""A guess is decided by what the model writes, and its best prompts are tried: real room, real
attendees, a recorded model. `test_real_writing` runs the real one."""

from pathlib import Path

import pytest

from presenter.panes.quiz_lab import QuizLab
from presenter.panes.registry import Backstage
from presenter.work.child import Lab
from presenter.work.protocol import Began, Done, Embedded, Reply, Token, Written
from presenter.work.quiz_asks import comparing, guessing, quiz_asks, quiz_warming, trying
from presenter.work.recordings import write
from quiz.question import FixPrompt, Guess
from slides.loader import parse_deck
from tests.presenter.quiz_stage import QuizStage, quiz_stage
from tests.presenter.work.test_recordings import header, told
from tests.quiz.house import Terminal

DECK = """\
talk: Guesses
duration: 4m
---
slide: chosen
title: Chosen
blocks:
- quiz:
    question: capital
    kind: guess
    ask: What does it do?
    prompt: What is the capital of France?
    options:
    - {text: It says Paris, when: [{contains_any: [Paris]}]}
    - {text: It asks more, when: [{regex: 'What|Which'}]}
    - {text: It stops}
---
slide: written
title: Written
blocks:
- quiz: {question: cat, kind: guess, ask: How does it go on?, prompt: The cat sat on the}
---
slide: fix
title: Fix
blocks:
- quiz:
    question: fix
    kind: fix-prompt
    ask: Fix it.
    prompt: Write.
    rubric: [{names_format: yes}]
"""
SAID = {"capital": " What is the capital of Spain?", "cat": " mat and purred."}


def answered(text: str) -> list[Reply]:
    """What the lab replies when the model writes `text`."""
    began = Began(model="SmolLM2-135M", backend="llama.cpp", template=False, stand_in=True)
    pieces = [Token(text=piece) for piece in text.split(" ")[1:] and (text[:5], text[5:])]
    whole = Written(
        text=text, ended="length", tokens=2, seconds=0.4, first_ms=100, tokens_per_second=20,
        model="SmolLM2-135M", backend="llama.cpp",
    )  # fmt: skip
    return [began, *pieces, whole, Done()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A deck's folder with its recordings."""
    questions = parse_deck(DECK, tmp_path / "deck.yaml").questions()
    kept = [
        (header(guessing(question)), told(*answered(SAID[key])))
        for key, question in questions.items()
        if isinstance(question, Guess)
    ]
    write(tmp_path / "deck.recordings" / "x.jsonl", kept)
    return tmp_path


async def test_its_output_decides_once_the_speaker_confirms_it(folder: Path) -> None:
    async with (
        quiz_stage(folder, DECK, recorded=True) as stage,
        Terminal(stage.room.port) as ada,
        Terminal(stage.room.port) as ben,
    ):
        await ada.joins("Ada")
        await ben.joins("Ben")
        await stage.press("enter", "enter")
        for one, key in ((ada, "2"), (ben, "1")):
            await one.sees("It says Paris")
            one.type(f"{key}\r")
            await one.sees("is in. Enter")
        await stage.press("m")
        assert stage.pane.output is None, "an open question is not decided"
        await stage.press("enter")
        await ada.sees("Now the model is run")
        await stage.sees("Enter runs the model")
        await stage.press("enter")
        await stage.sees("→ It asks more", "capital of Spain?", "Enter: this decides", "recorded")
        assert "(no base is on this machine)" in stage.text()
        assert stage.room.state.run
        assert stage.room.state.run.decided is None
        await stage.press("enter")
        await ada.sees("capital of Spain?")
        await stage.sees("✓ It asks more", "Enter reveals")
        await stage.press("enter")
        await ada.sees("Right! +1,000")
        await ben.sees("Not this time", "B is right")


async def test_the_speaker_may_know_better_than_the_rules(folder: Path) -> None:
    async with quiz_stage(folder, DECK, recorded=True) as stage, Terminal(stage.room.port) as ada:
        await ada.joins("Ada")
        await _closed(stage, ada, "It says Paris", "3\r")
        await stage.press("enter")
        await stage.sees("→ It asks more")
        await stage.press("down", "down", "d", "down", "d")
        await stage.sees("→ It stops")
        assert "→ It asks more" not in stage.text()
        await stage.press("enter", "enter")
        await ada.sees("Right!")
        assert stage.room.state.run
        assert stage.room.state.run.output == SAID["capital"]


async def test_a_written_guess_is_held_against_the_output_from_the_cockpit(folder: Path) -> None:
    async with quiz_stage(folder, DECK, recorded=True) as stage, Terminal(stage.room.port) as ada:
        await ada.joins("Ada")
        stage.app.stage.jump(2)
        await stage.pilot.pause()
        assert stage.hosting.do("model-quiz") == "No closed guess is on this slide."
        await _closed(stage, ada, "How does it go on?", "mat and slept\r")
        assert stage.hosting.do("model-quiz") == ""
        await stage.sees("Enter: this decides")
        assert stage.hosting.do("model-quiz") == ""
        await stage.has(lambda: stage.room.state.run and stage.room.state.run.decided is not None)
        assert stage.hosting.do("reveal-quiz") == ""
        await ada.sees("67% of the words.")


async def test_a_model_that_fails_can_be_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Backstage, "lab", Lab(folder / "log", ["/nowhere"]))
    async with quiz_stage(folder, DECK) as stage, Terminal(stage.room.port) as ada:
        await ada.joins("Ada")
        await _closed(stage, ada, "It says Paris", "1\r")
        await stage.press("m")
        await stage.sees("The lab did not start", "Enter tries again", "R recorded run")
        await stage.press("R")
        await stage.sees("→ It asks more", "recorded")
        await stage.press("m")
        await stage.sees("The lab did not start")
        await stage.press("down", "d")
        await stage.sees("→ It says Paris")
        await stage.press("enter", "enter")
        await ada.sees("Right!")


async def test_a_model_follows_the_best_prompts_that_the_speaker_chooses(folder: Path) -> None:
    prompt = "Write a table."
    kept = [(header(trying(prompt)), told(*answered(" A table it is.")))]
    write(folder / "deck.recordings" / "y.jsonl", kept)
    async with quiz_stage(folder, DECK, recorded=True) as stage, Terminal(stage.room.port) as ada:
        await ada.joins("Ada")
        stage.app.stage.jump(3)
        await stage.pilot.pause()
        await _closed(stage, ada, "Fix it.", f"\x15{prompt}\r")
        await stage.press("1")
        assert "Number 1" not in stage.text(), "only what is revealed is tried"
        await stage.press("enter")
        await stage.sees("The best of yours:", "1–5 runs one of the best")
        await stage.press("1")
        await stage.sees("Number 1 of the best, 100%:", prompt, "A table it is.", "recorded")
        await stage.press("down")
        await stage.sees("The best of yours:")


def test_what_a_guess_asks_of_the_lab_is_known_before_the_talk() -> None:
    questions = parse_deck(DECK, Path("deck.yaml")).questions()
    (asked,) = quiz_asks(questions["capital"])
    assert (asked.job, quiz_asks(questions["fix"])) == ("generate", ())
    assert [one.job for one in quiz_warming(questions["fix"])] == ["warm_text"]


MEANING = DECK.replace("[{names_format: yes}]", "[{similar_to: [Say what form], at_least: 0.5}]")


async def test_meanings_are_compared_once_the_question_is_closed(tmp_path: Path) -> None:
    question = parse_deck(MEANING, tmp_path / "deck.yaml").questions()["fix"]
    assert isinstance(question, FixPrompt)
    near = Embedded(
        model="MiniLM", similarities=((1, 0.4, 0.9), (0.4, 1, 0), (0.9, 0, 1)),
        points=((0, 0),) * 3, shares=(1, 0), milliseconds=5,
    )  # fmt: skip
    asked = comparing(question, ("far off", "as a table"))
    write(tmp_path / "deck.recordings" / "z.jsonl", [(header(asked), told(near, Done()))])
    async with (
        quiz_stage(tmp_path, MEANING, recorded=True) as stage,
        Terminal(stage.room.port) as ada,
        Terminal(stage.room.port) as ben,
    ):
        await ada.joins("Ada")
        await ben.joins("Ben")
        stage.app.stage.jump(3)
        await stage.pilot.pause()
        await stage.press("enter", "enter")
        for one, text in ((ada, "Far off!"), (ben, "As a table")):
            await one.sees("Fix it.")
            one.type(f"\x15{text}\r")
            await one.sees("is in.")
        await stage.press("enter")
        await stage.has(lambda: stage.room.state.run and stage.room.state.run.nearness)
        assert stage.room.state.run
        assert stage.room.state.run.nearness == {"p1": 0.4, "p2": 0.9}
        await stage.press("enter")
        await ben.sees("100% of the rubric", "90% of the way to what is meant")
        await ada.sees("80% of the rubric")
        await stage.sees("means what is meant", "90%")


async def _closed(stage: QuizStage, ada: Terminal, ask: str, typed: str) -> None:
    """The question opened, answered and closed."""
    assert isinstance(stage.pane, QuizLab)
    await stage.press("enter", "enter")
    await ada.sees(ask)
    ada.type(typed)
    await stage.sees("1 answer · open")
    await stage.press("enter")
    await stage.sees("closed")
