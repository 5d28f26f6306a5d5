"""`podium schema`: what editors need to complete and check decks."""

import argparse

from slides.schema import schema_text


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = (
        "examples:\n"
        "  podium schema > deck.schema.json          beside your decks, and then as the first\n"
        "                                            line of a deck:\n"
        "  # yaml-language-server: $schema=deck.schema.json\n"
        "  podium schema | jq '.\"$defs\".Slide'       the keys of a slide\n\n"
        "Every document of a deck is checked against it: the talk, its slides and its includes."
    )


def run(_args: argparse.Namespace) -> int:
    """Print the schema."""
    print(schema_text(), end="")
    return 0
