"""Fitting a deck's budgets to its takes, and telling what became of them."""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from difflib import unified_diff
from pathlib import Path

from rich.console import Console
from rich.text import Text

from presenter import shelf
from presenter.commands.printing import console, grid, say
from presenter.commands.writing import Unwritten, write_new
from presenter.report.words import clocks, plain, shown
from slides.deck import Deck
from slides.durations import signed_clock, spell
from slides.fit import Fit, Kept, Unfit, propose, refit
from slides.loader import load
from slides.problems import DeckErrors


def fit_deck(args: argparse.Namespace) -> int:
    """Propose, and write unless told otherwise; 2 when the takes do not fit the deck."""
    try:
        return _fit(args)
    except DeckErrors as errors:
        print(errors, file=sys.stderr)
    except (Unfit, Unwritten) as error:
        print(f"podium takes fit: {error}", file=sys.stderr)
    except OSError as error:
        print(f"podium takes fit: {error.filename}: {error.strerror}", file=sys.stderr)
    return 2


def _fit(args: argparse.Namespace) -> int:
    loaded = load(args.deck)
    near = shelf.kin(args.dir, loaded.deck.talk.talk, str(args.deck.absolute()))
    fit = propose(loaded.deck, shelf.reports(args.dir, near[-max(1, args.takes) :]))
    texts = {path: path.read_bytes().decode("utf-8") for path in loaded.sheet.files}
    changed, unwritable = refit(loaded, fit.proposals, texts)
    left = {kept.slide for kept in unwritable}
    fit = fit.model_copy(
        update={
            "proposals": tuple(p for p in fit.proposals if p.slide not in left),
            "kept": (*fit.kept, *unwritable),
        }
    )
    if not args.dry_run:
        for path, text in changed.items():
            write_new(path, text, force=True)
    if args.format == "json":
        written = [] if args.dry_run else [str(path) for path in changed]
        print(json.dumps({**fit.model_dump(mode="json"), "written": written}, indent=2))
    else:
        _print(loaded.deck, fit, args.dry_run, texts, changed)
    return 0


def _print(
    deck: Deck, fit: Fit, dry_run: bool, texts: Mapping[Path, str], changed: Mapping[Path, str]
) -> None:
    out = console()
    if dry_run:
        for path, text in changed.items():
            out.print(_diff(path, texts[path], text), soft_wrap=True, end="")
    elif fit.proposals:
        headings = ("<Slide", ">Budget", ">Fitted", ">Change", ">Takes")
        rows = [
            (
                plain(p.title) or p.slide,
                shown(p.before),
                shown(p.after),
                signed_clock(p.after - p.before),
                str(p.takes),
            )
            for p in fit.proposals
        ]
        out.print(grid(headings, rows, out.width), soft_wrap=True)
    notes = console(sys.stderr) if dry_run else out
    for line in _sentences(deck, fit, dry_run, list(changed)):
        say(notes, line)
    _print_kept(fit.kept, notes)


def _print_kept(kept: Sequence[Kept], out: Console) -> None:
    reasons = dict.fromkeys(row.why for row in kept)
    for why in reasons:
        names = ", ".join(row.slide for row in kept if row.why == why)
        say(out, f"Kept as they are ({why}): {names}.")


def _diff(path: Path, before: str, after: str) -> Text:
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), str(path), str(path)
    )
    styles = {"+": "green", "-": "red", "@": "cyan"}
    whole = (
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
    return Text.assemble(*((line.replace("\r", ""), styles.get(line[0], "")) for line in whole))


def _sentences(deck: Deck, fit: Fit, dry_run: bool, paths: Sequence[Path]) -> list[str]:
    takes = f"{fit.takes} take{'s' * (fit.takes != 1)}"
    if not fit.proposals:
        return [f"Every budget agrees with the median of {takes}; nothing to change."]
    new = {p.slide: p.after for p in fit.proposals}
    slides = [slide for slide in deck.shown().slides if slide.part == "talk"]
    total = sum(new.get(slide.slide, slide.budget or 0.0) for slide in slides)
    if any(slide.budget is None for slide in slides):
        sums = f"The budgets given then add up to {shown(total)}"
    else:
        sums = f"The budgets of the talk then add up to {shown(total)}"
    declared = deck.talk.duration
    against = f", against {clocks((declared.low, declared.high))} declared" if declared else ""
    late = [
        f"The cut of {cut.slide} to {spell(cut.to)} then saves nothing."
        for cut in deck.talk.cut
        if cut.slide in new and cut.to >= new[cut.slide]
    ]
    count = f"{len(fit.proposals)} budget{'s' * (len(fit.proposals) != 1)}"
    names = ", ".join(str(path) for path in paths)
    done = f"{count} would change" if dry_run else f"{count} written to {names}"
    return [f"{done}, by the median of {takes}.", f"{sums}{against}.", *late]
