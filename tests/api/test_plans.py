"""Plans through the API: asked for, read with their reasons, approved, and never by a neighbour."""

import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from planblanc import shipped
from planblanc.api import nodes
from planblanc.domain.identity import PlanId
from planblanc.planning.run import Solver
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import plans
from planblanc.worker.relay import WORKER
from tests.api.client import Client
from tests.databases import connect

EXAMPLE = (shipped.examples_dir() / "plan.graphql").read_text("utf-8")
DECLARE = """mutation ($victim: VictimInput!, $key: String!) {
  declareIncident(input: {victim: $victim, byPhone: true}, idempotencyKey: $key) { ... on Incident { id } } }"""
ASK = """mutation ($incident: ID!, $needs: [NeedInput!]!, $key: String!) {
  requestHelp(input: {incident: $incident, needs: $needs}, idempotencyKey: $key) { ... on HelpRequest { id } } }"""
PROPOSE = """mutation ($region: String!, $key: String!) {
  proposePlan(input: {region: $region}, idempotencyKey: $key) { ... on Plan { id state } ... on Refusal { code message } } }"""
APPROVE = """mutation ($plan: ID!, $incident: ID!, $key: String!) {
  approvePlan(input: {plan: $plan, incident: $incident}, idempotencyKey: $key) {
    ... on Plan { incidents { state approvedBy } } ... on Refusal { code message } } }"""
READ = "query ($id: ID!) { plan(id: $id) { state method stages { name proof } incidents { lines { lenderName } } } }"


class Desk:
    """A coordinator at work: an incident at Dax that asks for workstations, and a worker beside."""

    def __init__(self, client: Client, worker: Database, solver: Solver) -> None:
        self.client, self._worker, self._solver = client, worker, solver
        self.incident = ""

    async def opened(self, quantity: int = 90) -> "Desk":
        """Declare, then ask."""
        told = await self.client.data(DECLARE, victim={"finess": "400000105"}, key="declare")
        self.incident = told["declareIncident"]["id"]
        needs = [{"equipmentType": "WORKSTATION", "quantity": quantity}]
        await self.client.data(ASK, incident=self.incident, needs=needs, key="ask")
        return self

    async def proposed(self, key: str = "propose") -> str:
        """Ask for a plan, and have it computed."""
        plan: str = (await self.client.data(PROPOSE, region="75", key=key))["proposePlan"]["id"]
        await plans.propose(self._worker, self._solver, WORKER, PlanId(nodes.uuid_of(plan, "Plan")), _now)
        return plan

    async def approve(self, plan: str, *, as_: str = "ars-75", key: str = "approve") -> dict[str, Any]:
        """The answer to an approval."""
        answer = await self.client.data(APPROVE, as_=as_, plan=plan, incident=self.incident, key=key)
        told: dict[str, Any] = answer["approvePlan"]
        return told


async def _now(_: Transaction) -> datetime:
    return datetime.now(UTC)


@pytest_asyncio.fixture
async def desk(client: Client, seeded_url: str, solver: Solver) -> AsyncIterator[Desk]:
    worker = await connect(seeded_url, "planblanc_worker")
    yield Desk(client, worker, solver)
    await worker.close()


async def test_a_plan_is_asked_for_and_answers_at_once(desk: Desk) -> None:
    await desk.opened()

    assert (await desk.client.data(PROPOSE, region="75", key="k"))["proposePlan"]["state"] == "REQUESTED"


async def test_the_same_key_asks_for_one_plan(desk: Desk) -> None:
    await desk.opened()

    first = await desk.client.data(PROPOSE, region="75", key="k")
    again = await desk.client.data(PROPOSE, region="75", key="k")

    assert first == again


async def test_a_computed_plan_tells_how_good_it_is(desk: Desk) -> None:
    plan = await (await desk.opened()).proposed()

    read = (await desk.client.data(READ, id=plan))["plan"]

    assert (read["state"], read["method"]) == ("PROPOSED", "OPTIMAL")
    assert {stage["proof"] for stage in read["stages"]} == {"OPTIMAL"}
    assert read["incidents"][0]["lines"]


