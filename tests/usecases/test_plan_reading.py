"""What the planner reads: every victim wherever it is, both sides of a link, and whoever is engaged already."""

from planblanc.domain.access import Actor
from planblanc.domain.identity import establishment_id
from planblanc.domain.incidents import Source
from planblanc.domain.needs import NeedTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.reports import IncidentTold
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Solver
from planblanc.usecases import approvals, call_backs, incidents, rungs
from planblanc.usecases.rungs import Decision
from tests.usecases import dax
from tests.usecases.dax import ARS, NEIGHBOUR, NIGHT, Crisis, Doors
from tests.usecases.test_requests import CONFIRMED

BAYONNE, BAYONNE_ENTITY, TARBES = "640000162", "640780417", "650000417"


async def struck(crisis: Crisis, finess: str, *, actor: Actor = ARS, exercise: bool = False) -> None:
    """Somebody else is hit as well."""
    report = IncidentTold(victim=VictimTold(finess=finess), source=Source.PHONE, exercise=exercise)
    async with crisis.acting(actor) as tx:
        await incidents.declare(tx, actor, report, NIGHT)


async def test_a_victim_of_another_region_lends_nothing(crisis: Crisis, solver: Solver) -> None:
    async with crisis.acting() as tx:
        await rungs.authorise(tx, ARS, crisis.incident, Decision(Rung.ADJACENT_REGION, "Postes manquants"), NIGHT)
    assert (await crisis.read(await crisis.proposed(solver))).sent_by("TARBES") > 0

    await struck(crisis, TARBES, actor=NEIGHBOUR)

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("TARBES") == 0


async def test_while_nobody_knows_which_site_of_an_entity_is_hit_none_lends(crisis: Crisis, solver: Solver) -> None:
    await struck(crisis, BAYONNE_ENTITY)

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE") == 0


async def test_a_site_declared_compromised_lends_nothing(crisis: Crisis, solver: Solver) -> None:
    await crisis.sql("UPDATE establishment SET security_state = 'COMPROMISED' WHERE finess = :finess RETURNING id", finess=BAYONNE)

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE") == 0


async def test_who_plays_the_victim_of_an_exercise_lends_all_the_same(crisis: Crisis, solver: Solver) -> None:
    before = (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE")

    await struck(crisis, BAYONNE, exercise=True)

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE") == before > 0


async def test_a_link_holds_whichever_of_the_two_it_names_first(crisis: Crisis, solver: Solver) -> None:
    linked = await crisis.sql(
        """
        INSERT INTO shared_fate_link (id, establishment_id, lender_id, region_code, kind)
        SELECT gen_random_uuid(), :bayonne, lender.id, lender.region_code, 'NETWORK' FROM lender
        WHERE lender.establishment_id = :dax RETURNING id""",
        bayonne=establishment_id(BAYONNE),
        dax=establishment_id("400000105"),
    )
    assert len(linked) == 1

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE") == 0


async def approved(crisis: Crisis, solver: Solver) -> None:
    """A plan is approved, and its lenders let go."""
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def test_whoever_has_arrived_stays_though_the_competence_expires(doors: Doors, solver: Solver) -> None:
    crisis = await dax.declared(doors, NeedTold(competence="NETWORK", quantity=1))
    await approved(crisis, solver)
    ((responder,),) = await crisis.sql("UPDATE engagement SET state = 'ARRIVED' RETURNING responder_id")

    await crisis.sql("UPDATE responder_competence SET expires_on = '2021-01-01' WHERE responder_id = :id RETURNING level", id=responder)

    assert [line.responder_id for line in (await crisis.read(await crisis.proposed(solver))).lines] == [responder]


async def test_what_is_under_way_stays_though_its_stock_is_lent_no_more(crisis: Crisis, solver: Solver) -> None:
    await approved(crisis, solver)
    await crisis.sql("UPDATE engagement SET state = 'DEPARTED' RETURNING id")
    before = (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE")

    await crisis.sql("UPDATE lender SET active = false WHERE name LIKE '%COTE BASQUE%' RETURNING id")

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE") == before > 0
