"""Questions from and for other programs: there and back, and what is said of the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presenter.cli import main
from quiz.exchange import read_csv, read_gift, write_csv, write_gift
from quiz.question import (
    AnyQuestion,
    Choice,
    Estimate,
    FreeText,
    Multiple,
    Option,
    Ordering,
    Poll,
    Question,
    TrueFalse,
)
from slides.bank import bank_text, load_questions
from tests.quiz import examples

GIFT = """\
// a comment
$CATEGORY: tools

::Capitals:: [html]What is the capital\\: of France? {
    =Paris #Yes.
    ~Lyon #No\\, a city.
    ~Nice
    ####It has been so for long.
}

The sky is blue. {T}

::sum:: Two plus two is {=four =4}.

::pi:: Pi? {#3.14:0.01}

::range:: How many? {#1..5}

::several:: Which are even? {~%50%2 ~%50%4 ~%-100%3}

::order:: Order them. {=1 -> first =2 -> second =3 -> third}

::pairs:: Match. {=cat -> meow =dog -> woof}

Just a description.

::essay:: What do you think? {}

::broken:: Never closed {=a
"""


def test_gift_is_read_as_moodle_writes_it() -> None:
    read = read_gift(GIFT)
    by_id = {one.question: one for one in read.questions}
    capitals = by_id["capitals"]
    assert isinstance(capitals, Choice)
    assert capitals.ask == "What is the capital: of France?"
    assert [(o.text, o.right, o.why) for o in capitals.options][:2] == [
        ("Paris", True, "Yes."),
        ("Lyon", False, "No\\, a city."),
    ]
    assert capitals.explanation == "It has been so for long."
    assert isinstance(by_id["the-sky-is-blue"], TrueFalse)
    four = by_id["sum"]
    assert isinstance(four, FreeText)
    assert (four.ask, four.accept) == ("Two plus two is ____ .", ("four", "4"))
    pi, span = by_id["pi"], by_id["range"]
    assert isinstance(pi, Estimate)
    assert isinstance(span, Estimate)
    assert (pi.answer, pi.within, span.answer, span.within) == (3.14, 0.01, 3, 2)
    assert isinstance(by_id["several"], Multiple)
    assert by_id["several"].right == {0, 1}
    order = by_id["order"]
    assert isinstance(order, Ordering)
    assert order.items == ("first", "second", "third")
    assert isinstance(by_id["essay"], FreeText)


def test_what_gift_has_and_we_do_not_is_listed_with_its_line() -> None:
    assert [(one.line, one.said) for one in read_gift(GIFT).missed] == [
        (2, "$CATEGORY is not kept"),
        (23, "matching is not among our kinds, unless it matches 1, 2, 3 … in order"),
        (25, "this is no question: it has no answers in { }"),
        (29, "its { is never closed"),
    ]


SAID_IN_GIFT = [
    one.model_copy(update={"points": 1000 + 250 * n})
    for n, one in enumerate(examples.KINDS)
    if one.kind in ("choice", "multiple", "true-false", "ordering", "text")
]


def test_what_gift_can_say_comes_back() -> None:
    text, missed = write_gift(SAID_IN_GIFT)
    assert missed == ()
    assert read_gift(text).questions == tuple(SAID_IN_GIFT)
    assert read_gift(text).missed == ()


def test_what_gift_cannot_say_is_listed() -> None:
    _, missed = write_gift(examples.KINDS)
    told = [one.said for one in missed]
    assert "fix-it: GIFT has no fix-prompt" in told
    assert not any("changing-catalogue" in said for said in told)
    coded = examples.METHOD.model_copy(update={"code": "x = 1"})
    assert write_gift([coded])[1][0].said == "changing-catalogue: GIFT has no code"


def test_points_and_time_stand_in_a_comment_as_moodles_ids_do() -> None:
    question = examples.TRUE_FALSE.model_copy(update={"points": 500})
    assert write_gift([question])[0].startswith("// [points:500] [time:15s]\n::more-data::")
    by_hand = "// the easy one [id:7] [points: 250]\n\nIt is. {T}\n\n::b:: It is not. {F}\n"
    assert [one.points for one in read_gift(by_hand).questions] == [250, 1000]
    read = read_gift("// [points:lots]\nIt is. {T}\n")
    assert (read.questions, read.missed[0].line) == ((), 2)
    assert "points" in read.missed[0].said


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Zs", "Cs", "Cn"])
    | st.sampled_from(" ~=#{}:\\"),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split()))
WORDS = TEXTS.filter(lambda text: text and not text.startswith(("%", "[")) and "->" not in text)
OPTIONS = st.lists(WORDS, min_size=2, max_size=5, unique_by=lambda text: text.casefold())


@given(WORDS, OPTIONS, st.integers(0, 1), WORDS)
def test_no_text_is_changed_by_gift(ask: str, texts: list[str], right: int, why: str) -> None:
    options = tuple(Option(text=t, right=n == right, why=why) for n, t in enumerate(texts))
    question = Choice(question="q", ask=ask, options=options, explanation=why)
    text, _ = write_gift([question])
    assert read_gift(text).questions == (question,)


@pytest.mark.parametrize("question", examples.KINDS, ids=lambda one: one.question)
def test_csv_and_yaml_keep_all_of_every_kind(question: AnyQuestion, tmp_path: Path) -> None:
    read = read_csv(write_csv([question]))
    assert read.questions == (question,)
    assert read.missed == ()
    path = tmp_path / "bank.yaml"
    path.write_text(bank_text([question]))
    assert load_questions(path) == {question.question: question}


@given(WORDS, OPTIONS, st.text(max_size=40))
def test_no_text_is_changed_by_csv(ask: str, texts: list[str], why: str) -> None:
    why = " ".join(why.split()).replace("\x00", "")
    options = tuple(Option(text=t, why=why) for t in texts)
    question = Poll(question="q", ask=ask, options=options)
    [back] = read_csv(write_csv([question])).questions
    assert back == question


def test_cells_are_no_formulas() -> None:
    question = Poll(
        question="q", ask="=1+1", options=(Option(text="@x"), Option(text="-2"))
    )  # fmt: skip
    text = write_csv([question])
    assert "'=1+1" in text
    assert read_csv(text).questions == (question,)


def test_csv_that_people_write_is_read() -> None:
    written = (
        "Ask;Option 1;Option 2;Option 3;Right;Notes\r\n"
        "Which changes weights?;RAG;SFT;Tools;B;x\r\n"
        "Which do not?;RAG;SFT;Tools;1 3;\r\n"
        "Say it.;;;;;\r\n"
        "By its text;yes;no;;No;\r\n"
        ";a;b;;;\r\n"
        "Wrong key;a;b;;F;\r\n"
        "Twice;a;A;;;\r\n"
    )
    read = read_csv(written)
    kinds = [(one.question, one.kind, set(one.right)) for one in read.questions]
    assert kinds == [
        ("which-changes-weights", "choice", {1}),
        ("which-do-not", "multiple", {0, 2}),
        ("say-it", "text", set()),
        ("by-its-text", "choice", {1}),
    ]
    assert [(one.line, one.said) for one in read.missed] == [
        (1, "there is no column 'notes'; there are question, kind, ask, option 1 …"),
        (6, "this row has no `ask`"),
        (7, "`right` is F, which is none of the options"),
        (8, "two options of this question are the same"),
    ]


@given(st.text(max_size=200))
def test_nothing_that_is_read_breaks_the_readers(text: str) -> None:
    for read in (read_gift(text), read_csv(text), read_csv("ask,option 1,right\n" + text)):
        assert all(isinstance(one, Question) for one in read.questions)


def test_import_and_export_go_there_and_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "moodle.gift").write_text(GIFT)
    bank, again = tmp_path / "bank.yaml", tmp_path / "again.gift"
    assert main(["quiz", "import", str(tmp_path / "moodle.gift"), "-o", str(bank)]) == 1
    said = capsys.readouterr().err
    assert "moodle.gift:23: matching is not among our kinds" in said
    assert "8 questions written to" in said
    assert main(["quiz", "export", str(bank), "--format", "gift", "-o", str(again)]) == 0
    assert read_gift(again.read_text()).questions == tuple(load_questions(bank).values())
    assert main(["quiz", "import", str(tmp_path / "moodle.gift"), "-o", str(bank)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["quiz", "export", str(bank)]) == 0
    assert capsys.readouterr().out.startswith("question,kind,ask,")
    assert main(["quiz", "import", str(tmp_path / "none.gift")]) == 2
    assert main(["quiz", "import", str(bank)]) == 2
    assert "--from gift" in capsys.readouterr().err
