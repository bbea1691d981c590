"""Which way is tried when, and how long one waits."""

from datetime import timedelta

import pytest

from planblanc.domain import notifications
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.notifications import Tried, Way

MAIL = Way(ContactChannel.MAIL, "garde@ailleurs.example", "Garde")
SMS = Way(ContactChannel.SMS, "0600000001", "Garde")


def tried(way: Way, *, is_final: bool = False) -> Tried:
    return Tried(way.channel, way.address, is_final)


def test_the_ways_are_tried_in_their_order() -> None:
    assert notifications.next_way((MAIL, SMS), ()) == MAIL
    assert notifications.next_way((MAIL, SMS), (tried(MAIL),)) == SMS


def test_once_all_have_failed_the_one_tried_least_is_taken_again() -> None:
    assert notifications.next_way((MAIL, SMS), (tried(MAIL), tried(SMS))) == MAIL
    assert notifications.next_way((MAIL, SMS), (tried(MAIL), tried(SMS), tried(MAIL))) == SMS


def test_a_way_that_refuses_for_good_is_never_taken_again() -> None:
    assert notifications.next_way((MAIL,), (tried(MAIL, is_final=True),)) is None


def test_without_another_way_one_stays_with_the_same() -> None:
    assert not notifications.has_another((MAIL,), (), (MAIL.channel, MAIL.address))
    assert notifications.has_another((MAIL, SMS), (), (MAIL.channel, MAIL.address))
    assert not notifications.has_another((MAIL, SMS), (tried(SMS, is_final=True),), (MAIL.channel, MAIL.address))


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 10), (1, 10), (2, 20), (3, 40), (6, 300), (10_000, 300)])
def test_one_waits_longer_and_longer_but_never_more_than_five_minutes(attempts: int, seconds: int) -> None:
    assert notifications.delay(attempts) == timedelta(seconds=seconds)


@pytest.mark.parametrize("address", ["a@ch-dax.example", "a@CH-DAX.example", "a@dsi.ch-dax.example", "ch-dax.example", "a@ch-dax.example."])
def test_a_box_is_of_its_domain_and_of_those_above(address: str) -> None:
    assert notifications.is_of("ch-dax.example", address)


@pytest.mark.parametrize("address", ["a@ch-dax.example.org", "a@autre-ch-dax.example", "a@example", "ch-dax.example@ailleurs.example"])
def test_a_box_that_looks_like_it_is_of_another_domain(address: str) -> None:
    assert not notifications.is_of("ch-dax.example", address)
