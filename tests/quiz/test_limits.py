"""Arithmetic of the door's limits."""

from hypothesis import given
from hypothesis import strategies as st

from quiz.limits import Addresses, Bucket, Limits


def test_a_bucket_pays_its_burst_and_then_its_rate() -> None:
    bucket = Bucket(rate=10, burst=100, now=0)
    assert bucket.take(100, now=0) == 0
    assert bucket.take(5, now=0) == 0.5
    assert bucket.take(5, now=1) == 0


def test_a_bucket_that_is_not_overdrawn_says_no() -> None:
    bucket = Bucket(rate=1, burst=2, now=0)
    assert [bucket.spend(1, now=0) for _ in range(3)] == [True, True, False]
    assert bucket.spend(1, now=1)


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 500)), max_size=40))
def test_nobody_gets_more_than_burst_and_rate(takes: list[tuple[float, float]]) -> None:
    bucket = Bucket(rate=50, burst=200, now=0)
    now = taken = 0.0
    for pause, amount in takes:
        now += pause
        now += bucket.take(amount, now)
        taken += amount
        assert taken <= 200 + 50 * now + 1e-6


def test_a_hall_may_share_an_address_and_the_internet_may_not() -> None:
    hall, internet = Limits(attendees=300), Limits(attendees=300, internet=True)
    assert hall.per_address >= 360
    assert internet.per_address == 10


def test_an_address_gets_its_places_back() -> None:
    addresses = Addresses(Limits(internet=True))
    for _ in range(10):
        assert not addresses.full("192.0.2.7")
        addresses.add("192.0.2.7")
    assert addresses.full("192.0.2.7")
    addresses.remove("192.0.2.7")
    assert not addresses.full("192.0.2.7")


def test_addresses_are_forgotten() -> None:
    addresses = Addresses(Limits())
    for number in range(3 * Addresses.REMEMBERED):
        addresses.wait(f"host-{number}", now=0)
    assert len(addresses._buckets) == Addresses.REMEMBERED  # noqa: SLF001 - no other way to see it


def test_one_address_waits_and_another_does_not() -> None:
    addresses = Addresses(Limits(internet=True))
    waits = [addresses.wait("192.0.2.7", now=0) for _ in range(12)]
    assert waits[9] == 0
    assert waits[11] == 2
    assert addresses.wait("192.0.2.8", now=0) == 0
