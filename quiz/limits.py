"""How much the door lets in, and how fast. Pure arithmetic: the time is passed in.

Limits slow down, they do not ban: a hall full of people sits behind one address.
"""

from collections import OrderedDict
from dataclasses import dataclass
from math import ceil


class Bucket:
    """Tokens that refill at `rate` a second up to `burst`."""

    __slots__ = ("burst", "level", "rate", "seen")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self.rate, self.burst = rate, burst
        self.level, self.seen = burst, now

    def take(self, amount: float, now: float) -> float:
        """Take `amount`, on credit if need be; seconds to wait until the credit is paid back."""
        self._refill(now)
        self.level -= amount
        return max(0.0, -self.level / self.rate)

    def spend(self, amount: float, now: float) -> bool:
        """Take `amount` if it is there; whether it was."""
        self._refill(now)
        there = self.level >= amount
        self.level -= amount * there
        return there

    def _refill(self, now: float) -> None:
        self.level = min(self.burst, self.level + max(0.0, now - self.seen) * self.rate)
        self.seen = now


@dataclass(frozen=True)
class Limits:
    """The figures of one door. Times in seconds, sizes in bytes."""

    attendees: int = 1000
    internet: bool = False
    """False for a hall behind one address; True when everybody comes from somewhere else."""
    handshakes: int = 100
    """Connections at once that have not finished the machines' part of the handshake."""
    handshake_time: float = 15.0
    handshake_worth: float = 3.0
    """When all places are taken, a handshake older than this gives its place to the next."""
    decide_time: float = 120.0
    """For the person who reads the fingerprint before typing `yes`."""
    keepalive: float = 15.0
    """Between two questions whether a silent client is still there; three without an answer end
    the line."""
    naming_time: float = 600.0
    """For the one who is asked for a name."""
    longest_stay: float = 12 * 3600.0
    parting_time: float = 5.0
    """For a client to hang up once its session is over."""
    raw_rate: float = 16 * 1024
    raw_burst: float = 64 * 1024
    """What a connection may send, of whatever kind."""
    host_rate: float = 4 * 1024 * 1024
    """What the host may send, once the key is known."""
    key_tries: int = 6
    """Keys that one connection may offer as the host's."""
    typed_rate: float = 2 * 1024
    typed_burst: float = 16 * 1024
    """What an attendee may type or paste."""
    wish_rate: float = 1.0
    wish_burst: float = 10.0
    """Answers and names that one attendee may send the room."""
    bulk_rate: float = 3000.0
    bulk_burst: float = 6000.0
    """Keys of pastes, of everybody together."""
    rekeys: int = 6
    """Key exchanges a minute."""
    backlog: int = 256 * 1024
    """Unsent output above which frames are dropped."""
    stall_time: float = 20.0
    """How long an attendee may read nothing before the line is closed."""
    care_every: float = 2.0
    """Between looks at who stalls and who overstays."""
    resize_every: float = 0.1
    repaint_every: float = 0.04
    """For one attendee's keys; what the room says is shown at once."""
    paste_every: float = 0.25
    """The same while more keys wait than a person types."""
    resize_cost: int = 512
    """What a new size is reckoned at, among the bytes that a connection may send."""
    redraw_every: float = 1.0
    """For a whole screen sent again because an attendee asked for it."""

    @property
    def connections(self) -> int:
        """Lines at once, in all."""
        return ceil(self.attendees * 1.2) + 10

    @property
    def per_address(self) -> int:
        """Lines at once from one address."""
        return 10 if self.internet else self.connections

    def arrivals(self, now: float) -> Bucket:
        """New connections from one address."""
        if self.internet:
            return Bucket(1, 10, now)
        return Bucket(max(20, self.attendees / 15), max(200, self.attendees / 5), now)


class Addresses:
    """Who has how many lines, and how fast new ones come; forgets the quiet ones."""

    REMEMBERED = 4096

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.lines: dict[str, int] = {}
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, address: str, now: float) -> float:
        """Seconds that a new connection from `address` is kept waiting."""
        bucket = self._buckets.pop(address, None) or self.limits.arrivals(now)
        self._buckets[address] = bucket
        if len(self._buckets) > self.REMEMBERED:
            self._buckets.popitem(last=False)
        return bucket.take(1, now)

    def full(self, address: str) -> bool:
        """Whether `address` has all the lines it may have."""
        return self.lines.get(address, 0) >= self.limits.per_address

    def add(self, address: str) -> None:
        """A line from `address` began."""
        self.lines[address] = self.lines.get(address, 0) + 1

    def remove(self, address: str) -> None:
        """A line from `address` ended."""
        left = self.lines.get(address, 0) - 1
        if left > 0:
            self.lines[address] = left
        else:
            self.lines.pop(address, None)
