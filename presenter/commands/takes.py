"""`podium takes`: how past rehearsals went. Each action imports what it needs and no more."""

import argparse
import gc
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presenter import places, shelf
from presenter.commands import takes_export, takes_fit
from slides.logs import LogError

NONE_YET = "No takes yet: `podium rehearse` shows your talk and keeps one."
NO_TAKE = '{"name": null, "path": null, "damage": "", "take": null}'


def configure(parser: argparse.ArgumentParser) -> None:
    """What to show, from where and in which form."""
    _common(parser)
    parser.set_defaults(action=show_take, name="last")
    actions = parser.add_subparsers(metavar="ACTION")
    for name, action, about in (
        ("list", list_takes, "every take, newest last"),
        ("show", show_take, "one take, slide by slide, and among the others"),
        ("compare", compare_takes, "two takes, slide by slide, and what got better"),
        ("trend", show_trend, "the last takes: length, drift and pace"),
    ):
        sub = actions.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        sub.set_defaults(action=action)
        _common(sub, default=argparse.SUPPRESS)
        _names(sub, name)
    for name, module in (("export", takes_export), ("fit", takes_fit)):
        sub = actions.add_parser(name, help=module.ABOUT, description=module.DESCRIPTION)
        sub.set_defaults(action=module.run)
        _folder(sub, default=argparse.SUPPRESS)
        module.configure(sub)
    parser.epilog = (
        "examples:\n"
        "  podium takes                      the last take, slide by slide\n"
        "  podium takes list                 every take, newest last\n"
        "  podium takes show 20261121-1405   the take of that day and time\n"
        "  podium takes compare 1405 last    what changed between two takes\n"
        "  podium takes export html -o take.html\n"
        "  podium takes fit talk.yaml --dry-run\n"
        "  podium takes show --format json | jq '.take.slides[] | select(.verdict == \"over\")'"
    )


def _names(parser: argparse.ArgumentParser, action: str) -> None:
    """The takes that an action is about."""
    about = "a take's name, or enough of it to tell; default: the last one"
    if action == "compare":
        parser.add_argument("before", metavar="A", help="a take's name, or enough of it to tell")
        parser.add_argument("name", metavar="B", nargs="?", default="last", help=about)
    elif action != "list":
        parser.add_argument("name", nargs="?", default="last", help=about)


def _common(parser: argparse.ArgumentParser, **default: Any) -> None:
    """The options that stand before and after an action alike."""
    form = {"default": "text", **default}
    parser.add_argument("--format", choices=("text", "json"), help="default: text", **form)
    _folder(parser, **default)


def _folder(parser: argparse.ArgumentParser, **default: Any) -> None:
    folder = {"default": places.state() / "takes", **default}
    parser.add_argument(
        "--dir", type=Path, metavar="FOLDER", help="where the takes are kept", **folder
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 2 when there is no such take."""
    gc.disable()  # in so short a life, looking for garbage costs more than the garbage
    action: Callable[[argparse.Namespace], int] = args.action
    try:
        return action(args)
    except LogError as error:
        print(f"podium takes: {error}", file=sys.stderr)
        return 2
    finally:
        gc.enable()


def list_takes(args: argparse.Namespace) -> int:
    """Print every take that can be read; the others are named on stderr."""
    takes, complaints = shelf.summaries(args.dir)
    for complaint in complaints:
        print(f"podium takes: {complaint}", file=sys.stderr)
    if args.format == "json":
        print(json.dumps({"takes": [shelf.brief(take, args.dir) for take in takes]}, indent=2))
    elif takes:
        from presenter.commands.takes_list import print_list

        print_list(takes)
    else:
        print(NONE_YET)
    return 0


def show_take(args: argparse.Namespace) -> int:
    """Print one take. Raises LogError when it cannot be found or read."""
    from presenter.commands.takes_text import print_take
    from presenter.report.dossier import dossier

    path = shelf.find(args.dir, args.name)
    if path is None:
        print(NO_TAKE if args.format == "json" else NONE_YET)
        return 0
    told = dossier(shelf.read_take(path), args.dir)
    if args.format == "json":
        print(told.model_dump_json(indent=2))
    else:
        print_take(told)
    return 0


def compare_takes(args: argparse.Namespace) -> int:
    """Print what changed between two takes."""
    from presenter.commands.takes_compare import print_comparison
    from slides.compare import compare

    paths = [shelf.find(args.dir, name) for name in (args.before, args.name)]
    if None in paths:
        raise LogError(NONE_YET)
    before, after = (shelf.read_take(path) for path in paths if path)
    told = compare(before.report, after.report)
    if before.report.title != after.report.title:
        print("podium takes: these are takes of two different talks", file=sys.stderr)
    if args.format == "json":
        names = {"before": before.path.stem, "after": after.path.stem}
        print(json.dumps({**names, "comparison": told.model_dump(mode="json")}, indent=2))
    else:
        print_comparison(before, after, told)
    return 0


def show_trend(args: argparse.Namespace) -> int:
    """Print how the last takes of a talk went, up to the newest of them."""
    from presenter.commands.takes_trend import print_trend
    from slides.rate import own_rate
    from slides.trend import trend

    path = shelf.find(args.dir, args.name)
    kept = []
    if path is not None:
        last = shelf.read_take(path).report
        kept = shelf.kin(args.dir, last.title, last.deck)
    points = [summary.point for summary in kept]
    own = own_rate(shelf.reports(args.dir, kept))
    if args.format == "json":
        whole = [point.talk for point in points if point.verdict != "part of the talk"]
        answer = {
            "takes": [point.model_dump(mode="json") for point in points],
            "talk": trend(whole).model_dump(mode="json"),
            "own_rate": own.model_dump(mode="json") if own else None,
        }
        print(json.dumps(answer, indent=2))
    elif kept:
        print_trend(points, kept[-1].take, own)
    else:
        print(NONE_YET)
    return 0
