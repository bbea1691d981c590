"""No secret and no number is in a log, whatever happens: real processes in production, their words read whole."""

import asyncio
import json
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from planblanc import settings
from tests.api.live import Service
from tests.api.production import Issuer, in_production

NUMBER, NAME = "0612345678", "Camille-Introuvable"
ISSUER = Issuer()


def drawn(folder: Path) -> dict[str, Path]:
    """The files of an installation's secrets, each holding what no log may."""
    files = {}
    for name in ("portal", "mail"):
        files[name] = folder / name
        files[name].write_text("whsec_" + secrets.token_hex(20) if name == "portal" else secrets.token_hex(20), "utf-8")
        files[name].chmod(0o600)
    return files


def with_password(url: str, password: str) -> str:
    """The same database, reached with a password (the test's server asks for none)."""
    parts = urlsplit(url)
    server = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{parts.username or 'postgres'}:{password}@{server}").geturl()


async def provoke(service: Service) -> list[str]:
    """Ask everything that goes wrong; what was sent that no log may hold."""
    good, bad = ISSUER.token(), ISSUER.token(aud="another")
    link, cookie = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    for token in (good, bad):
        for query in (
            "query ($id: ID!) { node(id: $id) { id } }",
            "query ($id: ID!) { unknown(id: $id) }",
            "query ($id: Int!) { regions(first: $id) { edges { cursor } } }",
        ):
            body = json.dumps({"query": query, "variables": {"id": f"{NUMBER} {NAME}"}}).encode()
            await service.http.post(
                "/graphql", content=body, headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            )
        await service.http.get(f"/documents/degraded-pack/x.pdf?token={token}", headers={"Authorization": f"Bearer {token}"})
    await service.http.get(f"/lien/{link}", headers={"Cookie": f"__Host-planblanc={cookie}"})
    await service.http.post(f"/lien/{link}", content=f"key=x&name={NAME}&phone={NUMBER}".encode())
    await service.http.post(
        "/portal/incidents", content=b"{}", headers={"webhook-signature": "v1," + cookie, "Content-Type": "application/json"}
    )
    async with service.websocket(token=good) as socket:
        await socket.subscribe("subscription ($r: String!) { regionEvents(region: $r) { kind } }", r=f"{NUMBER} {NAME}")
        await socket.hear()
    return [good, bad, good.split(".")[2], bad.split(".")[2], link, cookie, NUMBER, NAME]


async def words_of_worker(environment: Mapping[str, str]) -> str:
    """All that a worker says, from its start to its end."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "planblanc", "worker", env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    try:
        said = b""
        async with asyncio.timeout(60):
            while process.stdout and b"the relay is at work" not in said:
                line = await process.stdout.readline()
                assert line, said.decode()
                said += line
            await asyncio.sleep(2)  # a few rounds, the mail that no server takes among them
            process.terminate()
            rest, _ = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return (said + rest).decode()


async def test_no_log_holds_a_secret_or_a_number(database_url: str, tmp_path: Path) -> None:
    password, files = secrets.token_hex(16), drawn(tmp_path)
    environment = {
        "PLANBLANC_PORTAL_SECRET": str(files["portal"]),
        "PLANBLANC_MAIL_SERVER": "smtp://127.0.0.1:9",
        "PLANBLANC_MAIL_FROM": "alerte@planblanc.example",
        "PLANBLANC_MAIL_PASSWORD": str(files["mail"]),
    }
    url = with_password(database_url, password)
    async with in_production(url, tmp_path, ISSUER, **environment) as service:
        sent = await provoke(service)
        service.process.terminate()
        await service.process.wait()
    said = (tmp_path / "serve.log").read_text("utf-8")
    worker = settings.environment(DATABASE_URL=url, PLANBLANC_HOME=str(tmp_path), PLANBLANC_MODE="production", **environment)
    worker |= {"PLANBLANC_TOKEN_ISSUER": "https://identites.example", "PLANBLANC_TOKEN_KEYS": str(tmp_path / "issuer.json")}
    said += await words_of_worker(worker)

    hidden = [*sent, password, *(path.read_text("utf-8") for path in files.values())]
    assert "denied UNAUTHENTICATED" in said
    assert "the relay is at work" in said
    assert [secret for secret in hidden if secret in said] == []


@pytest.mark.parametrize("command", ["serve", "worker"])
async def test_a_database_that_refuses_is_told_without_the_password(tmp_path: Path, command: str) -> None:
    password = secrets.token_hex(16)
    environment = settings.environment(DATABASE_URL=f"postgresql://compte:{password}@127.0.0.1:9/base", PLANBLANC_HOME=str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "planblanc", command, env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 1
    assert "ne répond pas" in said.decode()
    assert password not in said.decode()
