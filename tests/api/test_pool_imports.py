"""A table of the pool: shown row by row, then brought in as it was shown, or not at all."""

from typing import Any

import pytest

from planblanc.api import nodes
from planblanc.domain.identity import lender_id
from tests.api.client import Client

DAX = nodes.global_id("Lender", lender_id("400000105"))
TARBES = nodes.global_id("Lender", lender_id("650000417"))
LAPTOPS: dict[str, Any] = {"equipmentType": "WORKSTATION", "quantity": 12, "place": "Réserve importée", "floor": 2}
NETWORK: dict[str, Any] = {"label": "Équipe réseau importée", "capacity": 3, "competences": [{"code": "NETWORK", "level": "CONFIRMED"}]}
PREVIEW = """query ($table: PoolTableInput!) { poolImportPreview(table: $table) {
  previewToken added changed same refused rows { path fate refusal { code message path } } } }"""
IMPORT = """mutation ($input: ImportPoolInput!, $key: String!) { importPool(input: $input, idempotencyKey: $key) {
  __typename ... on Lender { id } ... on Refusal { code message path } } }"""
STOCKS = """query ($lender: ID!) { equipmentStocks(lender: $lender, first: 100) { edges { node { place quantity floor } } } }"""


def table(*stocks: dict[str, Any], capacities: tuple[dict[str, Any], ...] = (), lender: str = DAX) -> dict[str, Any]:
    return {"lender": lender, "stocks": list(stocks), "capacities": list(capacities)}


async def preview(client: Client, rows: dict[str, Any], as_: str = "ch-dax") -> dict[str, Any]:
    return dict((await client.data(PREVIEW, as_=as_, table=rows))["poolImportPreview"])


async def bring_in(client: Client, rows: dict[str, Any], token: str | None, *, key: str = "k", as_: str = "ch-dax") -> dict[str, Any]:
    told = {"table": rows, "previewToken": token or ""}
    return dict((await client.data(IMPORT, as_=as_, input=told, key=key))["importPool"])


async def stock(client: Client, place: str) -> list[tuple[int, int]]:
    found = await client.data(STOCKS, as_="ch-dax", lender=DAX)
    nodes_found = [edge["node"] for edge in found["equipmentStocks"]["edges"]]
    return [(node["quantity"], node["floor"]) for node in nodes_found if node["place"] == place]


async def test_a_preview_tells_and_changes_nothing(client: Client) -> None:
    shown = await preview(client, table(LAPTOPS, capacities=(NETWORK,)))

    assert (shown["added"], shown["changed"], shown["same"], shown["refused"]) == (2, 0, 0, 0)
    assert [(row["path"], row["fate"]) for row in shown["rows"]] == [(["stocks", "0"], "ADDED"), (["capacities", "0"], "ADDED")]
    assert await stock(client, LAPTOPS["place"]) == []


async def test_what_was_shown_is_done_once(client: Client) -> None:
    rows = table(LAPTOPS, capacities=(NETWORK,))
    token = (await preview(client, rows))["previewToken"]

    answers = [await bring_in(client, rows, token) for _ in range(2)]
    again = await preview(client, rows)

    assert [answer["__typename"] for answer in answers] == ["Lender", "Lender"]
    assert await stock(client, LAPTOPS["place"]) == [(12, 2)]
    assert (again["added"], again["changed"], again["same"]) == (0, 0, 2)


async def test_a_table_that_comes_back_changes_what_it_brought(client: Client) -> None:
    rows = table(LAPTOPS, capacities=(NETWORK,))
    await bring_in(client, rows, (await preview(client, rows))["previewToken"])
    more = table(LAPTOPS | {"quantity": 20, "place": "réserve  IMPORTÉE"}, capacities=(NETWORK | {"capacity": 4},))

    shown = await preview(client, more)
    await bring_in(client, more, shown["previewToken"], key="second")

    assert (shown["added"], shown["changed"]) == (0, 2)
    assert await stock(client, LAPTOPS["place"]) == [(20, 2)]


