"""No way that falls with a compromised organisation, and doubtful ones last."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from planblanc.domain import ways
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.duty_rosters import DutyContact, DutyTurn
from planblanc.domain.ways import Domains, FoundWay

START = datetime(2021, 2, 9, tzinfo=UTC)
END = datetime(2021, 2, 10, tzinfo=UTC)
OWN = FoundWay(ContactChannel.MAIL, "garde@ch-dax.example", "Garde")
ELSEWHERE = FoundWay(ContactChannel.MAIL, "garde@ailleurs.example", "Garde")


def addresses(found: tuple[FoundWay, ...], domains: Domains) -> list[str]:
    return [way.address for way in ways.usable(found, domains)]


def test_a_compromised_domain_is_never_used() -> None:
    assert addresses((OWN, ELSEWHERE), Domains(compromised=frozenset({"ch-dax.example"}))) == [ELSEWHERE.address]


def test_a_doubtful_domain_comes_last_whatever_its_rank() -> None:
    assert addresses((OWN, ELSEWHERE), Domains(doubtful=frozenset({"ch-dax.example"}))) == [ELSEWHERE.address, OWN.address]


@pytest.mark.parametrize(("state", "kept"), [("NORMAL", True), ("SUSPECT", True), ("COMPROMISED", False), ("RESTORED", True)])
def test_a_line_of_the_own_network_goes_with_the_state_of_its_organisation(state: str, kept: bool) -> None:
    line = FoundWay(ContactChannel.PHONE, "0558910000", "Standard", on_own_network=True, security_state=state)

    assert (addresses((line,), Domains()) == [line.address]) is kept


def test_a_service_on_a_compromised_domain_is_not_used_either() -> None:
    service = FoundWay(ContactChannel.APPRISE, "jsons://chat.ch-dax.example/garde", "Garde")

    assert addresses((service,), Domains(compromised=frozenset({"ch-dax.example"}))) == []


def test_those_on_duty_follow_each_other_round_from_the_one_who_is_woken() -> None:
    turns = [
        DutyTurn(UUID(int=rank), rank, f"Rang {rank}", START, END, (DutyContact(ContactChannel.SMS, f"060000000{rank}"),))
        for rank in (1, 2, 3)
    ]

    assert [way.label for way in ways.of_duty(turns, 2)] == ["Rang 2", "Rang 3", "Rang 1"]
    assert [way.label for way in ways.of_duty(turns, 4)] == ["Rang 1", "Rang 2", "Rang 3"]
    assert ways.of_duty((), 1) == ()


def test_a_mobile_is_written_to_before_it_is_called() -> None:
    found = ways.of_numbers([("06 00 00 00 40", True)], "Contre-appel", only_confirmed=False)

    assert [(way.channel, way.address) for way in found] == [(ContactChannel.SMS, "0600000040"), (ContactChannel.PHONE, "0600000040")]


def test_in_doubt_only_a_number_that_a_call_back_confirmed_is_used() -> None:
    numbers = [("05 58 91 00 00", True), ("06 66 66 66 66", False)]

    assert {way.address for way in ways.of_numbers(numbers, "Contre-appel", only_confirmed=True)} == {"0558910000"}
