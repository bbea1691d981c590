"""Help is asked for with whatever is known, verified by a call-back, and no longer wanted when it is said so."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from planblanc.domain.access import Actor, Channel
from planblanc.domain.call_backs import CallBackTold, NumberFrom
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, ToVerifyFirst, TransitionRefused
from planblanc.domain.identity import RequestId, establishment_id
from planblanc.domain.needs import NeedTold
from planblanc.domain.requests import NeedKind, RequestState, WantedBy
from planblanc.domain.victims import VictimTold
from planblanc.store import call_backs as stored_call_backs
from planblanc.store import needs as stored_needs
from planblanc.store import requests as stored
from planblanc.usecases import call_backs, incidents, requests
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import Call
from tests.nights import ARS, DAX, DAX_ENTITY, HOSPITAL, LET_IN, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, Night

CALL = Call("Cadre de garde", "06 00 00 00 00")
WORKSTATIONS = NeedTold(equipment_type="WORKSTATION", quantity=90, wanted_by=WantedBy.H12)
CONFIRMED = CallBackTold("05 58 00 00 00", NumberFrom.DIRECTORY, "Directeur de garde", confirmed=True)


async def needs_of(night: Night, request: RequestId) -> Any:
    async with night.reading(ARS) as tx:
        return (await stored_needs.of_requests(tx, [request]))[0]


async def test_a_call_with_a_pack_and_nothing_else_known_is_to_verify_and_has_its_needs(night: Night) -> None:
    request = await night.request(await night.incident(), call=CALL, packs=("FIRST_24H",))

    assert request.state is RequestState.TO_VERIFY
    assert request.place.site == establishment_id(DAX)
    needs = await needs_of(night, request.id)
    assert {need.kind for need in needs} == set(NeedKind)
    assert all(need.pack == "FIRST_24H" for need in needs)
    assert await night.facts() == ["IncidentDeclared", "HelpRequested"]
    line = (await night.lines(request.incident))[-1]
    assert line["text"].startswith("Demande d'aide ouverte par téléphone, à vérifier par un contre-appel : ")
    assert (line["channel"], line["on_behalf_of"]) == (Channel.PHONE, "Cadre de garde")
    assert "06 00" not in str(line)


async def test_a_site_that_is_in_no_doubt_opens_its_own_request(night: Night) -> None:
    request = await night.request(await night.incident(), HOSPITAL, needs=(WORKSTATIONS,))

    assert request.state is RequestState.OPEN
    async with night.reading(HOSPITAL) as tx:
        assert await stored.read(tx, request.id) == request


async def test_what_is_not_known_is_assumed_and_says_so(night: Night) -> None:
    request = await night.request(await night.incident(), needs=(NeedTold(competence="FORENSICS"),))

    (need,) = await needs_of(night, request.id)
    assert (need.least_level, need.quantity, need.wanted_by, need.wanted_at) == (2, 1, WantedBy.ASAP, None)
    assert need.ends_at == NOW + timedelta(hours=72)
    assert set(need.assumed) == {"least_level", "quantity", "wanted_by", "starts_at", "ends_at", "criticality"}


@pytest.mark.parametrize(("state", "who"), [("SUSPECT", HOSPITAL), ("COMPROMISED", LET_IN)], ids=["SUSPECT", "COMPROMISED"])
async def test_what_a_site_in_doubt_asks_is_to_verify(night: Night, state: str, who: Actor) -> None:
    incident = await night.incident()
    await night.doubt(DAX, state)

    assert (await night.request(incident, who)).state is RequestState.TO_VERIFY


async def test_a_site_in_doubt_escapes_no_call_back_by_the_name_of_its_entity(night: Night) -> None:
    await night.doubt(DAX, "COMPROMISED")
    incident = await night.incident(LET_IN, finess=DAX_ENTITY)

    request = await night.request(incident, LET_IN)

    assert request.state is RequestState.TO_VERIFY
    with pytest.raises(ToVerifyFirst):
        await night.act(ARS, call_backs.verify, request.id, replace(CONFIRMED, number_from=NumberFrom.CALLER), NOW)


async def test_a_site_in_doubt_adds_nothing_to_what_was_verified(night: Night) -> None:
    request = await night.request(await night.incident(), HOSPITAL)
    await night.doubt(DAX, "SUSPECT")

    with pytest.raises(ToVerifyFirst):
        await night.act(HOSPITAL, requests.add_needs, request.id, NeedsWanted((WORKSTATIONS,)), NOW)


async def test_needs_are_added_after_those_that_are_there(night: Night) -> None:
    request = await night.request(await night.incident(), call=CALL, needs=(WORKSTATIONS,))

    await night.act(ARS, requests.add_needs, request.id, NeedsWanted((NeedTold(service_domain="TELEPHONY"),)), night.later(hours=4))

    first, second = await needs_of(night, request.id)
    assert (first.position, second.position) == (1, 2)
    assert first.wanted_at == NOW + timedelta(hours=12)
    assert (await night.lines(request.incident))[-1]["text"] == "Besoins ajoutés : 1 besoin, procédure Téléphonie."


@pytest.mark.parametrize(
    ("need", "path"),
    [
        (NeedTold(), ("needs", "0")),
        (NeedTold(competence="FORENSICS", equipment_type="WORKSTATION"), ("needs", "0")),
        (NeedTold(competence="UFO"), ("needs", "0", "competence")),
        (NeedTold(equipment_type="UFO"), ("needs", "0", "equipment_type")),
        (NeedTold(service_domain="UFO"), ("needs", "0", "service_domain")),
        (NeedTold(competence="FORENSICS", least_level=4), ("needs", "0", "least_level")),
        (NeedTold(equipment_type="WORKSTATION", least_level=1), ("needs", "0", "least_level")),
        (NeedTold(equipment_type="WORKSTATION", quantity=0), ("needs", "0", "quantity")),
        (NeedTold(equipment_type="WORKSTATION", quantity=-1), ("needs", "0", "quantity")),
        (NeedTold(equipment_type="WORKSTATION", quantity=10**9), ("needs", "0", "quantity")),
        (NeedTold(service_domain="TELEPHONY", quantity=2), ("needs", "0", "quantity")),
        (NeedTold(equipment_type="WORKSTATION", starts_at=NOW, ends_at=NOW), ("needs", "0", "ends_at")),
        (NeedTold(equipment_type="WORKSTATION", ends_at=NOW - timedelta(hours=1)), ("needs", "0", "ends_at")),
        (NeedTold(equipment_type="WORKSTATION", starts_at=NOW - timedelta(days=1)), ("needs", "0", "starts_at")),
        (NeedTold(equipment_type="WORKSTATION", ends_at=NOW + timedelta(days=1000)), ("needs", "0", "ends_at")),
        (NeedTold(equipment_type="WORKSTATION", wanted_by=WantedBy.RDV), ("needs", "0", "wanted_at")),
        (NeedTold(equipment_type="WORKSTATION", wanted_by=WantedBy.RDV, wanted_at=NOW), ("needs", "0", "wanted_at")),
        (NeedTold(equipment_type="WORKSTATION", wanted_at=NOW), ("needs", "0", "wanted_at")),
        (NeedTold(equipment_type="WORKSTATION", wanted_by=WantedBy.H4, ends_at=NOW + timedelta(hours=3)), ("needs", "0", "wanted_by")),
        (NeedTold(equipment_type="WORKSTATION", note="a\u2066b"), ("needs", "0", "note")),
    ],
)
async def test_a_need_that_makes_no_sense_is_refused_and_nothing_is_written(night: Night, need: NeedTold, path: tuple[str, ...]) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput) as refused:
        await night.request(incident, needs=(need, WORKSTATIONS))

    assert refused.value.path == path
    async with night.reading(ARS) as tx:
        assert await stored.of_incidents(tx, [incident.id]) == [()]


async def test_a_team_comes_with_its_lead_and_a_qualified_provider_is_asked_for(night: Night) -> None:
    lead = NeedTold(competence="INVESTIGATION_LEAD", team="Investigation", is_lead=True, pris_qualified=True)
    analysts = NeedTold(competence="FORENSICS", quantity=2, team="Investigation", pris_qualified=True)

    request = await night.request(await night.incident(), needs=(lead, analysts))

    async with night.reading(ARS) as tx:
        ((first, second),) = await stored_needs.of_requests(tx, [request.id])
    assert (first.team, first.is_lead, first.pris_qualified) == ("Investigation", True, True)
    assert (second.team, second.is_lead, second.pris_qualified) == ("Investigation", False, True)


MEMBER = NeedTold(competence="NETWORK", team="Réseau")
LEAD = replace(MEMBER, is_lead=True)


@pytest.mark.parametrize(
    ("needs", "path"),
    [
        ((MEMBER, MEMBER), ("needs", "1", "is_lead")),
        ((LEAD, MEMBER, LEAD), ("needs", "2", "is_lead")),
        ((NeedTold(competence="NETWORK", is_lead=True),), ("needs", "0", "is_lead")),
        ((replace(WORKSTATIONS, team="Postes"),), ("needs", "0", "team")),
        ((replace(WORKSTATIONS, pris_qualified=True),), ("needs", "0", "pris_qualified")),
        ((NeedTold(competence="NETWORK", pris_qualified=True),), ("needs", "0", "pris_qualified")),
        ((replace(LEAD, team="x" * 81),), ("needs", "0", "team")),
        ((replace(LEAD, team=" "),), ("needs", "0", "team")),
    ],
)
async def test_a_team_without_its_lead_or_a_qualification_without_people_is_refused(
    night: Night, needs: tuple[NeedTold, ...], path: tuple[str, ...]
) -> None:
    with pytest.raises(BadInput) as refused:
        await night.request(await night.incident(), needs=needs)

    assert refused.value.path == path


async def test_a_team_grows_by_members_but_keeps_one_lead(night: Night) -> None:
    request = await night.request(await night.incident(), needs=(LEAD,))
    await night.act(ARS, requests.add_needs, request.id, NeedsWanted((MEMBER,)), NOW)

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, requests.add_needs, request.id, NeedsWanted((LEAD,)), NOW)

    assert refused.value.path == ("needs", "0", "is_lead")


async def test_a_lead_is_the_last_of_its_team_to_be_cancelled(night: Night) -> None:
    request = await night.request(await night.incident(), needs=(LEAD, MEMBER))
    async with night.reading(ARS) as tx:
        ((lead, member),) = await stored_needs.of_requests(tx, [request.id])

    with pytest.raises(TransitionRefused, match="annulez d'abord les autres besoins"):
        await night.act(ARS, requests.cancel_need, lead.id, "Prêté", NOW)
    for need in (member, lead):
        await night.act(ARS, requests.cancel_need, need.id, "Prêté", NOW)


async def test_an_unknown_pack_is_refused(night: Night) -> None:
    with pytest.raises(BadInput) as refused:
        await night.request(await night.incident(), packs=("FIRST_24H", "UFO"))

    assert refused.value.path == ("packs", "1")


async def test_a_pack_is_not_added_twice(night: Night) -> None:
    request = await night.request(await night.incident(), packs=("FIRST_24H",))

    with pytest.raises(AlreadyExists):
        await night.act(ARS, requests.add_needs, request.id, NeedsWanted(packs=("FIRST_24H",)), NOW)


@pytest.mark.parametrize(
    ("victim", "site", "is_assumed"),
    [
        (VictimTold(finess=DAX), establishment_id(DAX), False),
        (VictimTold(finess=DAX_ENTITY), establishment_id(DAX), True),
        (VictimTold(name="EHPAD", town="Dax", department="40"), None, True),
        (VictimTold(name="EHPAD", department="40"), None, True),
        (VictimTold(name="EHPAD"), None, True),
    ],
)
async def test_help_is_wanted_where_the_victim_is_or_is_likely_to_be(night: Night, victim: VictimTold, site: Any, is_assumed: bool) -> None:
    request = await night.request(await night.incident(victim=victim), packs=("FIRST_24H",))

    assert (request.place.site, request.place.is_assumed) == (site, is_assumed)


async def test_a_site_of_the_same_entity_may_be_where_help_is_wanted(night: Night) -> None:
    incident = await night.incident()

    request = await night.request(incident, site="400787354")

    assert request.place.site == establishment_id("400787354")
    with pytest.raises(BadInput):
        await night.request(incident, site="330781360")


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, READER, SAMU])
async def test_nobody_asks_for_the_incident_of_others(night: Night, who: Actor) -> None:
    incident = await night.incident()

    with pytest.raises((Forbidden, NotFound)):
        await night.request(incident, who)


async def test_nothing_is_asked_for_an_incident_that_is_over(night: Night) -> None:
    incident = await night.incident()
    await night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW)

    with pytest.raises(TransitionRefused):
        await night.request(incident)


async def test_an_incident_that_ends_while_help_is_asked_leaves_no_request_behind(night: Night) -> None:
    incident = await night.incident()

    await asyncio.gather(
        *(night.request(incident, HOSPITAL) for _ in range(4)),
        night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW),
        return_exceptions=True,
    )

    async with night.reading(ARS) as tx:
        (left,) = await stored.of_incidents(tx, [incident.id])
    assert {request.state for request in left} <= {RequestState.CANCELLED}


async def test_a_call_back_that_confirms_opens_the_request(night: Night) -> None:
    request = await night.request(await night.incident(), call=CALL)

    verified = await night.act(ARS, call_backs.verify, request.id, CONFIRMED, NOW)

    assert verified.state is RequestState.OPEN
    async with night.reading(ARS) as tx:
        (made,) = await stored_call_backs.of_requests(tx, [request.id])
    assert [call.told for call in made] == [CONFIRMED]
    assert "RequestVerified" in await night.facts()


async def test_a_call_back_that_does_not_confirm_leaves_it_to_verify(night: Night) -> None:
    request = await night.request(await night.incident(), call=CALL)

    known = await night.act(ARS, call_backs.verify, request.id, replace(CONFIRMED, confirmed=False), NOW)

    assert known.state is RequestState.TO_VERIFY
    assert "n'est pas confirmée" in (await night.lines(request.incident))[-1]["text"]


async def test_a_site_in_doubt_is_called_back_on_a_number_known_before(night: Night) -> None:
    request = await night.request(await night.incident(), call=CALL)
    await night.doubt(DAX, "COMPROMISED")

    with pytest.raises(ToVerifyFirst):
        await night.act(ARS, call_backs.verify, request.id, replace(CONFIRMED, number_from=NumberFrom.CALLER), NOW)


async def test_two_call_backs_at_once_open_it_once(night: Night) -> None:
    request = await night.request(await night.incident(), call=CALL)

    both = await asyncio.gather(*(night.act(ARS, call_backs.verify, request.id, CONFIRMED, NOW) for _ in range(2)), return_exceptions=True)

    assert sum(isinstance(outcome, TransitionRefused) for outcome in both) == 1


@pytest.mark.parametrize("verb", ["verify", "add"])
async def test_who_ends_an_incident_and_who_changes_its_request_never_wait_for_each_other(night: Night, verb: str) -> None:
    request = await night.request(await night.incident(), call=CALL)
    begun = asyncio.Event()

    async def change() -> None:
        async with night.database.transaction(ARS) as tx:
            await stored.hold(tx, request.id)
            begun.set()
            await asyncio.sleep(0.3)
            if verb == "verify":
                await call_backs.verify(tx, ARS, request.id, CONFIRMED, NOW)
            else:
                await requests.add_needs(tx, ARS, request.id, NeedsWanted((WORKSTATIONS,)), NOW)

    async def end() -> None:
        await begun.wait()
        await night.act(ARS, incidents.dismiss, request.incident, "Fausse alerte", NOW)

    await asyncio.gather(change(), end())

    async with night.reading(ARS) as tx:
        assert (await stored.read(tx, request.id)).state is RequestState.CANCELLED


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, HOSPITAL, READER])
async def test_only_its_region_verifies_a_request(night: Night, who: Actor) -> None:
    request = await night.request(await night.incident(), call=CALL)

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, call_backs.verify, request.id, CONFIRMED, NOW)


async def test_a_request_and_a_need_are_cancelled_once(night: Night) -> None:
    request = await night.request(await night.incident(), needs=(WORKSTATIONS, WORKSTATIONS))
    first, second = await needs_of(night, request.id)

    assert (await night.act(HOSPITAL, requests.cancel_need, first.id, "Prêtés par la mairie", NOW)).is_cancelled
    with pytest.raises(TransitionRefused):
        await night.act(ARS, requests.cancel_need, first.id, "Encore", NOW)
    assert (await night.act(ARS, requests.cancel, request.id, "Retour à la normale", NOW)).state is RequestState.CANCELLED
    for verb, key in ((requests.cancel, request.id), (requests.cancel_need, second.id)):
        with pytest.raises(TransitionRefused):
            await night.act(ARS, verb, key, "Encore", NOW)


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, READER])
async def test_nobody_cancels_or_adds_for_others(night: Night, who: Actor) -> None:
    request = await night.request(await night.incident(), needs=(WORKSTATIONS,))
    (need,) = await needs_of(night, request.id)

    for verb, key in ((requests.cancel, request.id), (requests.cancel_need, need.id)):
        with pytest.raises((Forbidden, NotFound)):
            await night.act(who, verb, key, "Motif", NOW)
    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, requests.add_needs, request.id, NeedsWanted((WORKSTATIONS,)), NOW)
