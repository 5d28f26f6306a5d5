"""The cockpit's one screen: everything a speaker wants to see while speaking."""

from typing import Literal

from rich.console import Group, RenderableType
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.timer import Timer
from textual.widgets import Static

from presenter.cockpit import figures
from presenter.cockpit.answers import Answers
from presenter.cockpit.coming import after
from presenter.cockpit.driving import Driving
from presenter.cockpit.head import NARROW, Head, Quiet
from presenter.cockpit.known import Known
from presenter.cockpit.notes import Notes
from presenter.cockpit.results import result_lines
from presenter.cockpit.seen import Seen
from presenter.draw.still import still
from presenter.link.wire import Do, ShowAnswer
from presenter.palette import MUTED, WARM, for_widget
from presenter.widgets.prompter import Prompter
from slides.checkpoints import ahead, in_words
from slides.cuts import offer
from slides.deck import Slide
from slides.pacing import Verdict, pace, verdict
from slides.steps import step_count
from slides.talk import TalkState

NEWS_SECONDS = 10.0
SCROLL_SECONDS = 0.2
"""How often the teleprompter moves."""


class Desk(Driving):
    """Shows what is known of the talk."""

    DEFAULT_CSS = """
    Desk { background: $background; }
    Desk > .slide { height: 1; background: $surface; }
    Desk > .alert {
        height: auto; max-height: 4; padding: 0 1; background: $surface; display: none;
    }
    Desk > .alert.-on { display: block; }
    Desk > .body { height: 1fr; layout: horizontal; }
    Desk .script { width: 3fr; height: 100%; }
    Desk .side { width: 2fr; height: 100%; border-left: solid $primary 40%; padding: 0 1; }
    Desk > .next { height: auto; padding: 0 1; background: $surface; }
    Desk > .facts { height: auto; max-height: 6; padding: 0 1; }
    Desk > .foot { height: 1; }
    Desk.-narrow > .slide { height: 2; }
    Desk.-narrow > .body { layout: vertical; }
    Desk.-narrow .script { width: 100%; height: 3fr; }
    Desk.-narrow .side {
        width: 100%; height: 2fr; border-left: none; border-top: solid $primary 40%;
    }
    Desk Prompter { display: none; }
    Desk.-prompting Prompter { display: block; }
    Desk.-prompting Notes { display: none; }
    Desk.-waiting > .body, Desk.-waiting > Head, Desk.-waiting > Quiet { display: none; }
    Desk.-waiting > .foot { display: block; }
    Desk > .waiting { display: none; height: 1fr; content-align: center middle; }
    Desk.-waiting > .waiting { display: block; }
    """

    _scrolling: Timer
    """Moves the teleprompter, while it is on."""

    def __init__(self, known: Known) -> None:
        super().__init__(known)
        self._composed = False
        self._word: Verdict = "on pace"
        self._previewed: object = None
        self._waiting, self._head = Static("", classes="waiting"), Head()
        self._slide, self._alert = Quiet(classes="slide"), Quiet(classes="alert")
        self._notes, self._prompter, self._side = Notes(), Prompter(), Static("", classes="side")
        self._next, self._facts = Quiet(classes="next"), Quiet(classes="facts")
        self._foot = Quiet(classes="foot")
        self._lost, self._lost_at = -60.0, 0.0
        """What was said not to be won back, and since when; in seconds."""

    def compose(self) -> ComposeResult:
        """Figures above, notes and next step in the middle, facts below."""
        yield from (self._waiting, self._head, self._slide, self._alert)
        with Container(classes="body"):
            with Vertical(classes="script"):
                yield from (self._notes, self._prompter)
            yield self._side
        yield from (self._next, self._facts, self._foot)

    def on_mount(self) -> None:
        """Show what is known: on a busy machine the talk may be heard before there is a desk."""
        self._composed = True
        self._scrolling = self.set_interval(SCROLL_SECONDS, self.show, pause=True)
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        """The layout that fits."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self._previewed = None
        self.call_after_refresh(self.show)

    # ------------------------------------------------------------------ showing

    def show(self) -> None:
        """Show what is known now."""
        if not self._composed:
            return
        seen = self.known.seen
        self.set_class(seen.state is None, "-waiting")
        if seen.state is None:
            self._waiting.update(self.known.waiting_for)
        else:
            self._show_talk(seen, seen.state)
        self._foot.show(self._keys())
        if isinstance(over := self.app.screen, Answers):
            over.look()

    def _show_talk(self, seen: Seen, state: TalkState) -> None:
        now = self.known.now
        standing = pace(state, now)
        self._word = verdict(self._word, standing.drift)
        self._head.show(state, standing, self._word, now)
        width = self.size.width
        slide_lines = figures.slide_lines(state, standing, width, width < NARROW)
        self._slide.show(slide_lines)
        facts = figures.fact_lines(state, ahead(state, now), seen.panes, seen.room)
        self._facts.show(Text("\n").join(facts), layout=True)
        self._show_alert(seen, state, now)
        if slide := self.known.slides.get(state.slide):
            self._notes.show(slide, state.step)
            if self.has_class("-prompting"):
                self._prompter.lead(slide, state, standing, now)
            self.call_after_refresh(self._show_next, slide, state)
        self.call_after_refresh(self._show_side, slide, state)

    def _show_alert(self, seen: Seen, state: TalkState, now: float) -> None:
        """The one thing that the speaker must know now, if any."""
        offered = offer(state, now)
        text = Text()
        if self.known.trouble:
            text = Text(self.known.trouble, style=f"bold {WARM}")
        elif state.broken:
            said = f"The changed deck is not shown, the last good one is: {state.broken}"
            text = Text(said, style=WARM)
        elif offered and (offered.cuts or self._is_news(offered.short, now)):
            text = figures.offer_lines(offered)
        elif seen.news and now - seen.news.at < NEWS_SECONDS:
            text = Text(in_words(state, seen.news), style=WARM)
        self._alert.set_class(bool(text), "-on")
        self._alert.show(text, layout=True)

    def _is_news(self, lost: float, now: float) -> bool:
        """Whether to say what cannot be won back: for a while, and again when a minute more is."""
        if lost >= self._lost + 60:
            self._lost, self._lost_at = lost, now
        return now - self._lost_at < NEWS_SECONDS

    def _show_next(self, slide: Slide, state: TalkState) -> None:
        self._next.show(figures.next_line(state, step_count(slide)), layout=True)

    def _show_side(self, slide: Slide | None, state: TalkState) -> None:
        """What the room answers, while a question of the slide is on; tips, or what comes next."""
        quiz = self.known.seen.panes.quiz
        tips = self.known.talk.tips if self.known.talk and state.started_at is None else ()
        key = (id(slide), state.step, tips, state.cuts, quiz)
        if key == self._previewed:
            return
        self._previewed = key
        drawn: list[RenderableType] = []
        if quiz and (told := result_lines(quiz, self._side.content_size.width)):
            drawn = [*map(for_widget, told), Text()]
        if tips:
            drawn.append(figures.tips_table(tips))
        elif slide and (coming := after(self.known.slides, state)):
            following, step = coming
            drawn.append(still(following, self.known.canvas, step))
        self._side.update(Group(*drawn), layout=False)

    def _keys(self) -> Text:
        if self.typed:
            return Text(f" Go to slide {self.typed}_  (Enter)", style=f"bold {WARM}")
        if self.message:
            return Text(f" {self.message}", style=f"bold {WARM}")
        if self.has_class("-prompting"):
            return Text(f" {self._prompter.description} · t notes", style=MUTED)
        return Text(figures.keys_line(self.size.width), style=MUTED)

    # ------------------------------------------------------------------ looking

    def action_scroll(self, direction: Literal[1, -1]) -> None:
        """Scroll the notes, or move the teleprompter by a line or so."""
        if self.has_class("-prompting"):
            self._prompter.nudge(direction * 8)
        else:
            self._notes.scroll_lines(direction * 3)

    def action_prompt(self) -> None:
        """Notes that scroll by themselves, or the ones that stand still."""
        self.toggle_class("-prompting")
        (self._scrolling.resume if self.has_class("-prompting") else self._scrolling.pause)()
        self.show()

    def action_hold(self) -> None:
        """The teleprompter stands, or goes on."""
        self._prompter.hold()
        self.show()

    def action_speed(self, direction: Literal[1, -1]) -> None:
        """The teleprompter keeps a rate of its own, faster or slower than it was."""
        self._prompter.faster(direction)
        self.show()

    def action_fit(self) -> None:
        """The teleprompter fits the slide's budget again."""
        self._prompter.fit()
        self.show()

    def action_answers(self) -> None:
        """The Q&A bank."""
        if self.known.talk:
            answers = self.known.talk.answers
            self.app.push_screen(Answers(answers, self._put_answer, self.known.answer_on_stage))

    def _put_answer(self, number: int | None) -> None:
        self.ask(Do(do="hide-answer") if number is None else ShowAnswer(answer=number))
