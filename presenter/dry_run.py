"""A dry run's time: many times as fast as a clock while the speaker would only speak, and by the
clock before the start and while anything is live: a pane computes, a question takes answers.
"""

from presenter.keeper import Keeper, TalkClock
from presenter.panes.registry import Backstage
from slides.talk import Sped


def keep_honest(keeper: Keeper, clock: TalkClock, backstage: Backstage) -> None:
    """From now on the clock, which runs fast, runs as others do whenever it has to. Each change is
    an event of the talk."""
    fast = clock.speed

    def look() -> None:
        waits = keeper.state.started_at is None or _is_live(backstage)
        speed = 1.0 if waits else fast
        if speed != clock.speed and keeper.state.ended_at is None:
            clock.run(speed)
            keeper.submit(Sped(at=clock(), speed=speed))

    look()
    keeper.listeners.append(lambda _state, _event: look())
    backstage.listeners.append(look)
    if backstage.audience:
        backstage.audience.subscribe(look)


def _is_live(backstage: Backstage) -> bool:
    asked = backstage.audience.state.run if backstage.audience else None
    return backstage.computing or (asked is not None and asked.phase == "open")
