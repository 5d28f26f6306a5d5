"""The audience of a dress run: fifty people in a process of their own, and two in terminals."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from quiz.core import fold
from quiz.question import AnyQuestion, FixPrompt, Ordering
from quiz.scoring import standings
from quiz.store import SqliteStore
from slides.blocks.live import Quiz
from tests.crowd import Crowd
from tests.processes import kill
from tests.stagehand import Stagehand

CROWD = 50
ALL = CROWD + 2
PROMPTS = (
    "Make it nice and professional please.",
    "Write a refund email. 30 days, with receipt. Keep it short.",
    "Write an email of at most 60 words about refunds: within 30 days, with the receipt. Three "
    "sentences, first names. For example: Dear Asha, your refund is on its way.",
)
"""What people make of the prompt that is to be fixed."""


@dataclass
class Audience:
    """Ada and Ben at their terminals, the crowd, and the speaker's keys that ask them."""

    on: Stagehand
    crowd: Crowd
    port: int
    home: Path
    codes: dict[str, str] = field(default_factory=dict)
    """What brings the two back, as it was on their screens."""
    points: dict[str, int] = field(default_factory=dict)
    """Of everybody, as they were when the quiz server died."""

    # ------------------------------------------------------------------------ before the talk

    def doors_open(self) -> None:
        """The slide says how to come in, and everybody does."""
        on = self.on
        self._comes("ada", "", "Your name here", "Ada")
        self._comes("ben", "plain@", "Type a name", "Ben")
        assert self.crowd.done() == CROWD
        on.sees("stage", f"{ALL} here")
        on.press("stage", "Home")
        on.sees("stage", "s starts the clock")
        on.press("cockpit", "s")
        on.sees("stage", "● take")

    def _comes(self, who: str, user: str, door: str, name: str) -> None:
        """Somebody types the line on the slide, and a name."""
        on = self.on
        on.types(who, f"ssh -p {self.port} {user}127.0.0.1")
        on.sees(who, door, "continue connecting")
        if door not in " ".join(on.screen(who).split()):
            on.types(who, "yes")
            on.sees(who, door)
        on.types(who, name)
        on.sees(who, "You are in")
        screen = "".join(on.screen(who).split())
        self.codes[who] = re.findall(r"\d{4}-[a-z0-9]{6}(?=@)", screen)[-1]

    # ------------------------------------------------------------------------ questions

    def asks(self, on: Stagehand) -> float:
        """The question of this slide is opened, answered by all, closed and revealed."""
        question = self._opens()
        self._crowd_answers(question, 0, CROWD)
        self._answer("ada", question)
        self._answer("ben", question)
        assert self.crowd.done() == CROWD
        self._reveals()
        on.leaves()
        return 0.0

    def asks_and_ranks(self, on: Stagehand) -> float:
        """The same, and the leaderboard after it."""
        self.asks(on)
        on.press("stage", "Enter", "t")
        on.sees("stage", f"{ALL} played")
        on.sees("ada", "2 ", "3 ")
        on.passes(10)
        on.press("stage", "t")
        on.leaves()
        return 0.0

    def asks_and_breaks(self, on: Stagehand) -> float:
        """Half have answered when the quiz server is killed. Everybody comes back by the code on
        the screen, with points and answers, and the other half answers."""
        question, half = self._opens(), CROWD // 2
        on.press("stage", "+", "+", "+")
        self._crowd_answers(question, 0, half)
        self._answer("ada", question)
        assert self.crowd.done() == half
        on.sees("stage", f"{half + 1} answers ·")
        self.points = self.room()
        kill(self.home, "quiz", "--room-dir")
        see = _beginning(question)
        self.crowd.begin("come_back", see=see)
        for who, user in (("ada", ""), ("ben", "plain-")):
            on.sees(who, "closed")
            on.types(who, "clear")
            on.misses(who, "closed")
            self._comes_back(who, f"ssh -p {self.port} {user}{self.codes[who]}@127.0.0.1", see)
        assert self.crowd.done() == CROWD
        on.sees("stage", f"{ALL} here")
        assert self.room() == self.points
        self._crowd_answers(question, half, CROWD, seen=True)
        self._answer("ben", question)
        assert self.crowd.done() == CROWD - half
        self._reveals()
        on.leaves()
        return 0.0

    def _comes_back(self, who: str, line: str, see: str) -> None:
        """Type the line until the server is there again."""
        on, refused = self.on, "connect to host"
        while see not in " ".join(on.screen(who).split()):
            on.types(who, "clear")
            on.misses(who, refused)
            on.types(who, line)
            on.sees(who, see, refused)

    def _opens(self) -> AnyQuestion:
        """Put the question of the slide to the audience."""
        on = self.on
        slide = on.deck.slides[on.deck.index(on.state.slide)]
        on.press("stage", "Enter")
        on.sees("stage", "Enter opens the question")
        on.press("stage", "Enter")
        on.sees("stage", "0 answers ·")
        (question,) = (block.id for block in slide.walk() if isinstance(block, Quiz))
        return on.deck.questions()[question]

    def _crowd_answers(
        self, question: AnyQuestion, first: int, last: int, seen: bool = False
    ) -> None:
        """From the `first` to before the `last` of them; they may have seen the question before."""
        keys = [_keys(question, number) + "\r" for number in range(first, last)]
        see = "" if seen else _beginning(question)
        self.crowd.begin("answer", first=first, see=see, keys=keys)

    def _answer(self, who: str, question: AnyQuestion) -> None:
        """One of the two at the terminals below the stage answers."""
        self.on.sees(who, _beginning(question))
        in_words = who == "ben" and isinstance(question, Ordering)
        self.on.types(who, "ABCD" if in_words else _keys(question, ord(who[0])))
        self.on.sees(who, "is in")

    def _reveals(self) -> None:
        on = self.on
        on.sees("stage", f"{ALL} answers ·")
        on.press("stage", "Enter")
        on.sees("stage", f"{ALL} answers · closed")
        on.press("stage", "Enter")
        for who in ("ada", "ben"):
            on.sees(who, "Right!", "Not this time", "Partly right", "% of ")
        on.passes(5)

    def room(self) -> dict[str, int]:
        """Everybody's points, as they are on the disk."""
        (log,) = (self.home / "state" / "podium" / "quiz" / "rooms").glob("*/room.sqlite3")
        store = SqliteStore(log)
        state = fold(store.events())
        store.close()
        board = standings(state)
        return {one.name: board[key].points for key, one in state.attendees.items()}


def _beginning(question: AnyQuestion) -> str:
    """The first words of a question, which stand on one line on any terminal."""
    return " ".join(question.ask.split()[:3])


def _keys(question: AnyQuestion, number: int) -> str:
    """What the person of this number answers: most people know."""
    chance = Random(f"{question.question} {number}")
    if isinstance(question, FixPrompt):
        return PROMPTS[number % len(PROMPTS)]
    if isinstance(question, Ordering):
        return ""
    right = [place for place, option in enumerate(question.choices) if option.right]
    anything = list(range(len(question.choices)))
    return str(1 + chance.choice(right if chance.random() < 0.7 else anything))
