"""From plain YAML values to a deck; what the model refuses is said in the deck's own words."""

from typing import Any

from pydantic import ValidationError

from quiz.question import KINDS as QUESTION_KINDS
from quiz.question import Option, Outcome
from quiz.rubric.rules import RULE_MODELS, RULES, Fact
from slides.blocks.live import LEADERBOARD, PANE_TAGS
from slides.blocks.own import installed
from slides.deck import KINDS, Deck, Quiz
from slides.marks import Path as Where
from slides.problems import Problem, did_you_mean
from slides.sheet import Sheet, Spot, placed_blocks


def validated(sheet: Sheet) -> tuple[Deck | None, list[Problem]]:
    """The deck, or None when it has none; and everything that is wrong with it."""
    if not sheet.documents:
        return None, []
    talk, *slides = sheet.documents
    keys: dict[int, tuple[str, ...]] = {}
    problems: list[Problem] = []
    if not slides and sheet.whole:
        message = "this deck has no slides; begin each with a line `---` and `slide: its-id`"
        problems.append(sheet.problem(Spot(1, 1, sheet.sources[0]), message))
    try:
        deck = Deck.model_validate({"talk": talk, "slides": slides}, context=keys)
    except ValidationError as failed:
        errors = (e for e in failed.errors(include_url=False) if not _follows_from_others(e))
        return None, problems + [_translated(error, keys, sheet) for error in errors]
    if sheet.whole:
        problems += _check_ids(deck, sheet) + _check_references(deck, sheet)
        problems += _check_glossary(deck, sheet) + _check_answers(deck, sheet)
        problems += _check_some_shown(deck, sheet) + _check_appendix(deck, sheet)
    return deck, problems


def _follows_from_others(error: Any) -> bool:
    """A list that is too short only because its entries were refused, or has its own message."""
    if error["loc"] == ("slides",):
        return True
    return error["type"] == "too_short" and bool(len(error["input"]) >= error["ctx"]["min_length"])


def _translated(error: Any, keys: dict[int, tuple[str, ...]], sheet: Sheet) -> Problem:
    """One pydantic error, said at its place in the file."""
    loc = tuple(item for item in error["loc"] if item not in PANE_TAGS)
    document, rest = (0, loc[1:]) if loc[0] == "talk" else (loc[1] + 1, loc[2:])
    about_key = error["type"] in ("extra_forbidden", "missing")
    inner = rest[:-1] if about_key else rest
    where, value = _follow(sheet.documents[document], (document,), inner)
    last = str(loc[-1])
    if last == "[key]":
        return sheet.problem(sheet.place(where, key=True), _wording(error, rest[:-1]))
    match error["type"]:
        case "extra_forbidden":
            known = keys.get(id(value)) or _question_keys(where, loc)
            message = f"unknown key {last!r}{did_you_mean(last, known)}"
            return sheet.problem(sheet.place((*where, last), key=True), message)
        case "missing":
            return sheet.problem(sheet.place(where), f"{last!r} is missing here")
        case "block_kind":
            return sheet.problem(sheet.place(where), error["msg"] + _near_kind(value, KINDS))
        case "rule_kind":
            return sheet.problem(sheet.place(where), error["msg"] + _near_kind(value, RULES))
        case "question_kind":
            if not isinstance(value, dict):
                return sheet.problem(sheet.place(where), _WORDS["model_type"])
            near = did_you_mean(str(value.get("kind")), QUESTION_KINDS)
            return sheet.problem(sheet.place((*where, "kind")), error["msg"] + near)
        case "union_tag_invalid":
            return sheet.problem(sheet.place((*where, last)), _wording(error, rest))
        case _:
            return sheet.problem(sheet.place(where), _wording(error, rest))


def _follow(value: Any, where: Where, loc: Where) -> tuple[Where, Any]:
    """Walk `loc` down the document; the tags of unions in it are passed over."""
    for before, item in zip(("", *loc), loc, strict=False):
        if isinstance(before, int) and item in (*KINDS, *RULES):
            continue
        if before == "quiz" and item in ("id", "question"):
            continue
        inside_mapping = isinstance(value, dict) and item in value
        inside_list = isinstance(value, list) and isinstance(item, int) and item < len(value)
        if inside_mapping or inside_list:
            value, where = value[item], (*where, item)
    return where, value


