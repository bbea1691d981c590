"""A lender's floor is lowered for one incident by who may, with a reason; plans and approvals count on it until it is given back."""

from uuid import UUID

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.call_backs import CallBackTold, NumberFrom
from planblanc.domain.errors import AlreadyExists, BadInput, Conflict, Forbidden, NotFound, PlanOutdated, TransitionRefused
from planblanc.domain.floors import FloorWanted
from planblanc.domain.identity import PlanId, StockId, key_of, lender_id
from planblanc.domain.needs import NeedTold
from planblanc.planning.run import Solver
from planblanc.store import floors as stored
from planblanc.usecases import approvals, call_backs, floors, incidents
from tests.nights import HOSPITAL, NATION, OTHER_ARS, READER, SAMU, ZONE
from tests.usecases import dax
from tests.usecases.dax import ARS, NIGHT, Crisis, Doors

BAYONNE, TARBES = lender_id("640000162"), lender_id("650000417")
STOCK = StockId(key_of("stock", "640000162:Magasin informatique:WORKSTATION"))
ALL = FloorWanted(BAYONNE, 0, "Quatre-vingt-dix postes manquent.", stock=STOCK)
KEPT = "SELECT floor FROM equipment_stock WHERE id = :id"
LINES = """SELECT convert_from(line, 'UTF8')::jsonb ->> 'text' FROM log_entry WHERE key = :key ORDER BY sequence DESC LIMIT 2"""
HELD = "SELECT coalesce(sum(quantity), 0) FROM engagement WHERE stock_id = :id AND state = 'PROPOSED'"


async def lower(crisis: Crisis, wanted: FloorWanted = ALL, who: Actor = ARS) -> UUID:
    async with crisis.acting(who) as tx:
        return (await floors.lower(tx, who, crisis.incident, wanted, NIGHT)).id


async def give_back(crisis: Crisis, key: UUID, who: Actor = ARS) -> None:
    async with crisis.acting(who) as tx:
        await floors.revoke(tx, who, key, "Bayonne est attaqué à son tour.", NIGHT)


