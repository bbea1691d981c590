"""Two plans of the same incidents that are ready at the same moment: one follows the other, none is lost."""

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID, uuid4

import asyncpg

from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import IncidentId, PlanId
from planblanc.domain.plans import IncidentPart, NextRung, PlanMethod, PlanStanding, Proposed
from planblanc.store import plans
from planblanc.store.transaction import Database
from tests.store import tenants
from tests.store.tenants import NOW, key

WORKER = Actor(UUID(int=1), "Service", Role.SERVICE)


async def save(database: Database, plan_id: UUID, incidents: list[IncidentId]) -> None:
    parts = tuple(IncidentPart(incident, "75", PlanStanding.PROPOSED, (), NextRung(None, (), ())) for incident in incidents)
    async with database.transaction(WORKER) as tx:
        plan = await plans.lock(tx, PlanId(plan_id))
        assert plan is not None
        await plans.save(tx, plan, Proposed(PlanMethod.OPTIMAL, (), parts, (), ()), versions={}, computed_at=NOW)


async def test_plans_saved_at_once_replace_one_another(database_url: str, make_database: Callable[[str], Awaitable[Database]]) -> None:
    eye = await asyncpg.connect(database_url)
    await tenants.fill(eye)
    wanted = next(case.row for case in tenants.tenant("own", 9) if case.table == "plan")
    keys = [uuid4() for _ in range(8)]
    for one in keys:
        await eye.execute(f"INSERT INTO planblanc.plan {tenants.values({**wanted, 'id': one})}")
    incidents = [IncidentId(key("own", "incident")), IncidentId(key("own", "incident", 2))]
    worker = await make_database("planblanc_worker")

    await asyncio.gather(*(save(worker, one, incidents[:: 1 if number % 2 else -1]) for number, one in enumerate(keys)))

    standing = await eye.fetch(
        "SELECT incident_id, count(*) FROM planblanc.plan_incident WHERE state = 'PROPOSED' AND incident_id = ANY ($1) GROUP BY 1",
        incidents,
    )
    saved = await eye.fetchval("SELECT count(*) FROM planblanc.plan WHERE state = 'PROPOSED'")
    await eye.close()
    assert {row["incident_id"]: row["count"] for row in standing} == dict.fromkeys(incidents, 1)
    assert saved == len(keys)
