"""Dax as the tests of plans meet it: an incident, a request, a coordinator, and the pool of the demonstration."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.identity import IncidentId, PlanId, RequestId, establishment_id
from planblanc.domain.incidents import Source
from planblanc.domain.needs import NeedTold
from planblanc.domain.plans import IncidentPart, Line, NeedAnswer, Plan
from planblanc.domain.reports import IncidentTold
from planblanc.domain.requests import Criticality
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Solver
from planblanc.store import plans as stored
from planblanc.store.queries import parse
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import incidents, plans, requests
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import Call, HelpWanted

NIGHT = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
ARS = Actor(UUID(int=75), "ARS Nouvelle-Aquitaine", Role.ARS_COORDINATOR, frozenset({"75"}), fresh=True)
NEIGHBOUR = Actor(UUID(int=76), "ARS Occitanie", Role.ARS_COORDINATOR, frozenset({"76"}), fresh=True)
HOSPITAL = Actor(UUID(int=40), "CH de Dax", Role.ESTABLISHMENT, frozenset({"75"}), frozenset({establishment_id("400000105")}))
WORKER = Actor(UUID(int=1), "Service", Role.SERVICE, channel=Channel.SYSTEM)
WORKSTATIONS = NeedTold(equipment_type="WORKSTATION", quantity=90, criticality=Criticality.HIGH)


@dataclass(frozen=True)
class Doors:
    """The test's database, as the API, the worker and the migrator see it."""

    api: Database
    worker: Database
    keeper: Database


@dataclass(frozen=True)
class Crisis:
    """The test's database, as the API, the worker and the migrator see it, and what was opened in it."""

    api: Database
    worker: Database
    keeper: Database
    incident: IncidentId
    request: RequestId

    @asynccontextmanager
    async def acting(self, actor: Actor = ARS) -> AsyncIterator[Transaction]:
        """A transaction of one actor of the API."""
        async with self.api.transaction(actor) as tx:
            yield tx

    async def wanted(self, actor: Actor = ARS) -> PlanId:
        """Ask for a plan of the region."""
        async with self.acting(actor) as tx:
            return await plans.request(tx, actor, plans.PlanWanted("75"), NIGHT)

    async def proposed(self, solver: Solver) -> PlanId:
        """Ask for a plan of the region, and compute it."""
        plan = await self.wanted()
        await plans.propose(self.worker, solver, WORKER, plan, clock)
        return plan

    async def read(self, plan: PlanId) -> "Read":
        """The plan as the coordinator reads it."""
        async with self.acting() as tx:
            found = await stored.by_id(tx, plan)
            if found is None:
                raise LookupError(plan)
            return Read(
                found,
                (await stored.parts_of(tx, [plan]))[0],
                (await stored.lines_of(tx, [plan]))[0],
                (await stored.answers_of(tx, [plan]))[0],
            )

    async def sql(self, statement: str, **params: object) -> list[tuple[object, ...]]:
        """Whatever the migrator may read or change, to arrange a test or to look behind it."""
        async with self.keeper.transaction(WORKER) as tx:
            found = await tx.rows(parse(f"-- name: a_test\n-- Of a test.\n{statement}", "tests")["a_test"], **params)
        return [tuple(row) for row in found]


@dataclass(frozen=True)
class Read:
    """A plan with all that it holds."""

    plan: Plan
    parts: list[IncidentPart]
    lines: list[Line]
    answers: list[NeedAnswer]

    def sent_by(self, lender: str) -> int:
        """How many units the lender of this name sends."""
        return sum(line.quantity for line in self.lines if lender in line.lender_name)


async def clock(_: Transaction) -> datetime:
    """It is 02:40 in Dax."""
    return NIGHT


async def declared(doors: Doors, *told: NeedTold) -> Crisis:
    """The hospital calls by phone, and asks for what is told; 90 workstations when nothing is."""
    async with doors.api.transaction(ARS) as tx:
        report = IncidentTold(victim=VictimTold(finess="400000105"), source=Source.PHONE)
        incident = await incidents.declare(tx, ARS, report, NIGHT)
        wanted = HelpWanted(incident.id, NeedsWanted(needs=told or (WORKSTATIONS,)), Call("Directeur de garde", "0558910000"))
        request = await requests.ask(tx, ARS, wanted, NIGHT)
    return Crisis(doors.api, doors.worker, doors.keeper, incident.id, request.id)
