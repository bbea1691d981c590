"""Whatever the published schema allows, asked by each role of a crisis under way: answered or refused, never a fault of ours."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from planblanc.api import nodes
from planblanc.auth import demonstration
from planblanc.auth.demonstration import DemonstrationIdentity
from planblanc.domain.access import Role
from planblanc.planning.run import Solver
from tests.api import everything
from tests.api.client import Client, serving
from tests.databases import connect
from tests.usecases import engaged
from tests.usecases.dax import Doors

DRAWN_FROM = 20210209
ROLES = pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)


def speaker(role: Role) -> DemonstrationIdentity:
    """Somebody of this role: an identity of the demonstration, or the hospital of Dax in another role."""
    shown = [known for known in demonstration.IDENTITIES if known.role is role]
    return shown[0] if shown else replace(demonstration.named("ch-dax"), role=role)


@pytest_asyncio.fixture
async def crisis(seeded_url: str, home: Path, solver: Solver) -> AsyncIterator[tuple[Client, str]]:
    """A service on a night when ninety workstations are asked of several lenders, and the incident."""
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        sent = await engaged.sent(Doors(*opened), solver)
        client = await stack.enter_async_context(serving(seeded_url, home))
        yield client, nodes.global_id("Incident", sent.crisis.incident)


async def asked(crisis: tuple[Client, str], role: Role, *, right: int, wrong: int, drawn_from: int = DRAWN_FROM) -> Counter[str]:
    """How many documents were executed, and how many wrong; a fault of ours, or a part that is missing, fails."""
    client, incident = crisis
    known = await everything.keys_of_what_there_is(client, incident)
    who = speaker(role)
    told: Counter[str] = Counter()
    for name, document in everything.documents(known, right=right, wrong=wrong, drawn_from=drawn_from):
        changed = {"role": role, "regions": who.regions, "establishments": who.establishments, "lenders": who.lenders}
        body = await client.ask(document, as_=who.code, changed=changed)
        codes = [error.get("extensions", {}).get("code") for error in body.get("errors", [])]
        assert not {"INTERNAL", "UNAVAILABLE"} & set(codes), (drawn_from, name, document, body)
        told["executed" if "data" in body else "wrong"] += 1
    return told


@ROLES
async def test_no_role_meets_a_fault_of_ours(crisis: tuple[Client, str], role: Role) -> None:
    told = await asked(crisis, role, right=2, wrong=0)

    assert told["executed"] > told["wrong"]


@pytest.mark.long
@ROLES
async def test_no_role_meets_a_fault_of_ours_in_depth(crisis: tuple[Client, str], role: Role) -> None:
    told = await asked(crisis, role, right=6, wrong=1, drawn_from=DRAWN_FROM + 1)

    assert told["executed"] > told["wrong"]
