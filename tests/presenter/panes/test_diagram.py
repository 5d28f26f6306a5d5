"""Diagrams on a slide: their share of it, stages, walks, live runs, and the whole screen."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from presenter.panes.diagram import DiagramPane, DiagramSheet
from presenter.panes.on_air import DONE, TRAINING, VALIDATING, OnAir, stage_after
from presenter.panes.spam_train import SpamTrainPane
from presenter.screens.enlarged import Enlarged
from presenter.work.child import Lab
from presenter.work.protocol import Cancelled, Failed, Reply, Stage, Step, Train
from presenter.work.runs import Run
from slides.blocks.figures import Diagram
from slides.loader import load_deck
from tests.presenter.conftest import MakeStage, OnStage, screen_text
from tests.presenter.panes.test_train_look import trained

ROOT = Path(__file__).parents[3]
LOOP = """
  - diagram: One epoch
    reveal: items
    nodes:
      - {node: batch, label: batch}
      - {node: loss, label: loss, stage: 1}
      - {node: step, label: weights, stage: 2, during: [training]}
    edges: [batch -> loss, loss -> step, step -- again -> batch]
"""
TREE = """
  - diagram: Which method?
    walk: true
    nodes:
      - {node: facts, label: Facts missing?}
      - {node: rag, label: Retrieve}
      - {node: tone, label: Tone wrong?}
      - {node: tune, label: Tune}
    edges: [facts -- yes -> rag, facts -- no -> tone, tone -- yes -> tune]
"""
STATIONS = ", ".join(f"{{node: n{n}, label: station number {n}}}" for n in range(10))
TRACKS = ", ".join(f"n{n} -> n{n + 1}" for n in range(9))
WIDE = f"""
  - diagram: A long way
    direction: right
    nodes: [{STATIONS}]
    edges: [{TRACKS}]
