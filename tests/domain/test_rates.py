"""How often somebody may ask, on a clock that the test holds."""

import pytest

from planblanc.domain.errors import TooManyRequests
from planblanc.domain.rates import Bucket, Rate


def taken(bucket: Bucket, key: object, now: float, tries: int) -> int:
    """How many of these tries are let through."""
    let = 0
    for _ in range(tries):
        try:
            bucket.take(key, now)
        except TooManyRequests:
            continue
        let += 1
    return let


def test_a_burst_passes_and_one_more_does_not() -> None:
    assert taken(Bucket(Rate(2, 5)), "a", 100.0, 20) == 5


def test_what_was_used_comes_back_with_time() -> None:
    bucket = Bucket(Rate(2, 5))
    taken(bucket, "a", 100.0, 20)

    assert taken(bucket, "a", 101.0, 20) == 2
    assert taken(bucket, "a", 200.0, 20) == 5


def test_a_refusal_costs_nothing_and_says_how_long_to_wait() -> None:
    bucket = Bucket(Rate(0.1, 1))
    bucket.take("a", 0.0)

    for moment in (1.0, 2.0, 3.0):
        with pytest.raises(TooManyRequests) as refused:
            bucket.take("a", moment)
        assert refused.value.retry_seconds == 10 - moment
    bucket.take("a", 10.0)


def test_each_key_has_its_own() -> None:
    bucket = Bucket(Rate(1, 1))

    assert [taken(bucket, key, 0.0, 3) for key in ("a", "b", "a")] == [1, 1, 0]


def test_a_key_may_be_looked_at_without_using_anything() -> None:
    bucket = Bucket(Rate(1, 1))

    for _ in range(10):
        bucket.require("a", 0.0)
    bucket.take("a", 0.0)
    with pytest.raises(TooManyRequests):
        bucket.require("a", 0.0)


def test_a_million_addresses_take_no_more_memory_than_a_few() -> None:
    bucket = Bucket(Rate(1, 1), most=100)

    for number in range(10_000):
        bucket.take(number, number / 1_000_000)

    assert len(bucket) <= 100


def test_whoever_asks_now_is_not_the_one_forgotten() -> None:
    bucket = Bucket(Rate(0.001, 2), most=10)
    for number in range(50):
        bucket.take(number, float(number))
        if number % 5 == 0:
            taken(bucket, "a flood", float(number), 1)

    assert taken(bucket, "a flood", 50.0, 1) == 0


@pytest.mark.parametrize(("per_second", "burst"), [(0, 1), (-1, 1), (1, 0)])
def test_a_rate_that_lets_nobody_through_cannot_be(per_second: float, burst: int) -> None:
    with pytest.raises(ValueError, match="lets somebody through"):
        Rate(per_second, burst)
