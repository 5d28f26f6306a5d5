"""`podium present`: a talk on this terminal."""

import argparse
from pathlib import Path

from presenter import places
from presenter.request import Request
from presenter.show import show
from slides.durations import parse_duration


def configure(parser: argparse.ArgumentParser) -> None:
    """What every stage has, and examples."""
    add_deck(parser)
    parser.epilog = (
        "examples:\n"
        "  podium present                          the talk that ships with Podium\n"
        "  podium present talk.yaml --slide 7      begin on slide 7\n"
        "  podium present talk.yaml --follow       write beside it; it shows what you save\n"
        "  podium present --recorded               no models: live panes play recorded runs\n"
        "  podium present --until 14:50            offers cuts when the talk would end later\n"
        "  podium present --resume                 after a crash: the same slide, the same clocks\n"
        "  podium present talk.yaml --quiz 0.0.0.0 the audience answers by ssh -p 2222 YOUR-HOST"
    )


def add_deck(parser: argparse.ArgumentParser) -> None:
    """The arguments that every command on a stage has."""
    add_deck_argument(parser)
    parser.add_argument(
        "--resume",
        action="store_true",
        help="go on where this deck's last talk broke off: slide, step and clocks",
    )
    parser.add_argument(
        "--recorded",
        action="store_true",
        help="live panes play their recordings (see `podium lab record`); no model is loaded",
    )
    parser.add_argument(
        "--lab-memory",
        metavar="2GB",
        help="what the models of live panes may take; the longest unused leave first (default 2GB)",
    )
    parser.add_argument(
        "--quiz",
        nargs="?",
        const="127.0.0.1:2222",
        metavar="ADDRESS[:PORT]",
        help="serve the deck's quizzes over SSH (default 127.0.0.1:2222, this machine only; "
        "0.0.0.0 opens it to the network)",
    )
    end = parser.add_mutually_exclusive_group()
    end.add_argument(
        "--until",
        type=_time,
        metavar="14:50",
        help="the talk must be over by then; cuts are offered",
    )
    end.add_argument(
        "--for",
        dest="lasts",
        type=_duration,
        metavar="45m",
        help="the same, counted from its start",
    )
    parser.add_argument(
        "--split", action="store_true", help="slide and notes side by side, on one terminal"
    )
    parser.add_argument(
        "--follow",
        action="store_true",
        help="while writing: go to the slide that was changed whenever the deck is saved",
    )
    parser.add_argument(
        "--theme", metavar="NAME", help="dark, light, high-contrast, monochrome or a theme file"
    )
    parser.add_argument(
        "--pace",
        choices=("deck", "mine"),
        default="deck",
        help="mine: project the finish at your own pace, learnt from your takes",
    )
    parser.add_argument(
        "--slide", type=int, default=1, metavar="N", help="begin on slide N (default 1)"
    )


def add_deck_argument(parser: argparse.ArgumentParser) -> None:
    """The deck, by default the one that ships."""
    parser.add_argument(
        "deck",
        nargs="?",
        type=Path,
        default=places.first_talk(),
        metavar="DECK",
        help="a deck in YAML (default: the talk that ships with Podium)",
    )


def _time(text: str) -> str:
    """A time of day, checked."""
    hour, colon, minute = text.partition(":")
    digits = hour.isdecimal() and minute.isdecimal() and len(minute) == 2
    if not (colon and digits and int(hour) < 24 and int(minute) < 60):
        raise argparse.ArgumentTypeError(f"write the time as 14:50, not {text!r}")
    return text


def _duration(text: str) -> float:
    try:
        return parse_duration(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def asked(args: argparse.Namespace) -> Request:
    """What the arguments that every command on a stage has ask for."""
    return Request(
        deck=args.deck,
        quiz=args.quiz,
        slide=args.slide,
        theme=args.theme,
        resume=args.resume,
        recorded=args.recorded,
        lab_memory=args.lab_memory,
        until=args.until,
        lasts=args.lasts,
        split=args.split,
        own_pace=args.pace == "mine",
        follow=args.follow,
    )


def run(args: argparse.Namespace) -> int:
    """Show the deck."""
    return show(asked(args))
