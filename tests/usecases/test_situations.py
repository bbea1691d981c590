"""A situation report is drawn from data, issued under a number, kept as it was, and says what changed since the one before."""

import asyncio
import hashlib
import json
from uuid import UUID

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound
from planblanc.domain.perimeter import Rung
from planblanc.domain.reconnections import CutTold, LinkKind
from planblanc.domain.reports import ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.situation import IncidentSituation, RegionSituation, SituationReport
from planblanc.planning.run import Solver
from planblanc.store.queries import parse
from planblanc.usecases import approvals, call_backs, incidents, reconnections, rungs, services, situations
from planblanc.usecases.situations import SituationWanted
from tests.nights import ARS, HOSPITAL, NATION, NOW, OTHER_ARS, OTHER_HOSPITAL, READER, SAMU, TARBES, Night
from tests.usecases import dax
from tests.usecases.dax import NIGHT, Crisis
from tests.usecases.test_requests import CONFIRMED

CONTENT = parse(
    """
-- name: list_contents
-- The bytes that are kept, in order.
SELECT content FROM situation_report ORDER BY number
""",
    "situations",
)
STEPS = """UPDATE engagement
SET state = 'ARRIVED', received_quantity = quantity - 2, received_at = :at, received_by_name = 'x', awaits_more = false
WHERE id = (SELECT id FROM engagement ORDER BY quantity DESC, id LIMIT 1) RETURNING quantity"""


async def issued(night: Night, wanted: SituationWanted, who: Actor = ARS) -> SituationReport:
    key = await night.act(who, situations.issue, wanted, night.now)
    async with night.reading(who) as tx:
        return await situations.read(tx, who, key)


async def draft(night: Night, wanted: SituationWanted, who: Actor = ARS) -> SituationReport:
    async with night.reading(who) as tx:
        return await situations.draft(tx, who, wanted, night.now)


async def test_each_report_says_what_changed_since_the_one_before(night: Night) -> None:
    incident = (await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED),))).id
    wanted = SituationWanted(incident)

    first = await issued(night, wanted)
    await night.act(ARS, services.update, incident, [ServiceTold("EMERGENCY", ServiceState.DEGRADED)], night.later(hours=6))
    await night.act(ARS, rungs.authorise, incident, rungs.Decision(Rung.ADJACENT_REGION, "Trop peu de postes"), night.now)
    await night.act(ARS, reconnections.cut, incident, CutTold(LinkKind.NETWORK, "CHU"), night.now)
    second = await issued(night, wanted)
    third = await draft(night, wanted)

    assert (first.number, first.changes, first.previous_at) == (1, (), None)
    assert (second.number, second.previous_at) == (2, NOW)
    assert second.changes == (
        "Urgences : en mode dégradé (avant : fermé).",
        "Lien coupé : CHU (réseau).",
        "Décidé : échelon « région voisine » ouvert.",
    )
    assert (third.number, third.changes, third.issued) == (3, (), None)
    assert [line["text"] for line in await night.lines(incident) if line["act"] == "situation.reported"] == [
        "Point de situation n° 1.",
        "Point de situation n° 2.",
    ]


async def test_it_is_kept_as_it_was_with_the_hash_of_the_one_before(night: Night) -> None:
    incident = (await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED),))).id
    first = await issued(night, SituationWanted(incident))
    await night.act(ARS, services.update, incident, [ServiceTold("EMERGENCY", ServiceState.OPEN)], night.later(hours=6))
    second = await issued(night, SituationWanted(incident))

    assert first.issued is not None
    assert second.issued is not None
    async with night.reading(READER) as tx:
        assert await situations.read(tx, READER, first.issued.id) == first
        kept = [bytes(row["content"]) for row in await tx.rows(CONTENT["list_contents"])]
    assert [hashlib.sha256(content).hexdigest() for content in kept] == [first.issued.sha256, second.issued.sha256]
    assert [json.loads(content)["previous_sha256"] for content in kept] == [None, first.issued.sha256]
    assert isinstance(first.situation, IncidentSituation)
    assert first.situation.services[0].state is ServiceState.CLOSED


async def test_two_who_report_at_once_get_two_numbers(night: Night) -> None:
    incident = (await night.incident()).id

    await asyncio.gather(*(night.act(ARS, situations.issue, SituationWanted(incident), NOW) for _ in range(4)))

    assert (await draft(night, SituationWanted(incident))).number == 5


