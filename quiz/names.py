"""Names of attendees: offered ones, and the rules for own ones. Pure; randomness is passed in."""

import unicodedata
from collections.abc import Collection
from hashlib import sha256
from random import Random

from quiz.text import cells, clean

SHORTEST, LONGEST = 2, 16
"""Cells."""

_HUE_WORDS = """
    Amber Azure Brisk Bright Calm Clever Copper Coral Cosmic Crimson Dapper Daring Eager Fabled
    Gentle Golden Happy Hidden Humble Indigo Ivory Jade Jolly Keen Lively Lucky Lunar Mellow
    Merry Misty Modest Nimble Noble Olive Patient Plucky Polar Proud Quick Quiet Rapid Royal
    Ruby Scarlet Silent Silver Snowy Solar Spry Steady Sunny Swift Tidy Velvet Vivid Warm Wise
    Witty Young Zesty
"""
_BEAST_WORDS = """
    Badger Beaver Bee Bison Bobcat Camel Condor Coyote Crane Cricket Dingo Dolphin Eagle Egret
    Falcon Ferret Finch Fox Gecko Gibbon Hare Hawk Heron Hoopoe Ibex Ibis Jackal Jaguar Kestrel
    Kite Koala Lark Lemur Leopard Lion Lynx Magpie Marten Moose Myna Newt Ocelot Orca Osprey
    Otter Owl Panda Parrot Pelican Puffin Quail Rabbit Raven Robin Salmon Seal Sparrow Stork
    Swan Tapir Tern Tiger Toucan Turtle Walrus Weasel Whale Wolf Wombat Wren Yak Zebra
"""
_RESERVED_WORDS = """
    host speaker presenter admin administrator moderator podium quiz system root server everyone
    nobody anonymous you me
"""
_HUES, _BEASTS = _HUE_WORDS.split(), _BEAST_WORDS.split()
_SIGNS = frozenset(" -_.'’!?&+")
_LOOKALIKES = str.maketrans(
    {
        "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "к": "k", "м": "m",
        "т": "t", "в": "b", "н": "h", "і": "i", "ј": "j", "ѕ": "s", "ԁ": "d", "α": "a", "ο": "o",
        "ρ": "p", "ν": "v", "ι": "i", "κ": "k", "τ": "t", "υ": "u", "χ": "x", "ı": "i", "ɡ": "g",
        "0": "o", "1": "i", "3": "e", "5": "s", "$": "s", "@": "a", "!": "i", "|": "i",
    }
)  # fmt: skip
"""Letters of other scripts, digits and signs that pass for a Latin letter at a glance."""


CODE_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code(random: Random) -> str:
    """Six letters and digits that bring an attendee back; none that is misread aloud."""
    return "".join(random.choices(CODE_LETTERS, k=6))


def hash_code(code: str) -> str:
    """What the log keeps of a code, so that who reads the log cannot come in as somebody else."""
    return sha256(f"podium resume {code}".encode()).hexdigest()[:32]


def skeleton(name: str) -> str:
    """What two names that look the same have in common."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKALIKES)
    plain = unicodedata.normalize("NFD", folded)
    return "".join(char for char in plain if char.isalnum()).replace("l", "i").replace("vv", "w")


_RESERVED = frozenset(skeleton(word) for word in _RESERVED_WORDS.split())


def accept(typed: str, taken: Collection[str]) -> str:
    """The cleaned name. Raises ValueError saying what to change.

    `taken` holds the skeletons of the names in the room.
    """
    name = clean(typed, 4 * LONGEST)
    if cells(name) < SHORTEST:
        raise ValueError("A name has at least two characters.")
    if cells(name) > LONGEST:
        raise ValueError(f"A name has at most {LONGEST} characters.")
    if not all(char in _SIGNS or unicodedata.category(char)[0] in "LM" or char.isdecimal()
               for char in name):  # fmt: skip
        raise ValueError("A name is made of letters, digits and spaces.")
    bones = skeleton(name)
    if len(bones) < SHORTEST:
        raise ValueError("A name has at least two letters or digits.")
    if bones in _RESERVED:
        raise ValueError("That name is reserved. Please take another.")
    if bones in taken:
        raise ValueError("Somebody has that name. Please take another.")
    return name


def offer(taken: Collection[str], random: Random) -> str:
    """A friendly name that nobody in the room has."""
    for _ in range(60):
        name = f"{random.choice(_HUES)} {random.choice(_BEASTS)}"
        if skeleton(name) not in taken:
            return name
    number = len(taken) + 1
    while skeleton(f"Guest {number}") in taken:
        number += 1
    return f"Guest {number}"
