"""Settings: what beats what, and what is wrong with them, with its line."""

from pathlib import Path

import pytest

from presenter.settings import BUILT_IN, Settings, load_settings
from slides.problems import DeckErrors

FILE = """\
# a comment
theme = "light"
notes = true

[keys]
next = "right, N"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_without_a_file_everything_is_built_in(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "none.toml", {})
    assert settings.values == Settings().values
    assert {origin for _, _, origin in settings.in_force()} == {BUILT_IN}


def test_the_file_is_read_and_says_where(file: Path) -> None:
    settings = load_settings(file, {})
    assert settings.values.theme == "light"
    assert settings.values.notes
    assert settings.values.keys == {"next": "right, N"}
    assert settings.origins == {"theme": f"{file}:2", "notes": f"{file}:3", "keys": f"{file}:5"}


def test_flags_beat_the_environment_and_that_the_file(file: Path) -> None:
    environ = {"PODIUM_THEME": "dark", "PODIUM_MOUSE": "no", "PODIUM_KEYS": "ignored"}
    settings = load_settings(file, environ)
    assert (settings.values.theme, settings.origins["theme"]) == ("dark", "PODIUM_THEME")
    assert not settings.values.mouse
    settings = load_settings(file, environ, {"theme": "monochrome"})
    assert (settings.values.theme, settings.origins["theme"]) == ("monochrome", "--theme")
    assert load_settings(file, environ, {"theme": None}).values.theme == "dark"
    assert ("mouse", "no", "PODIUM_MOUSE") in settings.in_force()


BAD = {
    "unknown": (
        'them = "light"\n',
        ":1:1: error: unknown setting 'them' (did you mean",
    ),
    "type": ("\nnotes = 3\n", "settings.toml:2:1: error: notes: this should be true or false"),
    "choice": ('unicode = "maybe"\n', 'should be "auto", "yes" or "no"'),
    "key": ("[keys]\nnext = 3\n", "settings.toml:2:1: error: keys: this should be text in quotes"),
    "syntax": ("theme = light\n", "settings.toml:1:9: error: this is not TOML"),
    "end": ('theme = "light', "settings.toml:1:"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, name: str) -> None:
    text, said = BAD[name]
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DeckErrors) as errors:
        load_settings(path, {})
    assert said in str(errors.value)


def test_a_bad_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(DeckErrors, match="PODIUM_NOTES: error: notes: this should be true"):
        load_settings(tmp_path / "none", {"PODIUM_NOTES": "perhaps"})


def test_bytes_are_no_settings(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DeckErrors, match="cannot be read"):
        load_settings(tmp_path / "settings.toml", {})


@pytest.mark.parametrize(
    ("asked", "environ", "unicode"),
    [("auto", {"LANG": "C"}, False), ("yes", {"LANG": "C"}, True), ("no", {}, False)],
)
def test_unicode_is_asked_for_or_found_out(
    tmp_path: Path, asked: str, environ: dict[str, str], unicode: bool
) -> None:
    settings = load_settings(tmp_path / "none", {"PODIUM_UNICODE": asked})
    assert settings.unicode(environ) is unicode
