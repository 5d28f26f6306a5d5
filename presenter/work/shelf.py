"""The shelf: what the child has loaded, each thing once; the least recently used leaves first.

A job takes what it needs from the shelf every time it runs, and keeps it nowhere else:

    from presenter.work.shelf import SHELF

    def load_encoder(base: str) -> Encoder:
        weights = locate(base) / "model.safetensors"
        facts = weights.stat()
        key = ("encoder", weights, facts.st_mtime_ns)      # other bytes, another key
        return SHELF.take(key, lambda: _read(weights), size=facts.st_size)

The first call loads, later ones find it there. Threads that ask for the same thing wait for one
load; other things load beside it. When the child outgrows `--lab-memory`, the things longest not
taken leave. One that a job is still using goes on working: the shelf only lets go of it, and its
memory comes back when that job is over. So never close by hand what came from the shelf.
"""

import ctypes
import gc
import os
import sys
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from presenter.work.memory import DEFAULT, VARIABLE, parse_bytes

Thing = TypeVar("Thing")
LIBRARIES = 400_000_000
"""Bytes that the child takes without any model: counted where its real size cannot be read."""
_MISSING: Any = object()


class _Place:
    """Where one thing stands, or will once it is loaded."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.thing: Any = _MISSING
        self.loading = Lock()


class Shelf:
    """Things by key, at most `limit` bytes with everything else in this process. Thread-safe."""

    def __init__(self, limit: int, resident: Callable[[], int | None]) -> None:
        """`resident` says how many bytes the process takes now; None where nobody knows."""
        self._limit = limit
        self._resident = resident
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._lock = Lock()

    def take(self, key: Hashable, load: Callable[[], Thing], size: int) -> Thing:
        """What stands under `key`; loaded first if need be. `size` is roughly its bytes.

        What `load` raises goes to the caller, and the next one to ask loads again. Nothing is ever
        refused: a thing that is too large for the limit stands alone.
        """
        with self._lock:
            place = self._places.setdefault(key, _Place(size))
            self._places.move_to_end(key)
        with place.loading:
            if place.thing is _MISSING:
                self._make_room(size, key)
                try:
                    place.thing = load()
                except BaseException:
                    with self._lock:
                        self._places.pop(key, None)
                    raise
                with self._lock:  # room may have been made, or a load have failed, meanwhile
                    self._places[key] = place
                self._make_room(0, key)
            thing: Thing = place.thing
            return thing

    def find(self, key: Hashable) -> Any:
        """What stands under `key`, None when nothing does. For what is made in many small steps,
        so that making it can be stopped: look first, make it, and `take` it when it is whole."""
        with self._lock:
            place = self._places.get(key)
            if place is None or place.thing is _MISSING:
                return None
            self._places.move_to_end(key)
            return place.thing

    def standing(self) -> tuple[Hashable, ...]:
        """What stands here, the longest unused first."""
        with self._lock:
            return tuple(key for key, p in self._places.items() if p.thing is not _MISSING)

    def make_room(self, wanted: int) -> None:
        """Let go of the longest unused until `wanted` bytes fit, for what is not kept here."""
        self._make_room(wanted, _MISSING)

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._places.clear()
        give_back()

    def _make_room(self, wanted: int, keep: Hashable) -> None:
        """Let go of the longest unused until `wanted` more bytes fit; never of `keep`."""
        with self._lock:
            here = [(k, p.size) for k, p in self._places.items() if p.thing is not _MISSING]
            measured = self._resident()
            used = measured or LIBRARIES + sum(size for _, size in here)
            excess = used + wanted - self._limit
            leaving = 0
            for key, size in here:
                if excess <= leaving:
                    break
                if key != keep:
                    del self._places[key]
                    leaving += size
        if leaving:
            give_back()


def resident_bytes() -> int | None:
    """Bytes of memory that this process takes now; None where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_bytes().split()[1]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def give_back() -> None:
    """Return what was let go of to the system: C's allocator keeps it otherwise."""
    gc.collect()
    if sys.platform == "linux":
        try:
            ctypes.CDLL(None).malloc_trim(0)
        except (OSError, AttributeError):  # another C library than glibc
            return


SHELF = Shelf(parse_bytes(os.environ.get(VARIABLE, DEFAULT)), resident_bytes)
"""The child's own."""
