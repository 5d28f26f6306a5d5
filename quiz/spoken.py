"""What an attendee sees, as lines for a screen reader: from the same views as the frames. Pure.

Each view is a handful of lines in reading order. Who is read to has heard some of them already:
`news` leaves those out, so that every change is said once.
"""

from collections.abc import Sequence
from typing import assert_never

from quiz.question import (
    LETTERS,
    AnyQuestion,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Multiple,
    Ordering,
    Poll,
    Scale,
)
from quiz.screens import (
    Asking,
    Board,
    Countdown,
    Counted,
    Lobby,
    Naming,
    Over,
    Remarks,
    Row,
    Screen,
    View,
    Writing,
)
from quiz.text import clean, paragraphs

Lines = tuple[str, ...]
_LONGEST = 2000
SOON = 10
"""Seconds left at which an attendee who has not answered is told so, once."""
HELP: Lines = (
    "Answer: type what is asked for, then Enter. /undo takes it back while there is time.",
    "/again reads the screen once more. /ask and a question asks the speaker for all to see;"
    " /tell and words tell the speaker alone.",
    "/questions lists what was asked; /vote and a number votes for one.",
    "/fast or /slow: the speaker is too fast, or too slow. /name and a name changes yours, once.",
    "/next goes on with questions at your own pace; /back leaves them for later. /quit leaves.",
)


def spoken(view: View) -> Lines:
    """All of a view in reading order."""
    lines = [*_screen(view.screen, view.aside)]
    if view.countdown and not view.answered:
        lines.append(_time(view.countdown))
    lines += [_point(point.met, point.said) for point in view.points]
    if view.note:
        sign = {True: "Good: ", False: "Note: ", None: ""}[view.good]
        lines.append(sign + view.note)
    return tuple(clean(line, _LONGEST) for line in lines if line.strip())


def topic(view: View) -> object:
    """What a view is about: of another topic everything is said, of the same one what is new."""
    screen = view.screen
    if isinstance(screen, Asking | Counted):
        return type(screen), screen.run, isinstance(screen, Counted) and screen.revealed
    return type(screen)


def _time(countdown: Countdown) -> str:
    if countdown.left == 0:
        return "Time is up."
    soon = countdown.left <= SOON < countdown.limit
    return f"{SOON} seconds left." if soon else ""


def news(heard: Sequence[str], lines: Lines) -> Lines:
    """What of `lines` was not among the ones heard last."""
    known = set(heard)
    return tuple(line for line in lines if line not in known)


def _screen(screen: Screen, aside: str) -> Sequence[str]:
    match screen:
        case Naming():
            return _naming(screen)
        case Lobby():
            return _lobby(screen)
        case Asking():
            return _asking(screen, aside)
        case Counted():
            return _counted(screen, aside)
        case Board(rows=rows, teams=teams):
            ranks = [*(["Teams:"] if teams else []), *map(_rank, teams)]
            return ["Leaderboard:", *ranks, *map(_rank, rows)]
        case Remarks(listed=listed):
            votes = [f"{n}: {one.text} ({one.votes} votes)" for n, one in enumerate(listed, 1)]
            return ["Questions from the audience:", *(votes or ["None yet."])]
        case Writing():
            return []
        case Over(rows=rows, paper=paper):
            end = "That was all of it." if paper else "That was the quiz. Thank you for playing."
            return [end, *map(_rank, rows)]
        case _:
            assert_never(screen)


def _naming(screen: Naming) -> Sequence[str]:
    return [
        "Podium quiz, read line by line.",
        f"Kept for {screen.kept} after the end: your name and your answers. Not your address.",
        f"Type a name and press Enter; Enter alone takes: {screen.offered}",
        f"Note: {screen.problem}" if screen.problem else "",
    ]


def _lobby(screen: Lobby) -> Sequence[str]:
    left = screen.paper - screen.done
    paper = f"{left} questions to take at your own pace: /next begins." if left else ""
    team = f"Your team: {screen.team}." if screen.team else ""
    return ["You are in. Questions are read here as they come. /help says what you can type.",
            team, paper]  # fmt: skip


def _rank(row: Row) -> str:
    return f"{row.place}. {row.name}, {row.points:,} points"


def _point(met: bool, said: str) -> str:
    return f"{'Met' if met else 'Not met'}: {said}"


# ---------------------------------------------------------------------------- questions


def _asking(screen: Asking, aside: str) -> Sequence[str]:
    question = screen.question
    limit = f", {question.time:g} seconds" if question.time else ""
    code = [f"Code: {line}" for line in question.code.splitlines() if line.strip()]
    prompt = getattr(question, "prompt", "")
    given = [f"Prompt: {line}" for line in paragraphs(prompt)] if prompt else []
    options = [f"{LETTERS[n]}: {text}" for n, text in enumerate(_texts(question, screen.letters))]
    return [f"{aside}{limit}:", *paragraphs(question.ask), *code, *given, *options, how(question)]


def _texts(question: AnyQuestion, order: tuple[int, ...]) -> list[str]:
    """Options or items in the order in which this attendee has them."""
    if isinstance(question, Ordering):
        return [question.items[place] for place in order]
    return [question.choices[place].text for place in order] if question.choices else []


def how(question: AnyQuestion) -> str:
    """What to type."""
    match question:
        case Multiple():
            return "Type the letters of all that are right, as A C, and Enter."
        case Poll(most=most) if most > 1:
            return f"Type up to {most} letters, as A C, and Enter."
        case Ordering(items=items):
            return f"Type the letters in order, as {' '.join(LETTERS[: len(items)][::-1])}."
        case Estimate(unit=unit):
            return f"Type a number{f' in {unit}' if unit else ''} and Enter."
        case Scale(steps=steps, low_means=low, high_means=high):
            ends = f": {steps[0]} is {low}, {steps[-1]} is {high}" if low and high else ""
            return f"Type a number from {steps[0]} to {steps[-1]} and Enter{ends}."
        case Cloud(words=words):
            return f"Type up to {words} words, with commas between them, and Enter."
        case FixPrompt(longest=longest):
            return f"Type a better prompt, at most {longest} characters, and Enter."
        case FreeText(longest=longest) | Guess(longest=longest) if not question.choices:
            return f"Type your answer, at most {longest} characters, and Enter."
        case _:
            return "Type a letter and Enter."


def _counted(screen: Counted, aside: str) -> Sequence[str]:
    """What the room answered, and what was right."""
    question, drawn = screen.question, screen.results
    lines = [f"Question {screen.run}: {'the answer' if screen.revealed else 'closed'}."]
    if screen.output:
        lines.append(f"The model said: {screen.output}")
    for bar in () if screen.alone else drawn.bars:
        letter = ""
        if bar.place is not None and bar.place in screen.order:
            letter = f"{LETTERS[screen.order.index(bar.place)]} "
        right = ", right" if bar.right and screen.revealed else ""
        yours = ", yours" if bar.place is not None and bar.place in screen.sent else ""
        lines.append(f"{letter}{bar.label}: {bar.count}{right}{yours}")
    if drawn.said and not screen.alone:
        lines.append(drawn.said)
    if screen.revealed:
        whys = ((option.text, option.why) for option in question.choices)
        lines += [f"Why, {text}: {why}" for text, why in whys if why]
        lines += paragraphs(question.explanation)
        if isinstance(question, FixPrompt) and question.example:
            lines.append(f"A good one: {question.example}")
        lines += [f"You have {aside}."] if aside.endswith("points") else []
    return lines
