"""What a cockpit knows of the talk: a fold over what the stage says. Pure; times are given."""

from dataclasses import dataclass, replace

from presenter.link.wire import Notice, Panes, Room, Said, UpToDate, Welcome
from slides.talk import CheckpointTold, Event, Opened, Sped, TalkState, apply, opened

NOTHING = Panes()


@dataclass(frozen=True)
class Seen:
    """The talk as far as it is known here."""

    name: str = ""
    state: TalkState | None = None
    deck: str = ""
    """The deck's path."""
    clocks: tuple[float, float] = (0.0, 0.0)
    """The stage's clock when we came, or when its speed changed, and our own then."""
    speed: float = 1.0
    """How many times as fast as our own the stage's clock runs."""
    panes: Panes = NOTHING
    room: Room | None = None
    """The audience; None without one."""
    said: str = ""
    """What the stage last said to its speaker."""
    news: CheckpointTold | None = None
    """The checkpoint last told of, unless it was told before we came."""
    live: bool = False
    """The log was read; what comes now happens now."""

    def stage_clock(self, own: float) -> float:
        """The stage's clock, in seconds since the epoch, when our own says `own`."""
        stages, ours = self.clocks
        return stages + (own - ours) * self.speed


def hear(seen: Seen, word: Event | Notice, now: float) -> Seen:
    """What is known after one more line, heard at `now` by our own clock."""
    match word:
        case Welcome(talk=talk, clock=clock, speed=speed):
            return Seen(name=talk, clocks=(clock, now), speed=speed)
        case UpToDate():
            return replace(seen, live=True, news=None)
        case Panes():
            return replace(seen, panes=word)
        case Room():
            return replace(seen, room=word)
        case Said(text=text):
            return replace(seen, said=text)
        case Opened(deck=deck):
            return replace(seen, state=opened(word), deck=deck)
        case Sped(at=at, speed=speed) if seen.live:
            state = seen.state and apply(seen.state, word)
            return replace(seen, state=state, clocks=(at, now), speed=speed)
        case _:
            news = word if isinstance(word, CheckpointTold) else seen.news
            return replace(seen, state=seen.state and apply(seen.state, word), news=news)
