"""Access is decided, lent, ended and keyed through the API, by whoever may, and never twice for one key."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from planblanc.api.nodes import global_id, uuid_of
from planblanc.auth import AUDIENCE, accounts, demonstration, keys
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.accounts import ShownIdentity
from planblanc.store import access_requests
from planblanc.store.transaction import Database
from planblanc.usecases.accounts import Recognised, recognise
from tests.api.client import Client, serving
from tests.databases import connect
from tests.nights import MIGRATOR
from tests.usecases.accounts import COLLEAGUE, DIRECTOR, NEIGHBOUR, OF_SHOWN_SITE

DECIDE = """mutation($input: DecideAccessInput!, $key: String!) { decideAccess(input: $input, idempotencyKey: $key) {
  __typename ... on AccessRequest { id state decidedBy reason } ... on Refusal { code message path } } }"""
END = """mutation($input: EndAccessInput!, $key: String!) { endAccess(input: $input, idempotencyKey: $key) {
  __typename ... on Account { name grants { isLive endedBy endedReason } } ... on Refusal { code message path } } }"""
OPEN = """mutation($input: OpenProgramInput!, $key: String!) { openProgram(input: $input, idempotencyKey: $key) {
  __typename ... on Account { id kind grants { role isLive } } ... on Refusal { code message path } } }"""
ISSUE = """mutation($input: IssueServiceKeyInput!, $key: String!) { issueServiceKey(input: $input, idempotencyKey: $key) {
  __typename ... on ServiceKey { id key shown isLive } ... on Refusal { code message path } } }"""
REVOKE = """mutation($input: RevokeServiceKeyInput!, $key: String!) { revokeServiceKey(input: $input, idempotencyKey: $key) {
  __typename ... on ServiceKey { isLive revokedBy revokedReason key } ... on Refusal { code message path } } }"""
WAITING = "{ accessRequests { edges { node { account { name } request { id role scope { establishments { finess } } } } } } }"
ACCOUNTS = "{ accounts { edges { node { id name grants { id isLive } identities { rpps } } } } }"


@dataclass
class Desk:
    """A running application, and whoever comes in by a provider."""

    client: Client
    database: Database

    async def login(self, shown: ShownIdentity = DIRECTOR) -> Recognised:
        now = datetime.now(UTC)
        async with self.database.transaction(accounts.at_the_door(shown)) as tx:
            return await recognise(tx, shown, now=now, real=now)

    async def do(self, document: str, as_: str = "ars-75", *, once: str | None = None, **told: Any) -> Any:
        (answer,) = (await self.client.data(document, as_=as_, input=told, key=once or str(uuid4()))).values()
        return answer

    async def waiting(self, as_: str = "ars-75") -> list[Any]:
        found = await self.client.data(WAITING, as_=as_)
        return [edge["node"] for edge in found["accessRequests"]["edges"]]

    async def program(self) -> str:
        opened = await self.do(OPEN, name="Outil de crise", finess=["400000105"])
        identifier: str = opened["id"]
        return identifier


@pytest_asyncio.fixture
async def desk(seeded_url: str, home: Path) -> AsyncIterator[Desk]:
    migrator = await connect(seeded_url, "planblanc_migrator")
    async with migrator.transaction(MIGRATOR) as tx:
        await access_requests.replace_rules(tx, [OF_SHOWN_SITE], datetime.now(UTC))
    await migrator.close()
    database = await connect(seeded_url, "planblanc_app")
    async with serving(seeded_url, home) as client:
        yield Desk(client, database)
    await database.close()


async def test_a_first_access_is_read_and_decided_by_the_agency(desk: Desk) -> None:
    await desk.login()
    (node,) = await desk.waiting()

    decided = await desk.do(DECIDE, request=node["request"]["id"], accepts=True)

    assert (node["account"]["name"], node["request"]["scope"]) == (DIRECTOR.name, {"establishments": [{"finess": "400000105"}]})
    assert (decided["state"], decided["decidedBy"]) == ("ACCEPTED", "ARS Nouvelle-Aquitaine, cellule de crise")
    assert await desk.waiting() == []
    assert len((await desk.login()).grants) == 1


@pytest.mark.parametrize(("as_", "code"), [("ars-76", "NOT_FOUND"), ("samu-40", "FORBIDDEN"), ("cert-sante", "FORBIDDEN")])
async def test_a_neighbour_neither_reads_nor_decides(desk: Desk, as_: str, code: str) -> None:
    await desk.login()
    (node,) = await desk.waiting()

    assert await desk.waiting(as_) == []
    refused = await desk.do(DECIDE, as_, request=node["request"]["id"], accepts=True)
    assert (refused["__typename"], refused["code"]) == ("Refusal", code)
    assert (await desk.login()).grants == ()


async def test_an_old_token_is_told_to_log_in_again_and_may_still_end_an_access(desk: Desk) -> None:
    await desk.login()
    (node,) = await desk.waiting()
    await desk.do(DECIDE, request=node["request"]["id"], accepts=True)
    (grant,) = (await desk.login()).grants
    await desk.login(NEIGHBOUR)
    (other,) = await desk.waiting()
    known = demonstration.named("ars-75")
    key, before = demonstration.signing_key(desk.client.home), datetime.now(UTC) - timedelta(minutes=11)
    token = demonstration.issue(known, key, audience=AUDIENCE, now=before, lifetime=timedelta(hours=1))

    async def asked(document: str, **told: Any) -> Any:
        sent = {"query": document, "variables": {"input": told, "key": str(uuid4())}}
        answer = await desk.client.http.post("/graphql", json=sent, headers={"authorization": f"Bearer {token}"})
        return answer.json()["data"]

    refused = (await asked(DECIDE, request=other["request"]["id"], accepts=True))["decideAccess"]
    assert (refused["code"], "reconnectez-vous" in refused["message"]) == ("STEP_UP_REQUIRED", True)
    ended = (await asked(END, grant=global_id("AccessGrant", grant.id), reason="Départ"))["endAccess"]
    assert ended["grants"][0]["isLive"] is False


async def test_who_leaves_is_out_and_read_with_why(desk: Desk) -> None:
    await desk.login()
    (node,) = await desk.waiting()
    await desk.do(DECIDE, request=node["request"]["id"], accepts=True)
    (edge,) = (await desk.client.data(ACCOUNTS, as_="admin"))["accounts"]["edges"]

    ended = await desk.do(END, "admin", account=edge["node"]["id"], reason="Départ")

    assert edge["node"]["identities"] == [{"rpps": DIRECTOR.rpps}]
    assert ended["grants"] == [{"isLive": False, "endedBy": "Administrateur de l'installation", "endedReason": "Départ"}]
    assert (await desk.client.data(ACCOUNTS, as_="admin"))["accounts"]["edges"] == []


async def test_accounts_of_another_region_are_not_read(desk: Desk) -> None:
    await desk.login()
    await desk.login(COLLEAGUE)

    assert len((await desk.client.data(ACCOUNTS))["accounts"]["edges"]) == 2
    for as_ in ("ars-76", "samu-40", "alpi", "ch-tarbes"):
        assert (await desk.client.data(ACCOUNTS, as_=as_))["accounts"]["edges"] == []


async def test_a_key_is_told_once_and_opens_until_it_is_revoked(desk: Desk) -> None:
    program, asked = await desk.program(), str(uuid4())

    first = await desk.do(ISSUE, once=asked, program=program, label="Serveur")
    again = await desk.do(ISSUE, once=asked, program=program, label="Serveur")

    assert (again["id"], again["key"], first["key"][:10]) == (first["id"], None, first["shown"])
    opened = await keys.identified(desk.database, first["key"], datetime.now(UTC))
    assert opened.actor.account == uuid_of(program, "Account")
    revoked = await desk.do(REVOKE, key=first["id"], reason="Fuite")
    assert (revoked["isLive"], revoked["revokedReason"], revoked["key"]) == (False, "Fuite", None)
    with pytest.raises(NotAuthenticated):
        await keys.identified(desk.database, first["key"], datetime.now(UTC))


@pytest.mark.parametrize(("as_", "code"), [("ars-76", "NOT_FOUND"), ("ch-tarbes", "FORBIDDEN"), ("alpi", "FORBIDDEN")])
async def test_a_neighbour_has_no_hand_on_a_program(desk: Desk, as_: str, code: str) -> None:
    program = await desk.program()
    made = await desk.do(ISSUE, program=program, label="Serveur")

    for document, told in ((ISSUE, {"program": program, "label": "Serveur"}), (REVOKE, {"key": made["id"], "reason": "Fuite"})):
        assert (await desk.do(document, as_, **told))["code"] == code
    opened = await desk.do(OPEN, as_, name="Outil", finess=["400000105"])
    assert opened["code"] == "FORBIDDEN"
    await keys.identified(desk.database, made["key"], datetime.now(UTC))


@pytest.mark.parametrize(
    ("document", "told", "path"),
    [
        (OPEN, {"name": "Outil", "finess": ["400000105'"]}, ["finess", "0"]),
        (OPEN, {"name": "", "finess": ["400000105"]}, ["name"]),
        (END, {"reason": "Départ"}, ["grant"]),
        (ISSUE, {"program": "x", "label": "Serveur"}, ["program"]),
        (REVOKE, {"key": "x", "reason": "Fuite"}, ["key"]),
        (DECIDE, {"request": "x", "accepts": True}, ["request"]),
    ],
    ids=["a quote", "no name", "nothing", "no program", "no key", "no request"],
)
async def test_bad_input_names_its_field(desk: Desk, document: str, told: dict[str, Any], path: list[str]) -> None:
    refused = await desk.do(document, **told)

    assert (refused["code"], refused["path"]) == ("BAD_INPUT", path)


async def test_the_viewer_says_how_fresh_and_whose_account(desk: Desk) -> None:
    found = await desk.client.data("{ viewer { isFresh isConfined account { id } } }")

    assert found["viewer"] == {"isFresh": True, "isConfined": False, "account": None}
