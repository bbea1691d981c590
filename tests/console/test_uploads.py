"""Files that are sent to be read: what they say comes back as the API takes it, and is brought in through the API."""

from collections.abc import AsyncIterator

import httpx2
import pytest

from planblanc.integrations.sheets import calendars, tables
from tests.api.client import Client
from tests.api.conftest import client, home
from tests.api.test_pool_imports import DAX, bring_in, preview, stock

__all__ = ["client", "home"]
STOCKS = "Type;Quantité;Lieu;Plancher\nWORKSTATION;12;Réserve lue;2\nWORKSTATION;douze;Réserve;\n".encode()
NIGHTS = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20210209T190000Z\r\nDTEND:20210210T070000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
RESPONDERS = "query ($lender: ID!) { responders(lender: $lender, first: 1) { edges { node { id version } } } }"
SAVE = """mutation ($input: SaveAvailabilityInput!) { saveAvailability(input: $input, idempotencyKey: "k") {
  ... on Responder { calendar { kind startsAt endsAt } } ... on Refusal { code message path } } }"""


async def send(
    client: Client, path: str, content: bytes | AsyncIterator[bytes], *, kind: str = "text/csv", as_: str = "ch-dax"
) -> httpx2.Response:
    headers = {"Authorization": f"Bearer {client.token(as_)}", "Content-Type": kind}
    return await client.http.post(path, content=content, headers=headers)


async def test_a_table_is_read_shown_and_brought_in(client: Client) -> None:
    read = (await send(client, "/uploads/pool", STOCKS)).json()
    rows = {"lender": DAX, "stocks": read["stocks"], "capacities": read["capacities"]}
    answer = await bring_in(client, rows, (await preview(client, rows))["previewToken"])

    assert [(fault["line"], fault["column"]) for fault in read["faults"]] == [(3, "quantite")]
    assert answer["__typename"] == "Lender"
    assert await stock(client, "Réserve lue") == [(12, 2)]


@pytest.mark.parametrize("kind", ["WINDOW", "ABSENCE"])
async def test_a_calendar_is_read_and_saved(client: Client, kind: str) -> None:
    read = (await send(client, f"/uploads/calendar?kind={kind}", NIGHTS, kind="text/calendar")).json()
    (edge,) = (await client.data(RESPONDERS, as_="ch-dax", lender=DAX))["responders"]["edges"]
    wanted = {"responder": edge["node"]["id"], "version": edge["node"]["version"], "calendar": read["calendar"]}
    saved = await client.data(SAVE, as_="ch-dax", input=wanted)

    assert read["faults"] == []
    assert [line["kind"] for line in saved["saveAvailability"]["calendar"]] == [kind]


@pytest.mark.parametrize(
    ("path", "kind", "content", "status"),
    [
        ("/uploads/pool", "text/html", STOCKS, 415),
        ("/uploads/pool", "multipart/form-data; boundary=x", STOCKS, 415),
        ("/uploads/pool", "", STOCKS, 415),
        ("/uploads/pool", "text/csv", b"PK\x03\x04", 400),
        ("/uploads/pool", "text/csv", b"x" * (tables.LARGEST + 1), 413),
        ("/uploads/calendar", "text/csv", NIGHTS, 415),
        ("/uploads/calendar", "text/calendar", STOCKS, 400),
        ("/uploads/calendar?kind=DAILY", "text/calendar", NIGHTS, 400),
        ("/uploads/calendar", "text/calendar", b"x" * (calendars.LARGEST + 1), 413),
    ],
)
async def test_what_is_not_such_a_file_is_refused(client: Client, path: str, kind: str, content: bytes, status: int) -> None:
    answer = await send(client, path, content, kind=kind)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/json"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_file_that_never_ends_is_cut_off(client: Client) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(1000):
            yield b"a;b\n" * 16_384

    assert (await send(client, "/uploads/pool", endless())).status_code == 413


async def test_nobody_reads_a_file_without_a_token(client: Client) -> None:
    assert (await client.http.post("/uploads/pool", content=STOCKS, headers={"Content-Type": "text/csv"})).status_code == 401
    assert (await client.http.get("/uploads/pool")).status_code == 405
