"""Who is on duty: what is typed is checked, and what is past stays."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain import duty_rosters
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.duty_rosters import DutyContact, TurnWanted
from planblanc.domain.errors import BadInput

NOW = datetime(2021, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SMS = DutyContact(ContactChannel.SMS, "06 00 00 00 01")
TURN = TurnWanted(1, "Cadre d'astreinte", NOW, NOW + DAY, (SMS,))


def turn(**changed: Any) -> duty_rosters.DutyTurn:
    return duty_rosters.turn_of(UUID(int=1), replace(TURN, **changed), ("turns", "0"), NOW)


def test_a_number_is_kept_without_its_spaces() -> None:
    assert turn().contacts == (DutyContact(ContactChannel.SMS, "0600000001"),)


def test_what_began_before_begins_now() -> None:
    assert turn(starts_at=NOW - DAY).starts_at == NOW


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"rank": 0}, "rank"),
        ({"rank": 10}, "rank"),
        ({"label": " "}, "label"),
        ({"ends_at": NOW}, "ends_at"),
        ({"ends_at": NOW + 32 * DAY}, "ends_at"),
        ({"starts_at": NOW - 2 * DAY, "ends_at": NOW - DAY}, "ends_at"),
        ({"contacts": ()}, "contacts"),
        ({"contacts": (SMS,) * 7}, "contacts"),
        ({"contacts": (DutyContact(ContactChannel.SMS, "pas un numéro"),)}, "address"),
        ({"contacts": (DutyContact(ContactChannel.MAIL, "pas une boîte"),)}, "address"),
        ({"contacts": (DutyContact(ContactChannel.APPRISE, "pas une adresse"),)}, "address"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_place(changed: dict[str, Any], path: str) -> None:
    with pytest.raises(BadInput) as refused:
        turn(**changed)

    assert refused.value.path[:2] == ("turns", "0")
    assert refused.value.path[-1] == path


def test_two_turns_of_one_rank_at_one_moment_are_refused() -> None:
    with pytest.raises(BadInput, match="rang 1 se chevauchent"):
        duty_rosters.require_one_of_each_rank([turn(), turn(ends_at=NOW + 2 * DAY)])


def test_a_turn_may_begin_as_the_one_before_ends() -> None:
    duty_rosters.require_one_of_each_rank([turn(), turn(starts_at=NOW + DAY, ends_at=NOW + 2 * DAY), turn(rank=2)])
