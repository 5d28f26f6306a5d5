"""How one attendee did in a question, in a sentence. Pure."""

from quiz.core import Run
from quiz.credit import credit, is_right
from quiz.question import LETTERS, Estimate, FixPrompt, Ordering
from quiz.results import figure
from quiz.scoring import Standing, points
from quiz.shuffles import order_for

Said = tuple[str, bool | None]
"""A sentence, and whether it is good news."""


def result(run: Run, attendee: str, standing: Standing | None) -> Said:
    """How the attendee did in the question that was just revealed."""
    given = run.answers.get(attendee)
    if not run.question.has_answer:
        return ("Thank you for your answer." if given else "You did not answer this one."), None
    if given is None:
        return "You did not answer this one.", None
    last = standing.last if standing and standing.last and standing.last.run == run.number else None
    share = last.credit if last else credit(run, given, run.nearness.get(attendee))
    earned = last.points if last else points(run, given, share)
    bonus = last.bonus if last else 0
    streak = standing.streak if standing else 0
    return _sentence(
        run, attendee, share, "" if run.scoring == "off" else _paid(earned, bonus, streak)
    )


def paper_result(run: Run, attendee: str) -> Said:
    """How the attendee did in a question of a paper."""
    given = run.answers.get(attendee)
    if given is None:
        return "This one is closed.", None
    if not run.question.has_answer:
        return "Thank you for your answer.", None
    share = credit(run, given)
    paid = "" if run.scoring == "off" else _paid(points(run, given, share), 0, 0)
    return _sentence(run, attendee, share, paid)


def _paid(earned: int, bonus: int, streak: int) -> str:
    if not earned:
        return ""
    row = f" ({bonus:,} for {streak} in a row)" if bonus else ""
    return f" +{earned:,} points{row}"


def _sentence(run: Run, attendee: str, share: float, paid: str) -> Said:
    """Right, partly right or wrong, and what it brought."""
    question, given = run.question, run.answers[attendee]
    right = is_right(run, share)
    if isinstance(question, Estimate):
        unit = f" {question.unit}" if question.unit else ""
        off = abs((given.answer.number or 0.0) - question.answer)
        said = f"{figure(off)}{unit} off." if off else "Exactly right!"
        return f"{said}{paid if share else ''}", right
    if isinstance(question, FixPrompt) or (not run.question.choices and 0 < share < 1):
        what = {"fix-prompt": "of the rubric", "ordering": "of all pairs in order"}
        return f"{share:.0%} {what.get(question.kind, 'of the words')}.{paid}", right
    if share >= 1:
        return f"Right!{paid}", True
    if share > 0:
        return f"Partly right.{paid}", None
    return f"Not this time{_instead(run, attendee)}.", False


def _instead(run: Run, attendee: str) -> str:
    """What would have been right, where a word or two say it."""
    if isinstance(run.question, Ordering) or not run.question.choices:
        return ""
    order = order_for(run.question, attendee)
    letters = sorted(LETTERS[order.index(place)] for place in run.right)
    if not letters:
        return ": none of them was"
    if run.question.kind == "multiple":
        return f": {', '.join(letters)} {'are' if len(letters) > 1 else 'is'} right"
    return f": {' or '.join(letters)} {'are' if len(letters) > 1 else 'is'} right"
