"""Stress tests through the API: begun, read table by table, stopped, and nothing of them for a neighbour."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from planblanc import shipped
from planblanc.api import nodes
from planblanc.domain.identity import StressRunId
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import stress
from planblanc.worker.relay import WORKER
from tests.api.client import Client
from tests.databases import connect

EXAMPLE = (shipped.examples_dir() / "test-de-resistance.graphql").read_text("utf-8")
START = """mutation ($region: String!, $staffings: [StressStaffing!]!, $key: String!) {
  startStressTest(input: {region: $region, staffings: $staffings}, idempotencyKey: $key) {
    ... on StressTest { id state attacksDone } ... on Refusal { code message path } } }"""
CANCEL = """mutation ($task: ID!, $key: String!) {
  cancelTask(input: {task: $task}, idempotencyKey: $key) { ... on StressTest { state } ... on Refusal { code message path } } }"""
READ = """query ($id: ID!) { stressTest(id: $id) {
  state attacksDone attacksTotal summaries { attacks attacksCovered }
  attacks(first: 2) { edges { cursor node { rank coverage victims { finess } } } pageInfo { hasNextPage endCursor } }
  losses(first: 100) { edges { node { label lenderName responder { label named } } } } } }"""
PAGE = """query ($id: ID!, $after: String) { stressTest(id: $id) {
  attacks(staffing: NIGHT, first: 2, after: $after) { edges { node { staffing rank } } } } }"""
NODE = "query ($id: ID!) { node(id: $id) { id } }"
STRANGERS = ("ars-76", "ch-dax", "samu-40", "grades-esea", "alpi", "admin")
LIST = "query ($region: String!) { stressTests(region: $region) { edges { node { id } } } }"


FRAGILITY = """query ($id: ID!) { stressTest(id: $id) { fragility(staffing: NIGHT) {
  coverage victim { finess } position { latitude longitude } } } }"""
BY_STATE = """query ($region: String!) {
  done: stressTests(region: $region, states: [DONE]) { edges { node { id } } }
  wanted: stressTests(region: $region, states: [REQUESTED, RUNNING]) { edges { node { id } } } }"""
LATEST = "{ latestStressTests { id region } }"


class Desk:
    """A coordinator, and a worker beside."""

    def __init__(self, client: Client, worker: Database) -> None:
        self.client, self._worker = client, worker

    async def started(self, key: str = "start", *, as_: str = "ars-75", region: str = "75") -> dict[str, Any]:
        """The answer to a start, at night."""
        told: dict[str, Any] = (await self.client.data(START, as_=as_, region=region, staffings=["NIGHT"], key=key))["startStressTest"]
        return told

    async def done(self, key: str = "start") -> str:
        """Start a test, and have it run."""
        test: str = (await self.started(key))["id"]
        await stress.run(self._worker, WORKER, StressRunId(nodes.uuid_of(test, "StressTest")), _now)
        return test


async def _now(_: Transaction) -> datetime:
    return datetime(2021, 2, 9, 1, 40, tzinfo=UTC)  # when the people of the pool of Dax are on call


@pytest_asyncio.fixture
async def desk(client: Client, seeded_url: str) -> AsyncIterator[Desk]:
    worker = await connect(seeded_url, "planblanc_worker")
    yield Desk(client, worker)
    await worker.close()


async def test_a_test_is_begun_and_answers_at_once(desk: Desk) -> None:
    told = await desk.started()

    assert (told["state"], told["attacksDone"]) == ("REQUESTED", 0)
    assert await desk.started() == told


async def test_a_second_one_is_refused_in_words_while_the_first_is_under_way(desk: Desk) -> None:
    await desk.started()

    told = await desk.started("again")

    assert (told["code"], told["path"]) == ("TRANSITION_REFUSED", ["region"])
    assert told["message"] == "Un test de résistance est déjà en cours dans cette région : attendez sa fin, ou arrêtez-le."


async def test_a_test_that_is_done_is_read_table_by_table(desk: Desk) -> None:
    test = await desk.done()

    read = (await desk.client.data(READ, id=test))["stressTest"]

    assert (read["state"], read["attacksDone"]) == ("DONE", read["attacksTotal"])
    assert read["summaries"][0]["attacks"] == 188
    assert [edge["node"]["rank"] for edge in read["attacks"]["edges"]] == [1, 2]
    assert read["attacks"]["edges"][0]["node"]["coverage"] < 1
    assert read["attacks"]["pageInfo"]["hasNextPage"]


async def test_a_page_follows_another(desk: Desk) -> None:
    test = await desk.done()
    first = (await desk.client.data(READ, id=test))["stressTest"]["attacks"]["pageInfo"]["endCursor"]

    page = (await desk.client.data(PAGE, id=test, after=first))["stressTest"]["attacks"]["edges"]

    assert [edge["node"] for edge in page] == [{"staffing": "NIGHT", "rank": 3}, {"staffing": "NIGHT", "rank": 4}]


async def test_who_may_know_the_person_that_all_hangs_on_is_told_and_who_reads_figures_is_not(desk: Desk) -> None:
    test = await desk.done()

    known = (await desk.client.data(READ, id=test))["stressTest"]["losses"]["edges"]
    figures = (await desk.client.data(READ, as_="cert-sante", id=test))["stressTest"]["losses"]["edges"]

    assert [edge["node"]["label"] for edge in known] == [edge["node"]["label"] for edge in figures]
    assert any(edge["node"]["responder"] for edge in known)
    assert not any(edge["node"]["responder"] for edge in figures)


async def test_nobody_else_reads_it_by_whatever_door(desk: Desk) -> None:
    test = await desk.done()

    for who in STRANGERS:
        assert (await desk.client.data(READ, as_=who, id=test))["stressTest"] is None, who
        assert (await desk.client.data(NODE, as_=who, id=test))["node"] is None, who
        assert (await desk.client.data(LIST, as_=who, region="75"))["stressTests"]["edges"] == [], who


async def test_nobody_else_starts_or_stops_one(desk: Desk) -> None:
    test = (await desk.started())["id"]

    for who in (*STRANGERS, "cert-sante"):
        assert (await desk.started("k", as_=who))["code"] == "FORBIDDEN", who
        assert (await desk.client.data(CANCEL, as_=who, task=test, key="k"))["cancelTask"]["code"] == "NOT_FOUND", who


async def test_a_test_is_stopped_once(desk: Desk) -> None:
    test = (await desk.started())["id"]

    assert (await desk.client.data(CANCEL, task=test, key="stop"))["cancelTask"] == {"state": "CANCELLED"}
    again = (await desk.client.data(CANCEL, task=test, key="again"))["cancelTask"]
    assert (again["code"], again["path"]) == ("TRANSITION_REFUSED", ["task"])


async def test_a_table_that_holds_no_attack_is_refused_as_one(desk: Desk) -> None:
    test = (await desk.started())["id"]

    body = await desk.client.ask("query ($id: ID!) { stressTest(id: $id) { attacks(kind: LOSS) { edges { cursor } } } }", id=test)

    assert body["errors"][0]["extensions"]["code"] == "BAD_INPUT"


async def test_the_published_example_reads_all_its_tables_in_one_statement(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await desk.done()

    with caplog.at_level(logging.INFO, "planblanc.api.http"):
        (edge,) = (await desk.client.data(EXAMPLE, region="75"))["stressTests"]["edges"]

    assert all(edge["node"][table]["edges"] for table in ("attacks", "shortages", "losses", "gains"))
    assert [vars(record)["statements"] for record in caplog.records if "statements" in vars(record)] == [2]


async def test_each_site_alone_is_read_where_it_stands(desk: Desk) -> None:
    test = await desk.done()

    told = (await desk.client.data(FRAGILITY, id=test))["stressTest"]["fragility"]

    assert len(told) == 188
    assert [one["coverage"] for one in told[:2]] == sorted(one["coverage"] for one in told[:2])
    dax = next(one for one in told if one["victim"]["finess"] == "400000105")
    assert (round(dax["position"]["latitude"]), round(dax["position"]["longitude"])) == (44, -1)


async def test_tests_are_listed_by_their_state(desk: Desk) -> None:
    test = await desk.done()
    wanted = (await desk.started("again"))["id"]

    told = await desk.client.data(BY_STATE, region="75")

    assert [edge["node"]["id"] for edge in told["done"]["edges"]] == [test]
    assert [edge["node"]["id"] for edge in told["wanted"]["edges"]] == [wanted]


async def test_the_last_test_of_each_region_is_for_who_sees_it(desk: Desk) -> None:
    await desk.done()
    last = await desk.done("again")

    national = await desk.client.data(LATEST, as_="national")
    neighbour = await desk.client.data(LATEST, as_="ars-76")

    assert national["latestStressTests"] == [{"id": last, "region": "75"}]
    assert neighbour["latestStressTests"] == []
