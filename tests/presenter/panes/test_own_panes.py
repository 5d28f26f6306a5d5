"""docs/panes.md teaches how to write a pane: what it shows is installed here, and runs."""

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from presenter.cli import main
from slides.blocks.own import installed, kind_of
from slides.loader import load_deck, parse_deck
from slides.problems import DeckErrors
from slides.schema import schema_text
from tests.presenter.conftest import MakeStage
from tests.presenter.panes.vector_host import until_shown

PAGE = (Path(__file__).parents[3] / "docs" / "panes.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+\n# (\S+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
[BLOCK] = re.findall(r"^```yaml\n(- pane: letters.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
DECK = f"talk: T\n---\nslide: own\nblocks:\n{BLOCK}"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The documented package, installed as pip would, for this process and its children."""
    site = tmp_path / "site"
    for name, content in FILES.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, encoding="utf-8")
    project = tomllib.loads(FILES["pyproject.toml"])["project"]
    info = site / f"podium_letters-{project['version']}.dist-info"
    info.mkdir()
    facts = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    (info / "METADATA").write_text(facts)
    [(group, points)] = project["entry-points"].items()
    lines = [f"[{group}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(str(site))
    paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    forget()
    yield site
    forget()
    for name in [name for name in sys.modules if name.split(".")[0] == "podium_letters"]:
        del sys.modules[name]


def forget() -> None:
    installed.cache_clear()
    kind_of.cache_clear()


def test_the_page_shows_all_of_the_package() -> None:
    assert set(FILES) == {
        "pyproject.toml",
        "podium_letters/__init__.py",
        "podium_letters/job.py",
        "podium_letters/widget.py",
    }


async def test_it_runs_on_the_real_stage_with_the_real_child(
    package: Path, stage: MakeStage
) -> None:
    on = stage(DECK)
    async with on.app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("enter", "enter")
        await until_shown(pilot, "o ━━━━━━ 6")
        await until_shown(pilot, "c ━━━━━ 5")
        pane = on.app.stage.panes[0]
        assert pane.border_title == "Letters"
        assert str(pane.border_subtitle) == "live"
        pane.take_message("zzz", "Ada")  # type: ignore[attr-defined]
        said = await until_shown(pilot, "z ━━━ 3")
        assert "Ada asks" in said


def test_a_wrong_spec_is_refused_with_its_place(package: Path) -> None:
    wrong = DECK.replace("most: 3", "moost: 3") + "- pane: letters\n  text: x\n  most: 99\n"
    with pytest.raises(DeckErrors) as refused:
        parse_deck(wrong, Path("talk.yaml"))
    first, second = map(str, refused.value.problems)
    assert first.startswith("talk.yaml:7:3: ")
    assert "unknown key 'moost' (did you mean 'most'?)" in first
    assert second.startswith("talk.yaml:10:9: ")
    assert "most: this should be at most 26" in second


def test_a_package_that_breaks_is_refused_with_its_name(package: Path) -> None:
    (package / "podium_letters" / "__init__.py").write_text("import no_such_thing\n")
    with pytest.raises(DeckErrors, match=r"podium-letters 1\.0 cannot be loaded: ModuleNotFound"):
        parse_deck(DECK, Path("talk.yaml"))
    forget()
    sys.modules.pop("podium_letters", None)
    (package / "podium_letters" / "__init__.py").write_text("PANE = 3  # not a kind of pane\n")
    with pytest.raises(DeckErrors, match="is not a PaneKind"):
        parse_deck(DECK, Path("talk.yaml"))


def test_without_the_package_its_name_is_no_pane() -> None:
    with pytest.raises(DeckErrors, match="there is no pane 'letters'"):
        parse_deck(DECK, Path("talk.yaml"))


def test_near_names_of_installed_panes_are_suggested(package: Path) -> None:
    with pytest.raises(DeckErrors, match="did you mean 'letters'"):
        parse_deck(DECK.replace("pane: letters", "pane: leters"), Path("talk.yaml"))


def test_nothing_is_looked_for_while_a_deck_has_none(package: Path) -> None:
    parse_deck("talk: T\n---\nslide: a\nblocks: [{pane: tokens}]\n", Path("talk.yaml"))
    assert installed.cache_info().currsize == 0


def test_reading_such_a_deck_loads_no_terminal_or_model_library(package: Path) -> None:
    (package / "deck.yaml").write_text(DECK)
    code = (
        "import sys; from pathlib import Path; from slides.loader import load_deck;"
        f"load_deck(Path({str(package / 'deck.yaml')!r}));"
        "assert 'podium_letters' in sys.modules;"
        "print(sorted({'textual', 'torch', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_doctor_runs_it_and_says_what_is_missing(
    package: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deck = home / "talk.yaml"
    deck.write_text(DECK)
    assert load_deck(deck).slides[0].walk()[0].model_dump()["most"] == 3
    assert main(["doctor", str(deck), "--format", "json"]) == 0
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {f["what"]: f["state"] for f in findings}["pane letters"] == "ready"
    (package / "podium_letters" / "job.py").unlink()
    assert main(["doctor", str(deck)]) == 1
    assert "There is no module podium_letters.job." in capsys.readouterr().out


def test_editors_complete_it_where_it_is_installed(package: Path) -> None:
    own = kind_of("letters").spec
    schema = json.loads(schema_text([own]))
    assert schema["$defs"]["Letters"]["properties"]["most"]["maximum"] == 26
    assert {"$ref": "#/$defs/Letters"} in schema["$defs"]["Block"]["oneOf"]
