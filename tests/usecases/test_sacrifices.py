"""Two victims want what one lender has: the plan says what giving it to the other would cost, to who coordinates alone."""

from planblanc.domain.incidents import Source
from planblanc.domain.needs import NeedTold
from planblanc.domain.reports import IncidentTold
from planblanc.domain.requests import Criticality
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Solver
from planblanc.store import plans as stored
from planblanc.usecases import incidents, requests
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import HelpWanted
from tests.usecases import dax
from tests.usecases.dax import ARS, HOSPITAL, NIGHT, Crisis, Doors

BAYONNE = "640000162"
VITAL = NeedTold(equipment_type="WORKSTATION", quantity=90, criticality=Criticality.VITAL)
NORMAL = NeedTold(equipment_type="WORKSTATION", quantity=40, criticality=Criticality.NORMAL)


async def two_victims(doors: Doors, solver: Solver, first: NeedTold, second: NeedTold) -> tuple[Crisis, tuple[str, ...]]:
    crisis = await dax.declared(doors, first)
    async with crisis.acting() as tx:
        report = IncidentTold(victim=VictimTold(finess=BAYONNE), source=Source.PHONE)
        incident = await incidents.declare(tx, ARS, report, NIGHT)
        await requests.ask(tx, ARS, HelpWanted(incident.id, NeedsWanted((second,))), NIGHT)
    return crisis, (await crisis.read(await crisis.proposed(solver))).plan.sacrifices


async def test_a_plan_says_what_giving_help_to_the_other_victim_would_cost(doors: Doors, solver: Solver) -> None:
    _, told = await two_victims(doors, solver, VITAL, NORMAL)

    assert 0 < len(told) <= 5
    assert all("CH COTE BASQUE" in sentence and "CENTRE HOSPITALIER DAX" in sentence for sentence in told)
    assert any("laisserait CENTRE HOSPITALIER DAX sans" in sentence for sentence in told)


async def test_victims_who_lack_nothing_are_told_nothing(doors: Doors, solver: Solver) -> None:
    few = NeedTold(equipment_type="WORKSTATION", quantity=2)

    assert (await two_victims(doors, solver, few, few))[1] == ()


async def test_a_victim_does_not_read_what_another_would_lose(doors: Doors, solver: Solver) -> None:
    crisis, told = await two_victims(doors, solver, VITAL, NORMAL)

    async with crisis.acting(HOSPITAL) as tx:
        (plan,) = await stored.of_incident(tx, crisis.incident, before=None, limit=1)
    assert (len(told) > 0, plan.sacrifices) == (True, ())