"""


def deck(*blocks: str) -> str:
    """Two slides; the first has the diagrams."""
    first = f"---\nslide: one\ntitle: One\nbudget: 1m\nblocks:{''.join(blocks)}"
    return f"talk: T\n{first}---\nslide: two\ntitle: Two\nbudget: 1m\nbody: Bye.\n"


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


def on_whole_screen(on: OnStage) -> bool:
    return isinstance(on.app.screen, Enlarged)


def pane(on: OnStage) -> DiagramPane:
    return on.app.screen.query_one(DiagramPane)


async def test_it_comes_on_stage_by_stage_in_its_final_place(stage: MakeStage) -> None:
    on = stage(deck(LOOP))
    async with on.app.run_test() as pilot:
        await pilot.pause()
        first = screen_text(on.app)
        assert "│ batch │" in first
        assert "loss" not in first
        await press(pilot, "right")
        second = screen_text(on.app)
        assert "│ loss │" in second
        assert "weights" not in second
        place = [line.find("batch") for line in first.splitlines()]
        assert place == [line.find("batch") for line in second.splitlines()]
        await press(pilot, "right")
        assert "again" in screen_text(on.app)
        await press(pilot, "right")
        assert on.place == ("two", 0)


async def test_two_diagrams_share_the_slide_by_their_needs(stage: MakeStage) -> None:
    on = stage(deck(WIDE, LOOP.replace("    reveal: items\n", "")))
    async with on.app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        seen = screen_text(on.app)
        assert all(f"number {n}" in " ".join(seen.split()) or str(n) in seen for n in range(10))
        assert "again" in seen
        assert seen.index("A long way") < seen.index("One epoch")


async def test_enter_gives_it_the_whole_screen_and_escape_the_slide_back(stage: MakeStage) -> None:
    on = stage(deck(LOOP))
    async with on.app.run_test() as pilot:
        await press(pilot, "enter")
        assert on.app.focused is pane(on)
        assert "Enter enlarges" in screen_text(on.app)
        await press(pilot, "enter")
        assert on_whole_screen(on)
        assert "loss" not in screen_text(on.app)
        await press(pilot, "space")
        assert "loss" in screen_text(on.app)
        await press(pilot, "pagedown", "backspace")
        assert on.app.screen.query_one(DiagramSheet).on.stage == 1
        await press(pilot, "escape")
        assert not on_whole_screen(on)
        assert on.place == ("one", 0)


async def test_tab_goes_to_the_second_diagram(stage: MakeStage) -> None:
    on = stage(deck(TREE, LOOP))
    async with on.app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "enter", "tab", "enter")
        assert on_whole_screen(on)
        assert on.app.screen.query_one(DiagramSheet).block.diagram == "One epoch"


async def test_a_clicker_leaves_the_whole_screen_after_the_last_stage(stage: MakeStage) -> None:
    on = stage(deck(LOOP))
    async with on.app.run_test() as pilot:
        await pilot.pause()
        await pilot.click(DiagramPane)
        await pilot.pause()
        assert on_whole_screen(on)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert not on_whole_screen(on)


async def test_arrow_keys_scroll_what_is_larger_than_the_screen(stage: MakeStage) -> None:
    on = stage(deck(WIDE))
    async with on.app.run_test(size=(40, 12)) as pilot:
        await press(pilot, "enter", "enter")
        box = on.app.screen.query_one("ScrollableContainer")
        assert box.max_scroll_y > 0
        await press(pilot, "down", "down")
        assert box.scroll_y > 0
        await press(pilot, "up", "up", "up")
        assert box.scroll_y == 0


async def test_a_tree_is_walked_with_arrow_keys(stage: MakeStage) -> None:
    on = stage(deck(TREE))
    async with on.app.run_test() as pilot:
        await press(pilot, "enter")
        assert "║ Facts missing? ║" in screen_text(on.app)
        await press(pilot, "right", "down")
        assert "║ Tone wrong? ║" in screen_text(on.app)
        await press(pilot, "down")
        walk = pane(on).walk
        assert walk
        assert (walk.at, walk.trail, walk.chosen) == ("tune", (1, 2), None)
        await press(pilot, "up", "up")
        assert "║ Facts missing? ║" in screen_text(on.app)
        assert on.place == ("one", 0)


async def test_a_walk_goes_on_on_the_whole_screen_and_back(stage: MakeStage) -> None:
    on = stage(deck(TREE))
    async with on.app.run_test() as pilot:
        await press(pilot, "enter", "enter", "down")
        assert "║ Retrieve ║" in screen_text(on.app)
        await press(pilot, "escape")
        assert "║ Retrieve ║" in screen_text(on.app)


async def test_without_a_walk_arrow_keys_are_the_slides(stage: MakeStage) -> None:
    on = stage(deck(LOOP))
    async with on.app.run_test() as pilot:
        await press(pilot, "enter", "right")
        assert on.place == ("one", 1)


def step(number: int, ends_epoch: bool = False) -> Step:
    return Step(
        step=number,
        steps=2,
        epoch=1,
        epochs=1,
        ends_epoch=ends_epoch,
        loss=1.0,
        seconds=1.0,
        seconds_left=1.0,
    )


@pytest.mark.parametrize(
    ("reply", "stage"),
    [
        (Stage(name="loading the base"), "loading the base"),
        (step(1), "training"),
        (step(2, ends_epoch=True), "validating"),
        (Cancelled(), ""),
        (Failed(message="no"), ""),
        (trained(), "done"),
    ],
)
def test_replies_tell_the_stage_of_a_run(reply: Reply, stage: str) -> None:
    assert stage_after("before", reply) == stage


def test_the_talk_names_stages_as_the_lab_does() -> None:
    job = (ROOT / "presenter" / "work" / "jobs" / "train.py").read_text(encoding="utf-8")
    told = {TRAINING, VALIDATING, DONE, *re.findall(r'Stage\(name="([^"]+)"\)', job)}
    talk = load_deck(ROOT / "slides" / "talks" / "beyond-the-hype.yaml")
    blocks = (block for slide in talk.slides for block in slide.walk())
    nodes = [node for block in blocks if isinstance(block, Diagram) for node in block.nodes]
    named = {stage for node in nodes for stage in node.during}
    assert len(named) > 5
    assert named <= told


async def test_a_run_on_one_slide_lights_boxes_on_another(stage: MakeStage) -> None:
    diagram = LOOP.replace("    reveal: items\n", "")
    text = deck("\n  - {pane: spam-train}\n").replace("body: Bye.\n", f"blocks:{diagram}")
    on = stage(text)
    async with on.app.run_test() as pilot:
        await pilot.pause()
        trainer = on.app.screen.query_one(SpamTrainPane)
        await press(pilot, "right")
        assert "│ weights │" in screen_text(on.app)
        for listener in trainer.run.listeners:
            listener(step(1))
        await pilot.pause()
        assert "┃ weights ┃" in screen_text(on.app)


async def test_boxes_light_up_while_a_run_is_in_their_stage(
    stage: MakeStage, tmp_path: Path
) -> None:
    on = stage(deck(LOOP.replace("    reveal: items\n", "")))
    on_air = on.backstage.on_air
    run = Run(Lab(tmp_path / "lab.log", command=("false",)))
    on_air.follow(run)
    async with on.app.run_test() as pilot:
        await pilot.pause()
        for listener in run.listeners:
            listener(step(1))
        await pilot.pause()
        assert on_air.doing == {"training"}
        assert "┃ weights ┃" in screen_text(on.app)
        run.start(Train())
        await run.wait()
        await pilot.pause()
        assert on_air.doing == frozenset()
        assert "│ weights │" in screen_text(on.app)


def test_nobody_is_told_when_nothing_changes(tmp_path: Path) -> None:
    told: list[frozenset[str]] = []
    on_air = OnAir()
    on_air.listeners.append(lambda: told.append(on_air.doing))
    run = Run(Lab(tmp_path / "lab.log"))
    on_air.follow(run)
    for reply in (step(1), step(2), step(3, ends_epoch=True)):
        run.listeners[0](reply)
    assert told == [{"training"}, {"validating"}]