def _question_keys(where: Where, loc: Where) -> tuple[str, ...]:
    """The keys that are possible in a question, one of its options or one of its rules."""
    kind = str(next((item for item in loc if item in QUESTION_KINDS), "choice"))
    if "rubric" in where or "when" in where:
        rule = next((rule for rule in RULE_MODELS if loc[-2] in rule.model_fields), Fact)
        return tuple(rule.model_fields)
    if "options" in where:
        return tuple((Outcome if kind == "guess" else Option).model_fields)
    return tuple(QUESTION_KINDS[kind].model_fields)


def _near_kind(value: Any, kinds: tuple[str, ...]) -> str:
    """A did-you-mean from the keys of a block or rule that names no known kind."""
    near = (did_you_mean(key, kinds) for key in value) if isinstance(value, dict) else iter(())
    return next(filter(None, near), "")


_WORDS = {
    "model_type": "this should be a mapping of keys and values",
    "model_attributes_type": "this should be a mapping of keys and values",
    "string_type": "this should be text",
    "tuple_type": "this should be a list",
    "int_parsing": "this should be a whole number",
    "int_parsing_size": "this number is too large",
    "float_parsing": "this should be a number",
    "bool_parsing": "this should be yes or no",
    "too_short": "this needs at least {min_length} entries",
    "too_long": "this takes at most {max_length} entries",
    "string_too_short": "this must not be empty",
    "string_too_long": "this is longer than {max_length} characters",
    "greater_than": "this should be more than {gt:g}",
    "greater_than_equal": "this should be at least {ge:g}",
    "less_than": "this should be less than {lt:g}",
    "less_than_equal": "this should be at most {le:g}",
}


def _wording(error: Any, loc: Where) -> str:
    names = [str(item) for item in loc if isinstance(item, str)]
    if error["type"] in _WORDS:
        text = _WORDS[error["type"]].format(**error.get("ctx", {}))
    else:
        text = error["msg"].removeprefix("Value error, ")
    match error["type"]:
        case "string_pattern_mismatch":
            text = f"{error['input']!r} should be small letters, digits and dashes, as my-slide"
        case "union_tag_invalid":
            known = error["ctx"]["expected_tags"].replace("'", "").split(", ")
            known += installed() if names[-1] == "pane" else ()
            near, tags = did_you_mean(error["ctx"]["tag"], known), ", ".join(known)
            return f"there is no {names[-1]} {error['ctx']['tag']!r}{near}; there are {tags}"
        case "literal_error":
            near = did_you_mean(str(error["input"]), _choices(error["ctx"]["expected"]))
            text = f"{error['input']!r} should be {error['ctx']['expected']}{near}"
    return f"{names[-1]}: {text}" if names else text


def _choices(expected: str) -> list[str]:
    return [choice.strip(" '") for choice in expected.replace(" or ", ",").split(",")]


def _check_ids(deck: Deck, sheet: Sheet) -> list[Problem]:
    """Slides and questions that share an id."""
    slides: list[tuple[Where, str]] = [
        ((number, "slide"), slide.slide) for number, slide in enumerate(deck.slides, start=1)
    ]
    questions: list[tuple[Where, str]] = [
        ((0, "questions", n, "question"), question.question)
        for n, question in enumerate(deck.talk.questions)
    ]
    for number, slide in enumerate(deck.slides, start=1):
        for where, block in placed_blocks(slide, number):
            if isinstance(block, Quiz) and not isinstance(block.quiz, str):
                questions.append(((*where, "quiz", "question"), block.id))
    return _repeated(slides, "slide", sheet) + _repeated(questions, "question", sheet)


