"""The cockpit under a speaker's fingers, on a real line to a talk."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter.cockpit.answers import Answers
from presenter.cockpit.app import CockpitApp
from presenter.cockpit.desk import Desk
from presenter.cockpit.known import Known
from presenter.cockpit.seen import Seen
from presenter.draw.canvas import Canvas
from presenter.link.wire import Do, Panes, Said, Slice, Tally
from presenter.screens.help import Help
from slides.talk import CheckpointTold, Ended, Paused, Resumed, Started, replay
from tests.presenter.cockpit.conftest import Talk, make_talk, on_air, until

SIZES = {"small": (80, 24), "tall": (45, 60), "wide": (160, 45)}


@dataclass
class Seat:
    """A cockpit in front of a speaker."""

    app: CockpitApp
    pilot: Pilot[None]

    def text(self) -> str:
        lines = self.app.screen._compositor.render_strips()  # noqa: SLF001 - as painted
        return "\n".join("".join(segment.text for segment in line) for line in lines)

    async def sees(self, *wanted: str) -> None:
        """Wait until all of this is on the screen, wherever its lines break."""
        try:
            await until(self.pilot, lambda: all(map(self._has, wanted)))
        except AssertionError:
            raise AssertionError(f"{wanted} not in\n{self.text()}") from None

    def _has(self, wanted: str) -> bool:
        text = self.text()
        return wanted in text or wanted in " ".join(text.split())

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)


@asynccontextmanager
async def cockpit(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Seat]:
    app = CockpitApp()
    async with app.run_test(size=size) as pilot:
        yield Seat(app, pilot)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
async def test_everything_a_speaker_needs_is_seen_at_every_size(
    talk: Talk, size: tuple[int, int]
) -> None:
    talk.director.next()
    async with on_air(talk), cockpit(size) as seat:
        await seat.sees("2/3", "The second", "on pace", "of 2:00", "Points.", "step 1 of 2 next")
        await seat.sees("3 The third", "alpha", "ends 3:00", "◆ 3 The third by 3:00: 2:0")
        assert "beta" not in seat.text().partition("▸[next]")[0]


def test_a_talk_heard_before_the_desk_is_there_waits_for_it(talk: Talk) -> None:
    known = Known(Canvas(folder=Path()), seen=Seen(state=talk.state))
    Desk(known).show()  # as the line may have it on a busy machine; mounting shows it


async def test_a_desk_that_is_being_taken_down_is_told_in_vain(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        await seat.sees("The first")
        await seat.app.desk.remove_children()
        seat.app.desk.show()  # as the clock's tick may do while the cockpit ends


async def test_the_digits_are_three_rows_high_on_a_small_terminal_and_five_on_a_wide_one(
    talk: Talk,
) -> None:
    for size, row in ((80, 24), " █▀█ ▄ █▀█ █▀█"), ((160, 45), " ██████      ██████  ██████"):
        async with on_air(talk), cockpit(size) as seat:
            await seat.sees(row)


async def test_cues_are_set_apart_and_tips_are_shown_until_the_start(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        await seat.sees("▸[smile] Good morning.", "• Breathe.", "• Smile.", "not started")
        talk.director.start()
        await until(seat.pilot, lambda: "Breathe" not in seat.text())
        await seat.sees("on pace", "The second")


async def test_it_drives(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        await seat.sees("The first")
        await seat.press("space")
        await seat.sees("2/3")
        assert (talk.state.slide, talk.state.started_at is not None) == ("two", True)
        await seat.press("3", "enter")
        await seat.sees("3/3")
        await seat.press("left", "p", "b")
        await seat.sees("2/3", "‖ paused", "■ black")
        assert talk.state.paused
        assert talk.state.blank
        await seat.press("home")
        await seat.sees("1/3")


async def test_both_may_drive_and_the_last_event_wins(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        await seat.sees("1/3")
        talk.director.jump(3)
        await seat.sees("3/3")
        await seat.press("g")
        await seat.sees("1/3")
        talk.director.jump(2)
        await seat.sees("2/3")


async def test_it_waits_for_a_talk_that_has_not_begun(talk: Talk) -> None:
    async with cockpit() as seat:
        await seat.sees("Waiting for a talk on this machine.", "podium present")
        await seat.press("space")
        await seat.sees("this key was not heard")
        async with on_air(talk):
            await seat.sees("The first")


async def test_it_outlives_the_stage_and_finds_it_again(talk: Talk) -> None:
    async with cockpit() as seat:
        async with on_air(talk):
            await seat.sees("The first")
        await seat.sees("The stage is gone", "Good morning.")
        talk.director.jump(3)
        async with on_air(talk):
            await seat.sees("The third", "That was all.")
            assert "gone" not in seat.text()
            talk.happens(Ended(at=talk.keeper.clock()))
            await seat.sees("ended")
        await seat.sees("The talk has ended")


async def test_a_refused_cut_is_not_offered_again(talk: Talk) -> None:
    make_late(talk, 20)
    async with on_air(talk), cockpit((100, 30)) as seat:
        await seat.sees(
            "0:20 over the end: y cuts", "✂ The third to 30s: wins 0:30 (only the last line)."
        )
        await seat.press("x")
        await seat.sees("0:20 cannot be won back.")
        assert talk.state.refused == {"three"}


async def test_an_accepted_cut_is_shown_on_its_slide(talk: Talk) -> None:
    make_late(talk, 20)
    async with on_air(talk), cockpit((100, 30)) as seat:
        await seat.sees("y cuts · x keeps all")
        await seat.press("y")
        await seat.sees("ends 3:5")
        assert dict(talk.state.cuts) == {"three": 30}
        talk.director.jump(3)
        await seat.sees("of 0:30✂", "✂ cut to 30s: only the last line")


def make_late(talk: Talk, seconds: float) -> None:
    """Have the talk begun just now with a question, which made it so late."""
    begun = talk.keeper.clock() - seconds
    first = talk.keeper.events[0].model_copy(update={"at": begun})
    talk.keeper.events[:] = [
        first,
        Started(at=begun),
        Paused(at=begun),
        Resumed(at=begun + seconds),
    ]
    state = replay(talk.keeper.events)
    assert state is not None
    talk.keeper.state = state


async def test_checkpoints_are_told(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        talk.director.next()
        await seat.sees("2/3")
        talk.happens(CheckpointTold(at=talk.keeper.clock(), slide="three", news="at risk"))
        await seat.sees("◆ The third is due at 3:00 and will be missed at this pace.")


async def test_quiz_panes_and_the_stages_words_are_shown(talk: Talk) -> None:
    async with on_air(talk), cockpit((100, 30)) as seat:
        await seat.sees("The first")
        slices = (Slice(label="a", count=3, letter="A"), Slice(label="b", count=1, letter="B"))
        quiz = Tally(ask="Why?", slices=slices, phase="open", answered=4, present=9)
        talk.hub.keep(Panes(lines=("Fine-tuning: step 3 of 9",), quiz=quiz))
        await seat.sees("▣ Fine-tuning: step 3 of 9", "quiz open: 4 of 9", "A a █", "B b █")
        talk.hub.tell(Said(text="This is the last slide."))
        await seat.sees("This is the last slide.")
        await seat.press("o", "c", "r")
        await until(seat.pilot, lambda: len(talk.asked) == 3)
        assert talk.asked == [Do(do="open-quiz"), Do(do="close-quiz"), Do(do="reveal-quiz")]


async def test_an_answer_is_found_and_put_on_the_stage_and_off_again(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        await seat.sees("The first")
        await seat.press("a", *"rag")
        await seat.sees("▸ What of [b]RAG[/]?", "It brings the facts.")
        assert isinstance(seat.app.screen, Answers)
        assert "How long" not in seat.text()
        await seat.press("enter")
        await seat.sees("■ on the stage")
        await until(seat.pilot, lambda: talk.state.answer is not None)
        assert talk.state.answer
        assert talk.state.answer.answer == "It brings the facts."
        await seat.press("enter")
        await until(seat.pilot, lambda: talk.state.answer is None)
        await until(seat.pilot, lambda: "■ on the stage" not in seat.text())
        await seat.press("enter")
        await seat.sees("■ on the stage")
        talk.director.next()  # which takes it off
        await until(seat.pilot, lambda: "■ on the stage" not in seat.text())
        await seat.press("escape")
        await seat.sees("Alpha")


async def test_the_teleprompter_runs_is_held_and_goes_back_to_the_notes(talk: Talk) -> None:
    async with on_air(talk), cockpit() as seat:
        talk.director.next()
        await seat.sees("2/3")
        await seat.press("t")
        await seat.sees("wpm to fit", "Alpha it is.")
        await seat.press("plus")
        await seat.sees("wpm · = fits the slide")
        await seat.press("h")
        await seat.sees("held")
        await seat.press("h", "=", "t")
        await seat.sees("t prompter")


async def test_help_lists_every_key_and_q_leaves_the_talk_running(talk: Talk) -> None:
    async with on_air(talk), cockpit((100, 40)) as seat:
        await seat.press("?")
        assert isinstance(seat.app.screen, Help)
        assert all(binding.description in seat.text() for binding in seat.app.desk.KEYS)
        await seat.press("escape", "q")
        await until(seat.pilot, lambda: not seat.app.is_running or seat.app._exit)  # noqa: SLF001
    assert talk.state.ended_at is None


async def test_a_deck_that_cannot_be_read_costs_the_notes_only(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("talk: [", encoding="utf-8")
    async with on_air(talk), cockpit((100, 30)) as seat:
        await seat.sees("The deck cannot be read", "1/3", "The first")


async def test_long_notes_say_that_there_is_more_and_scroll(runtime: Path, tmp_path: Path) -> None:
    script = " ".join(f"Sentence number {n}." for n in range(200))
    long = make_talk(tmp_path, f"talk: Long\n---\nslide: one\nnotes: {script}\n")
    async with on_air(long), cockpit() as seat:
        await seat.sees("Sentence number 0.", "▼ more")
        await seat.press(*["down"] * 60)
        await seat.sees("number 199.")
        assert "▼ more" not in seat.text()
        await seat.press("up")
        await seat.sees("▼ more")