async def approve(crisis: Crisis, plan: PlanId) -> None:
    confirmed = CallBackTold("0558910000", NumberFrom.DIRECTORY, "Directeur de garde", confirmed=True)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, confirmed, NIGHT)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def test_a_plan_counts_on_what_is_below_the_floor_and_its_approval_promises_it(crisis: Crisis, solver: Solver) -> None:
    ((kept,),) = await crisis.sql(KEPT, id=STOCK)
    before = (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE")

    await lower(crisis)
    plan = await crisis.proposed(solver)
    after = (await crisis.read(plan)).sent_by("COTE BASQUE")
    await approve(crisis, plan)

    assert kept
    assert after == before + int(str(kept))
    assert await crisis.sql(HELD, id=STOCK) == [(after,)]


async def test_a_floor_that_is_given_back_holds_again_and_the_plan_before_is_refused(crisis: Crisis, solver: Solver) -> None:
    key = await lower(crisis)
    plan = await crisis.proposed(solver)
    await give_back(crisis, key)

    with pytest.raises(PlanOutdated, match="plancher"):
        await approve(crisis, plan)
    again = await crisis.read(await crisis.proposed(solver))

    ((kept, quantity),) = await crisis.sql("SELECT floor, quantity FROM equipment_stock WHERE id = :id", id=STOCK)
    assert again.sent_by("COTE BASQUE") == int(str(quantity)) - int(str(kept))
    with pytest.raises(TransitionRefused):
        await give_back(crisis, key)


async def test_a_plan_of_before_is_not_promised_below_the_floor(crisis: Crisis, solver: Solver) -> None:
    plan = await crisis.proposed(solver)
    await crisis.sql("UPDATE equipment_stock SET floor = quantity WHERE id = :id RETURNING id", id=STOCK)

    with pytest.raises(Conflict):
        await approve(crisis, plan)


@pytest.mark.parametrize("competence", [None, "NETWORK"])
async def test_people_below_the_floor_are_counted_on_too(doors: Doors, solver: Solver, competence: str | None) -> None:
    crisis = await dax.declared(doors, NeedTold(competence="NETWORK", quantity=1))
    alpi = lender_id("alpi")
    await crisis.sql("UPDATE responder SET active = lender_id = :lender RETURNING id", lender=alpi)
    await crisis.sql(
        "UPDATE lender SET people_floor = CASE WHEN :competence::text IS NULL THEN 100 ELSE 0 END WHERE id = :lender RETURNING id",
        lender=alpi,
        competence=competence,
    )
    await crisis.sql("DELETE FROM lender_competence_floor RETURNING id")
    await crisis.sql(
        "INSERT INTO lender_competence_floor (id, lender_id, region_code, competence_code, people)"
        " SELECT gen_random_uuid(), :lender, '75', :competence, 100 WHERE :competence::text IS NOT NULL RETURNING id",
        lender=alpi,
        competence=competence,
    )
    kept = await crisis.read(await crisis.proposed(solver))

    await lower(crisis, FloorWanted(alpi, 0, "Personne d'autre.", competence=competence))
    plan = await crisis.proposed(solver)
    await approve(crisis, plan)

    assert kept.lines == []
    assert sum(line.quantity for line in (await crisis.read(plan)).lines) == 1


async def test_it_is_told_with_its_reason_and_read_by_who_follows(crisis: Crisis) -> None:
    key = await lower(crisis)
    await give_back(crisis, key)

    async with crisis.acting(HOSPITAL) as tx:
        ((made,),) = await stored.of_incidents(tx, [crisis.incident])
    assert (made.reason, made.made_name, made.floor) == (ALL.reason, ARS.name, 0)
    assert made.revoked is not None
    acts = await crisis.sql(LINES, key=str(crisis.incident))
    assert [text for (text,) in acts] == [
        f"Plancher rendu au prêteur : {made.told}.",
        f"Plancher abaissé : {made.told}, 0 au lieu de 6.",
    ]


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        (FloorWanted(BAYONNE, -1, "x", stock=STOCK), ("floor",)),
        (FloorWanted(BAYONNE, 1000, "x", stock=STOCK), ("floor",)),
        (FloorWanted(BAYONNE, 0, " ", stock=STOCK), ("reason",)),
        (FloorWanted(BAYONNE, 0, "x", competence="NETWORK", stock=STOCK), ("stock",)),
        (FloorWanted(BAYONNE, 0, "x", competence="UFO"), ("competence",)),
        (FloorWanted(lender_id("alpi"), 0, "x", stock=STOCK), ("stock",)),
        (FloorWanted(lender_id("nobody"), 0, "x"), ("lender",)),
    ],
)
async def test_bad_input_is_refused_and_names_its_field(crisis: Crisis, wanted: FloorWanted, path: tuple[str, ...]) -> None:
    with pytest.raises((BadInput, NotFound)) as refused:
        await lower(crisis, wanted)

    assert refused.value.path == path


async def test_a_floor_is_lowered_once(crisis: Crisis) -> None:
    await lower(crisis)

    with pytest.raises(AlreadyExists):
        await lower(crisis)


async def test_the_floor_of_another_region_is_not_a_region_s_to_lower(crisis: Crisis) -> None:
    tarbes = FloorWanted(TARBES, 0, "x", stock=StockId(key_of("stock", "650000417:Magasin informatique:WORKSTATION")))

    with pytest.raises((Forbidden, NotFound)):
        await lower(crisis, tarbes)
    await lower(crisis, tarbes, NATION)


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, READER, SAMU])
async def test_nobody_else_lowers_it_or_gives_it_back(crisis: Crisis, who: Actor) -> None:
    key = await lower(crisis)

    with pytest.raises((Forbidden, NotFound)):
        await lower(crisis, who=who)
    with pytest.raises((Forbidden, NotFound)):
        await give_back(crisis, key, who)


async def test_the_zone_may_too(crisis: Crisis) -> None:
    await lower(crisis, who=ZONE)


async def test_nothing_is_lowered_for_an_incident_that_is_over(crisis: Crisis) -> None:
    async with crisis.acting() as tx:
        await incidents.dismiss(tx, ARS, crisis.incident, "Fausse alerte", NIGHT)

    with pytest.raises(TransitionRefused):
        await lower(crisis)
