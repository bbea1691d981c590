"""A mission order is printed for whoever follows the engagement, behind the authenticated door."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx2
import pytest_asyncio

from planblanc.planning.run import Solver
from tests.api.client import Client
from tests.databases import connect
from tests.usecases import engaged
from tests.usecases.dax import Doors
from tests.usecases.engaged import Sent


@pytest_asyncio.fixture
async def technician(seeded_url: str, solver: Solver) -> AsyncIterator[Sent]:
    """One person is engaged, on the database that the client's application serves."""
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        yield await engaged.sent(Doors(*opened), solver, engaged.TECHNICIAN)


async def printed(client: Client, technician: Sent, who: str) -> httpx2.Response:
    path = f"/documents/mission-order/{technician.engagements[0]}.pdf"
    return await client.http.get(path, headers={"Authorization": f"Bearer {client.token(who)}"})


async def test_who_conducts_and_who_is_helped_print_it_once_confirmed(technician: Sent, client: Client) -> None:
    early = await printed(client, technician, "ars-75")
    assert (early.status_code, early.json()["errors"][0]["extensions"]["code"]) == (400, "TRANSITION_REFUSED")
    await technician.alerted(technician.engagements[0])

    for who in ("ars-75", "ch-dax"):
        order = await printed(client, technician, who)
        assert (order.status_code, order.headers["content-type"]) == (200, "application/pdf")
        assert order.content.startswith(b"%PDF")


async def test_strangers_and_who_reads_figures_alone_print_nothing(technician: Sent, client: Client) -> None:
    await technician.alerted(technician.engagements[0])

    refused = {who: (await printed(client, technician, who)).status_code for who in ("ars-76", "cert-sante", "samu-40", "admin")}

    assert refused == {"ars-76": 404, "cert-sante": 403, "samu-40": 403, "admin": 403}


async def test_nobody_prints_it_without_a_token(technician: Sent, client: Client) -> None:
    assert (await client.http.get(f"/documents/mission-order/{technician.engagements[0]}.pdf")).status_code == 401
