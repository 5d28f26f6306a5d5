"""What a quiz comes to in words and numbers; the same in a terminal and in a file."""

from quiz.findings import QuestionReport, Report

TELLING = 0.2
"""Discrimination below which a question hardly tells attendees apart."""


def percent(share: float | None) -> str:
    """A share as a whole percentage; nothing when there is none."""
    return "" if share is None else f"{share:.0%}".replace("%", " %")


def seconds(took: float | None) -> str:
    """A response time, to the tenth."""
    return "" if took is None else f"{took:.1f} s"


def telling(row: QuestionReport) -> str:
    """The discrimination as it is written: two digits, and a sign only below nothing."""
    if row.discrimination is None:
        return ""
    return f"{row.discrimination:.2f}".replace("-", "−")


def verdict_of(row: QuestionReport) -> str:
    """A question in a line: how many answered, how many were right, how fast, how telling."""
    said = [f"{row.answered:,} of {row.reached:,} answered"]
    if row.phase == "skipped":
        said.append("skipped: counts for nothing")
    if row.right is not None:
        said.append(f"{percent(row.difficulty) or '0 %'} right")
    if row.times:
        said.append(f"half of them within {seconds(row.times[1])}")
    if row.discrimination is not None:
        weak = ", hardly tells attendees apart" if row.discrimination < TELLING else ""
        said.append(f"discrimination {telling(row)}{weak}")
    if row.own_pace:
        said.append("at one's own pace")
    return " · ".join(said)


def shown_room(told: Report) -> list[tuple[str, str]]:
    """The room in a few figures."""
    answers = sum(row.answered for row in told.questions)
    scored = [row.difficulty for row in told.questions if row.difficulty is not None]
    medians = sorted(row.times[1] for row in told.questions if row.times)
    figures = [
        ("Attendees", f"{len(told.attendees):,}"),
        ("Questions", f"{len(told.questions):,}"),
        ("Answers", f"{answers:,}"),
        ("Right", percent(sum(scored) / len(scored)) if scored else "–"),
        ("Median answer", seconds(medians[len(medians) // 2]) if medians else "–"),
    ]
    if told.paces:
        said = ", ".join(f"{count} {pace.replace('-', ' ')}" for pace, count in told.paces.items())
        figures.append(("Pace", said))
    return figures
