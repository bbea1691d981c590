"""A main courante is taken out by who conducts the crisis: it proves itself, prints, and leaves its own line."""

from datetime import UTC, datetime
from uuid import UUID

import httpx2
import pytest
from starlette.applications import Starlette

from planblanc.api.journal_exports import VERIFIER, JournalExports
from planblanc.api.reach import Reach
from planblanc.auth import AUDIENCE, demonstration
from planblanc.sealing import signing, verify_journal
from planblanc.store.transaction import Database, Transaction
from tests.api.client import Client
from tests.api.crisis import declared, do
from tests.api.test_journal import READ, WRITE

PLACE = "/documents/journal/incident"


async def key_of(client: Client, incident: str) -> str:
    """The incident's own key, as the addresses of documents hold it."""
    pack = await client.data("query ($id: ID!) { degradedPack(incident: $id) { pdfPath } }", id=incident)
    return str(pack["degradedPack"]["pdfPath"].rpartition("/")[2].removesuffix(".pdf"))


async def taken(client: Client, path: str, as_: str = "ars-75", method: str = "POST") -> httpx2.Response:
    return await client.http.request(method, path, headers={"Authorization": f"Bearer {client.token(as_)}"})


async def test_the_export_proves_itself_and_leaves_its_line(client: Client) -> None:
    incident = (await declared(client))["id"]
    await do(client, WRITE, incident=incident, text="Monsieur Untel a rappelé.", tlp="RED")

    file = await taken(client, f"{PLACE}/{await key_of(client, incident)}.jsonl")

    assert (file.status_code, file.headers["content-type"], file.headers["cache-control"]) == (200, "application/x-ndjson", "no-store")
    public = signing.demonstrated(client.home).public_key.hex()
    verdict = verify_journal.verify(file.content, public)
    assert (verdict.faults, verdict.lines, verdict.is_intact) == ([], 2, True)
    assert "Monsieur Untel" in file.text
    last = (await client.data(READ, incident=incident))["journal"]["edges"][-1]["node"]
    assert (last["act"], last["sequence"]) == ("log.exported", 3)


async def test_it_is_given_without_what_people_typed(client: Client) -> None:
    incident = (await declared(client))["id"]
    await do(client, WRITE, incident=incident, text="Monsieur Untel a rappelé.")

    file = await taken(client, f"{PLACE}/{await key_of(client, incident)}.jsonl?texts=false")

    assert "Untel" not in file.text
    verdict = verify_journal.verify(file.content, signing.demonstrated(client.home).public_key.hex())
    assert (verdict.is_intact, verdict.erased) == (True, 1)


@pytest.mark.parametrize("place", ["incident", "region"])
async def test_it_is_printed(client: Client, place: str) -> None:
    incident = (await declared(client))["id"]
    await do(client, WRITE, region="75", text="Astreinte changée.\nDeuxième ligne.", kind="DECISION")
    path = f"{PLACE}/{await key_of(client, incident)}.pdf" if place == "incident" else "/documents/journal/region/75.pdf"

    printed = await taken(client, path)

    assert (printed.status_code, printed.headers["content-type"]) == (200, "application/pdf")
    assert printed.content.startswith(b"%PDF")


@pytest.mark.parametrize("stranger", ["ars-76", "cert-sante", "samu-40", "alpi", "ch-dax", "admin"])
async def test_who_does_not_conduct_the_crisis_takes_nothing_out(client: Client, stranger: str) -> None:
    incident = (await declared(client))["id"]

    refused = await taken(client, f"{PLACE}/{await key_of(client, incident)}.jsonl", stranger)

    assert refused.json()["errors"][0]["extensions"]["code"] in {"FORBIDDEN", "NOT_FOUND"}
    assert len((await client.data(READ, incident=incident))["journal"]["edges"]) == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{PLACE}/{UUID(int=404)}.jsonl", 404),
        ("/documents/journal/region/00.jsonl", 403),
        ("/documents/journal/nation.jsonl", 403),
        ("/documents/journal/region/75.jsonl?texts=maybe", 400),
    ],
)
async def test_what_is_not_there_or_not_asked_well_is_refused(client: Client, path: str, status: int) -> None:
    assert (await taken(client, path)).status_code == status


async def test_reading_an_address_takes_nothing_out(client: Client) -> None:
    assert (await taken(client, "/documents/journal/region/75.jsonl", method="GET")).status_code == 405
    assert (await client.http.post("/documents/journal/region/75.jsonl")).status_code == 401


async def test_the_verifier_is_given_as_it_is(client: Client) -> None:
    given = await client.http.get("/documents/verify_journal.py")

    assert given.content == VERIFIER.read_bytes()


async def test_without_a_key_nothing_is_taken_out_and_it_is_said(client: Client) -> None:
    def unreached() -> Database:
        raise AssertionError("nothing is read where nothing could be proved")

    async def clock(_: Transaction) -> datetime:
        raise AssertionError("nothing is read where nothing could be proved")

    reach = Reach(unreached, demonstration.verifier(client.home, AUDIENCE), lambda: datetime.now(UTC), clock)
    application = Starlette(routes=JournalExports(reach, None).routes())
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(application), base_url="http://planblanc.test") as http:
        headers = {"Authorization": f"Bearer {client.token()}"}
        refused = await http.post("/documents/journal/region/75.jsonl", headers=headers)

    assert refused.status_code == 503
    assert "PLANBLANC_JOURNAL_KEY" in refused.json()["errors"][0]["message"]
