"""`podium schema`: what editors need to complete and check decks."""

import argparse
import sys

from slides.blocks.own import NoSuchPane, OwnPane, installed, kind_of
from slides.schema import schema_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = (
        "examples:\n"
        "  podium schema > deck.schema.json          beside your decks, and then as the first\n"
        "                                            line of a deck:\n"
        "  # yaml-language-server: $schema=deck.schema.json\n"
        "  podium schema | jq '.\"$defs\".Slide'       the keys of a slide\n\n"
        "Every document of a deck is checked against it: the talk, its slides and its includes.\n"
        "Panes that installed packages bring are in it too."
    )


def run(_args: argparse.Namespace) -> int:
    """Print the schema."""
    print(schema_text(_specs()), end="")
    return 0


def _specs() -> list[type[OwnPane]]:
    """Those of installed packages; one that does not load is told and left out."""
    found = []
    for name in sorted(installed()):
        try:
            found.append(kind_of(name).spec)
        except NoSuchPane as error:
            print(f"podium schema: {error}", file=sys.stderr)
    return found
