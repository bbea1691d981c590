"""The portal's messages that nothing could place are shown to the coordinators, who match them."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from tests import letters
from tests.api.client import Client
from tests.api.crisis import act, declared, do
from tests.databases import connect

LIST = "{ unmatchedMessages { edges { node { id nationalNumber reason summary regionCode exercise } } } }"
MATCH = act("matchMessage", "MatchMessageInput")


@pytest_asyncio.fixture
async def message(seeded_url: str, client: Client) -> AsyncIterator[str]:
    worker = await connect(seeded_url, "planblanc_worker", size=1)
    await letters.set_aside(worker)
    ((edge),) = (await client.data(LIST))["unmatchedMessages"]["edges"]
    yield edge["node"]["id"]
    await worker.close()


async def waiting(client: Client, as_: str) -> list[Any]:
    found: list[Any] = (await client.data(LIST, as_=as_))["unmatchedMessages"]["edges"]
    return found


async def test_a_message_says_what_it_can(client: Client, message: str) -> None:
    ((edge),) = await waiting(client, "ars-75")

    assert edge["node"] == {
        "id": message,
        "nationalNumber": letters.NUMBER,
        "reason": "Structure inconnue.",
        "summary": "Serveurs chiffrés",
        "regionCode": None,
        "exercise": False,
    }


@pytest.mark.parametrize("stranger", ["ch-dax", "cert-sante", "samu-40", "alpi", "admin"])
async def test_strangers_see_no_message_and_match_none(client: Client, message: str, stranger: str) -> None:
    incident = (await declared(client))["id"]

    assert await waiting(client, stranger) == []
    assert (await client.data("query ($id: ID!) { node(id: $id) { id } }", as_=stranger, id=message))["node"] is None
    assert (await do(client, MATCH, as_=stranger, message=message, incident=incident))["code"] in {"FORBIDDEN", "NOT_FOUND"}


async def test_a_message_is_matched_with_an_incident_and_leaves_the_list(client: Client, message: str) -> None:
    incident = (await declared(client))["id"]

    matched = await do(client, MATCH, message=message, incident=incident)

    assert (matched["id"], matched["nationalNumber"]) == (incident, letters.NUMBER)
    assert await waiting(client, "ars-75") == []


async def test_a_message_declares_the_incident_that_it_tells_of(client: Client, message: str) -> None:
    matched = await do(client, MATCH, message=message, victim={"finess": "400000105"})

    assert (matched["source"], matched["state"], matched["victim"]["finess"]) == ("PORTAL", "REPORTED", "400000105")


async def test_another_region_does_not_give_it_to_an_incident_of_ours(client: Client, message: str) -> None:
    incident = (await declared(client))["id"]

    assert (await do(client, MATCH, as_="ars-76", message=message, incident=incident))["code"] in {"FORBIDDEN", "NOT_FOUND"}
    assert (await do(client, MATCH, message=message))["code"] == "BAD_INPUT"
    assert len(await waiting(client, "ars-75")) == 1


async def test_the_same_key_matches_once(client: Client, message: str) -> None:
    key = str(uuid4())

    first = await do(client, MATCH, key=key, message=message, victim={"finess": "400000105"})
    again = await do(client, MATCH, key=key, message=message, victim={"finess": "400000105"})

    assert first == again
