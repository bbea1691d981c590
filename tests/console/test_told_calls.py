"""What the form of a call says, act by act."""

import pytest

from planblanc.console import told_calls
from planblanc.console.refusals import Refusal
from planblanc.console.views import call as page
from planblanc.domain.errors import BadInput


def told(**fields: list[str]) -> told_calls.Call:
    return told_calls.read({name.replace("__", "."): values for name, values in fields.items()})


def test_a_structure_that_was_only_typed_is_nobody_yet() -> None:
    assert not told(text=["dax"]).is_of_somebody
    assert told(text=["dax"], choice=["-"]).is_of_somebody
    assert told(text=["dax"], site=["400000105"]).site == "400000105"
    assert told(text=["400 000 105"]).site == "400000105"
    assert told(text=["dax"], site=["400000105"], choice=["640000162"]).site == "640000162"


def test_an_unlisted_structure_is_told_by_its_name_town_and_region() -> None:
    told_fields = told(text=["Cabinet Lebon"], site=["-"], town=["Dax"], department=["40"]).incident("75")

    assert told_fields["victim.name"] == ["Cabinet Lebon"]
    assert told_fields["victim.town"] == ["Dax"]
    assert told_fields["victim.region"] == ["75"]
    assert "victim.finess" not in told_fields
    assert "contacts.0.phone" not in told_fields


def test_a_service_that_is_down_is_not_degraded_too() -> None:
    services = told(closed=["LABORATORY"], degraded=["LABORATORY", "IMAGING"]).services()

    assert services == {
        "services.0.domain": ["LABORATORY"],
        "services.0.state": ["CLOSED"],
        "services.1.domain": ["IMAGING"],
        "services.1.state": ["DEGRADED"],
    }


def test_the_lines_that_say_nothing_are_not_asked_for() -> None:
    call = told(needs__0__what=[""], needs__2__what=["equipmentType:WORKSTATION"], needs__2__quantity=["90"], needs__2__wantedBy=[""])

    assert call.request("I", is_first=True)["needs.0.equipmentType"] == ["WORKSTATION"]
    assert call.request("I", is_first=True)["needs.0.quantity"] == ["90"]
    assert not [name for name in call.request("I", is_first=False) if name.startswith("needs.")]


def test_a_refusal_stands_at_the_field_that_says_it() -> None:
    call = told(needs__2__what=["equipmentType:WORKSTATION"], needs__5__what=["competence:NETWORK"])

    def at(*path: str) -> str:
        return ".".join(call.at_its_field(Refusal("BAD_INPUT", "Non.", path)).path)

    assert at("needs", "1", "quantity") == "needs.5.quantity"
    assert at("needs", "0", "equipmentType") == "needs.2.what"
    assert at("call", "callbackNumber") == "number"
    assert at("victim", "finess") == "text"
    assert at("sites", "0", "victim", "finess") == "text"
    assert at("sites", "2", "victim", "name") == "others"
    assert at("awarenessAt") == "awarenessAt"


def test_the_others_of_one_cause_are_told_by_number_or_by_name() -> None:
    call = told(text=["400000105"], others=["640000162 CH Côte Basque\n\n Clinique <Lebon> \n"], cause=["Hébergeur"])
    fields = call.common_cause("75")

    assert fields["sites.0.victim.finess"] == ["400000105"]
    assert fields["sites.1.victim.finess"] == ["640000162"]
    assert fields["sites.2.victim.name"] == ["Clinique <Lebon>"]
    assert fields["cause"] == ["Hébergeur"]


def test_reports_of_the_same_event_are_those_of_the_site_its_entity_and_its_town() -> None:
    site = {"finess": "1", "commune": "Saint-Étienne", "legalEntity": {"establishments": [{"finess": "1"}, {"finess": "2"}]}}
    victims = [("9", "ST ETIENNE"), ("9", "SAINT ETIENNE"), ("2", None), ("1", None)]
    incidents = [{"id": str(rank), "victim": {"finess": finess, "town": town}} for rank, (finess, town) in enumerate(victims)]

    found = page.reports(site, incidents)

    assert [one["id"] for one in found] == ["3", "1", "2"]
    assert [one["isSame"] for one in found] == [True, False, False]
    assert page.reports(None, incidents) == []


def test_a_call_is_about_no_more_structures_than_one_cause_may_have() -> None:
    assert len(told(declared=["a"] * 100).declared) == 100
    with pytest.raises(BadInput):
        told(declared=["a"] * 101)
