import hashlib
import zipfile
from pathlib import Path

import pytest

from presenter.work import collection, sources
from presenter.work.collection import get_collection, intact
from presenter.work.sources import FILE, cached, find_source
from presenter.work.trouble import Trouble
from tests.presenter.work.test_downloads import Archive as Server
from tests.presenter.work.test_downloads import quiet, serving

MESSAGES = b"ham\tsee you\nspam\tyou won\n"
"""Stands for the collection, whose checksum the tests replace by this one's."""


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("PODIUM_SMS_SPAM", raising=False)
    monkeypatch.setattr(collection, "SHA256", hashlib.sha256(MESSAGES).hexdigest())


def zipped(path: Path, name: str = FILE, content: bytes = MESSAGES) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, content)
    return path


def test_from_the_archive_over_http(tmp_path: Path) -> None:
    content = zipped(tmp_path / "collection.zip").read_bytes()

    class Archive(Server):
        def do_GET(self) -> None:  # noqa: N802 - the library's name
            self.send_response(200)
            self.end_headers()
            self.wfile.write(content)

    with serving(Archive) as (address, _):
        assert get_collection(f"{address}/collection.zip", quiet) == cached()
    assert intact()
    assert [path.name for path in cached().parent.iterdir()] == [FILE]
    source = find_source()
    assert (source.name, source.practice, len(source.messages)) == ("SMS Spam Collection", False, 2)


def test_from_a_zip_and_from_the_plain_file(tmp_path: Path) -> None:
    plain = tmp_path / "somewhere.txt"
    plain.write_bytes(MESSAGES)
    for origin in (zipped(tmp_path / "x.zip"), plain):
        cached().unlink(missing_ok=True)
        get_collection(str(origin), quiet)
        assert cached().read_bytes() == MESSAGES


def test_what_is_not_the_collection_is_not_kept(tmp_path: Path) -> None:
    wrong = {
        zipped(tmp_path / "a.zip", content=b"ham\tother\n"): "does not hold the SMS Spam",
        zipped(tmp_path / "b.zip", name="readme"): "There is no file SMSSpamCollection",
        tmp_path / "none.zip": "No such file",
    }
    for origin, complaint in wrong.items():
        with pytest.raises(Trouble, match=complaint):
            get_collection(str(origin), quiet)
    assert not cached().exists()
    assert not intact()


def test_the_environment_comes_before_the_cache_and_an_argument_before_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_collection(str(zipped(tmp_path / "x.zip")), quiet)
    mine = tmp_path / "mine.tsv"
    mine.write_bytes(b"ham\tmine\n")
    monkeypatch.setenv(sources.VARIABLE, str(mine))
    assert find_source().name == "mine.tsv"
    theirs = tmp_path / "theirs.tsv"
    theirs.write_bytes(b"ham\ttheirs\n")
    assert find_source(str(theirs)).name == "theirs.tsv"


def test_a_variable_that_names_nothing_is_an_error_and_not_the_practice_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(sources.VARIABLE, "/nowhere/messages")
    with pytest.raises(Trouble, match="PODIUM_SMS_SPAM names /nowhere/messages"):
        find_source()


def test_without_anything_it_is_the_practice_set() -> None:
    assert find_source().practice
