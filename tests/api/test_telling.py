"""Through the API: the roster is kept, an alert is heard, who was told is read, a program is subscribed; nothing for a stranger."""

import base64
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from planblanc.api import nodes
from planblanc.domain.identity import IncidentId
from planblanc.store.transaction import Database
from planblanc.usecases import alerts
from planblanc.worker.relay import WORKER
from tests.api.client import Client, serving
from tests.databases import connect

NOW = datetime.now(UTC)
SECRET = f"whsec_{base64.b64encode(bytes(range(32))).decode()}"
SAVE_ROSTER = """mutation ($region: String!, $turns: [DutyTurnInput!]!, $key: String!) {
  saveDutyRoster(input: {region: $region, turns: $turns}, idempotencyKey: $key) {
    ... on DutyRoster { version turns { rank label isOnDuty contacts { channel address } } } ... on Refusal { code message path } } }"""
ROSTER = "query ($region: String!) { dutyRoster(region: $region) { turns { label } } }"
DECLARE = """mutation ($exercise: Boolean!) { declareIncident(idempotencyKey: "d", input: {
  exercise: $exercise, victim: {finess: "400000105"}}) { ... on Incident { id } ... on Refusal { message } } }"""
ACKNOWLEDGE = """mutation ($incident: ID!, $key: String!) { acknowledgeAlert(input: {incident: $incident}, idempotencyKey: $key) {
  ... on Alert { state woken acknowledgedBy } ... on Refusal { code message path } } }"""
ALERTS = 'query { alerts(region: "75") { edges { node { id incident state } } } }'
TOLD = """query ($incident: ID!) { notifications(incident: $incident) { edges { node {
  kind recipient subject channel label state attempts reason exercise } } } }"""
SAVE_WEBHOOK = """mutation ($input: SaveWebhookInput!, $key: String!) { saveWebhook(input: $input, idempotencyKey: $key) {
  ... on Webhook { id label url kinds active version deliveries { edges { node { state } } } } ... on Refusal { code message path } } }"""
WEBHOOKS = 'query { webhooks(region: "75") { edges { node { id label } } } }'
NODE = "query ($id: ID!) { node(id: $id) { id } }"
PROGRAM = {"label": "Outil", "url": "https://8.8.8.8/avis", "kinds": ["incident.declared"], "region": "75", "secret": SECRET}
TURN = {
    "label": "Cadre d'astreinte",
    "startsAt": (NOW - timedelta(hours=1)).isoformat(),
    "endsAt": (NOW + timedelta(hours=12)).isoformat(),
    "contacts": [{"channel": "SMS", "address": "06 00 00 00 01"}],
}
STRANGERS = ("ars-76", "ch-dax", "samu-40", "cert-sante", "grades-esea", "alpi", "admin")


@pytest_asyncio.fixture
async def worker(seeded_url: str) -> AsyncIterator[Database]:
    database = await connect(seeded_url, "planblanc_worker", size=2)
    yield database
    await database.close()


async def alerted(client: Client, worker: Database, *, exercise: bool = False) -> str:
    """An incident whose alert was given; its global identifier."""
    incident: str = (await client.data(DECLARE, exercise=exercise))["declareIncident"]["id"]
    async with worker.transaction(WORKER) as tx:
        await alerts.give(tx, IncidentId(nodes.uuid_of(incident, "Incident")), datetime.now(UTC))
    return incident


