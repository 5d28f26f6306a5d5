"""A dry run's time runs fast, but by the clock before the start and while anything is live."""

import asyncio
from pathlib import Path

from presenter.dry_run import keep_honest
from presenter.keeper import Keeper, TalkClock
from presenter.panes.registry import Backstage
from presenter.work.protocol import Classify
from slides.talk import Ended, Event, Sped, Started
from tests.slides.makers import opened, plan


async def test_it_runs_by_the_clock_before_the_start_and_while_a_pane_computes(
    tmp_path: Path,
) -> None:
    backstage = Backstage(tmp_path / "lab.log", {})
    clock, written = TalkClock(60), list[Event]()
    keeper = Keeper(opened(plan([60]), clock()), clock, written.append)
    keep_honest(keeper, clock, backstage)
    assert clock.speed == 1
    keeper.submit(Started(at=clock()))
    assert clock.speed == 60
    before = clock()
    await asyncio.sleep(0.05)
    assert clock() - before >= 3
    run = backstage.run()
    run.start(Classify(texts=("Hello",)), recorded=True)
    assert clock.speed == 1
    await run.wait()
    await asyncio.sleep(0)
    assert clock.speed == 60
    keeper.submit(Ended(at=clock()))
    run.start(Classify(texts=("Hello",)), recorded=True)
    assert clock.speed == 60, "nothing comes after the end"
    await run.wait()
    speeds = [event.speed for event in written if isinstance(event, Sped)]
    assert speeds == [1, 60, 1, 60]
    assert keeper.state.speed == 60
    ats = [event.at for event in written]
    assert ats == sorted(ats)
