"""Islands: no road leads there, so the nation is far but not out of reach; and a victim never lends to itself."""

from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import key_of, lender_id
from planblanc.domain.incidents import Source
from planblanc.domain.needs import NeedTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.plans import LineFlag, PlanMethod
from planblanc.domain.reports import IncidentTold
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Solver
from planblanc.store import plans as stored
from planblanc.usecases import incidents, plans, requests, rungs
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import HelpWanted
from planblanc.usecases.rungs import Decision
from tests.usecases import dax
from tests.usecases.dax import NIGHT, WORKER, Crisis, Doors, Read

REUNION = Actor(key_of("actor", "ars-04"), "ARS La Réunion", Role.ARS_COORDINATOR, frozenset({"04"}), fresh=True)
NATION = Actor(key_of("actor", "corruss"), "CORRUSS", Role.NATIONAL_COORDINATOR, fresh=True)
CHU = "970408589"


async def planned(doors: Doors, solver: Solver, *opened: Rung) -> Read:
    """The plan of a hospital of La Réunion that asks for five workstations."""
    async with doors.api.transaction(REUNION) as tx:
        report = IncidentTold(victim=VictimTold(finess=CHU), source=Source.CONSOLE)
        incident = await incidents.declare(tx, REUNION, report, NIGHT)
        wanted = NeedsWanted(needs=(NeedTold(equipment_type="WORKSTATION", quantity=5),))
        await requests.ask(tx, REUNION, HelpWanted(incident.id, wanted), NIGHT)
    for rung in opened:
        async with doors.api.transaction(NATION) as tx:
            await rungs.authorise(tx, NATION, incident.id, Decision(rung, "Personne sur l'île"), NIGHT)
    async with doors.api.transaction(REUNION) as tx:
        plan = await plans.request(tx, REUNION, plans.PlanWanted("04"), NIGHT)
    await plans.propose(doors.worker, solver, WORKER, plan, dax.clock)
    async with doors.api.transaction(REUNION) as tx:
        found = await stored.by_id(tx, plan)
        assert found is not None
        (parts,), (lines,) = await stored.parts_of(tx, [plan]), await stored.lines_of(tx, [plan])
        (answers,) = await stored.answers_of(tx, [plan])
    return Read(found, parts, lines, answers)


async def test_nobody_of_the_island_has_any_and_the_empty_rungs_are_named(doors: Doors, solver: Solver) -> None:
    read = await planned(doors, solver)

    assert (read.plan.method, read.answers[0].covered) == (PlanMethod.OPTIMAL, 0)
    assert (read.parts[0].next_rung.rung, read.parts[0].next_rung.skipped) == ("NATIONAL", ("ADJACENT_REGION", "ZONE"))
    assert sum(offer.quantity for offer in read.parts[0].next_rung.offers) == 5


async def test_the_nation_comes_by_air_and_its_delay_is_said_to_be_supposed(doors: Doors, solver: Solver) -> None:
    read = await planned(doors, solver, Rung.NATIONAL)

    (line, *_) = read.lines
    assert read.answers[0].covered == 5
    assert line.journey is not None
    assert line.journey.distance_km > 9000
    assert line.journey.road_minutes > 11 * 60
    assert LineFlag.ASSUMED_DELAY in line.flags


async def test_a_victim_that_is_a_lender_lends_nothing_to_itself(crisis: Crisis, solver: Solver) -> None:
    victim = lender_id("400000105")
    await crisis.sql(
        """INSERT INTO equipment_stock (id, lender_id, region_code, equipment_type_code, equipment_type_number, quantity, floor, place,
             commune, latitude, longitude, road_network_code)
           SELECT gen_random_uuid(), lender.id, region_code, type.code, number, 500, 0, 'ici', commune, latitude, longitude,
             road_network_code
           FROM lender, equipment_type AS type WHERE lender.id = :victim AND type.code = 'WORKSTATION' RETURNING equipment_stock.id""",
        victim=victim,
    )

    read = await crisis.read(await crisis.proposed(solver))

    assert victim not in {line.lender_id for line in read.lines}
    assert read.answers[0].missing == 30
    assert "victim" in {rejected.rule for rejected in read.answers[0].rejected}