async def test_the_published_example_tells_who_comes_and_what_is_missing(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await (await desk.opened()).proposed()

    with caplog.at_level(logging.INFO, "planblanc.api.http"):
        edges = (await desk.client.data(EXAMPLE, region="75"))["incidents"]["edges"]

    (part,) = edges[0]["node"]["plan"]["incidents"]
    assert part["needs"][0]["missing"] == 90 - sum(line["quantity"] for line in part["lines"]) > 0
    assert part["nextRung"]["offers"][0]["region"] == "76"
    levels = ["incidents", "plan", "parts", "lines and answers", "need"]
    assert [vars(record)["statements"] for record in caplog.records if "statements" in vars(record)] == [len(levels) + 1]


async def test_an_approved_plan_says_by_whom(desk: Desk) -> None:
    plan = await (await desk.opened()).proposed()

    told = await desk.approve(plan)

    assert told == {"incidents": [{"state": "APPROVED", "approvedBy": "ARS Nouvelle-Aquitaine, cellule de crise"}]}


async def test_a_neighbour_neither_reads_nor_approves_it(desk: Desk) -> None:
    plan = await (await desk.opened()).proposed()

    assert (await desk.client.data(READ, as_="ars-76", id=plan))["plan"] is None
    assert (await desk.approve(plan, as_="ars-76"))["code"] == "NOT_FOUND"


async def test_a_reader_approves_nothing(desk: Desk) -> None:
    plan = await (await desk.opened()).proposed()

    assert (await desk.approve(plan, as_="cert-sante"))["code"] in {"FORBIDDEN", "NOT_FOUND"}


async def test_a_plan_that_was_replaced_is_refused_in_words(desk: Desk) -> None:
    first = await (await desk.opened()).proposed()
    await desk.proposed("again")

    told = await desk.approve(first)

    assert told == {"code": "TRANSITION_REFUSED", "message": "Ce plan est remplacé : il ne peut pas devenir approuvé."}


@pytest.mark.parametrize("region", ["76", "99", ""])
async def test_a_region_that_is_not_theirs_is_refused(desk: Desk, region: str) -> None:
    told = (await desk.client.data(PROPOSE, region=region, key="k"))["proposePlan"]

    assert told["code"] == "FORBIDDEN"


CANCEL = """mutation ($task: ID!, $key: String!) {
  cancelTask(input: {task: $task}, idempotencyKey: $key) { ... on Plan { id state failure } ... on Refusal { code path } } }"""
PREVIEW = """query ($incident: ID!) {
  approvalPreview(incident: $incident) { plan lenders promised refusal { code } }
  incident(id: $incident) { lastPlanAsked { id state } plan { incidents(incident: $incident) { lines { lender { name } } } } } }"""


async def test_a_computation_that_is_stopped_says_by_whom(desk: Desk) -> None:
    await desk.opened()
    plan = (await desk.client.data(PROPOSE, region="75", key="k"))["proposePlan"]["id"]

    told = (await desk.client.data(CANCEL, task=plan, key="stop"))["cancelTask"]

    assert told == {"id": plan, "state": "FAILED", "failure": "Calcul arrêté par ARS Nouvelle-Aquitaine, cellule de crise."}


async def test_only_long_work_is_stopped(desk: Desk) -> None:
    await desk.opened()

    told = (await desk.client.data(CANCEL, task=desk.incident, key="stop"))["cancelTask"]

    assert told == {"code": "BAD_INPUT", "path": ["task"]}


async def test_what_an_approval_would_do_is_told_with_the_plan(desk: Desk) -> None:
    plan = await (await desk.opened()).proposed()

    told = await desk.client.data(PREVIEW, incident=desk.incident)

    (part,) = told["incident"]["plan"]["incidents"]
    lenders = {line["lender"]["name"] for line in part["lines"]}
    assert told["incident"]["lastPlanAsked"] == {"id": plan, "state": "PROPOSED"}
    assert set(told["approvalPreview"]["lenders"]) == lenders
    assert told["approvalPreview"]["refusal"] is None


async def test_a_reader_is_told_of_no_approval(desk: Desk) -> None:
    await (await desk.opened()).proposed()

    assert (await desk.client.data(PREVIEW, as_="cert-sante", incident=desk.incident))["approvalPreview"] is None
