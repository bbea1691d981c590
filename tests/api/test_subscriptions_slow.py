"""A client that reads nothing is told that it is late, then told everything; the process does not grow meanwhile."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import psutil

from tests.api.crisis import declared
from tests.api.live import INCIDENT, Service, running

ME = "00000000-0000-0000-0000-000000000001"
LINES = 4000
MEBIBYTE = 1024 * 1024
FLOOD = """SELECT planblanc.append_log(array_fill('INCIDENT'::text, ARRAY[$2]), array_fill($1::text, ARRAY[$2]),
    array_agg(convert_to(jsonb_build_object('act', 'log.written', 'text', repeat('x', 4000), 'n', n,
        'recorded_at', $3::timestamptz, 'declared_at', $3::timestamptz, 'channel', 'SYSTEM',
        'actor', jsonb_build_object('id', $4::text, 'name', 'Essai', 'role', 'SERVICE'))::text, 'UTF8') ORDER BY n),
    array_fill(NULL::bytea, ARRAY[$2]), array_fill(NULL::text, ARRAY[$2]), $3) FROM generate_series(1, $2) AS n"""


async def flood(database_url: str, incident: str, many: int) -> None:
    """Write many long lines at once, as the worker."""
    worker = await asyncpg.connect(database_url, server_settings={"role": "planblanc_worker", "search_path": "planblanc"})
    async with worker.transaction():
        await worker.execute("SELECT set_config('planblanc.role', 'SERVICE', true), set_config('planblanc.actor', $1, true)", ME)
        now = await worker.fetchval("SELECT date_trunc('milliseconds', clock_timestamp())")
        await worker.execute(FLOOD, incident, many, now, ME)
    await worker.close()


async def asked(service: Service, incident: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A stream on a socket of one's own, whose buffers are small."""
    address = urlsplit(str(service.http.base_url))
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    await asyncio.to_thread(slow.connect, (address.hostname, address.port))
    reader, writer = await asyncio.open_connection(sock=slow, limit=65_536)
    body = json.dumps({"query": INCIDENT, "variables": {"incident": incident}}).encode()
    head = f"POST /graphql HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {service.token()}\r\nAccept: text/event-stream\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
    return reader, writer


async def told(reader: asyncio.StreamReader) -> AsyncIterator[tuple[str, int]]:
    """The kind and the number of each event."""
    async for line in reader:
        if line.startswith(b"data: {"):
            event = json.loads(line.removeprefix(b"data: "))["data"]["incidentEvents"]
            yield event["kind"], int(event["cursor"].rpartition(".")[2])


async def test_a_slow_client_is_resynchronised_misses_nothing_and_costs_no_memory(seeded_url: str, tmp_path: Path) -> None:
    async with running(seeded_url, tmp_path) as service:
        incident = (await declared(service))["id"]
        reader, writer = await asked(service, incident)
        events = told(reader)
        async with asyncio.timeout(180), service.sse(INCIDENT, incident=incident) as other:
            first = await anext(events)
            key = await _key_of(seeded_url)
            before = psutil.Process(service.process.pid).memory_info().rss
            await flood(seeded_url, key, LINES)
            # Once somebody with the same rights was told everything, everything was offered to the slow one too.
            while not (await other.event())["cursor"].endswith(f".{LINES + 1}"):
                pass
            grown = psutil.Process(service.process.pid).memory_info().rss - before
            seen = [await anext(events)]
            while seen[-1] != ("LINE", LINES + 1):
                seen.append(await anext(events))
        writer.close()

    assert first == ("OPENED", 1)
    assert [number for kind, number in seen if kind == "LINE"] == list(range(2, LINES + 2))
    assert "RESYNC" in {kind for kind, _ in seen}
    assert grown < 60 * MEBIBYTE


async def _key_of(database_url: str) -> str:
    eye = await asyncpg.connect(database_url)
    key = await eye.fetchval("SELECT id::text FROM planblanc.incident ORDER BY declared_at DESC LIMIT 1")
    await eye.close()
    return str(key)