async def test_a_preview_that_is_out_of_date_does_nothing(client: Client) -> None:
    rows, other = table(LAPTOPS), table(LAPTOPS | {"quantity": 30})
    token = (await preview(client, rows))["previewToken"]
    await bring_in(client, other, (await preview(client, other))["previewToken"])

    refused = await bring_in(client, rows, token, key="late")
    changed = await bring_in(client, table(LAPTOPS | {"quantity": 13}), token, key="changed")

    assert [answer["code"] for answer in (refused, changed)] == ["CONFLICT", "CONFLICT"]
    assert await stock(client, LAPTOPS["place"]) == [(30, 2)]


@pytest.mark.parametrize(
    ("row", "path"),
    [
        ({"quantity": -1}, ["quantity"]),
        ({"floor": 10**9}, ["floor"]),
        ({"equipmentType": "'; DROP TABLE"}, ["equipmentType"]),
        ({"place": ""}, ["place"]),
        ({"place": "x" * 300}, ["place"]),
        ({"place": "a\u202eb"}, ["place"]),
    ],
)
async def test_one_wrong_row_and_nothing_is_brought_in(client: Client, row: dict[str, Any], path: list[str]) -> None:
    rows = table(LAPTOPS, LAPTOPS | {"place": "Autre"} | row)

    shown = await preview(client, rows)
    refused = await bring_in(client, rows, "0" * 64)

    assert (shown["previewToken"], [one["fate"] for one in shown["rows"]]) == (None, ["ADDED", "REFUSED"])
    assert shown["rows"][1]["refusal"]["path"] == ["stocks", "1", *path]
    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["stocks", "1", *path])
    assert await stock(client, LAPTOPS["place"]) == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"capacity": 0}, ["capacity"]),
        ({"competences": []}, ["competences"]),
        ({"competences": [{"code": "NOTHING", "level": "BASIC"}]}, ["competences", "0", "code"]),
        ({"longestDays": 1000}, ["longestDays"]),
    ],
)
async def test_a_capacity_that_cannot_be_is_refused(client: Client, change: dict[str, Any], path: list[str]) -> None:
    (row,) = (await preview(client, table(capacities=(NETWORK | change,))))["rows"]

    assert (row["fate"], row["refusal"]["path"]) == ("REFUSED", ["capacities", "0", *path])


async def test_a_row_that_repeats_another_is_refused(client: Client) -> None:
    shown = await preview(client, table(LAPTOPS, LAPTOPS | {"quantity": 3}))

    assert [row["fate"] for row in shown["rows"]] == ["ADDED", "REFUSED"]
    assert shown["rows"][1]["refusal"]["message"] == "Cette ligne répète la ligne 1."


@pytest.mark.parametrize("count", [0, 501])
async def test_a_call_has_from_one_to_five_hundred_rows(client: Client, count: int) -> None:
    rows = table(*(LAPTOPS | {"place": f"Réserve {n}"} for n in range(count)))

    answer = await client.ask(PREVIEW, as_="ch-dax", table=rows)

    assert answer["errors"][0]["extensions"]["code"] == "BAD_INPUT"


async def test_five_hundred_rows_are_brought_in_at_once(client: Client) -> None:
    rows = table(*(LAPTOPS | {"place": f"Réserve {n}"} for n in range(500)))

    answer = await bring_in(client, rows, (await preview(client, rows))["previewToken"])

    assert answer["__typename"] == "Lender"
    assert (await preview(client, rows))["same"] == 500


@pytest.mark.parametrize(
    ("who", "code"), [("ars-76", "NOT_FOUND"), ("ch-tarbes", "NOT_FOUND"), ("samu-40", "FORBIDDEN"), ("cert-sante", "FORBIDDEN")]
)
async def test_a_neighbour_is_refused_the_preview_and_the_import(client: Client, who: str, code: str) -> None:
    rows = table(LAPTOPS)
    token = (await preview(client, rows))["previewToken"]

    shown = await client.ask(PREVIEW, as_=who, table=rows)
    refused = await bring_in(client, rows, token, as_=who)

    assert shown["errors"][0]["extensions"]["code"] == code
    assert refused["code"] == code
    assert await stock(client, LAPTOPS["place"]) == []
