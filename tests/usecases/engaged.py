"""A plan of Dax that was approved: its engagements, and whoever acts on them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from planblanc.domain.access import Actor, Role
from planblanc.domain.call_backs import CallBackTold, NumberFrom
from planblanc.domain.engagements import EngagementState
from planblanc.domain.identity import EngagementId, LenderId, establishment_id, key_of
from planblanc.domain.incidents import Source
from planblanc.domain.missions import Mission
from planblanc.domain.needs import NeedTold
from planblanc.domain.perimeter import Rung
from planblanc.domain.reports import IncidentTold
from planblanc.domain.victims import VictimTold
from planblanc.planning.run import Solver
from planblanc.store import missions as stored
from planblanc.usecases import approvals, call_backs, engagement_answers, engagements, incidents, plans, requests, rungs
from planblanc.usecases.engagements import Step
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import HelpWanted
from planblanc.usecases.rungs import Decision
from tests.usecases import dax
from tests.usecases.dax import ARS, NIGHT, Crisis, Doors

TECHNICIAN = NeedTold(competence="NETWORK", quantity=1)


def manager(lender: LenderId, role: Role = Role.RESOURCE_MANAGER) -> Actor:
    """Whoever answers for one lender."""
    return Actor(key_of("actor", f"{role} {lender}"), "Astreinte du prêteur", role, lenders=frozenset({lender}))


def director(finess: str) -> Actor:
    """The director on duty of another hospital, as a lender."""
    return Actor(key_of("actor", finess), "Directeur de garde", Role.DUTY_DIRECTOR, establishments=frozenset({establishment_id(finess)}))


@dataclass(frozen=True)
class Sent:
    """An approved plan: what it engages."""

    crisis: Crisis
    engagements: tuple[EngagementId, ...]

    async def read(self, key: EngagementId, who: Actor = ARS) -> Mission:
        async with self.crisis.acting(who) as tx:
            (mission,) = await stored.by_ids(tx, [key])
        assert mission is not None
        return mission

    async def act(self, verb: Any, *args: Any, who: Actor = ARS, now: datetime = NIGHT) -> Any:
        """One act in its own transaction."""
        async with self.crisis.acting(who) as tx:
            return await verb(tx, who, *args, now)

    async def alerted(self, key: EngagementId, now: datetime = NIGHT) -> Mission:
        """Both consents are there."""
        async with self.crisis.acting() as tx:
            return await engagement_answers.alert(tx, await stored.hold(tx, key), now)

    async def step(self, key: EngagementId, state: EngagementState, now: datetime = NIGHT, **told: Any) -> Mission:
        mission: Mission = await self.act(engagements.advance, key, replace(Step(state), **told), now=now)
        return mission

    async def on_the_way(self, key: EngagementId) -> Mission:
        await self.alerted(key)
        return await self.step(key, EngagementState.DEPARTED, after(minutes=20))

    async def lines(self, act: str) -> list[str]:
        found = await self.crisis.sql(
            "SELECT convert_from(line, 'UTF8')::jsonb ->> 'text' FROM log_entry "
            "WHERE convert_from(line, 'UTF8')::jsonb ->> 'act' = :act ORDER BY sequence",
            act=act,
        )
        return [str(row[0]) for row in found]

    async def facts(self, kind: str) -> int:
        ((count,),) = await self.crisis.sql("SELECT count(*)::integer FROM outbox WHERE kind = :kind", kind=kind)
        return int(str(count))

    async def refused(self, key: EngagementId) -> None:
        """The lender says no."""
        async with self.crisis.acting() as tx:
            await engagement_answers.refuse(tx, await stored.hold(tx, key))

    async def reduced(self, key: EngagementId, kept: int) -> Mission:
        """The lender gives fewer."""
        async with self.crisis.acting() as tx:
            return await engagement_answers.reduce(tx, await stored.hold(tx, key), kept)


def after(**delta: float) -> datetime:
    """So long after the night began."""
    return NIGHT + timedelta(**delta)


async def sent(doors: Doors, solver: Solver, *needs: NeedTold, widened: bool = False) -> Sent:
    """Dax asks, the call is verified, a plan is computed, with the regions next to it when it is widened, and approved."""
    crisis = await dax.declared(doors, *needs)
    told = CallBackTold("0558910000", NumberFrom.DIRECTORY, "Directeur de garde", confirmed=True)
    async with crisis.acting() as tx:
        await call_backs.verify(tx, ARS, crisis.request, told, NIGHT)
        if widened:
            await rungs.authorise(tx, ARS, crisis.incident, Decision(Rung.ADJACENT_REGION, "Postes manquants"), NIGHT)
    plan = await crisis.proposed(solver)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, crisis.incident, NIGHT)
        known = await stored.of_incident(tx, crisis.incident)
    largest = sorted(known, key=lambda one: (-one.engagement.quantity, str(one.id)))
    return Sent(crisis, tuple(one.id for one in largest))


async def exercised(doors: Doors, solver: Solver, *needs: NeedTold) -> Sent:
    """The same for an exercise: nothing real is engaged."""
    async with doors.api.transaction(ARS) as tx:
        report = IncidentTold(victim=VictimTold(finess="400000105"), source=Source.PHONE, exercise=True)
        incident = await incidents.declare(tx, ARS, report, NIGHT)
        request = await requests.ask(tx, ARS, HelpWanted(incident.id, NeedsWanted(needs=needs)), NIGHT)
        plan = await plans.request(tx, ARS, plans.PlanWanted("75", exercise=True), NIGHT)
    await plans.propose(doors.worker, solver, dax.WORKER, plan, dax.clock)
    crisis = Crisis(doors.api, doors.worker, doors.keeper, incident.id, request.id)
    async with crisis.acting() as tx:
        await approvals.approve(tx, ARS, plan, incident.id, NIGHT)
        known = await stored.of_incident(tx, incident.id)
    return Sent(crisis, tuple(one.id for one in known))
