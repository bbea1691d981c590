"""What is fought for in a race of promises: a crisis, a few scarce resources, and a line of a plan for each try."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from planblanc.api.nodes import uuid_of
from planblanc.domain.engagements import Engagement, EngagementState
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, NeedId, PlanId, RequestId, ResponderId, StockId
from planblanc.domain.plans import IncidentPart, Line, NextRung, Plan, PlanMethod, PlanScope, PlanStanding, PlanState, Proposed
from planblanc.drill.faults import documents
from planblanc.drill.faults.documents import REGION
from planblanc.drill.faults.ground import WATCHER, Ground
from planblanc.drill.faults.inside import COORDINATOR, Inside, incident_key
from planblanc.store import needs, plans, proofs
from planblanc.store.proofs import Scarce
from planblanc.store.transaction import Database

LASTS = timedelta(hours=72)


@dataclass(frozen=True)
class Contest:
    """The need that all the tries are for, and for each scarce resource the lines of the plan that are not yet used."""

    incident: IncidentId
    need: NeedId
    begins_at: datetime
    lines: tuple[tuple[Scarce, tuple[UUID, ...]], ...]

    def engagement(self, resource: Scarce, line: UUID, starts_at: datetime) -> Engagement:
        """One unit of a resource, promised from then on."""
        return Engagement(
            id=EngagementId(uuid4()),
            incident_id=self.incident,
            region=REGION,
            need_id=self.need,
            assignment_id=line,
            lender_id=LenderId(resource.lender_id),
            lender_region=resource.lender_region,
            quantity=1,
            starts_at=starts_at,
            ends_at=starts_at + LASTS,
            state=EngagementState.PROPOSED,
            exercise=False,
            responder_id=ResponderId(resource.id) if resource.is_person else None,
            stock_id=None if resource.is_person else StockId(resource.id),
        )


async def laid_out(ground: Ground, *, resources: int, tries: int) -> Contest:
    """Declare the crisis, ask, and keep a plan with as many lines as there are tries, shared between the resources."""
    now = datetime.now(UTC)
    async with ground.opened("planblanc_app") as database:
        incident, need = await _asked(database)
    async with ground.opened("planblanc_worker") as database:
        async with database.transaction(WATCHER, read_only=True) as tx:
            wanted = await proofs.scarce(tx, REGION, resources)
        contest = Contest(incident, need, now, tuple((one, tuple(uuid4() for _ in range(-(-tries // len(wanted))))) for one in wanted))
        await _keep(database, contest)
    return contest


async def _asked(database: Database) -> tuple[IncidentId, NeedId]:
    inside = Inside(database)
    incident = await inside.incident("Structure de l'essai des réservations")
    told = documents.request(incident, "Demande de l'essai des réservations", competence="NETWORK")
    request = RequestId(uuid_of((await inside.act(documents.ASK, told))["id"], "HelpRequest"))
    async with database.transaction(COORDINATOR, read_only=True) as tx:
        ((line,),) = await needs.of_requests(tx, [request])
    return IncidentId(incident_key(incident)), line.id


async def _keep(database: Database, contest: Contest) -> None:
    plan = Plan(
        id=PlanId(uuid4()),
        region=REGION,
        scope=PlanScope.REGION,
        scope_regions=(REGION,),
        exercise=False,
        state=PlanState.REQUESTED,
        requested_by=COORDINATOR.id,
        requested_name=COORDINATOR.name,
        requested_at=contest.begins_at,
    )
    part = IncidentPart(contest.incident, REGION, PlanStanding.PROPOSED, (), NextRung(None, (), ()))
    lines = tuple(_line(contest, resource, line) for resource, several in contest.lines for line in several)
    async with database.transaction(WATCHER) as tx:
        await plans.request(tx, plan)
        await plans.save(tx, plan, Proposed(PlanMethod.OPTIMAL, (), (part,), lines, ()), versions={}, computed_at=contest.begins_at)


def _line(contest: Contest, resource: Scarce, line: UUID) -> Line:
    return Line(
        id=line,
        need_id=contest.need,
        incident_id=contest.incident,
        lender_name=resource.lender_name,
        commune=resource.commune,
        label=resource.label,
        quantity=1,
        starts_at=contest.begins_at,
        ends_at=contest.begins_at + LASTS,
        reason="Essai.",
        responder_id=ResponderId(resource.id) if resource.is_person else None,
        stock_id=None if resource.is_person else StockId(resource.id),
        lender_id=LenderId(resource.lender_id),
        lender_region=resource.lender_region,
        rung="REGION",
    )
