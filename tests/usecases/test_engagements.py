"""An engagement goes on, step by step, and what makes no sense is refused."""

import asyncio

import pytest
import pytest_asyncio

from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.incidents import Source
from planblanc.domain.reports import IncidentTold
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Solver
from planblanc.store import missions as stored
from planblanc.usecases import engagement_answers, engagements, incidents, receipts
from planblanc.usecases.engagements import Cancellation, Step
from planblanc.usecases.receipts import ReceiptWanted, ReportWanted
from tests.nights import READER, SAMU
from tests.usecases import engaged
from tests.usecases.dax import HOSPITAL, NEIGHBOUR, NIGHT, Doors
from tests.usecases.engaged import Sent, after, manager

ARRIVED, COMPLETED, DEPARTED, RETURNED = (EngagementState(word) for word in ("ARRIVED", "COMPLETED", "DEPARTED", "RETURNED"))
HELD = "SELECT count(*)::integer FROM engagement_unit WHERE holds AND engagement_id = :id"


@pytest_asyncio.fixture
async def technician(doors: Doors, solver: Solver) -> Sent:
    """One person is engaged."""
    return await engaged.sent(doors, solver, engaged.TECHNICIAN)


@pytest_asyncio.fixture
async def machines(doors: Doors, solver: Solver) -> Sent:
    """Ninety workstations are asked of several lenders."""
    return await engaged.sent(doors, solver)


