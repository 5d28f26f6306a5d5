"""Mojibake is put right, and what is right stays as it was written."""

import subprocess
import sys

import pytest

from slides.script.mend import mend


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("just enough â€” no more", "just enough — no more"),
        ("ðŸŽ¤ Voiceover", "🎤 Voiceover"),
        ("âœ… done", "✅ done"),
        ("itâ€™s a cafÃ©", "it’s a café"),
    ],
)
def test_what_was_read_in_the_wrong_encoding(broken: str, right: str) -> None:
    assert mend(broken) == right


@pytest.mark.parametrize(
    "text",
    ["“Curly” quotes — and dashes…", "&amp; stays", "ﬁ", "ＷＩＤＥ", "naïve café 水", "a\n\nb\n"],
)
def test_what_is_right_stays(text: str) -> None:
    assert mend(text) == text


def test_the_repairing_library_is_loaded_only_to_repair() -> None:
    code = "import presenter.commands.import_deck, sys; sys.exit('ftfy' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
