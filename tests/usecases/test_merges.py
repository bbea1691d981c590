"""Reports of one event become one incident: everything moves, nothing is lost, nothing is doubled."""

import asyncio
from datetime import timedelta

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.incidents import Incident, IncidentState, NationalReference, Severity, Source
from planblanc.domain.needs import NeedTold
from planblanc.domain.offers import Offered, OfferWanted
from planblanc.domain.plan_blanc import ActivationTold, PlanBlancLevel
from planblanc.domain.reports import ContactTold, ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import Site, VictimTold
from planblanc.store import incidents as stored
from planblanc.store import needs as stored_needs
from planblanc.store import offers as stored_offers
from planblanc.store import plan_blanc as stored_plan_blanc
from planblanc.store import requests as stored_requests
from planblanc.store import services as stored_services
from planblanc.usecases import incidents, merges, offers, plan_blanc
from planblanc.usecases.requests import Call
from tests.nights import ARS, HOSPITAL, NATION, NOW, OTHER_ARS, PORTAL, READER, TARBES, Night, told

NUMBER = NationalReference("2021-40-0001", 3)
BY_NAME = VictimTold(name="Hôpital de Dax", town="Dax")


async def two_reports(night: Night) -> tuple[Incident, Incident]:
    by_phone = await night.incident(victim=BY_NAME, contacts=(ContactTold("Cadre de garde", "06 00 00 00 00"),))
    by_portal = await night.incident(
        PORTAL,
        source=Source.PORTAL,
        national=NUMBER,
        severity=Severity.CRITICAL,
        contacts=(ContactTold("Directeur", "06 11 11 11 11"),),
        services=(ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW),),
    )
    return by_phone, by_portal


async def test_the_kept_incident_learns_what_it_did_not_know(night: Night) -> None:
    by_phone, by_portal = await two_reports(night)

    kept = await night.act(ARS, merges.merge, by_phone.id, by_portal.id, NOW)

    assert isinstance(kept.victim, Site)
    assert (kept.severity, kept.national, kept.source) == (Severity.CRITICAL, NUMBER, Source.PHONE)
    async with night.reading(ARS) as tx:
        assert await stored.by_number(tx, NUMBER.number) == await stored.read(tx, kept.id)
        (contacts,) = await stored.contacts_of(tx, [kept.id])
        (services,) = await stored_services.of_incidents(tx, [kept.id])
        gone = await stored.read(tx, by_portal.id)
    assert {contact.name for contact in contacts} == {"Cadre de garde", "Directeur"}
    assert [(service.domain, service.state) for service in services] == [("EMERGENCY", ServiceState.CLOSED)]
    assert (gone.state, gone.merged_into) == (IncidentState.MERGED, kept.id)


async def test_requests_move_with_their_needs_call_backs_and_plans_blancs(night: Night) -> None:
    kept, other = await two_reports(night)
    request = await night.request(other, call=Call("Cadre"), needs=(NeedTold(equipment_type="WORKSTATION", quantity=90),))
    activation = ActivationTold(PlanBlancLevel.PLAN_BLANC, True, "Directeur de garde")
    await night.act(HOSPITAL, plan_blanc.record, other.id, activation, NOW)

    await night.act(ARS, merges.merge, kept.id, other.id, NOW)

    async with night.reading(ARS) as tx:
        (moved,) = await stored_requests.of_incidents(tx, [kept.id])
        (needs,) = await stored_needs.of_requests(tx, [request.id])
        (activations,) = await stored_plan_blanc.of_incidents(tx, [kept.id])
    assert [found.id for found in moved] == [request.id]
    assert {need.incident for need in needs} == {kept.id}
    assert [found.decided_by for found in activations] == ["Directeur de garde"]


async def test_what_was_offered_for_the_merged_report_is_for_the_kept_one(night: Night) -> None:
    kept, other = await two_reports(night)
    lent = Offered(12, NOW, NOW + timedelta(days=10), equipment_type="WORKSTATION")
    offer = await night.act(ARS, offers.offer, OfferWanted(lent, offerer="Une entreprise", incident=other.id, speaker="Accueil"), NOW)

    await night.act(ARS, merges.merge, kept.id, other.id, NOW)

    async with night.reading(ARS) as tx:
        (moved,) = await stored_offers.by_ids(tx, [offer])
    assert moved is not None
    assert moved.incident == kept.id


async def test_a_later_revision_of_a_merged_report_reaches_the_kept_one(night: Night) -> None:
    kept = await night.incident(PORTAL, source=Source.PORTAL, national=NationalReference("2021-40-0009", 0))
    other = await night.incident(PORTAL, source=Source.PORTAL, national=NUMBER)
    await night.act(ARS, merges.merge, kept.id, other.id, NOW)
    report = told(source=Source.PORTAL, national=NationalReference(NUMBER.number, 4), severity=Severity.MAJOR)

    revised = await night.act(PORTAL, incidents.revise, other.id, report, NOW)

    assert (revised.id, revised.severity) == (kept.id, Severity.MAJOR)
    assert revised.national == NationalReference("2021-40-0009", 0)
    async with night.reading(ARS) as tx:
        assert (await stored.read(tx, other.id)).national == NationalReference(NUMBER.number, 4)


async def test_a_newer_state_of_a_service_stays(night: Night) -> None:
    kept = await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.DEGRADED, NOW),))
    other = await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED, NOW - timedelta(hours=1)),))

    await night.act(ARS, merges.merge, kept.id, other.id, NOW)

    async with night.reading(ARS) as tx:
        (services,) = await stored_services.of_incidents(tx, [kept.id])
    assert [service.state for service in services] == [ServiceState.DEGRADED]


async def test_what_is_not_one_event_is_not_merged(night: Night) -> None:
    dax = await night.incident()
    exercise = await night.incident(exercise=True)
    tarbes = await night.incident(NATION, finess=TARBES)

    with pytest.raises(TransitionRefused, match="exercice"):
        await night.act(ARS, merges.merge, dax.id, exercise.id, NOW)
    with pytest.raises(TransitionRefused, match="deux régions"):
        await night.act(NATION, merges.merge, dax.id, tarbes.id, NOW)
    with pytest.raises(BadInput):
        await night.act(ARS, merges.merge, dax.id, dax.id, NOW)


async def test_an_incident_is_merged_once(night: Night) -> None:
    kept, other = await two_reports(night)
    await night.act(ARS, merges.merge, kept.id, other.id, NOW)

    for first, second in ((kept, other), (other, kept)):
        with pytest.raises(TransitionRefused):
            await night.act(ARS, merges.merge, first.id, second.id, NOW)


async def test_of_two_opposite_merges_at_once_one_is_refused(night: Night) -> None:
    one, other = await two_reports(night)

    both = await asyncio.gather(
        night.act(ARS, merges.merge, one.id, other.id, NOW),
        night.act(ARS, merges.merge, other.id, one.id, NOW),
        return_exceptions=True,
    )

    assert sum(isinstance(outcome, TransitionRefused) for outcome in both) == 1


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, READER])
async def test_only_its_region_merges(night: Night, who: Actor) -> None:
    kept, other = await two_reports(night)

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, merges.merge, kept.id, other.id, NOW)
