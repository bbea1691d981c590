"""The portal that writes, the worker that reads, and an eye on what became of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import asyncpg

from planblanc.domain.facts import Fact
from planblanc.integrations.portal.callback import Callback
from planblanc.integrations.portal.endpoint import PORTAL
from planblanc.integrations.portal.message import read
from planblanc.planning.run import Solver
from planblanc.store import outbox
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import inbox
from planblanc.usecases.inbox import Letter
from planblanc.worker import handlers
from planblanc.worker.handlers import WHEN
from planblanc.worker.relay import WORKER, Pace, Relay
from planblanc.worker.tools import Tools
from tests.integrations.portal.declared import as_bytes

NOW = datetime(2021, 2, 9, 5, 0, tzinfo=UTC)


async def crisis_clock(_: Transaction) -> datetime:
    return NOW


@dataclass
class Desk:
    """The portal that writes, the worker that reads, and an administrator's eye on what became of it."""

    portal: Database
    worker: Database
    eye: asyncpg.Connection

    def relay(self, callback: Callback | None = None, pace: Pace | None = None) -> Relay:
        return Relay(self.worker, tuple(WHEN), partial(handlers.deliver, self.tools(callback)), pace)

    def tools(self, callback: Callback | None = None) -> Tools:
        return Tools(self.worker, Solver(), crisis_clock, lambda: datetime.now(UTC), callback)

    async def tell(self, fact: Fact) -> None:
        async with self.worker.transaction(WORKER) as tx:
            await outbox.append(tx, fact)

    async def receive(self, *messages: dict[str, Any]) -> None:
        for number, message in enumerate(messages):
            body = as_bytes(message)
            async with self.portal.transaction(PORTAL) as tx:
                await inbox.receive(tx, PORTAL, Letter(f"msg_{number}", body, read(body)), NOW)

    async def work(self) -> None:
        relay = self.relay()
        while await relay.step():
            pass

    async def read(self, *messages: dict[str, Any]) -> None:
        for message in messages:
            await self.receive(message)
            await self.work()

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.eye.fetch("SELECT state FROM planblanc.inbox ORDER BY received_at, webhook_id, state")]

    async def incidents(self) -> list[asyncpg.Record]:
        return await self.eye.fetch(
            "SELECT id, region_code, state, national_number, national_revision, summary, unlisted_name, origin FROM planblanc.incident"
        )

    async def acts(self) -> list[str]:
        rows = await self.eye.fetch("SELECT convert_from(line, 'UTF8')::jsonb ->> 'act' AS act FROM planblanc.log_entry ORDER BY sequence")
        return [row["act"] for row in rows if row["act"] != "REFERENCE_SEEDED"]

    async def want(self, incident: UUID, *, wanted: int, promised: int, criticality: str = "HIGH") -> None:
        """A need of the incident for so many pieces of equipment, some of them promised, as an administrator writes it."""
        request, need, plan, line = (uuid4() for _ in range(4))
        for statement, *values in (
            (_REQUEST, request, incident, NOW),
            (_NEED, need, request, incident, wanted, NOW, criticality),
            (_PLAN, plan, NOW),
            (_PART, plan, incident),
            (_LINE, line, plan, incident, need, promised, NOW),
            (_ENGAGEMENT, uuid4(), line),
        ):
            await self.eye.execute(statement, *values)


_REQUEST = """
    INSERT INTO planblanc.help_request (id, incident_id, region_code, latitude, longitude, position_assumed, road_network_code,
        department_code, state, channel, asked_by, asked_name, asked_at)
    VALUES ($1, $2, '75', 43.71, -1.05, false, 'MAINLAND', '40', 'OPEN', 'PHONE', $1, 'Cellule de crise', $3)"""
_NEED = """
    INSERT INTO planblanc.need_line (id, request_id, incident_id, region_code, position, kind, equipment_type_code, quantity,
        wanted_by, starts_at, ends_at, criticality)
    SELECT $1, $2, $3, '75', 1, 'EQUIPMENT', min(code), $4, '12H', $5::timestamptz, $5::timestamptz + interval '7 days', $6
    FROM planblanc.equipment_type"""
_PLAN = """
    INSERT INTO planblanc.plan (id, region_code, scope, scope_regions, exercise, state, requested_by, requested_name, requested_at, method)
    VALUES ($1, '75', 'REGION', '{75}', false, 'PROPOSED', $1, 'Cellule de crise', $2, 'OPTIMAL')"""
_PART = """
    INSERT INTO planblanc.plan_incident (plan_id, incident_id, region_code, state, open_rungs) VALUES ($1, $2, '75', 'APPROVED', '{}')"""
_LINE = """
    INSERT INTO planblanc.plan_assignment (id, plan_id, incident_id, region_code, need_id, stock_id, lender_id, lender_region_code,
        lender_name, commune, label, quantity, starts_at, ends_at, reason)
    SELECT $1, $2, $3, '75', $4, stock.id, lender.id, lender.region_code, lender.name, '', '', $5, $6::timestamptz,
        $6::timestamptz + interval '7 days', ''
    FROM planblanc.equipment_stock AS stock JOIN planblanc.lender ON lender.id = stock.lender_id ORDER BY stock.id LIMIT 1"""
_ENGAGEMENT = """
    INSERT INTO planblanc.engagement (id, incident_id, region_code, need_id, assignment_id, stock_id, lender_id, lender_region_code,
        quantity, starts_at, ends_at, state, exercise)
    SELECT $1, incident_id, region_code, need_id, id, stock_id, lender_id, lender_region_code, quantity, starts_at, ends_at,
        'PROPOSED', false
    FROM planblanc.plan_assignment WHERE id = $2"""
