"""Incidents are declared with whatever is known, revised, and ended by those who may."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, Refused, TransitionRefused
from planblanc.domain.incidents import IncidentState, NationalReference, Origin, Severity, Source
from planblanc.domain.reports import ContactTold, DeclarationEnd, IncidentChange, IncidentUpdate, ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import Entity, Site, Unlisted, VictimTold, warnings
from planblanc.store import incidents as stored
from planblanc.store import services as stored_services
from planblanc.usecases import charge, incidents
from tests.nights import (
    ARS,
    BORDEAUX,
    DAX,
    DAX_ENTITY,
    HOSPITAL,
    NATION,
    NOW,
    OTHER_ARS,
    OTHER_HOSPITAL,
    PORTAL,
    READER,
    SAMU,
    Night,
    told,
)


async def test_a_call_with_nothing_known_but_the_site_is_an_incident(night: Night) -> None:
    incident = await night.incident()

    assert isinstance(incident.victim, Site)
    assert (incident.region, incident.state, incident.origin) == ("75", IncidentState.REPORTED, Origin.UNKNOWN)
    assert await night.facts() == ["IncidentDeclared"]
    (line,) = await night.lines(incident.id)
    assert line["text"].startswith("Incident signalé par téléphone : ")


async def test_what_is_read_is_what_was_declared(night: Night) -> None:
    declared = await night.incident(
        category="RANSOMWARE",
        origin=Origin.MALICIOUS,
        severity=Severity.CRITICAL,
        summary="Serveurs et téléphone hors service",
        observed_at=NOW - timedelta(minutes=40),
        awareness_at=NOW,
        national=NationalReference("2021-40-0001", 0),
    )

    async with night.reading(ARS) as tx:
        assert await stored.read(tx, declared.id) == declared


async def test_a_number_dictated_with_spaces_is_understood(night: Night) -> None:
    incident = await night.incident(finess="40 000 0105")

    assert incident.victim.finess == DAX


async def test_the_number_of_the_entity_is_accepted_and_the_site_can_be_named_later(night: Night) -> None:
    incident = await night.incident(finess=DAX_ENTITY)
    assert isinstance(incident.victim, Entity)
    assert any("entité juridique" in warning for warning in warnings(incident.victim))

    updated = await night.act(ARS, incidents.update, incident.id, IncidentUpdate(victim=VictimTold(finess=DAX)), NOW)

    assert isinstance(updated.victim, Site)


async def test_a_structure_that_is_not_in_the_reference_is_accepted_by_its_name(night: Night) -> None:
    incident = await night.incident(victim=VictimTold(finess="400999993", name="EHPAD des Pins", town="Dax", department="40"))

    assert incident.victim == Unlisted("EHPAD des Pins", "Dax", "40", "400999993")
    assert any("n'est pas dans le référentiel" in warning for warning in warnings(incident.victim))


async def test_a_name_alone_is_placed_in_the_only_region_of_whoever_takes_the_call(night: Night) -> None:
    incident = await night.incident(victim=VictimTold(name="Laboratoire du Marensin"))

    assert incident.region == "75"


def test_a_wrong_key_is_a_warning() -> None:
    wrong = Unlisted("EHPAD des Pins", "Dax", "40", "400999990")

    assert any("clé" in warning for warning in warnings(wrong))


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"finess": "40000010"}, ("victim", "finess")),
        ({"finess": "4C0000105"}, ("victim", "finess")),
        ({"finess": "999999999"}, ("victim", "finess")),
        ({"victim": VictimTold()}, ("victim", "name")),
        ({"victim": VictimTold(name="X\u202etxt")}, ("victim", "name")),
        ({"victim": VictimTold(name="X\x00")}, ("victim", "name")),
        ({"victim": VictimTold(name="EHPAD", department="99")}, ("victim", "department")),
        ({"victim": VictimTold(name="EHPAD", region="00")}, ("victim", "region")),
        ({"victim": VictimTold(name="EHPAD", department="65", region="75")}, ("victim", "department")),
        ({"category": "UFO"}, ("category",)),
        ({"summary": "a" * 1_000_000}, ("summary",)),
        ({"occurred_at": NOW + timedelta(hours=1)}, ("occurred_at",)),
        ({"occurred_at": NOW, "observed_at": NOW - timedelta(hours=1)}, ("observed_at",)),
        ({"observed_at": NOW, "awareness_at": NOW - timedelta(hours=1)}, ("awareness_at",)),
        ({"contacts": (ContactTold("Cadre de garde", "n'importe quoi"),)}, ("contacts", "0", "phone")),
        ({"services": (ServiceTold("UFO", ServiceState.CLOSED),)}, ("services", "0", "domain")),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(night: Night, changed: dict[str, Any], path: tuple[str, ...]) -> None:
    with pytest.raises(BadInput) as refused:
        await night.incident(**changed)

    assert refused.value.path == path
    assert await night.facts() == []


async def test_several_regions_ask_which_one(night: Night) -> None:
    with pytest.raises(BadInput, match="Indiquez la région"):
        await night.incident(NATION, victim=VictimTold(name="Laboratoire"))


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, READER, SAMU])
async def test_nobody_declares_outside_their_scope(night: Night, who: Actor) -> None:
    with pytest.raises(Forbidden):
        await night.incident(who)


@pytest.mark.parametrize("finess", [DAX, DAX_ENTITY])
async def test_a_director_declares_for_the_site_and_for_the_entity(night: Night, finess: str) -> None:
    incident = await night.incident(HOSPITAL, finess=finess, source=Source.ESTABLISHMENT)

    async with night.reading(HOSPITAL) as tx:
        assert (await stored.read(tx, incident.id)).source is Source.ESTABLISHMENT


async def test_another_region_does_not_see_it(night: Night) -> None:
    incident = await night.incident()

    for stranger in (OTHER_ARS, OTHER_HOSPITAL):
        async with night.reading(stranger) as tx:
            with pytest.raises(NotFound):
                await stored.read(tx, incident.id)


async def test_a_national_number_is_declared_once(night: Night) -> None:
    national = NationalReference("2021-40-0001", 0)
    await night.incident(PORTAL, source=Source.PORTAL, national=national)

    with pytest.raises(AlreadyExists):
        await night.incident(PORTAL, source=Source.PORTAL, national=national)


async def test_a_revision_writes_over_what_it_tells_and_leaves_the_rest(night: Night) -> None:
    incident = await night.incident(summary="Téléphone coupé", severity=Severity.MAJOR)
    report = told(source=Source.PORTAL, origin=Origin.MALICIOUS, category="NEW_CODE", national=NationalReference("2021-40-0001", 2))

    revised = await night.act(PORTAL, incidents.revise, incident.id, report, NOW)

    assert (revised.origin, revised.severity, revised.summary) == (Origin.MALICIOUS, Severity.MAJOR, "Téléphone coupé")
    assert (revised.category, revised.national) == ("UNKNOWN", NationalReference("2021-40-0001", 2))


async def test_a_revision_never_writes_an_older_state_over_a_newer_one(night: Night) -> None:
    incident = await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW),))
    report = told(source=Source.PORTAL, services=(ServiceTold("EMERGENCY", ServiceState.OPEN, NOW - timedelta(hours=1)),))

    await night.act(PORTAL, incidents.revise, incident.id, report, NOW)

    async with night.reading(ARS) as tx:
        (services,) = await stored_services.of_incidents(tx, [incident.id])
    assert [service.state for service in services] == [ServiceState.CLOSED]


async def test_an_update_leaves_what_it_does_not_say(night: Night) -> None:
    incident = await night.incident(severity=Severity.MAJOR, summary="Téléphone coupé")

    updated = await night.act(ARS, incidents.update, incident.id, IncidentUpdate(IncidentChange(origin=Origin.NOT_MALICIOUS)), NOW)

    assert (updated.origin, updated.severity, updated.summary) == (Origin.NOT_MALICIOUS, Severity.MAJOR, "Téléphone coupé")


async def test_an_update_that_says_nothing_is_refused_and_leaves_no_line(night: Night) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput):
        await night.act(ARS, incidents.update, incident.id, IncidentUpdate(), NOW)

    assert [line["act"] for line in await night.lines(incident.id)] == ["incident.declared"]


async def test_an_update_is_checked_as_a_report_is(night: Night) -> None:
    incident = await night.incident(observed_at=NOW)

    for change in (IncidentChange(category="UFO"), IncidentChange(awareness_at=NOW - timedelta(hours=1))):
        with pytest.raises(BadInput):
            await night.act(ARS, incidents.update, incident.id, IncidentUpdate(change), NOW)


async def test_the_victim_stays_in_its_region(night: Night) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, incidents.update, incident.id, IncidentUpdate(victim=VictimTold(finess="650000417")), NOW)

    assert refused.value.path == ("victim",)


async def test_the_life_of_an_incident(night: Night) -> None:
    incident = await night.active()

    assert (await night.act(ARS, incidents.stabilise, incident.id, NOW)).state is IncidentState.STABILISED
    assert (await night.act(ARS, incidents.reactivate, incident.id, "Rechute", NOW)).state is IncidentState.ACTIVE
    await night.act(ARS, incidents.stabilise, incident.id, NOW)
    closed = await night.act(ARS, incidents.close, incident.id, "Retour à la normale", NOW)

    assert closed.ending is not None
    assert closed.ending.reason == "Retour à la normale"
    acts = [line["act"] for line in await night.lines(incident.id)]
    assert acts[-4:] == ["incident.stabilised", "incident.reactivated", "incident.stabilised", "incident.closed"]


async def test_steps_that_are_not_in_the_table_are_refused(night: Night) -> None:
    incident = await night.incident()

    for verb in (incidents.close, incidents.reactivate):
        with pytest.raises(TransitionRefused):
            await night.act(ARS, verb, incident.id, "Motif", NOW)
    with pytest.raises(TransitionRefused):
        await night.act(ARS, incidents.stabilise, incident.id, NOW)


async def test_nothing_changes_once_it_is_dismissed(night: Night) -> None:
    incident = await night.incident()
    await night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW)

    with pytest.raises(TransitionRefused, match="écarté"):
        await night.act(ARS, charge.take, incident.id, None, NOW)
    with pytest.raises(TransitionRefused):
        await night.act(ARS, incidents.dismiss, incident.id, "Encore", NOW)


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, HOSPITAL, READER, SAMU])
async def test_only_its_region_conducts_an_incident(night: Night, who: Actor) -> None:
    incident = await night.incident()

    for verb in (incidents.dismiss, incidents.close, incidents.reactivate):
        with pytest.raises((Forbidden, NotFound)):
            await night.act(who, verb, incident.id, "Motif", NOW)
    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, incidents.update, incident.id, IncidentUpdate(), NOW)


async def test_the_portal_alone_never_ends_a_crisis_that_somebody_conducts(night: Night) -> None:
    incident = await night.active()

    ended = await night.act(PORTAL, incidents.end_declaration, incident.id, DeclarationEnd(dismissed=True), NOW)

    assert ended.state is IncidentState.ACTIVE
    assert "reste actif" in (await night.lines(incident.id))[-1]["text"]


async def test_the_portal_dismisses_what_nobody_has_taken_up(night: Night) -> None:
    incident = await night.incident()

    ended = await night.act(PORTAL, incidents.end_declaration, incident.id, DeclarationEnd(dismissed=True), NOW)

    assert ended.state is IncidentState.DISMISSED


async def test_of_two_who_dismiss_at_once_one_is_refused(night: Night) -> None:
    incident = await night.incident()

    both = await asyncio.gather(
        *(night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW) for _ in range(2)), return_exceptions=True
    )

    assert sum(isinstance(outcome, TransitionRefused) for outcome in both) == 1
    assert (await night.facts()).count("IncidentDismissed") == 1


async def test_an_exercise_says_so_in_every_line(night: Night) -> None:
    incident = await night.incident(exercise=True)

    assert all(line["text"].startswith("EXERCICE. ") for line in await night.lines(incident.id))


async def test_two_reports_of_one_night_are_likely_duplicates(night: Night) -> None:
    by_name = await night.incident(victim=VictimTold(name="Hôpital", town="Dax"))
    by_number = await night.incident()
    night.later(hours=49)
    await night.incident()
    await night.incident(finess=BORDEAUX)

    async with night.reading(ARS) as tx:
        found = await stored.duplicates_of(tx, [by_name, by_number])

    assert [[other.id for other in others] for others in found] == [[by_number.id], [by_name.id]]


async def test_an_incident_that_is_over_has_no_likely_duplicate(night: Night) -> None:
    first = await night.incident()
    await night.incident()
    dismissed = await night.act(ARS, incidents.dismiss, first.id, "Fausse alerte", NOW)

    async with night.reading(ARS) as tx:
        assert await stored.duplicates_of(tx, [dismissed]) == [()]


async def test_a_refusal_is_a_word_of_the_domain(night: Night) -> None:
    with pytest.raises(Refused) as refused:
        await night.incident(OTHER_ARS)

    assert refused.value.code == "FORBIDDEN"
    assert "hors de votre périmètre" in refused.value.message
