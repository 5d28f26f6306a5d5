"""The wheel, as a user gets it: built, installed in a venv of its own, run from elsewhere."""

import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_talks_and_assets(wheel: Path) -> None:
    names = ZipFile(wheel).namelist()
    assert "slides/talks/beyond-the-hype.yaml" in names
    assets = sorted(p.relative_to(ROOT) for p in (ROOT / "assets").rglob("*") if p.is_file())
    assert assets
    assert [f"presenter/{path}" for path in assets if f"presenter/{path}" not in names] == []
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


@pytest.mark.slow
def test_the_installed_wheel_works_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    target = next((home / "lib").glob("python3*")) / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    subprocess.run([*install, "--target", str(target), str(wheel)], check=True, timeout=120)
    borrowed = Path(pytest.__file__).resolve().parent.parent
    # The libraries come from the environment of the tests; the product only from the wheel.
    code = (
        f"import sys; sys.path.append({str(borrowed)!r})\n"
        "import presenter.cli, slides\n"
        f"assert slides.__file__.startswith({str(home)!r}), slides.__file__\n"
        "sys.exit(presenter.cli.main(sys.argv[1:]))"
    )
    python = str(home / "bin" / "python")
    checked = subprocess.run(
        [python, "-c", code, "check", "--format", "json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "Demo: with and without RAG" in checked.stdout, "the talk and what it includes"