async def saved(client: Client, *, as_: str = "ars-75", **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = (await client.data(SAVE_ROSTER, as_=as_, region="75", turns=[TURN | changed], key="r"))["saveDutyRoster"]
    return told


async def subscribed(client: Client, *, as_: str = "ars-75", key: str = "w", **changed: Any) -> dict[str, Any]:
    told: dict[str, Any] = (await client.data(SAVE_WEBHOOK, as_=as_, input=PROGRAM | changed, key=key))["saveWebhook"]
    return told


async def test_a_roster_is_saved_and_read(client: Client) -> None:
    told = await saved(client)

    assert told["version"] == 1
    assert told["turns"] == [
        {"rank": 1, "label": "Cadre d'astreinte", "isOnDuty": True, "contacts": [{"channel": "SMS", "address": "0600000001"}]}
    ]


async def test_a_number_that_is_none_is_refused_at_its_place(client: Client) -> None:
    told = await saved(client, contacts=[{"channel": "SMS", "address": "bonjour"}])

    assert (told["code"], told["path"]) == ("BAD_INPUT", ["turns", "0", "contacts", "0", "address"])


async def test_nobody_else_reads_or_keeps_the_roster(client: Client) -> None:
    await saved(client)

    for who in STRANGERS:
        assert (await saved(client, as_=who))["code"] == "FORBIDDEN", who
        assert (await client.data(ROSTER, as_=who, region="75"))["dutyRoster"] is None, who


async def test_an_alert_is_heard_and_the_same_key_hears_it_once(client: Client, worker: Database) -> None:
    await saved(client)
    incident = await alerted(client, worker)

    heard = [(await client.data(ACKNOWLEDGE, incident=incident, key="a"))["acknowledgeAlert"] for _ in range(2)]

    assert heard[0] == heard[1] == {"state": "ACKNOWLEDGED", "woken": 1, "acknowledgedBy": "ARS Nouvelle-Aquitaine, cellule de crise"}
    again = (await client.data(ACKNOWLEDGE, incident=incident, key="b"))["acknowledgeAlert"]
    assert (again["code"], again["path"]) == ("TRANSITION_REFUSED", ["incident"])


async def test_who_was_told_is_read_without_a_number(client: Client, worker: Database) -> None:
    await saved(client)
    incident = await alerted(client, worker)

    (edge,) = (await client.data(TOLD, incident=incident))["notifications"]["edges"]

    told = edge["node"]
    assert (told["kind"], told["channel"], told["state"], told["label"]) == ("ALERT", "SMS", "PENDING", "Cadre d'astreinte")
    assert "0600000001" not in str(told)


async def test_an_exercise_says_that_nobody_was_told(client: Client, worker: Database) -> None:
    await saved(client)
    incident = await alerted(client, worker, exercise=True)

    (edge,) = (await client.data(TOLD, incident=incident))["notifications"]["edges"]

    assert (edge["node"]["state"], edge["node"]["channel"]) == ("EXERCISE", None)
    assert edge["node"]["subject"].startswith("EXERCICE.")


async def test_nobody_else_hears_or_reads_alerts(client: Client, worker: Database) -> None:
    incident = await alerted(client, worker)
    (edge,) = (await client.data(ALERTS))["alerts"]["edges"]

    for who in STRANGERS:
        assert (await client.data(ALERTS, as_=who))["alerts"]["edges"] == [], who
        assert (await client.data(NODE, as_=who, id=edge["node"]["id"]))["node"] is None, who
        assert (await client.data(ACKNOWLEDGE, as_=who, incident=incident, key="a"))["acknowledgeAlert"]["code"] in {
            "FORBIDDEN",
            "NOT_FOUND",
        }
        body = await client.ask(TOLD, as_=who, incident=incident)
        assert "errors" in body or body["data"]["notifications"]["edges"] == [], who


async def test_a_program_is_subscribed(client: Client) -> None:
    told = await subscribed(client)

    assert (told["url"], told["kinds"], told["active"], told["deliveries"]["edges"]) == (PROGRAM["url"], PROGRAM["kinds"], True, [])
    assert await subscribed(client) == told


@pytest.mark.parametrize("url", ["https://127.0.0.1/", "https://localhost:8000/graphql", "https://192.168.1.1/", "https://[::1]/"])
async def test_a_target_of_this_machine_is_refused_in_words(client: Client, url: str) -> None:
    told = await subscribed(client, url=url)

    assert (told["code"], told["path"]) == ("BAD_INPUT", ["url"])
    assert "réseau privé" in told["message"]


async def test_an_installation_may_allow_its_own_network(seeded_url: str, home: Path) -> None:
    async with serving(seeded_url, home, private_targets=True) as client:
        assert (await subscribed(client, url="http://127.0.0.1:8080/avis"))["active"]


async def test_nobody_else_subscribes_to_the_region_or_reads_it(client: Client) -> None:
    known = (await subscribed(client))["id"]

    for who in STRANGERS:
        assert (await subscribed(client, as_=who))["code"] == "FORBIDDEN", who
        assert (await client.data(WEBHOOKS, as_=who))["webhooks"]["edges"] == [], who
        assert (await client.data(NODE, as_=who, id=known))["node"] is None, who


async def test_a_site_subscribes_its_own_tool(client: Client) -> None:
    told = await subscribed(client, as_="ch-dax", region=None, establishmentFiness="400000105")

    assert told["active"]
    assert (await client.data(WEBHOOKS, as_="ch-dax"))["webhooks"]["edges"] != []
