"""Keys: named after what they do, given away only when they are free."""

import re
from pathlib import Path

import pytest
from textual.binding import Binding

from presenter.keys import action_name, first_key, key_list, keymap, rebound, spelt
from presenter.screens.stage import Stage

SHIPPED = Path(__file__).parents[2] / "docs" / "keys.md"


def test_the_keys_that_ship_do_not_clash() -> None:
    bindings, problems = rebound(Stage.KEYS, {})
    assert not problems
    assert len({action_name(b) for b in bindings}) == len(Stage.KEYS)
    assert all(re.fullmatch(r"[a-z][a-z-]*", action_name(b)) for b in bindings)


def test_a_key_moves_to_another_action() -> None:
    bindings, problems = rebound(Stage.KEYS, {"notes": "f9, ctrl+n", "footer": "shift+z"})
    assert not problems
    assert [key_list(b) for b in bindings if b.id == "notes"] == [["f9", "ctrl+n"]]
    assert first_key(bindings, "footer") == "Z"
    assert keymap(bindings, Stage.KEYS) == {"notes": "f9,ctrl+n", "footer": "Z"}


@pytest.mark.parametrize(
    ("action", "keys", "said"),
    [
        ("nots", "Q", "there is no action 'nots' (did you mean 'notes'?)"),
        ("notes", "o", "notes: o is a key of 'overview' too; give one of the two another key"),
        ("overview", "n", "overview: n is a key of 'notes' too"),
        ("notes", "pagedwn", "there is no key 'pagedwn' (did you mean 'pagedown'?)"),
        ("notes", "ctrl+c", "Ctrl+C cannot be given away: it always ends the talk"),
        ("notes", "7", "7 cannot be given away: digits gather"),
        ("notes", "Q,,", "a key is missing here"),
        ("notes", "hyper+n", "there is no key 'hyper+n'"),
    ],
)
def test_what_cannot_be_is_said(action: str, keys: str, said: str) -> None:
    problems = rebound(Stage.KEYS, {action: keys})[1]
    assert any(problem.action == action and said in problem.message for problem in problems)


def test_two_actions_may_swap_their_keys() -> None:
    assert not rebound(Stage.KEYS, {"notes": "o", "overview": "n"})[1]


@pytest.mark.parametrize(
    ("key", "seen"),
    [("pagedown", "PgDn"), ("ctrl+o", "Ctrl+O"), ("question_mark", "?"), ("G", "G"), ("f5", "F5")],
)
def test_keys_are_spelt_as_on_the_keyboard(key: str, seen: str) -> None:
    assert spelt(key) == seen


def test_a_binding_that_names_itself_keeps_its_name() -> None:
    assert action_name(Binding("x", "scroll(1)", id="down")) == "down"
    assert action_name(Binding("x", "direct('next')")) == "next"
    assert action_name(Binding("x", "help")) == "help"


def test_every_action_and_its_keys_are_documented() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    for binding in rebound(Stage.KEYS, {})[0]:
        keys = ", ".join(f"`{spelt(key)}`" for key in key_list(binding))
        assert f"| `{action_name(binding)}` | {keys} | {binding.description} |" in text
