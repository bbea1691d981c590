"""The degraded pack: as text through GraphQL, to print through a route of its own."""

from uuid import uuid4

import asyncpg
import pytest

from tests.api import crisis
from tests.api.client import Client

PACK = """query ($incident: ID!) { degradedPack(incident: $incident) {
  establishment exercise reflexes { title kind } withoutProcedure markdown pdfPath
  services { code label state note procedures { title scope serviceDomain { label } } } } }"""


async def test_the_pack_is_read_and_printed_with_the_same_token(client: Client) -> None:
    incident = await crisis.declared(client)
    pack = (await client.data(PACK, incident=incident["id"]))["degradedPack"]
    printed = await client.http.get(pack["pdfPath"], headers={"Authorization": f"Bearer {client.token()}"})

    assert {sheet["kind"] for sheet in pack["reflexes"]} == {"REFLEX"}
    assert all(sheet["title"] in pack["markdown"] for sheet in pack["reflexes"])
    assert (printed.status_code, printed.headers["content-type"]) == (200, "application/pdf")
    assert printed.content.startswith(b"%PDF")
    assert printed.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("stranger", ["ars-76", "ars-11"])
async def test_a_neighbour_reads_and_prints_nothing(client: Client, stranger: str) -> None:
    incident = await crisis.declared(client)
    path = (await client.data(PACK, incident=incident["id"]))["degradedPack"]["pdfPath"]
    (error,) = (await client.ask(PACK, as_=stranger, incident=incident["id"]))["errors"]
    printed = await client.http.get(path, headers={"Authorization": f"Bearer {client.token(stranger)}"})

    assert error["extensions"]["code"] == "NOT_FOUND"
    assert (printed.status_code, printed.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")


async def test_a_database_that_does_not_answer_is_said(client: Client, seeded_url: str) -> None:
    path = (await client.data(PACK, incident=(await crisis.declared(client))["id"]))["degradedPack"]["pdfPath"]
    eye = await asyncpg.connect(seeded_url)
    async with eye.transaction():
        await eye.execute("LOCK TABLE planblanc.incident")
        printed = await client.http.get(path, headers={"Authorization": f"Bearer {client.token()}"})
    await eye.close()

    assert (printed.status_code, printed.headers["retry-after"]) == (503, "2")
    assert printed.json()["errors"][0]["message"] == "Une partie du service est momentanément indisponible."


async def test_who_may_not_read_incidents_prints_nothing(client: Client) -> None:
    printed = await client.http.get(
        f"/documents/degraded-pack/{uuid4()}.pdf", headers={"Authorization": f"Bearer {client.token('grades-esea')}"}
    )

    assert (printed.status_code, printed.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer x"}, {"Authorization": "Basic x"}])
async def test_nobody_prints_without_a_token(client: Client, header: dict[str, str]) -> None:
    printed = await client.http.get(f"/documents/degraded-pack/{uuid4()}.pdf", headers=header)

    assert printed.status_code == 401
    assert printed.headers["www-authenticate"] == "Bearer"


async def test_an_incident_that_is_not_is_not_found(client: Client) -> None:
    headers = {"Authorization": f"Bearer {client.token()}"}

    assert (await client.http.get(f"/documents/degraded-pack/{uuid4()}.pdf", headers=headers)).status_code == 404
    assert (await client.http.get("/documents/degraded-pack/1.pdf", headers=headers)).status_code == 404
