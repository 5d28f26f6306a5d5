"""What happens in a room, as events, and what they make of it: `state = apply(state, event)`.

Pure. The time is inside the event (epoch seconds), so the same log gives the same room for ever:
on the server, on the stage's slide, after a crash and in the report.
"""

from quiz.core.events import (
    EVENT,
    LONGEST_REMARK,
    Answered,
    Asked,
    Closed,
    Compared,
    Corrected,
    Decided,
    Event,
    Extended,
    Filled,
    Moderated,
    Opened,
    Pace,
    Paced,
    PaperIn,
    PaperOut,
    RemarkId,
    Revealed,
    Scoring,
    Skipped,
    TextHidden,
    Upvoted,
    Verdict,
    Withdrawn,
)
from quiz.core.facts import (
    Arranged,
    AttendeeId,
    Ended,
    Fact,
    Joined,
    Kicked,
    Left,
    Locked,
    Muted,
    NamesHidden,
    Ranked,
    Renamed,
    Returned,
    Started,
    TeamTaken,
    Unlocked,
)
from quiz.core.folding import apply, fold
from quiz.core.state import (
    EMPTY,
    GRACE,
    Attendee,
    Given,
    Paper,
    Phase,
    Refused,
    Remark,
    Run,
    State,
)

__all__ = [
    "EMPTY", "EVENT", "GRACE", "LONGEST_REMARK", "Answered", "Arranged", "Asked", "Attendee",
    "AttendeeId", "Closed", "Compared", "Corrected", "Decided", "Ended", "Event", "Extended",
    "Fact", "Filled", "Given", "Joined", "Kicked", "Left", "Locked", "Moderated", "Muted",
    "NamesHidden", "Opened", "Pace", "Paced", "Paper", "PaperIn", "PaperOut", "Phase", "Ranked",
    "Refused", "Remark", "RemarkId", "Renamed", "Returned", "Revealed", "Run", "Scoring",
    "Skipped", "Started", "State", "TeamTaken", "TextHidden", "Unlocked", "Upvoted", "Verdict",
    "Withdrawn", "apply", "fold",
]  # fmt: skip
