"""The dress run: the talk that ships, given from end to end before a real audience.

Stage, cockpit and two people with OpenSSH in tmux, fifty more on real SSH lines in a process of
their own. Time runs fast where the speaker would only speak, and by the clock whenever a model
computes or a question is open; what dies is killed with -9.
"""

import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from presenter import places
from slides.loader import load_deck
from tests.audience import CROWD, Audience
from tests.crowd import Crowd
from tests.giving import Act, give
from tests.processes import kill, kill_all
from tests.rehearsal import answer, dark, question, teleprompter, way_back
from tests.stagehand import NAMED, SETTINGS, Stagehand, terminals

TALK = places.talks() / "beyond-the-hype.yaml"
SIZE, STAGE, PEOPLE = (160, 46), 100, (60, 13)
"""Of the whole terminal, columns of the stage, and the terminals of the two people below it."""
DOOR = "vote-knowledge"
"""The slide that is on while people come in."""
ASKED = ["myth-1", "myth-2", "method-1", "method-2", "fix-this", "recipe"]
"""The questions that there is time for."""
SHARES = (0.98, 1.0, 0.95, 0.97, 0.96)
"""Of their budgets, that the speaker takes for slides, over and over."""
LABELS = {
    "stage": "the stage",
    "cockpit": "the cockpit: podium speaker",
    "ada": "Ada",
    "ben": "Ben, line by line",
}
"""What stands over the panes."""
SHRC = """\
PS1='$ '
alias podium='{python} -m presenter'
alias ssh='ssh -F {home}/ssh_config'
"""
SSH_CONFIG = """\
UserKnownHostsFile {home}/known_hosts
IdentityFile none
IdentityAgent none
"""


@dataclass
class DressRun:
    """The terminals, the audience, and where all of it is kept."""

    on: Stagehand
    audience: Audience
    home: Path
    f1: str = ""
    """What the training pane said in the end, in per cent."""

    @property
    def acts(self) -> dict[str, Act]:
        """What happens once all of a slide is on."""
        return {
            "vote-knowledge": self.audience.asks,
            "myth-adding-knowledge": teleprompter,
            "vote-data": self.audience.asks_and_ranks,
            "myth-hallucinations": dark,
            "support-bot": way_back,
            "reality-check": kept_whole,
            "method-1": self.audience.asks,
            "method-2": self.audience.asks_and_breaks,
            "next-token-live": self.weighs,
            "spam-demo": self.demonstrates,
            "fix-this-prompt": self.audience.asks,
            "recipe-order": self.audience.asks,
            "questions": answer,
        }

    # ------------------------------------------------------------------------ models

    def weighs(self, on: Stagehand) -> float:
        """What comes next, by the model's own probabilities."""
        on.press("stage", "Enter")
        on.sees("stage", "Esc out")
        on.press("stage", "1")
        on.sees("stage", "%")
        on.leaves()
        return 0.0

    def demonstrates(self, on: Stagehand) -> float:
        """Judging and training; then somebody has a question, and the next slide is cut for it."""
        return self.judges(on) + self.trains(on) + asked_and_cut(on)

    def trains(self, on: Stagehand) -> float:
        """A model is trained; the lab is killed in the middle; it is trained again, to its end."""
        on.press("stage", "Tab", "Tab")
        on.sees("stage", "Enter trains")
        on.press("stage", "Enter")
        on.sees("stage", "frozen layers", "epoch 1", seconds=900)
        kill(self.home, "presenter.work.serve")
        on.sees("stage", "! The lab stopped.")
        on.press("stage", "Enter")
        on.sees("stage", "unseen messages", seconds=900)
        row = re.search(r"tuned((?: +[\d.]+){4})", on.screen("stage"))
        assert row
        self.f1 = row[1].split()[-1]
        on.leaves()
        return 0.0

    def judges(self, on: Stagehand) -> float:
        """The script's three messages."""
        on.press("stage", "Enter")
        on.sees("stage", "Enter judges")
        for key, verdict in (("1", "SPAM"), ("2", "HAM"), ("3", "SPAM")):
            on.press("stage", key)
            on.sees("stage", verdict)
        on.leaves()
        return 0.0


def kept_whole(on: Stagehand) -> float:
    """A question that takes a minute; the cut that is offered for it is not made."""
    return question(on, 60.0, made=False)


def asked_and_cut(on: Stagehand) -> float:
    """A shorter one, and the cut is made."""
    return question(on, 40.0)


@contextmanager
def dressed(
    home: Path, speed: float, port: int, messages: Path | None, apart: float
) -> Iterator[DressRun]:
    """All terminals, with the talk on the stage and nobody there yet. The lab trains on
    `messages`; None leaves it to the environment. People do things `apart`, in seconds."""
    (home / "shrc").write_text(SHRC.format(python=sys.executable, home=home))
    (home / "ssh_config").write_text(SSH_CONFIG.format(home=home))
    shell = ("env", f"ENV={home / 'shrc'}", "sh", "-i")
    env = {"PODIUM_LAB_PRIORITY": "normal"}
    if messages:
        env["PODIUM_SMS_SPAM"] = str(messages)
    deck = load_deck(TALK).shown()
    with terminals(home, deck, SIZE, "takes", SETTINGS + NAMED, **env) as on, ExitStack() as stack:
        columns, rows = PEOPLE
        on.split("stage", "cockpit", "-h", "-b", "-l", str(STAGE), *shell)
        on.split("ada", "stage", "-v", "-l", str(rows), *shell)
        on.split("ben", "ada", "-h", "-l", str(STAGE - columns - 1), *shell)
        for name, label in LABELS.items():
            on.label(name, label)
        on.types("stage", f"podium rehearse --speed {speed:g} --quiz 127.0.0.1:{port}")
        on.sees("stage", "s starts the clock")
        on.sees("cockpit", "? keys")
        on.press("stage", *str(deck.index(DOOR) + 1), "Enter")
        on.sees("stage", f"ssh -p {port} 127.0.0.1")
        stack.callback(kill_all, home, "--room-dir")
        crowd = Crowd(port, CROWD, apart)
        stack.callback(crowd.close)
        yield DressRun(on, Audience(on, crowd, port, home), home)


def dress_run(run: DressRun) -> None:
    """Give the talk, to its take and the quiz's report."""
    on = run.on
    run.audience.doors_open()
    give(on, run.acts, SHARES)
    on.press("stage", "q", "q")
    on.sees("cockpit", "The talk has ended")
    for who in ("ada", "ben"):
        on.sees(who, "place")
    on.types("stage", "clear; podium takes | tail -7; podium quiz report | head -12")
    on.sees("stage", "The talk took")
    on.sees("stage", "If I fine-tune")
