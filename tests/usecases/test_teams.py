"""Teams come whole or not at all, qualified providers where they are asked for, and a place keeps those who hold a competence."""

from collections import Counter
from dataclasses import replace

import pytest

from planblanc.domain.errors import BadInput, Conflict
from planblanc.domain.identity import lender_id
from planblanc.domain.lenders import CompetenceFloor, LenderKind, LenderWanted, PrisActivity
from planblanc.domain.needs import NeedTold
from planblanc.planning.run import Solver
from planblanc.store import lenders as stored
from planblanc.usecases import approvals, call_backs, lenders
from tests.usecases import dax
from tests.usecases.dax import ARS, NIGHT, Crisis, Doors, Read
from tests.usecases.test_requests import CONFIRMED

BAYONNE = "640000162"
NETWORK = NeedTold(competence="NETWORK", quantity=60)


async def planned(doors: Doors, solver: Solver, *needs: NeedTold) -> tuple[Crisis, Read]:
    crisis = await dax.declared(doors, *needs)
    return crisis, await crisis.read(await crisis.proposed(solver))


async def bayonne_keeps(crisis: Crisis, *floors: CompetenceFloor) -> None:
    """Of its two who hold NETWORK, who also hold SYSTEMS_VIRTUALISATION."""
    async with crisis.acting() as tx:
        known = await stored.by_id(tx, lender_id(BAYONNE))
        assert known is not None
        wanted = LenderWanted(LenderKind.ESTABLISHMENT, known.id, known.version, establishment_finess=BAYONNE)
        await lenders.save(tx, ARS, replace(wanted, people_floor=0, competence_floors=floors), NIGHT)


async def test_a_team_comes_whole(doors: Doors, solver: Solver) -> None:
    lead = NeedTold(competence="DIRECTORY_REBUILD", team="Reconstruction", is_lead=True)

    _, read = await planned(doors, solver, lead, NeedTold(competence="NETWORK", quantity=2, team="Reconstruction"))

    assert [answer.missing for answer in read.answers] == [0, 0]


async def test_a_team_that_nobody_can_lead_does_not_come(doors: Doors, solver: Solver) -> None:
    lead = NeedTold(competence="DIRECTORY_REBUILD", quantity=40, team="Reconstruction", is_lead=True)

    _, read = await planned(doors, solver, lead, NeedTold(competence="NETWORK", team="Reconstruction"))

    assert read.lines == []
    assert Counter(answer.covered for answer in read.answers) == {0: 2}


async def test_a_qualified_provider_alone_serves_who_asks_for_one(doors: Doors, solver: Solver) -> None:
    _, read = await planned(doors, solver, NeedTold(competence="FORENSICS", quantity=4, pris_qualified=True))

    assert {line.lender_name for line in read.lines} == {"Prestataire qualifié PRIS nº 1 (synthétique)"}
    assert "pris" in {rejected.rule for rejected in read.answers[0].rejected}


async def test_a_place_keeps_those_who_hold_a_competence(doors: Doors, solver: Solver) -> None:
    crisis, before = await planned(doors, solver, NETWORK)

    await bayonne_keeps(crisis, CompetenceFloor("NETWORK", 1))
    after = await crisis.read(await crisis.proposed(solver))

    assert (before.sent_by("COTE BASQUE"), after.sent_by("COTE BASQUE")) == (2, 1)


async def test_a_place_keeps_those_who_hold_a_competence_that_nobody_asks_for(doors: Doors, solver: Solver) -> None:
    crisis, _ = await planned(doors, solver, NETWORK)

    await bayonne_keeps(crisis, CompetenceFloor("SYSTEMS_VIRTUALISATION", 2))

    assert (await crisis.read(await crisis.proposed(solver))).sent_by("COTE BASQUE") == 0


async def test_a_place_keeps_them_at_approval_too(doors: Doors, solver: Solver) -> None:
    crisis, _ = await planned(doors, solver, NETWORK)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, CONFIRMED, NIGHT)
    plan = await crisis.proposed(solver)
    await bayonne_keeps(crisis, CompetenceFloor("SYSTEMS_VIRTUALISATION", 1))

    with pytest.raises(Conflict):
        async with crisis.acting() as tx:
            await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)


async def test_floors_that_are_not_said_again_are_lifted(doors: Doors, solver: Solver) -> None:
    crisis, _ = await planned(doors, solver, NETWORK)
    await bayonne_keeps(crisis, CompetenceFloor("NETWORK", 2), CompetenceFloor("TELEPHONY", 1))

    await bayonne_keeps(crisis, CompetenceFloor("NETWORK", 1))

    async with crisis.acting() as tx:
        known = await stored.by_id(tx, lender_id(BAYONNE))
    assert known is not None
    assert known.competence_floors == (CompetenceFloor("NETWORK", 1),)


PRIS = LenderWanted(LenderKind.PRIS_COMPANY, name="Prestataire", commune="Dax", department="40", latitude=43.7, longitude=-1.0)
WRONG = {
    "a hospital that is qualified": (
        LenderWanted(LenderKind.ESTABLISHMENT, establishment_finess="330781360", pris_activities=(PrisActivity.INV,)),
        ("pris_activities",),
    ),
    "steering alone": (replace(PRIS, pris_activities=(PrisActivity.PCI, PrisActivity.INV)), ("pris_activities",)),
    "a floor of nobody": (replace(PRIS, competence_floors=(CompetenceFloor("NETWORK", 0),)), ("competence_floors", "0", "people")),
    "a floor twice": (replace(PRIS, competence_floors=(CompetenceFloor("NETWORK", 1),) * 2), ("competence_floors", "1", "competence")),
    "a floor of what is not known": (
        replace(PRIS, competence_floors=(CompetenceFloor("MAGIC", 1),)),
        ("competence_floors", "0", "competence"),
    ),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_qualification_or_a_floor_that_cannot_be_is_refused_by_its_field(doors: Doors, name: str) -> None:
    wanted, path = WRONG[name]

    with pytest.raises(BadInput) as refused:
        async with doors.api.transaction(ARS) as tx:
            await lenders.save(tx, ARS, wanted, NIGHT)

    assert refused.value.path == path
