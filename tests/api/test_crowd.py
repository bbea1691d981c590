"""Beyond what the service can answer in time, callers are sent away at once, told when to come back, and find it serving then."""

import asyncio
import json
from pathlib import Path
from uuid import uuid4

import asyncpg
import httpx2
import pytest

from planblanc.api.crowd import Crowd
from planblanc.domain.errors import Unavailable
from tests.api.client import Client, serving

NOTE = """mutation($input: AddLogEntryInput!, $key: String!) {
  addLogEntry(input: $input, idempotencyKey: $key) { __typename ... on LogEntry { id } } }"""
CALLERS = 60


def note(key: str) -> bytes:
    return json.dumps({"query": NOTE, "variables": {"input": {"region": "75", "text": f"Appel {key}"}, "key": key}}).encode()


async def asked_at_once(client: Client, keys: list[str]) -> list[httpx2.Response]:
    return await asyncio.gather(*(client.post(note(key)) for key in keys))


async def test_a_crowd_is_sent_away_and_served_when_it_comes_back(seeded_url: str, home: Path) -> None:
    keys = [str(uuid4()) for _ in range(CALLERS)]
    async with serving(seeded_url, home, pool_size=1) as client:
        answers = await asked_at_once(client, keys)
        again = [await client.post(note(key)) for key in keys]

    sent_away = [answer for answer in answers if answer.status_code == 503]
    assert {answer.status_code for answer in answers} == {200, 503}
    assert all(answer.headers["retry-after"] == "2" for answer in sent_away)
    assert "trop de demandes" in sent_away[0].json()["errors"][0]["message"]
    assert {answer.status_code for answer in again} == {200}
    connection = await asyncpg.connect(seeded_url)
    written = await connection.fetchval("SELECT count(DISTINCT body) FROM planblanc.log_text WHERE body LIKE 'Appel %'")
    lines = await connection.fetchval("SELECT count(*) FROM planblanc.log_text WHERE body LIKE 'Appel %'")
    await connection.close()
    assert (written, lines) == (CALLERS, CALLERS)


def test_whoever_leaves_makes_room_even_after_a_fault() -> None:
    crowd = Crowd(1)
    with pytest.raises(ZeroDivisionError), crowd.entered():
        _ = 1 / 0

    with crowd.entered(), pytest.raises(Unavailable):
        crowd.entered().__enter__()
