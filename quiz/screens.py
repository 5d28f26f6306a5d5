"""What an attendee's screen can show, as plain values: pure, comparable, and the same for all who
see the same.

A `View` is two halves. The personal one (name, result, what is typed) is a few lines; the screen is
shared, and its value is the key under which its lines are rendered once for a whole hall.
"""

from dataclasses import dataclass, field

from quiz.question import AnyQuestion
from quiz.results import Results


@dataclass(frozen=True)
class Naming:
    """At the door: take the name offered, or type one."""

    offered: str
    typed: str
    problem: str
    kept: str = "a day"
    """How long after the end names and answers are kept."""


@dataclass(frozen=True)
class Lobby:
    """In, and nothing asked yet."""

    people: int
    paper: int = 0
    """Questions that can be taken at one's own pace."""
    done: int = 0
    """How many of them this attendee has answered."""
    team: str = ""
    may_rename: bool = True
    first: bool = True
    """Whether nothing has been asked before."""


@dataclass(frozen=True)
class Asking:
    """A question that takes answers."""

    run: int
    question: AnyQuestion = field(hash=False)
    order: tuple[int, ...] = ()
    """Places of options or items as they are on this screen."""
    letters: tuple[int, ...] = ()
    """The same as they were at first: who is A, B, C."""
    cursor: int | None = None
    sent: tuple[int, ...] = ()
    """Places of what was sent, or a rating."""
    picked: frozenset[int] = frozenset()
    held: bool = False
    scroll: int = 0


@dataclass(frozen=True)
class Counted:
    """A question that is closed: what the room answered; then what was right, and why."""

    run: int
    question: AnyQuestion = field(hash=False)
    results: Results = field(hash=False)
    right: frozenset[int] = frozenset()
    order: tuple[int, ...] = ()
    sent: tuple[int, ...] = ()
    number: float | None = None
    revealed: bool = False
    output: str = ""
    """What the model really said."""
    scroll: int = field(default=0, compare=False)
    """The line that stands on top; the lines are the same wherever one looks at them."""
    alone: bool = False
    """Whether nobody else's answers are to be shown."""


@dataclass(frozen=True)
class Row:
    """One line of the leaderboard."""

    place: int
    name: str
    points: int
    attendee: str = ""
    """Whose avatar to draw."""


@dataclass(frozen=True)
class Board:
    """The leaderboard: the first ten, and the teams if there are any."""

    rows: tuple[Row, ...]
    teams: tuple[Row, ...] = ()
    people: int = 0


@dataclass(frozen=True)
class Listed:
    """One audience question in a list."""

    text: str
    votes: int
    voted: bool
    own: bool


@dataclass(frozen=True)
class Remarks:
    """The audience's questions."""

    listed: tuple[Listed, ...]
    cursor: int | None


@dataclass(frozen=True)
class Writing:
    """A line to type: a question for all, a word to the speaker, another name."""

    what: str
    moderated: bool = True


@dataclass(frozen=True)
class Over:
    """The end, of the quiz or of a paper."""

    questions: int
    rows: tuple[Row, ...] = ()
    paper: bool = False


Screen = Naming | Lobby | Asking | Counted | Board | Remarks | Writing | Over


@dataclass(frozen=True)
class Countdown:
    """Whole seconds left, of how many."""

    left: int
    limit: float


@dataclass(frozen=True)
class Entry:
    """A line that is being typed."""

    text: str
    caret: int
    longest: int
    unit: str = ""
    """Behind it."""


@dataclass(frozen=True)
class Point:
    """What a rubric's rule says of the attendee's own text."""

    met: bool
    part: bool
    """Whether some of it was met."""
    said: str
    why: str = ""


@dataclass(frozen=True)
class View:
    """All that an attendee's frame depends on, but for the terminal."""

    screen: Screen
    name: str = ""
    aside: str = ""
    """Right of the name."""
    note: str = ""
    """One line of the attendee's own: a result, a refusal, the way back."""
    good: bool | None = None
    """Whether `note` is good news."""
    countdown: Countdown | None = None
    code: str = ""
    """What brings the attendee back, shown beside the name."""
    attendee: str = ""
    """Whose avatar to draw."""
    entry: Entry | None = None
    points: tuple[Point, ...] = ()
    answered: bool = False
    """Whether their answer is in."""
    hint: str = ""
    """Which keys do something here, if the screen alone does not say."""

    @property
    def asks(self) -> bool:
        """Whether it shows a question that takes answers."""
        return isinstance(self.screen, Asking)
