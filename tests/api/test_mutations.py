"""One key, one effect, one answer: read again with the caller's own rights."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest
import pytest_asyncio

from planblanc.api import schema
from tests.api import drafts
from tests.api.client import Client, serving

ADD = """
mutation Add($input: AddDraftInput!, $key: String!) {
  addDraft(input: $input, idempotencyKey: $key) {
    __typename
    ... on Draft { id title }
    ... on Refusal { code message path }
  }
}
"""


@pytest_asyncio.fixture
async def client(database_url: str, home: Path) -> AsyncIterator[Client]:
    connection = await asyncpg.connect(database_url, server_settings={"role": "planblanc_migrator"})
    await connection.execute(
        "INSERT INTO planblanc.defence_zone VALUES ('SUD_OUEST', 'Sud-Ouest');"
        "INSERT INTO planblanc.region VALUES ('75', 'Nouvelle-Aquitaine', 'ARS Nouvelle-Aquitaine', NULL, false, 'SUD_OUEST');"
        "INSERT INTO planblanc.service_domain VALUES ('TEST', 'Test', 1)"
    )
    await connection.close()
    served = schema.build(production=False, queries=(drafts.Queries,), mutations=(drafts.Mutations,), known=drafts.NODES)
    async with serving(database_url, home, schema=served) as started:
        yield started


async def add(client: Client, title: str = "Plan", *, key: str = "k1", as_: str = "ars-75", **more: Any) -> dict[str, Any]:
    answer = await client.data(ADD, as_=as_, input={"title": title, "region": "75", **more}, key=key)
    found: dict[str, Any] = answer["addDraft"]
    return found


async def count(client: Client) -> int:
    counted: int = (await client.data("{ drafts }"))["drafts"]
    return counted


async def test_the_same_key_and_input_give_the_same_answer_and_one_effect(client: Client) -> None:
    first = await add(client)
    again = await add(client)

    assert first["title"] == "Plan"
    assert again == first
    assert await count(client) == 1


async def test_the_same_key_with_another_input_is_refused(client: Client) -> None:
    await add(client)

    refusal = await add(client, "Autre")

    assert refusal["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert refusal["path"] == ["idempotencyKey"]
    assert await count(client) == 1


async def test_the_key_of_another_actor_is_another_key(client: Client) -> None:
    first = await add(client, as_="ars-75")
    second = await add(client, as_="zone-sud-ouest")

    assert first["id"] != second["id"]


async def test_identical_mutations_at_once_have_one_effect(client: Client) -> None:
    answers = await asyncio.gather(*(add(client, "lent") for _ in range(5)))

    assert len({answer["id"] for answer in answers}) == 1
    assert await count(client) == 1


async def test_a_refusal_leaves_nothing_and_the_key_stays_free(client: Client) -> None:
    refusal = await add(client, "refusé")
    later = await add(client, "Plan")

    assert (refusal["__typename"], refusal["code"]) == ("Refusal", "CONFLICT")
    assert later["title"] == "Plan"
    assert await count(client) == 1


async def test_a_fault_leaves_nothing_and_tells_nothing(client: Client) -> None:
    answer = await client.ask(ADD, input={"title": "cassé", "region": "75"}, key="k1")

    assert "secret" not in str(answer)
    assert answer["errors"][0]["extensions"]["code"] == "INTERNAL"
    assert await count(client) == 0


async def test_a_replay_shows_only_what_the_caller_may_still_see(client: Client) -> None:
    await add(client)

    answer = await client.data(ADD, changed={"regions": ()}, input={"title": "Plan", "region": "75"}, key="k1")

    assert answer["addDraft"]["code"] == "NOT_FOUND"


async def test_what_the_policies_forbid_is_refused(client: Client) -> None:
    refusal = await add(client, as_="ars-76")

    assert refusal["code"] == "FORBIDDEN"


async def test_a_refusal_names_the_field_as_the_api_does(client: Client) -> None:
    refusal = await add(client, shortName="x" * 21)

    assert (refusal["code"], refusal["path"]) == ("BAD_INPUT", ["shortName"])


@pytest.mark.parametrize("title", ["", "   ", "a\u202eb", "a\u2066b", "a\x07b", "x" * 201, "deux\nlignes"])
async def test_a_text_that_hides_or_overflows_is_refused_with_its_field(client: Client, title: str) -> None:
    refusal = await add(client, title)

    assert (refusal["code"], refusal["path"]) == ("BAD_INPUT", ["title"])
    assert await count(client) == 0


@pytest.mark.parametrize(
    ("moment", "told"), [("2021-02-09T02:40:00", "fuseau"), ("9 février", "n'est pas un instant"), ("2021-02-30T02:40:00Z", "n'est pas")]
)
async def test_a_moment_without_zone_or_sense_is_refused_in_french(client: Client, moment: str, told: str) -> None:
    answer = await client.ask(ADD, input={"title": "Plan", "region": "75", "since": moment}, key="k1")

    assert told in answer["errors"][0]["message"]


async def test_two_mutations_in_one_document_are_refused(client: Client) -> None:
    one = 'addDraft(input: {title: "a", region: "75"}, idempotencyKey: "%s") { __typename }'

    answer = await client.ask("mutation { " + one % "k1" + " other: " + one % "k2" + " }")

    assert answer["errors"][0]["extensions"]["code"] == "DOCUMENT_LIMIT"
    assert await count(client) == 0
