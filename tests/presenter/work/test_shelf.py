"""The shelf of loaded models: loaded once, the longest unused leaves, what is in use works on."""

import subprocess
import sys
import weakref
from threading import Barrier, Event, Thread

import pytest

from presenter.work.memory import parse_bytes
from presenter.work.shelf import Shelf, resident_bytes


class Thing:
    """Something that can be seen to be gone."""


def shelf(limit: int, used: int = 0) -> Shelf:
    """A shelf in a process that takes `used` bytes however much stands on it."""
    return Shelf(limit, lambda: used or None)


def test_a_thing_is_loaded_once() -> None:
    full = Shelf(1_000_000_000, lambda: 100)
    first = full.take("a", Thing, 10)
    assert full.take("a", Thing, 10) is first


def test_the_longest_unused_leaves_and_its_memory_with_it() -> None:
    sizes = {"a": 40, "b": 40, "c": 40}
    here: list[str] = []
    full = Shelf(100, lambda: 1 + sum(sizes[key] for key in here))

    def take(key: str) -> Thing:
        thing = full.take(key, Thing, sizes[key])
        here[:] = [str(key) for key in full.standing()]
        return thing

    gone = weakref.ref(take("a"))
    take("b")
    take("a")
    take("c")
    assert full.standing() == ("a", "c")
    assert gone() is not None
    take("b")
    assert full.standing() == ("c", "b")
    assert gone() is None


def test_known_sizes_count_where_the_process_cannot_be_measured() -> None:
    full = Shelf(400_000_000 + 100, lambda: None)
    for key in "abc":
        full.take(key, Thing, 50)
    assert full.standing() == ("b", "c")


def test_room_is_made_for_work_that_is_not_kept_here() -> None:
    full = Shelf(400_000_000 + 100, lambda: None)
    for key in "ab":
        full.take(key, Thing, 50)
    full.make_room(60)
    assert full.standing() == ()
    full.take("a", Thing, 50)
    full.make_room(50)
    assert full.standing() == ("a",)


def test_what_is_too_large_stands_alone() -> None:
    full = shelf(100, used=5_000)
    full.take("a", Thing, 10)
    full.take("huge", Thing, 4_000)
    assert full.standing() == ("huge",)


def test_a_load_that_failed_is_tried_again() -> None:
    full = shelf(1_000)

    def fails() -> Thing:
        raise OSError("no such file")

    with pytest.raises(OSError, match="no such file"):
        full.take("a", fails, 10)
    assert full.standing() == ()
    assert isinstance(full.take("a", Thing, 10), Thing)


def test_threads_wait_for_one_load_and_others_load_beside_it() -> None:
    full = shelf(1_000_000_000)
    begun, finish, loads, found = Event(), Event(), [], []

    def slow() -> Thing:
        loads.append(1)
        begun.set()
        assert finish.wait(60)
        return Thing()

    ready = Barrier(3)

    def ask() -> None:
        ready.wait(60)
        found.append(full.take("slow", slow, 10))

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    ready.wait(60)
    assert begun.wait(60)
    assert isinstance(full.take("other", Thing, 10), Thing)
    finish.set()
    for thread in threads:
        thread.join(60)
    assert len(loads) == 1
    assert found[0] is found[1]


@pytest.mark.skipif(sys.platform != "linux", reason="measured there")
def test_this_process_is_measured() -> None:
    held = bytearray(b"x" * 50_000_000)
    size = resident_bytes()
    assert size
    assert size > len(held)


def test_the_limit_comes_from_the_environment() -> None:
    code = "from presenter.work import shelf; print(shelf.SHELF._limit)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PODIUM_LAB_MEMORY": "1.5GB"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) == 1_500_000_000


@pytest.mark.parametrize(
    ("written", "size"),
    [("2GB", 2_000_000_000), ("1.5 GiB", 1_610_612_736), ("800mb", 800_000_000), ("64", 64)],
)
def test_memory_as_people_write_it(written: str, size: int) -> None:
    assert parse_bytes(written) == size


@pytest.mark.parametrize("written", ["", "lots", "2TB", "-1GB", "GB"])
def test_memory_that_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="2GB"):
        parse_bytes(written)