async def test_what_is_asked_on_the_way_on_site_and_received_is_counted(crisis: Crisis, solver: Solver) -> None:
    async with crisis.acting() as tx:
        await call_backs.verify(tx, dax.ARS, crisis.request, CONFIRMED, NIGHT)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await approvals.approve(tx, dax.ARS, plan, crisis.incident, NIGHT)
    ((arrived,),) = await crisis.sql(STEPS, at=NIGHT)

    async with crisis.acting() as tx:
        told = (await situations.draft(tx, dax.ARS, SituationWanted(crisis.incident), NIGHT)).situation

    assert isinstance(told, IncidentSituation)
    (need,) = told.needs
    sent = sum(line.quantity for line in (await crisis.read(plan)).lines)
    assert isinstance(arrived, int)
    assert (need.wanted, need.on_site, need.received) == (90, arrived - 2, arrived - 2)
    assert need.asked == sent - arrived
    assert need.missing == 90 - (sent - 2)


async def test_a_region_tells_of_all_its_open_incidents_the_gravest_first(night: Night) -> None:
    dax_incident = await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED),))
    bordeaux = await night.incident(finess="330781360")
    await night.incident(finess=TARBES, who=OTHER_ARS)
    await night.incident(exercise=True)

    first = await issued(night, SituationWanted(region="75"))
    await night.act(ARS, incidents.dismiss, bordeaux.id, "Fausse alerte", night.later(hours=1))
    second = await issued(night, SituationWanted(region="75"))
    exercises = await issued(night, SituationWanted(region="75", exercise=True))

    assert isinstance(first.situation, RegionSituation)
    assert [one.incident for one in first.situation.incidents] == [dax_incident.id, bordeaux.id]
    assert (second.number, exercises.number) == (2, 1)
    assert second.changes == (f"N'est plus ouvert : {first.situation.incidents[1].victim}.",)
    assert isinstance(exercises.situation, RegionSituation)
    assert len(exercises.situation.incidents) == 1
    texts = [line["text"] for line in await night.lines("75") if line["act"] == "situation.reported"]
    assert texts == ["Point de situation n° 1.", "Point de situation n° 2.", "EXERCICE. Point de situation n° 1."]


@pytest.mark.parametrize("who", [ARS, NATION, READER, HOSPITAL])
async def test_it_is_read_by_who_follows_the_incident(night: Night, who: Actor) -> None:
    incident = (await night.incident(services=(ServiceTold("EMERGENCY", ServiceState.CLOSED),))).id

    told = (await draft(night, SituationWanted(incident), who)).situation

    assert isinstance(told, IncidentSituation)
    assert told.services_down == 1


@pytest.mark.parametrize("who", [OTHER_ARS, OTHER_HOSPITAL, SAMU])
async def test_nobody_else_reads_it(night: Night, who: Actor) -> None:
    incident = (await night.incident()).id
    report = await issued(night, SituationWanted(incident))

    with pytest.raises((Forbidden, NotFound)):
        await draft(night, SituationWanted(incident), who)
    async with night.reading(who) as tx:
        with pytest.raises((Forbidden, NotFound)):
            await situations.read(tx, who, report.issued.id if report.issued else UUID(int=0))


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, SAMU])
async def test_the_report_of_a_region_is_not_a_site_s_nor_a_neighbour_s(night: Night, who: Actor) -> None:
    report = await issued(night, SituationWanted(region="75"))

    with pytest.raises(Forbidden):
        await draft(night, SituationWanted(region="75"), who)
    async with night.reading(who) as tx:
        with pytest.raises((Forbidden, NotFound)):
            await situations.read(tx, who, report.issued.id if report.issued else UUID(int=0))


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, READER, SAMU])
async def test_nobody_else_issues_it(night: Night, who: Actor) -> None:
    incident = (await night.incident()).id

    for wanted in (SituationWanted(incident), SituationWanted(region="75")):
        with pytest.raises((Forbidden, NotFound)):
            await night.act(who, situations.issue, wanted, NOW)


@pytest.mark.parametrize("wanted", [SituationWanted(), SituationWanted(region="99")])
async def test_a_report_of_nothing_is_refused(night: Night, wanted: SituationWanted) -> None:
    with pytest.raises((BadInput, NotFound)):
        await draft(night, wanted)


async def test_a_report_of_two_things_is_refused(night: Night) -> None:
    incident = (await night.incident()).id

    with pytest.raises(BadInput):
        await draft(night, SituationWanted(incident, "75"))
