"""A night of crisis for tests: who acts, what is told, and the acts of use cases each in its own transaction."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from planblanc.domain import identity
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, Source
from planblanc.domain.reports import IncidentTold
from planblanc.domain.victims import VictimTold
from planblanc.store.queries import parse
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import charge, incidents, requests
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import HelpWanted

P = ParamSpec("P")
T = TypeVar("T")

DAX, DAX_ENTITY = "400000105", "400780193"
BORDEAUX, TARBES = "330781360", "650000417"
NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)  # 02:40 in Paris

QUERIES = parse(
    """
-- name: list_lines
-- The lines of a chain.
SELECT line FROM log_entry WHERE key = :key ORDER BY sequence

-- name: list_facts
-- The facts told, in order.
SELECT kind, payload FROM outbox ORDER BY created_at, id

-- name: set_security_state
-- Puts a site in doubt.
UPDATE establishment SET security_state = :state WHERE finess = :finess
""",
    "nights",
)


def actor(role: Role, *regions: str, name: str = "", sites: tuple[str, ...] = ()) -> Actor:
    key = identity.key_of("actor", f"{role}:{regions}:{sites}:{name}")
    scope = frozenset(map(identity.establishment_id, sites))
    return Actor(id=key, name=name or role.value, role=role, regions=frozenset(regions), establishments=scope, fresh=True)


ARS = actor(Role.ARS_COORDINATOR, "75", name="ARS Nouvelle-Aquitaine")
COLLEAGUE = actor(Role.ARS_COORDINATOR, "75", name="ARS Nouvelle-Aquitaine, poste suivant")
OTHER_ARS = actor(Role.ARS_COORDINATOR, "76", name="ARS Occitanie")
ZONE = actor(Role.ZONE_COORDINATOR, "75", name="ARS de zone Sud-Ouest")
NATION = actor(Role.NATIONAL_COORDINATOR, name="CORRUSS")
READER = actor(Role.NATIONAL_READER, name="CERT Santé")
SAMU = actor(Role.SAMU, "75", name="SAMU des Landes")
HOSPITAL = actor(Role.ESTABLISHMENT, name="CH de Dax", sites=(DAX,))
LET_IN = replace(HOSPITAL, confined=True)  # the same, by a call-back
OTHER_HOSPITAL = actor(Role.ESTABLISHMENT, name="CHU de Bordeaux", sites=(BORDEAUX,))
PORTAL = replace(actor(Role.SERVICE, "75", "76", name="Portail"), channel=Channel.PORTAL)
ADMINISTRATOR = actor(Role.ADMINISTRATOR, name="Administration")
OPERATOR = replace(actor(Role.ADMINISTRATOR, name="Exploitation"), channel=Channel.SYSTEM)
MIGRATOR = actor(Role.SERVICE, name="Semis")


@dataclass
class Night:
    """The seeded database as the API and the worker see it, with a clock that a test moves."""

    database: Database
    worker: Database
    migrator: Database
    now: datetime = NOW

    async def act(
        self, who: Actor, verb: Callable[Concatenate[Transaction, Actor, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """One act in its own transaction: the portal's messages come by the worker's role, the operator's commands by the migrator's."""
        doors = {Channel.PORTAL: self.worker, Channel.SYSTEM: self.migrator}
        async with doors.get(who.channel, self.database).transaction(who) as tx:
            return await verb(tx, who, *args, **kwargs)

    @asynccontextmanager
    async def reading(self, who: Actor) -> AsyncIterator[Transaction]:
        async with self.database.transaction(who, read_only=True) as tx:
            yield tx

    async def incident(self, who: Actor = ARS, **changed: Any) -> Incident:
        return await self.act(who, incidents.declare, told(**changed), self.now)

    async def active(self) -> Incident:
        incident = await self.incident()
        return await self.act(ARS, charge.take, incident.id, None, self.now)

    async def request(self, incident: Incident, who: Actor = ARS, **wanted: Any) -> Any:
        needs = NeedsWanted(wanted.pop("needs", ()), wanted.pop("packs", ()))
        return await self.act(who, requests.ask, HelpWanted(incident.id, needs, **wanted), self.now)

    async def lines(self, key: IncidentId | str, who: Actor = ARS) -> list[dict[str, Any]]:
        async with self.reading(who) as tx:
            return [json.loads(row["line"]) for row in await tx.rows(QUERIES["list_lines"], key=str(key))]

    async def facts(self) -> list[str]:
        async with self.migrator.transaction(MIGRATOR) as tx:
            return [row["kind"] for row in await tx.rows(QUERIES["list_facts"])]

    async def doubt(self, finess: str, state: str) -> None:
        async with self.migrator.transaction(MIGRATOR) as tx:
            await tx.execute(QUERIES["set_security_state"], finess=finess, state=state)

    def later(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now


def told(finess: str | None = DAX, *, source: Source = Source.PHONE, **changed: Any) -> IncidentTold:
    victim = changed.pop("victim", None) or VictimTold(finess=finess)
    return IncidentTold(source=source, victim=victim, **changed)
