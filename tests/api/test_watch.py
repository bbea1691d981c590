"""What the home page asks: what waits for whom, how far each need has come, whom to call next, how true the pool is."""

from typing import Any

from tests.api.client import Client
from tests.api.crisis import declared, do

TAKE = "mutation ($input: TakeChargeInput!, $key: String!) { takeCharge(input: $input, idempotencyKey: $key) { __typename } }"
WRITE = "mutation ($input: AddLogEntryInput!, $key: String!) { addLogEntry(input: $input, idempotencyKey: $key) { __typename } }"
WAITING = "query ($region: String) { waiting(region: $region) { total counts { kind count } things { kind incident atName units } } }"
POOL = "query ($region: String) { poolHealth(region: $region) { people peopleOnCall equipment equipmentToConfirm lenders synthetic } }"
BACK = """query ($incident: ID!, $first: Int!, $after: String, $search: String) {
  journal(incident: $incident, newestFirst: true, first: $first, after: $after, search: $search) {
    edges { node { sequence body } } pageInfo { hasNextPage endCursor } } }"""


async def kinds(client: Client, **asked: Any) -> list[str]:
    return [thing["kind"] for thing in (await client.data(WAITING, **asked))["waiting"]["things"]]


async def test_an_incident_waits_for_whoever_takes_charge_of_it(client: Client) -> None:
    incident = (await declared(client))["id"]

    before = (await client.data(WAITING, region="75"))["waiting"]
    assert before["things"] == [{"kind": "NOBODY_IN_CHARGE", "incident": incident, "atName": "CENTRE HOSPITALIER DAX", "units": 1}]
    assert (before["total"], before["counts"]) == (1, [{"kind": "NOBODY_IN_CHARGE", "count": 1}])
    await do(client, TAKE, incident=incident)
    assert "NOBODY_IN_CHARGE" not in await kinds(client, region="75")


async def test_nothing_of_another_region_waits(client: Client) -> None:
    await declared(client)

    assert await kinds(client, region="76") == []
    assert (await client.data(WAITING, as_="ars-76"))["waiting"]["things"] == []


async def test_the_pool_is_counted_where_it_is_seen(client: Client) -> None:
    mine = (await client.data(POOL, region="75"))["poolHealth"]
    theirs = (await client.data(POOL, as_="ars-76", region="75"))["poolHealth"]

    assert mine["people"] > 0
    assert mine["equipment"] > 0
    assert mine["synthetic"] > 0
    assert theirs["people"] == 0


async def test_no_call_is_to_be_made_before_a_plan_is_approved(client: Client) -> None:
    await declared(client)

    assert (await client.data('{ callsToMake(region: "75") { sentence } }'))["callsToMake"] == []


async def test_a_journal_is_read_from_its_end(client: Client) -> None:
    incident = (await declared(client))["id"]
    for number in range(3):
        await do(client, WRITE, incident=incident, text=f"Groupe électrogène {number}")

    first = (await client.data(BACK, incident=incident, first=2))["journal"]
    rest = (await client.data(BACK, incident=incident, first=20, after=first["pageInfo"]["endCursor"]))["journal"]
    found = (await client.data(BACK, incident=incident, first=1, search="electrogene"))["journal"]

    assert [edge["node"]["sequence"] for edge in first["edges"] + rest["edges"]] == [4, 3, 2, 1]
    assert [edge["node"]["body"] for edge in found["edges"]] == ["Groupe électrogène 2"]
    assert found["pageInfo"]["hasNextPage"]
