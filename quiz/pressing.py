"""What a key does for an attendee, from the door to the end. Pure."""

from dataclasses import replace

from quiz.core import LONGEST_REMARK, Run, State
from quiz.drafting import draft, moved, typing
from quiz.names import LONGEST
from quiz.seat import (
    TYPING,
    Action,
    Leave,
    OfferAnother,
    Page,
    Redraw,
    Seat,
    at_run,
    in_paper,
    on_screen,
    paper_place,
)
from quiz.text import cells, clean
from quiz.typed import edited
from quiz.wishes import Ask, ChangeName, Fill, SayPace, Send, TakeBack, TakeName, TakeTeam, Vote

Pressed = tuple[Seat, Action | None]


def press(seat: Seat, key: str, state: State, more: int = 0) -> Pressed:
    """The seat after a key, and what it asks of the room.

    `more` counts the lines of the screen that do not fit.
    """
    if key in ("ctrl-c", "ctrl-d"):
        return seat, Leave()
    if key == "ctrl-l":
        return seat, Redraw()
    if seat.attendee is None:
        return _naming(seat, key)
    seat = at_run(seat, state)
    if seat.problem or seat.news:
        seat = replace(seat, problem="", news="")
    if seat.page in TYPING:
        return _writing(seat, key, state)
    if seat.page == "questions":
        return _voting(seat, key, state)
    run = on_screen(state, seat)
    if run and run.phase == "open" and not state.ended:
        return _asking(seat, key, state, run, more)
    return _looking(seat, key, state, run, more)


def _naming(seat: Seat, key: str) -> Pressed:
    """Keys at the door: a line of text, Enter to take it, Tab for another offer."""
    match key:
        case "enter":
            return seat, TakeName(seat.typed.strip() or seat.offered)
        case "tab":
            return replace(seat, typed="", problem=""), OfferAnother()
        case "backspace":
            return replace(seat, typed=seat.typed[:-1], problem=""), None
        case "ctrl-u" | "escape":
            return replace(seat, typed="", problem=""), None
        case _ if len(key) == 1:
            return _letter(replace(seat, problem=""), key), None
    return seat, None


def _letter(seat: Seat, key: str) -> Seat:
    """One more letter of a name."""
    typed = seat.typed + key
    if cells(typed) > LONGEST or len(typed) > 4 * LONGEST:
        return replace(seat, problem=f"A name has at most {LONGEST} characters.")
    return replace(seat, typed=typed)


# ---------------------------------------------------------------------------- a question


def _asking(seat: Seat, key: str, state: State, run: Run, more: int) -> Pressed:
    """Keys while a question is open; those that mean nothing to it open the side pages."""
    if key in ("pageup", "pagedown"):
        step = 3 if key == "pagedown" else -3
        return replace(seat, scroll=max(0, min(more, seat.scroll + step))), None
    if typing(run.question) and (seat.aside or key == "tab"):
        return _beside(seat, key, state)
    if in_paper(state, seat) and key == "escape" and not typing(run.question):
        return _left_for_later(seat), None
    drafted, wish = draft(seat, key, run)
    if isinstance(wish, Send) and in_paper(state, seat):
        number = paper_place(state, seat) + 1
        return replace(drafted, place=number - 1), Fill(number, wish.answer)
    if isinstance(wish, TakeBack) and in_paper(state, seat):
        return drafted, None
    if wish or drafted != seat or typing(run.question):
        return drafted, wish
    return _aside(seat, key, state)


def _beside(seat: Seat, key: str, state: State) -> Pressed:
    """While a text is typed: Tab, and then the key of a side page; any other goes on typing."""
    if not seat.aside:
        return replace(seat, aside=True), None
    seat = replace(seat, aside=False)
    if key == "escape" and in_paper(state, seat):
        return _left_for_later(seat), None
    return _aside(seat, key, state)


def _left_for_later(seat: Seat) -> Seat:
    return replace(seat, page="quiz", place=None)


def _looking(seat: Seat, key: str, state: State, run: Run | None, more: int) -> Pressed:
    """Keys while there is nothing to answer: scroll, go on with a paper, or turn to a side page."""
    if key == "enter" and state.paper and not state.ended:
        return _on_paper(seat, state, run), None
    if key == "escape" and seat.page == "paper":
        return _left_for_later(seat), None
    scrolled = _scrolled(seat.scroll, key, more)
    if scrolled != seat.scroll or state.ended:
        return replace(seat, scroll=scrolled), None
    return _aside(seat, key, state)


def _on_paper(seat: Seat, state: State, run: Run | None) -> Seat:
    """Begin a paper, go to its next question, or leave it behind its last."""
    if not in_paper(state, seat):
        return at_run(replace(seat, page="paper", place=None), state)
    if run is None:
        return _left_for_later(seat)
    return at_run(replace(seat, place=paper_place(state, seat) + 1), state)