def _repeated(named: list[tuple[Where, str]], kind: str, sheet: Sheet) -> list[Problem]:
    """Every name that was there before."""
    problems: list[Problem] = []
    first: dict[str, Spot] = {}
    for where, name in named:
        spot = sheet.place(where)
        if name in first:
            message = f"the id {name!r} is already used by the {kind} in {_said(first[name], spot)}"
            problems.append(sheet.problem(spot, message))
        first.setdefault(name, spot)
    return problems


def _said(spot: Spot, here: Spot) -> str:
    """A place in words, for a message at another."""
    other = "" if spot.source is here.source else f" of {spot.source.path.name}"
    return f"line {spot.line}{other}"


def _check_glossary(deck: Deck, sheet: Sheet) -> list[Problem]:
    """Words that are explained twice, in other letters or spacing."""
    problems: list[Problem] = []
    first: dict[str, Spot] = {}
    for word, meaning in deck.talk.glossary.items():
        spot = sheet.place((0, "glossary", word), key=True)
        same = _folded(word)
        if not same or not meaning.strip():
            message = "a glossary has words, and says of each what it means"
            problems.append(sheet.problem(spot, message))
        elif same in first:
            message = f"{word!r} is already explained in {_said(first[same], spot)}"
            problems.append(sheet.problem(spot, message))
        first.setdefault(same, spot)
    return problems


def _check_answers(deck: Deck, sheet: Sheet) -> list[Problem]:
    """Questions for which two answers are in store."""
    problems: list[Problem] = []
    first: dict[str, Spot] = {}
    for number, kept in enumerate(deck.talk.answers):
        spot = sheet.place((0, "answers", number, "ask"))
        if (same := _folded(kept.ask)) in first:
            message = f"this question is already answered in {_said(first[same], spot)}"
            problems.append(sheet.problem(spot, message))
        first.setdefault(same, spot)
    return problems


def _folded(text: str) -> str:
    """A text without what makes no difference: capitals and spacing."""
    return " ".join(text.casefold().split())


def _check_some_shown(deck: Deck, sheet: Sheet) -> list[Problem]:
    """A deck of which nothing is left."""
    if any(not slide.hidden for slide in deck.slides):
        return []
    message = "every slide is hidden, so there is nothing to give; take one `hidden` out"
    return [sheet.problem(sheet.place((1, "hidden")), message)]


def _check_appendix(deck: Deck, sheet: Sheet) -> list[Problem]:
    """Slides after the appendix has begun, and a deck that is nothing else."""
    places = [number for number, slide in enumerate(deck.slides, 1) if slide.part == "appendix"]
    if places == list(range(1, len(deck.slides) + 1)):
        message = "every slide is in the appendix, so there is no talk; take one `part` out"
        return [sheet.problem(sheet.place((1, "part")), message)]
    message = "the appendix stands at the end: move this slide before it, or give it to it too"
    late = range(places[0], len(deck.slides) + 1) if places else ()
    return [
        sheet.problem(sheet.place((number, "slide")), message)
        for number in late
        if number not in places
    ]


def _check_references(deck: Deck, sheet: Sheet) -> list[Problem]:
    """Names that name nothing."""
    slides = [slide.slide for slide in deck.slides]
    questions = deck.questions()
    named: list[tuple[Where, str, str]] = [
        ((0, "checkpoints", n, "at"), "slide", point.at)
        for n, point in enumerate(deck.talk.checkpoints)
    ]
    named += [((0, "cut", n, "slide"), "slide", cut.slide) for n, cut in enumerate(deck.talk.cut)]
    for number, slide in enumerate(deck.slides, start=1):
        for where, block in placed_blocks(slide, number):
            if isinstance(block, Quiz) and block.quiz != LEADERBOARD:
                named.append(((*where, "quiz"), "question", block.id))
    problems: list[Problem] = []
    known = {"slide": set(slides), "question": set(questions)}
    for where, kind, name in named:
        if name not in known[kind]:
            message = f"there is no {kind} {name!r}{did_you_mean(name, sorted(known[kind]))}"
            problems.append(sheet.problem(sheet.place(where), message))
    return problems
