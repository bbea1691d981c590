"""A plan is adjusted by hand through the API: the answer is the plan that is asked for, once a key, and never for a neighbour."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from planblanc.api import nodes
from planblanc.domain.identity import PlanId
from planblanc.planning.run import Bounds, Solver
from planblanc.usecases import plans
from planblanc.worker.relay import WORKER
from tests.api.client import Client
from tests.api.crisis import REFUSAL, do
from tests.api.test_plans import ASK, PROPOSE, Desk, _now
from tests.databases import connect

ADJUST = f"""mutation ($input: AdjustPlanInput!, $key: String!) {{ adjustPlan(input: $input, idempotencyKey: $key) {{ __typename
  ... on Plan {{ id state }} {REFUSAL} }} }}"""
UNDO = f"""mutation ($input: UndoAdjustmentInput!, $key: String!) {{ undoAdjustment(input: $input, idempotencyKey: $key) {{ __typename
  ... on Plan {{ id state }} {REFUSAL} }} }}"""
READ = """query ($id: ID!) { plan(id: $id) { ageMinutes byHand { adjustment told isKept why cost } lastProven { id }
  incidents { adjustments { id kind told reason isStanding undoneReason }
    lines { lenderName resource need { id } } needs { rejected { lenderName resource } rejectedCounts { rule count } need { id } } } } }"""
REJECTED = """query ($plan: ID!, $need: ID!, $first: Int!, $after: String) {
  rejectedCandidates(plan: $plan, need: $need, first: $first, after: $after) {
    edges { node { lenderName rule resource rung } } pageInfo { hasNextPage endCursor } } }"""


@pytest_asyncio.fixture
async def desk(client: Client, seeded_url: str, solver: Solver) -> AsyncIterator[Desk]:
    worker = await connect(seeded_url, "planblanc_worker")
    yield Desk(client, worker, solver)
    await worker.close()


async def read(desk: Desk, plan: str, *, as_: str = "ars-75") -> Any:
    return (await desk.client.data(READ, id=plan, as_=as_))["plan"]


async def computed(desk: Desk, plan: str) -> Any:
    await plans.propose(desk._worker, desk._solver, WORKER, PlanId(nodes.uuid_of(plan, "Plan")), _now)
    return await read(desk, plan)


async def planned(desk: Desk, quantity: int = 5) -> tuple[str, dict[str, Any]]:
    """A plan, and its only line."""
    plan = await (await desk.opened(quantity)).proposed()
    return plan, (await read(desk, plan))["incidents"][0]["lines"][0]


def refused(desk: Desk, line: dict[str, Any], **changed: Any) -> dict[str, Any]:
    told = {"incident": desk.incident, "kind": "REFUSAL", "need": line["need"]["id"], "resource": line["resource"]}
    return {**told, "reason": "En panne", **changed}


async def test_a_choice_is_made_kept_told_and_undone(desk: Desk) -> None:
    _, line = await planned(desk)

    asked = await do(desk.client, ADJUST, **refused(desk, line))
    after = await computed(desk, asked["id"])
    (made,) = after["incidents"][0]["adjustments"]
    undone = await do(desk.client, UNDO, adjustment=made["id"], reason="Réparés")
    again = await computed(desk, undone["id"])

    assert asked["state"] == "REQUESTED"
    assert line["lenderName"] not in {one["lenderName"] for one in after["incidents"][0]["lines"]}
    assert [(kept["adjustment"], kept["isKept"]) for kept in after["byHand"]] == [(made["id"], True)]
    assert (made["kind"], made["reason"], made["isStanding"]) == ("REFUSAL", "En panne", True)
    assert line["lenderName"] in {one["lenderName"] for one in again["incidents"][0]["lines"]}
    assert (again["byHand"], again["incidents"][0]["adjustments"][0]["undoneReason"]) == ([], "Réparés")


async def test_the_same_key_makes_one_choice(desk: Desk) -> None:
    _, line = await planned(desk)

    first = await do(desk.client, ADJUST, key="k", **refused(desk, line))
    again = await do(desk.client, ADJUST, key="k", **refused(desk, line))
    other = await do(desk.client, ADJUST, key="k", **refused(desk, line, reason="Autre"))

    assert first == again
    assert other["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert len((await computed(desk, first["id"]))["incidents"][0]["adjustments"]) == 1


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"resource": "n'importe quoi"}, ["resource"]),
        ({"resource": nodes.global_id("Lender", "x")}, ["resource"]),
        ({"resource": nodes.global_id("Responder", "x")}, ["resource"]),
        ({"need": nodes.global_id("Plan", "x")}, ["need"]),
        ({"kind": "SWAP"}, ["insteadOf"]),
        ({"quantity": 2}, ["quantity"]),
        ({"reason": ""}, ["reason"]),
    ],
)
async def test_a_bad_choice_is_refused_in_french_by_its_field(desk: Desk, changed: dict[str, Any], path: list[str]) -> None:
    _, line = await planned(desk)

    answer = await do(desk.client, ADJUST, **refused(desk, line, **changed))

    assert (answer["code"], answer["path"]) == ("BAD_INPUT", path)
    assert answer["message"].endswith(".")


@pytest.mark.parametrize("who", ["ars-76", "ch-dax", "samu-40", "cert-sante"])
async def test_nobody_else_adjusts_or_reads_choices(desk: Desk, who: str) -> None:
    plan, line = await planned(desk)
    asked = await do(desk.client, ADJUST, **refused(desk, line))
    after = await computed(desk, asked["id"])
    (made,) = after["incidents"][0]["adjustments"]

    answers = [
        await do(desk.client, ADJUST, as_=who, **refused(desk, line, need=None)),
        await do(desk.client, UNDO, as_=who, adjustment=made["id"], reason="x"),
    ]

    assert {answer["code"] for answer in answers} <= {"FORBIDDEN", "NOT_FOUND"}
    seen = await read(desk, asked["id"], as_=who)
    assert seen is None or (seen["byHand"], [part["adjustments"] for part in seen["incidents"]]) in [([], [[]]), ([], [])]
    assert (await desk.client.data("query ($id: ID!) { node(id: $id) { id } }", as_=who, id=made["id"]))["node"] is None
    assert plan != asked["id"]


async def test_every_rejected_candidate_is_read_page_by_page_by_who_coordinates(desk: Desk) -> None:
    await desk.opened(1)
    needs = [{"competence": "NETWORK", "quantity": 60}]
    await desk.client.data(ASK, incident=desk.incident, needs=needs, key="people")
    plan = await desk.proposed()
    (answer,) = [one for one in (await read(desk, plan))["incidents"][0]["needs"] if one["rejected"]]
    asked = {"plan": plan, "need": answer["need"]["id"]}

    found: list[Any] = []
    after = None
    while True:
        page = (await desk.client.data(REJECTED, **asked, first=1, after=after))["rejectedCandidates"]
        found += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    rules = Counter(one["rule"] for one in found)
    assert rules == {counted["rule"]: counted["count"] for counted in answer["rejectedCounts"] if counted["rule"] in rules}
    assert [one["lenderName"] for one in found[: len(answer["rejected"])]] == [one["lenderName"] for one in answer["rejected"]]
    assert {one["rung"] for one in found} <= {"OWN_GROUP", "DEPARTMENT", "REGION"}


@pytest.mark.parametrize("who", ["ars-76", "ch-dax", "cert-sante"])
async def test_who_does_not_coordinate_learns_of_no_rejected_candidate(desk: Desk, who: str) -> None:
    plan, line = await planned(desk, 90)

    page = await desk.client.data(REJECTED, as_=who, plan=plan, need=line["need"]["id"], first=5)

    assert page["rejectedCandidates"]["edges"] == []


async def test_a_plan_tells_its_age_and_the_last_one_that_was_computed_to_its_end(desk: Desk) -> None:
    plan, _ = await planned(desk)
    asked = (await desk.client.data(PROPOSE, region="75", key="late"))["proposePlan"]["id"]
    async with Solver(Bounds(seconds=0.0)) as late:
        await plans.propose(desk._worker, late, WORKER, PlanId(nodes.uuid_of(asked, "Plan")), _now)

    first, second = await read(desk, plan), await read(desk, asked)

    assert (first["ageMinutes"], first["lastProven"]) == (0, None)
    assert second["lastProven"] == {"id": plan}
