"""The takes that are kept: summaries that need no second reading, and takes of one talk."""

import os
from pathlib import Path

import pytest

from presenter import shelf
from slides.logs import read_log
from slides.takes import summary
from tests.presenter.takes_kept import keep_take


def test_summaries_are_those_of_the_takes_and_kept_for_the_next_time(tmp_path: Path) -> None:
    paths = [keep_take(tmp_path, name, (60, 120, 50)) for name in ("a", "b")]
    found, complaints = shelf.summaries(tmp_path)
    assert (complaints, [kept.name for kept in found]) == ([], ["a", "b"])
    assert found[0].take == summary(read_log(paths[0]).events)
    paths[0].write_bytes(b"x" * paths[0].stat().st_size)
    os.utime(paths[0], ns=(found[0].changed, found[0].changed))
    assert shelf.summaries(tmp_path)[0] == found  # nobody read the file again


def test_a_log_that_grew_is_read_again(tmp_path: Path) -> None:
    keep_take(tmp_path, "a", (60,), ended=False)
    assert shelf.summaries(tmp_path)[0][0].take.interrupted
    keep_take(tmp_path, "a", (60, 120, 50))
    again = shelf.summaries(tmp_path)[0][0]
    assert (again.take.interrupted, again.take.talk) == (False, 230)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"edition": 0, "takes": []}', b"\xff"])
def test_a_broken_cache_is_no_trouble(tmp_path: Path, content: bytes) -> None:
    keep_take(tmp_path, "a", (60, 120, 50))
    (tmp_path / shelf.CACHE).write_bytes(content)
    assert [summary.name for summary in shelf.summaries(tmp_path)[0]] == ["a"]


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    keep_take(tmp_path, "a", (60, 120, 50))
    (tmp_path / f"{shelf.CACHE}.{os.getpid()}").mkdir()
    assert [summary.name for summary in shelf.summaries(tmp_path)[0]] == ["a"]


def test_takes_of_one_talk_go_by_title_or_deck(tmp_path: Path) -> None:
    keep_take(tmp_path, "1", (60, 120), title="Old title")
    keep_take(tmp_path, "2", (60, 120), deck="moved.yaml")
    keep_take(tmp_path, "3", (60, 120), title="Another", deck="another.yaml")
    keep_take(tmp_path, "4", ())
    found = shelf.kin(tmp_path, "A talk", "talk.yaml")
    assert [kept.name for kept in found] == ["1", "2", "4"]
    assert len(shelf.reports(tmp_path, found)) == 3
    (tmp_path / "1.jsonl").unlink()
    assert len(shelf.reports(tmp_path, found)) == 2


def test_only_the_last_takes_count(tmp_path: Path) -> None:
    for number in range(shelf.MOST + 3):
        keep_take(tmp_path, f"{number:03}", (60, 120, 50))
    found = shelf.kin(tmp_path, "A talk", "talk.yaml")
    assert (len(found), found[-1].name) == (shelf.MOST, f"{shelf.MOST + 2:03}")


def test_a_take_that_ended_is_remembered_beside_the_others(tmp_path: Path) -> None:
    for name in ("b", "a"):
        shelf.remember(keep_take(tmp_path, name, (60, 120, 50)))
    for path in tmp_path.glob("*.jsonl"):
        status = path.stat()
        path.write_bytes(b"x" * status.st_size)  # so that reading it would fail
        os.utime(path, ns=(status.st_mtime_ns, status.st_mtime_ns))
    kept, complaints = shelf.summaries(tmp_path)
    assert ([one.name for one in kept], complaints) == (["a", "b"], [])


def test_no_take_is_held_against_a_dry_run(tmp_path: Path) -> None:
    keep_take(tmp_path, "a", (60, 120, 50))
    keep_take(tmp_path, "b", (60, 120, 50), speed=30)
    assert [kept.name for kept in shelf.kin(tmp_path, "A talk", "talk.yaml")] == ["a"]
    assert [kept.take.speed for kept in shelf.summaries(tmp_path)[0]] == [1, 30]
