"""Whom an event concerns, and how soon they are to see it. Pure."""

from quiz.core import (
    Answered,
    Arranged,
    Asked,
    Compared,
    Corrected,
    Decided,
    Ended,
    Extended,
    Filled,
    Joined,
    Kicked,
    Left,
    Locked,
    Moderated,
    Muted,
    Opened,
    Paced,
    Returned,
    Revealed,
    Skipped,
    Started,
    Unlocked,
    Upvoted,
    Withdrawn,
)

OWN = Answered | Withdrawn | Filled | Paced | Muted | Locked | Unlocked
"""Seen by nobody else: whose it is has their screen painted when it is done."""
CROWD = Joined | Returned | Left | Asked | Upvoted | Moderated
"""A count in the lobby, a list of questions: many come at once, and soon is early enough."""
RANKS = Revealed | Ended | Started | Skipped | Kicked | Corrected | Compared | Decided | Arranged
"""What can change points and places."""
TIMED = Opened | Extended
"""What sets the countdown."""
