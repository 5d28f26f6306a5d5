"""`podium takes`: how past rehearsals went."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from presenter import places
from presenter.commands.takes_text import Take, print_list, print_take
from slides.logs import LogError, logs_in, read_log
from slides.problems import did_you_mean
from slides.takes import report

NONE_YET = "No takes yet: `podium rehearse` shows your talk and keeps one."


def configure(parser: argparse.ArgumentParser) -> None:
    """What to show, from where and in which form."""
    add_common(parser)
    parser.set_defaults(action=show_take, name="last")
    actions = parser.add_subparsers(metavar="ACTION")
    listing = actions.add_parser("list", help="every take, newest last")
    listing.set_defaults(action=list_takes)
    showing = actions.add_parser("show", help="one take, slide by slide")
    showing.add_argument(
        "name", nargs="?", help="a take's name, or enough of it to tell; default: the last one"
    )
    showing.set_defaults(action=show_take, name="last")
    for action in (listing, showing):
        add_common(action, default=argparse.SUPPRESS)
    parser.epilog = (
        "examples:\n"
        "  podium takes                      the last take, slide by slide\n"
        "  podium takes list                 every take, newest last\n"
        "  podium takes show 20261121-1405   the take of that day and time\n"
        "  podium takes show --format json | jq '.take.slides[] | select(.verdict == \"over\")'"
    )


def add_common(parser: argparse.ArgumentParser, **default: Any) -> None:
    """The options that stand before and after an action alike."""
    form = {"default": "text", **default}
    folder = {"default": places.state() / "takes", **default}
    parser.add_argument("--format", choices=("text", "json"), help="default: text", **form)
    parser.add_argument(
        "--dir", type=Path, metavar="FOLDER", help="where the takes are kept", **folder
    )


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 2 when there is no such take."""
    action: Callable[[argparse.Namespace], int] = args.action
    try:
        return action(args)
    except LogError as error:
        print(f"podium takes: {error}", file=sys.stderr)
        return 2


def read_take(path: Path) -> Take:
    """The take in a log. Raises LogError."""
    log = read_log(path)
    return Take(path, report(log.events), log.damage)


def list_takes(args: argparse.Namespace) -> int:
    """Print every take that can be read; the others are named on stderr."""
    takes: list[Take] = []
    for path in logs_in(args.dir):
        try:
            takes.append(read_take(path))
        except LogError as error:
            print(f"podium takes: {error}", file=sys.stderr)
    if args.format == "json":
        print(json.dumps({"takes": [_summary(take) for take in takes]}, indent=2))
    elif takes:
        print_list(takes)
    else:
        print(NONE_YET)
    return 0


def show_take(args: argparse.Namespace) -> int:
    """Print one take. Raises LogError when it cannot be found or read."""
    path = find(args.dir, args.name)
    if path is None:
        print(
            '{"name": null, "path": null, "damage": "", "take": null}'
            if args.format == "json"
            else NONE_YET
        )
        return 0
    take = read_take(path)
    if args.format == "json":
        print(json.dumps(_whole(take), indent=2))
    else:
        print_take(take)
    return 0


def find(folder: Path, name: str) -> Path | None:
    """The log of the take so named; None when `last` is asked for and there is none.

    `last` is the last one whose clock was started. Raises LogError when no take or more than one
    goes by the name.
    """
    paths = logs_in(folder)
    if name == "last":
        return _last(paths)
    if Path(name).is_file():
        return Path(name)
    exact = [path for path in paths if name in (path.stem, path.name)]
    found = exact or [path for path in paths if name in path.stem]
    if len(found) == 1:
        return found[0]
    if found:
        raise LogError(f"{len(found)} takes go by {name!r}, the last of them {found[-1].stem}")
    near = did_you_mean(name, (path.stem for path in paths))
    raise LogError(f"there is no take {name!r}{near}; `podium takes list` names them")


def _last(paths: list[Path]) -> Path | None:
    for path in reversed(paths):
        try:
            if read_take(path).report.verdict != "not started":
                return path
        except LogError:
            continue
    return paths[-1] if paths else None


def _summary(take: Take) -> dict[str, Any]:
    kept = take.report.model_dump(mode="json", exclude={"slides"})
    return {"name": take.path.stem, "path": str(take.path), "damage": take.damage, "take": kept}


def _whole(take: Take) -> dict[str, Any]:
    return _summary(take) | {"take": take.report.model_dump(mode="json")}
