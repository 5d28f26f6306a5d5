"""Words that names and texts may not have."""

from pathlib import Path

import pytest

from quiz.barred import SHIPPED, barred_words, offends, read_barred
from quiz.core import Refused
from quiz.room import Room
from quiz.store import SqliteStore
from quiz.wishes import Ask, ChangeName
from tests.quiz.examples import TEXT

LIST = barred_words(["# a list", "", "rude", "nasty*  # and kin"])


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("rude", True), ("Very RUDE!", True), ("r u d e", True), ("rüde", True), ("rud3", True),
        ("crude", False), ("rudeness", False), ("nastiness", False), ("nastyness", True),
        ("r.u.d.e", True), ("are you", False), ("", False),
    ],
)  # fmt: skip
def test_whole_words_are_barred_however_they_are_spelt(text: str, barred: bool) -> None:
    assert offends(text, LIST) is barred


def test_the_list_can_be_replaced_and_turned_off(tmp_path: Path) -> None:
    own = tmp_path / "own.txt"
    own.write_text("plum\n")
    shipped = SHIPPED.read_text().split()[-1].rstrip("*")
    assert offends(shipped, read_barred(""))
    assert not offends(shipped, read_barred(str(own)))
    assert offends("Plum", read_barred(str(own)))
    assert not offends(shipped, read_barred("none"))


async def test_a_room_takes_neither_names_nor_texts_with_them(tmp_path: Path) -> None:
    room = Room(SqliteStore(tmp_path / "room.sqlite3"), lambda: 1.0, barred=LIST)
    with pytest.raises(ValueError, match="another name"):
        await room.join("Rude Rita")
    ada, _ = await room.join("Ada")
    with pytest.raises(ValueError, match="another name"):
        await room.grant(ada, ChangeName("rude"))
    with pytest.raises(Refused, match="other words"):
        await room.grant(ada, Ask("Why so rude?"))
    await room.open(TEXT)
    await room.grant(ada, Ask("Why?"))
    assert len(room.state.remarks) == 1
    await room.close()
