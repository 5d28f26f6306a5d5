"""A log line for every refusal, up to what a log can bear; never an address."""

import logging
import os
from collections.abc import Callable
from hashlib import blake2s

from quiz.limits import Bucket

log = logging.getLogger("quiz.door")

_RATE, _BURST = 5.0, 100.0
"""Lines a second, and at once."""


class Refusals:
    """Called with a reason and an address, which it turns into a tag that dies with the process."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._bucket = Bucket(_RATE, _BURST, clock())
        self._salt = os.urandom(16)
        self._unwritten = 0

    def __call__(self, why: str, address: str) -> None:
        """Write one refusal, or count it."""
        if not self._bucket.spend(1, self._clock()):
            self._unwritten += 1
            return
        who = blake2s(address.encode(), key=self._salt).hexdigest()[:6]
        more = f" ({self._unwritten} more before it not written)" if self._unwritten else ""
        self._unwritten = 0
        log.info("refused: %s [%s]%s", why, who, more)
