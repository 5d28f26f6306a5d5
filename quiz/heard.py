"""A line that was typed, and what it asks of the room, for every kind of question. Pure."""

from collections.abc import Sequence

from quiz.answers import Answer
from quiz.core import LONGEST_REMARK, State
from quiz.pressing import press, remarks_in_order
from quiz.question import (
    LETTERS,
    AnyQuestion,
    Cloud,
    Estimate,
    FixPrompt,
    FreeText,
    Guess,
    Ordering,
    Scale,
)
from quiz.seat import Action, Leave, Seat, in_paper, on_screen, paper_place
from quiz.shuffles import order_for
from quiz.text import clean
from quiz.typed import cloud_words, parse_number
from quiz.wishes import Ask, ChangeName, Fill, SayPace, Send, TakeBack, TakeName, Vote

Heard = tuple[Seat, Action | None]


class NotUnderstood(ValueError):
    """The line is no answer and no command. The text says what would be."""


def heard(seat: Seat, line: str, state: State) -> Heard:
    """The seat after a line, and what it asks of the room. Raises NotUnderstood."""
    if seat.attendee is None:
        return seat, TakeName(line.strip() or seat.offered)
    if line.startswith("/"):
        word, _, rest = line[1:].partition(" ")
        return _command(seat, word.casefold(), rest.strip(), state)
    run = on_screen(state, seat)
    if state.ended or run is None or run.phase != "open":
        if not line.strip():
            return press(seat, "enter", state)
        raise NotUnderstood("Nothing is to be answered now. /help says what you can type.")
    answer = read(run.question, line, seat.attendee)
    if in_paper(state, seat):
        return seat, Fill(paper_place(state, seat) + 1, answer)
    return seat, Send(answer)


def _command(seat: Seat, word: str, rest: str, state: State) -> Heard:
    match word:
        case "quit" | "q" | "leave":
            return seat, Leave()
        case "ask" | "tell":
            return seat, _remark(word, rest)
        case "vote":
            return seat, _vote(seat, rest, state)
        case "fast" | "slow":
            return seat, SayPace("too-fast" if word == "fast" else "too-slow")
        case "name":
            return seat, ChangeName(rest)
        case "undo":
            return seat, _undo(seat, state)
        case "next" | "back":
            return press(seat, "enter" if word == "next" else "escape", state)
        case _:
            raise NotUnderstood(f"There is no /{clean(word, 20)}. /help says what there is.")


def _remark(word: str, rest: str) -> Ask:
    text = clean(rest, LONGEST_REMARK)
    if not text:
        raise NotUnderstood(f"Type it behind: /{word} How does it scale?")
    return Ask(text, "room" if word == "ask" else "speaker")


def _undo(seat: Seat, state: State) -> TakeBack:
    run = None if in_paper(state, seat) else on_screen(state, seat)
    if run is None or run.phase != "open" or (seat.attendee or "") not in run.answers:
        raise NotUnderstood("There is no answer of yours to take back.")
    return TakeBack()


def _vote(seat: Seat, rest: str, state: State) -> Vote:
    listed = remarks_in_order(state)
    if not rest.isdecimal() or not 1 <= int(rest) <= len(listed):
        raise NotUnderstood("Vote by number, as /vote 1. /questions lists them.")
    remark = listed[int(rest) - 1]
    return Vote(remark, (seat.attendee or "") not in state.remarks[remark].votes)


def read(question: AnyQuestion, line: str, attendee: str) -> Answer:
    """The answer that a line gives. Raises NotUnderstood, which says what to type."""
    match question:
        case Estimate() | Scale():
            number = parse_number(line)
            if number is None:
                raise NotUnderstood("Type a number.")
            return Answer(number=number)
        case Cloud(words=most):
            words = cloud_words(line)
            if not 0 < len(words) <= most:
                raise NotUnderstood(f"Type one to {most} words.")
            return Answer(texts=words)
        case FreeText() | FixPrompt():
            return _text(line, question.longest)
        case Guess() if not question.choices:
            return _text(line, question.longest)
        case _:
            return Answer(chosen=_places(question, line, order_for(question, attendee)))


def _text(line: str, longest: int) -> Answer:
    safe = clean(line, longest)
    if not safe:
        raise NotUnderstood("Type your answer first.")
    return Answer(texts=(safe,))


def _places(question: AnyQuestion, line: str, order: Sequence[int]) -> tuple[int, ...]:
    """Letters or digits, with or without signs between them, as places in the deck."""
    count, places = len(order), []
    for char in line.upper():
        if char in " ,;.+&":
            continue
        named = "123456789".find(char) if char.isdecimal() else LETTERS.find(char)
        if not 0 <= named < count:
            last = LETTERS[count - 1]
            raise NotUnderstood(f"Type letters from A to {last}.")
        places.append(order[named])
    if not places or len(set(places)) < len(places):
        raise NotUnderstood("Type each letter once." if places else "Type a letter.")
    return tuple(places) if isinstance(question, Ordering) else tuple(sorted(places))