def _scrolled(scroll: int, key: str, room: int) -> int:
    step = {"down": 1, "up": -1, "pagedown": 8, " ": 8, "pageup": -8, "home": -9999, "end": 9999}
    return max(0, min(room, scroll + step.get(key, 0)))


# ---------------------------------------------------------------------------- side pages


def _aside(seat: Seat, key: str, state: State) -> Pressed:
    """Keys that work wherever letters name nothing: ask, vote, the pace, name and team."""
    person = state.attendees.get(seat.attendee or "")
    if person is None:
        return seat, None
    match key:
        case "?":
            return _turned(seat, "ask"), None
        case "q" | "Q":
            return replace(_turned(seat, "questions"), cursor=None), None
        case "n" | "N" if person.renamed:
            return replace(seat, problem="A name can be changed once only."), None
        case "n" | "N":
            return _turned(seat, "name"), None
        case "-" | "+" | "=":
            pace = "too-fast" if key == "-" else "too-slow"
            before = state.paces.get(seat.attendee or "")
            if before and before.pace == pace:
                return replace(seat, news="Taken back."), SayPace("fine")
            said = "Too fast" if key == "-" else "Too slow"
            told = f"{said}: the speaker sees it, nobody else."
            return replace(seat, news=told), SayPace("too-fast" if key == "-" else "too-slow")
        case "t" | "T" if len(state.teams) > 1:
            place = state.teams.index(person.team) if person.team in state.teams else -1
            return seat, TakeTeam(state.teams[(place + 1) % len(state.teams)])
        case _:
            return seat, None


def _turned(seat: Seat, page: Page) -> Seat:
    return replace(seat, page=page, typed="", caret=0)


def _writing(seat: Seat, key: str, state: State) -> Pressed:
    """A line to the speaker, or another name: Enter sends it, Esc goes back."""
    if key == "escape":
        return replace(seat, page="quiz", typed=""), None
    if key == "tab" and seat.page in ("ask", "tell"):
        return replace(seat, page="tell" if seat.page == "ask" else "ask"), None
    if key == "enter":
        return _written(seat, state)
    if len(key) != 1:
        typed, caret = edited(seat.typed, seat.caret, key)
        return replace(seat, typed=typed, caret=caret), None
    if seat.page == "name":
        longer = _letter(
            replace(seat, typed=seat.typed[: seat.caret] + key), seat.typed[seat.caret :]
        )
        return replace(longer, caret=seat.caret + (not longer.problem)), None
    if len(seat.typed) >= LONGEST_REMARK:
        return replace(seat, problem=f"At most {LONGEST_REMARK} characters."), None
    typed = seat.typed[: seat.caret] + key + seat.typed[seat.caret :]
    return replace(seat, typed=typed, caret=seat.caret + 1), None


def _written(seat: Seat, state: State) -> Pressed:
    text = clean(seat.typed, LONGEST_REMARK)
    if not text:
        return replace(seat, problem="Type something first, or Esc to go back."), None
    done = replace(seat, page="quiz", typed="")
    match seat.page:
        case "name":
            return replace(done, news="That is your name now."), ChangeName(text)
        case "ask":
            wait = " once it is let through" if state.moderated else ""
            told = f"Asked. Others see it{wait}: q shows all questions."
            return replace(done, news=told), Ask(text, "room")
        case _:
            return replace(done, news="Told. Only the speaker sees it."), Ask(text, "speaker")


def _voting(seat: Seat, key: str, state: State) -> Pressed:
    """Through the audience's questions with arrows; Enter or Space votes, Esc goes back."""
    listed = remarks_in_order(state)
    if key in ("escape", "q", "Q"):
        return replace(seat, page="quiz", cursor=None), None
    if key == "?":
        return _turned(seat, "ask"), None
    if not listed:
        return seat, None
    cursor = min(seat.cursor, len(listed) - 1) if seat.cursor is not None else None
    if key in ("enter", " "):
        if cursor is None:
            return replace(seat, problem="Choose a question first."), None
        voted = (seat.attendee or "") in state.remarks[listed[cursor]].votes
        return seat, Vote(listed[cursor], not voted)
    if len(key) == 1 and key in "123456789" and int(key) <= len(listed):
        return replace(seat, cursor=int(key) - 1), None
    return replace(seat, cursor=moved(cursor, key, len(listed))), None


def remarks_in_order(state: State) -> list[str]:
    """The audience's questions that all may see: most votes first, then the oldest."""
    seen = [key for key, remark in state.remarks.items() if remark.seen_by_all]
    return sorted(seen, key=lambda key: (-len(state.remarks[key].votes), state.remarks[key].at))
