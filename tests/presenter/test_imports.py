"""What is not loaded when the first slide is seen: proved in clean interpreters."""

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"torch", "transformers", "tokenizers", "asyncssh", "numpy", "sklearn", "cryptography"}


def loaded_by(statement: str) -> set[str]:
    code = f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def test_the_stage_loads_no_model_or_network_library() -> None:
    assert not loaded_by("import presenter.opening") & HEAVY


def test_the_title_frame_comes_before_everything_heavy() -> None:
    assert not loaded_by("import presenter.show, presenter.commands.present") & {
        *HEAVY,
        "textual",
        "rich",
        "pydantic",
        "yaml",
        "asyncio",
    }


def test_decks_and_questions_need_no_terminal_library() -> None:
    pure = "import slides.loader, slides.pacing, slides.talk, slides.steps, quiz.question"
    assert not loaded_by(pure) & {*HEAVY, "textual", "rich"}


def test_the_first_slide_waits_for_no_audience_and_no_cockpit() -> None:
    code = "import presenter.opening, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    later = {"quiz.core", "quiz.wire", "presenter.hosting", "presenter.link.wire", "re2"}
    assert not later & set(done.stdout.split())


IMPORTING = """
import asyncio, sys, threading
from pathlib import Path
from presenter.opening import open_talk
from presenter.request import Request

class Spy:
    def find_spec(self, name, path=None, target=None):
        if name in ("presenter.booth", "presenter.hosting", "quiz.core", "presenter.work.child"):
            print(name, threading.current_thread() is threading.main_thread())

async def main():
    talk = open_talk(Request(deck=Path(sys.argv[1])))
    async with talk.app.run_test() as pilot:
        while not {"presenter.booth", "presenter.work.child"} <= sys.modules.keys():
            await pilot.pause(0.02)

sys.meta_path.insert(0, Spy())
asyncio.run(main())
"""


def test_what_comes_after_the_first_slide_is_imported_off_the_loop(home: Path) -> None:
    deck = home / "deck.yaml"
    text = "talk: x\n---\n{slide: a, body: a}\n---\n{slide: b, blocks: [{pane: spam-infer}]}\n"
    deck.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, deck],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    imported = dict(line.split() for line in done.stdout.splitlines())
    assert {"presenter.booth", "presenter.hosting", "presenter.work.child"} <= imported.keys()
    assert set(imported.values()) == {"False"}