async def test_a_person_departs_arrives_and_returns(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.alerted(key)

    for minutes, state in enumerate((DEPARTED, ARRIVED, COMPLETED, RETURNED), 1):
        await technician.step(key, state, after(minutes=minutes))

    mission = await technician.read(key)
    assert mission.state is RETURNED
    assert list(mission.times.values()) == [NIGHT, *(after(minutes=minutes) for minutes in range(1, 5))]
    assert await technician.crisis.sql(HELD, id=key) == [(0,)]
    assert await technician.facts("EngagementAdvanced") == 4


async def test_an_arrival_declared_before_the_departure_is_refused(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.on_the_way(key)

    with pytest.raises(BadInput, match="avant l'étape précédente"):
        await technician.step(key, ARRIVED, after(hours=2), declared_at=after(minutes=10))

    assert (await technician.read(key)).state is DEPARTED


async def test_an_arrival_to_come_is_refused(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.on_the_way(key)

    with pytest.raises(BadInput, match="dans le futur"):
        await technician.step(key, ARRIVED, after(minutes=30), declared_at=after(hours=2))


async def test_no_step_is_taken_back(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.alerted(key)
    await technician.step(key, ARRIVED, after(hours=1))

    with pytest.raises(TransitionRefused, match="est arrivé : il ne peut pas devenir parti"):
        await technician.step(key, DEPARTED, after(hours=2))


async def test_the_database_itself_refuses_a_step_back(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.step(key, ARRIVED, after(hours=1))

    with pytest.raises(BadInput):
        await technician.crisis.sql("UPDATE engagement SET state = 'ALERTED' WHERE id = :id RETURNING id", id=key)


async def test_the_lender_says_where_its_own_is(machines: Sent) -> None:
    key = machines.engagements[0]
    lender = manager((await machines.read(key)).engagement.lender_id)
    await machines.alerted(key)

    await machines.act(engagements.advance, key, Step(DEPARTED), who=lender)

    assert (await machines.read(key)).state is DEPARTED


async def test_another_lender_is_refused(machines: Sent) -> None:
    first, second = machines.engagements[:2]
    stranger = manager((await machines.read(second)).engagement.lender_id)

    with pytest.raises(NotFound):
        await machines.act(engagements.advance, first, Step(DEPARTED), who=stranger)


async def test_the_neighbouring_agency_is_refused(technician: Sent) -> None:
    with pytest.raises(NotFound):
        await technician.act(engagements.advance, technician.engagements[0], Step(DEPARTED), who=NEIGHBOUR)


async def test_the_hour_of_arrival_is_updated_until_it_arrives(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.on_the_way(key)
    await technician.act(engagements.update_eta, key, after(hours=1))
    await technician.act(engagements.update_eta, key, after(hours=2))
    assert (await technician.read(key)).eta_at == after(hours=2)

    with pytest.raises(BadInput, match="passée"):
        await technician.act(engagements.update_eta, key, after(hours=-1))
    await technician.step(key, ARRIVED, after(hours=2))
    with pytest.raises(TransitionRefused):
        await technician.act(engagements.update_eta, key, after(hours=3))


async def test_the_establishment_receives_28_of_30(machines: Sent) -> None:
    key = machines.engagements[0]
    awaited = (await machines.on_the_way(key)).engagement.quantity

    await machines.act(receipts.confirm, key, ReceiptWanted(awaited - 2, "Cadre de garde"), who=HOSPITAL, now=after(hours=2))

    mission = await machines.read(key)
    assert (mission.state, mission.missing) == (ARRIVED, 2)
    (line,) = await machines.lines("receipt.confirmed")
    assert line.startswith(f"Reçu {awaited - 2} sur {awaited} : ")
    assert await machines.facts("CoverageLost") == 0


async def test_what_lacks_is_open_again_when_nothing_more_comes(machines: Sent) -> None:
    key = machines.engagements[0]
    awaited = (await machines.on_the_way(key)).engagement.quantity
    short = ReceiptWanted(awaited - 2, "Cadre de garde", nothing_more=True)

    await machines.act(receipts.confirm, key, short, who=HOSPITAL, now=after(hours=2))

    assert await machines.facts("CoverageLost") == 1
    held = await machines.crisis.sql("SELECT held_quantity FROM engagement WHERE id = :id", id=key)
    assert held == [(awaited - 2,)]


async def test_the_rest_is_received_later_and_never_less(machines: Sent) -> None:
    key = machines.engagements[0]
    awaited = (await machines.on_the_way(key)).engagement.quantity
    await machines.act(receipts.confirm, key, ReceiptWanted(awaited - 2, "Cadre"), who=HOSPITAL, now=after(hours=2))

    with pytest.raises(BadInput, match="ne peut que croître"):
        await machines.act(receipts.confirm, key, ReceiptWanted(1, "Cadre"), who=HOSPITAL, now=after(hours=3))
    await machines.act(receipts.confirm, key, ReceiptWanted(awaited, "Cadre"), who=HOSPITAL, now=after(hours=3))

    assert (await machines.read(key)).missing == 0


async def test_more_than_was_promised_is_not_received(machines: Sent) -> None:
    key = machines.engagements[0]
    awaited = (await machines.on_the_way(key)).engagement.quantity

    with pytest.raises(BadInput, match="dépasse la quantité promise"):
        await machines.act(receipts.confirm, key, ReceiptWanted(awaited + 1, "Cadre"), who=HOSPITAL, now=after(hours=2))


async def test_a_lender_does_not_confirm_what_it_sent(machines: Sent) -> None:
    key = machines.engagements[0]
    lender = manager((await machines.on_the_way(key)).engagement.lender_id)

    with pytest.raises(Forbidden):
        await machines.act(receipts.confirm, key, ReceiptWanted(1, "Cadre"), who=lender, now=after(hours=2))


async def test_whoever_comes_knows_where_to_report(machines: Sent) -> None:
    key, other = machines.engagements[:2]
    await machines.act(
        receipts.say_where, machines.crisis.incident, ReportWanted("Entrée des urgences", "Cadre de santé de nuit"), who=HOSPITAL
    )
    apart = ReportWanted("Quai de livraison", "Magasinier de garde", engagement=other)
    await machines.act(receipts.say_where, machines.crisis.incident, apart, who=HOSPITAL)

    lender = manager((await machines.read(key)).engagement.lender_id)
    told = (await machines.read(key, lender)).sheet.report
    assert told is not None
    assert (told.entrance, told.report_to) == ("Entrée des urgences", "Cadre de santé de nuit")
    assert str((await machines.read(other)).sheet.report).find("Quai de livraison") > 0


async def test_where_one_engagement_reports_is_said_in_its_own_crisis(machines: Sent) -> None:
    report = IncidentTold(victim=VictimTold(finess="640000162"), source=Source.PHONE)
    elsewhere = await machines.act(incidents.declare, report)
    wanted = ReportWanted("Quai de livraison", "Magasinier de garde", engagement=machines.engagements[0])

    with pytest.raises(NotFound):
        await machines.act(receipts.say_where, elsewhere.id, wanted)

    assert (await machines.read(machines.engagements[0])).sheet.report is None


async def test_a_lender_calls_off_before_the_arrival(technician: Sent) -> None:
    (key,) = technician.engagements
    lender = manager((await technician.on_the_way(key)).engagement.lender_id)

    await technician.act(engagements.cancel, key, Cancellation("Panne de voiture"), who=lender, now=after(minutes=30))

    assert (await technician.read(key)).state is EngagementState.CANCELLED
    assert await technician.crisis.sql(HELD, id=key) == [(0,)]
    assert await technician.facts("CoverageLost") == 1


async def test_nothing_is_called_off_once_it_has_arrived(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.step(key, ARRIVED, after(hours=1))

    with pytest.raises(TransitionRefused):
        await technician.act(engagements.cancel, key, Cancellation("Trop tard"), now=after(hours=2))


async def test_an_answer_that_comes_after_the_end_is_refused(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.act(engagements.cancel, key, Cancellation("Réseau rétabli"))
    ended = await machines.read(key)

    async with machines.crisis.acting() as tx:
        with pytest.raises(TransitionRefused):
            await engagement_answers.release(tx, ended, "Directeur de garde", NIGHT)
        with pytest.raises(TransitionRefused):
            await engagement_answers.accept(tx, ended, NIGHT)
        with pytest.raises(TransitionRefused):
            await engagement_answers.reduce(tx, ended, 1)


async def test_an_officer_writes_down_who_called(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.step(key, DEPARTED, on_behalf_of="Astreinte informatique")

    found = await technician.crisis.sql(
        "SELECT convert_from(line, 'UTF8')::jsonb ->> 'channel', convert_from(line, 'UTF8')::jsonb ->> 'on_behalf_of' "
        "FROM log_entry WHERE convert_from(line, 'UTF8')::jsonb ->> 'act' = 'engagement.advanced'"
    )
    assert found == [("PHONE", "Astreinte informatique")]


async def test_a_lender_acts_for_nobody_else(technician: Sent) -> None:
    (key,) = technician.engagements
    lender = manager((await technician.read(key)).engagement.lender_id)

    with pytest.raises(BadInput, match="Seul un agent"):
        await technician.act(engagements.advance, key, Step(DEPARTED, on_behalf_of="Directeur"), who=lender)


async def test_two_who_say_the_arrival_at_once_say_it_once(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.on_the_way(key)

    said = await asyncio.gather(*(technician.step(key, ARRIVED, after(hours=1)) for _ in range(2)), return_exceptions=True)

    assert [type(one) for one in said if isinstance(one, Exception)] == [TransitionRefused]


async def test_a_refusal_gives_the_units_back_and_opens_the_need(machines: Sent) -> None:
    key = machines.engagements[0]
    await machines.refused(key)

    assert await machines.crisis.sql(HELD, id=key) == [(0,)]
    assert (await machines.read(key)).state is EngagementState.REFUSED
    assert await machines.facts("CoverageLost") == 1


async def test_a_partial_answer_keeps_what_is_given(machines: Sent) -> None:
    key = machines.engagements[0]
    asked = (await machines.read(key)).engagement.quantity
    with pytest.raises(BadInput, match="partielle"):
        await machines.reduced(key, asked)

    await machines.reduced(key, 3)

    assert await machines.crisis.sql(HELD, id=key) == [(3,)]


async def test_who_reads_figures_alone_reads_no_person(technician: Sent) -> None:
    (key,) = technician.engagements
    await technician.alerted(key)
    await technician.act(engagements.cancel, key, Cancellation("Grippe de la personne"), now=after(hours=1))
    known = await technician.read(key)

    seen = await technician.read(key, READER)

    assert known.end is not None
    assert known.end.reason == "Grippe de la personne"
    assert seen.end is not None
    assert (seen.end.reason, seen.sheet.label if known.sheet.is_named else "Intervenant") == ("", "Intervenant")


async def test_the_samu_reads_no_engagement(technician: Sent) -> None:
    async with technician.crisis.acting(SAMU) as tx:
        assert await stored.by_ids(tx, technician.engagements) == [None]
