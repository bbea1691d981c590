"""A limit of the law that comes near is told to who conducts the crisis and to the victim, once a step; nobody once it is met."""

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest

from planblanc.worker import reminders_of_obligations
from tests.integrations.portal.declared import dax
from tests.worker.desk import NOW, Desk

AWARE = "UPDATE planblanc.incident SET awareness_at = $1"
NOTICES = "SELECT recipient_kind, state, body FROM planblanc.notice WHERE kind = 'OBLIGATION_DUE' ORDER BY recipient_kind"
DUE = "SELECT count(*) FROM planblanc.outbox WHERE kind = 'ObligationDue'"


async def aware(desk: Desk, hours: float) -> UUID:
    """The incident of Dax, of which the hospital was aware so many hours ago."""
    await desk.read(dax())
    await desk.eye.execute(AWARE, NOW - timedelta(hours=hours))
    ((key, *_),) = await desk.incidents()
    return UUID(str(key))


async def test_a_limit_that_comes_near_is_told_once_whoever_looks(desk: Desk) -> None:
    await aware(desk, 71.5)

    await asyncio.gather(*(reminders_of_obligations.look(desk.tools()) for _ in range(3)))
    await desk.work()

    told = await desk.eye.fetch(NOTICES)
    assert await desk.eye.fetchval(DUE) == 1
    assert [row["recipient_kind"] for row in told] == ["CALL_BACK", "OFFICER"]
    assert all("Plainte" in row["body"] and "échéance le 9 février 2021" in row["body"] for row in told)


@pytest.mark.parametrize(("hours", "told"), [(40, 0), (50, 1), (80, 1)])
async def test_only_what_is_near_or_passed_is_told(desk: Desk, hours: float, told: int) -> None:
    await aware(desk, hours)

    await reminders_of_obligations.look(desk.tools())
    assert await desk.eye.fetchval(DUE) == told


async def test_nobody_is_told_of_what_was_filed_meanwhile(desk: Desk) -> None:
    await aware(desk, 71.5)
    await reminders_of_obligations.look(desk.tools())
    await desk.eye.execute("UPDATE planblanc.obligation SET filed_at = $1, reference = 'PV', filed_by = 'CH'", NOW)

    await desk.work()
    assert await desk.eye.fetch(NOTICES) == []


async def test_an_exercise_tells_nobody_real(desk: Desk) -> None:
    await aware(desk, 71.5)
    await desk.eye.execute("UPDATE planblanc.incident SET exercise = true")

    await reminders_of_obligations.look(desk.tools())
    await desk.work()
    assert {row["state"] for row in await desk.eye.fetch(NOTICES)} == {"EXERCISE"}
