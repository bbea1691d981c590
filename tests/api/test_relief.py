"""Relief through the API: asked for, read with its reasons, approved, and never by a neighbour."""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from planblanc import shipped
from planblanc.api import nodes
from planblanc.domain import french
from planblanc.domain.relief import RosterId
from planblanc.planning.run import Solver
from planblanc.store.queries import parse
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import relief
from planblanc.worker.relay import WORKER
from tests.api import crisis
from tests.api.client import Client
from tests.databases import connect

EXAMPLE = (shipped.examples_dir() / "releve.graphql").read_text("utf-8")
PROPOSE = """mutation ($input: ProposeReliefInput!, $key: String!) {
  proposeRelief(input: $input, idempotencyKey: $key) { ... on ReliefRoster { id state } ... on Refusal { code message path } } }"""
APPROVE = """mutation ($roster: ID!, $key: String!) { approveRelief(input: {roster: $roster}, idempotencyKey: $key) {
  ... on ReliefRoster { state approvedBy } ... on Refusal { code message } } }"""
FORECAST = """query ($id: ID!) { reliefRoster(id: $id) { sites {
  forecasts { days leastLevel criticality wantedHours coveredHours missingHours people competence { code } } } } }"""
READ = """query ($id: ID!) { reliefRoster(id: $id) { state restHours mostHoursAWeek handoverMinutes failure people { label }
  sites { name crews { name dailyFrom posts { competence { code } } }
          shifts { crewName crew { label isNamed post { isLead } } vacancies { quantity reasons { title count } } } } } }"""
LIST = "query ($incident: ID!) { reliefRosters(incident: $incident) { edges { node { id state } } } }"
PHONES = """{ __type(name: "ReliefTurn") { fields { name } } }"""
# The calendars of the demonstration are of its year.
TODAY = parse(
    """-- name: bring_calendars_here
-- The pool of Dax is free in the weeks to come.
UPDATE availability SET starts_at = now() - interval '1 day', ends_at = now() + interval '60 days'
""",
    "relief",
)["bring_calendars_here"]
DAY = {"name": "jour", "dailyFrom": "08:00", "dailyTo": "20:00", "posts": [{"competence": "TELEPHONY", "isLead": True}]}


class Desk:
    """A coordinator at work: an incident at Dax, years after the demonstration's, and a worker beside."""

    def __init__(self, client: Client, worker: Database, solver: Solver) -> None:
        self.client, self._worker, self._solver = client, worker, solver
        self.incident = ""

    async def opened(self) -> "Desk":
        """Declare."""
        self.incident = (await crisis.declared(self.client))["id"]
        return self

    async def ask(self, *, as_: str = "ars-75", key: str = "propose", **changed: Any) -> dict[str, Any]:
        """The answer to a request for relief."""
        tomorrow = datetime.now(french.PARIS).date() + timedelta(days=1)
        wanted = {"startsOn": tomorrow.isoformat(), "weeks": 1, "sites": [{"incident": self.incident, "crews": [DAY]}], **changed}
        told: dict[str, Any] = (await self.client.data(PROPOSE, as_=as_, input=wanted, key=key))["proposeRelief"]
        return told

    async def proposed(self, key: str = "propose") -> str:
        """Ask for it, and have it computed."""
        roster: str = (await self.ask(key=key))["id"]
        await relief.propose(self._worker, self._solver, WORKER, RosterId(nodes.uuid_of(roster, "ReliefRoster")), _now)
        return roster

    async def approve(self, roster: str, *, as_: str = "ars-75", key: str = "approve") -> dict[str, Any]:
        """The answer to an approval."""
        told: dict[str, Any] = (await self.client.data(APPROVE, as_=as_, roster=roster, key=key))["approveRelief"]
        return told


async def _now(_: Transaction) -> datetime:
    return datetime.now(UTC)


@pytest_asyncio.fixture
async def desk(client: Client, seeded_url: str, solver: Solver) -> AsyncIterator[Desk]:
    worker = await connect(seeded_url, "planblanc_worker")
    keeper = await connect(seeded_url, "planblanc_migrator", size=1)
    async with keeper.transaction(WORKER) as tx:
        await tx.execute(TODAY)
    await keeper.close()
    yield await Desk(client, worker, solver).opened()
    await worker.close()


async def test_a_relief_is_asked_for_and_answers_at_once(desk: Desk) -> None:
    assert (await desk.ask())["state"] == "REQUESTED"


async def test_the_same_key_asks_for_one_relief(desk: Desk) -> None:
    first, again = await desk.ask(), await desk.ask()

    listed = (await desk.client.data(LIST, incident=desk.incident))["reliefRosters"]["edges"]
    assert first == again
    assert [edge["node"]["id"] for edge in listed] == [first["id"]]


async def test_the_same_key_for_another_relief_is_refused(desk: Desk) -> None:
    await desk.ask()

    assert (await desk.ask(weeks=2))["code"] == "IDEMPOTENCY_KEY_REUSED"


async def test_a_computed_relief_tells_its_shifts_and_what_lacks(desk: Desk) -> None:
    roster = await desk.proposed()

    read = (await desk.client.data(READ, id=roster))["reliefRoster"]

    (site,) = read["sites"]
    assert (read["state"], read["restHours"], read["mostHoursAWeek"], read["handoverMinutes"]) == ("PROPOSED", 11, 48, 15)
    assert site["crews"] == [{"name": "jour", "dailyFrom": "08:00", "posts": [{"competence": {"code": "TELEPHONY"}}]}]
    assert len(site["shifts"]) == 7
    assert all(len(shift["crew"]) + sum(lack["quantity"] for lack in shift["vacancies"]) == 1 for shift in site["shifts"])


async def test_what_will_lack_is_told_at_three_horizons(desk: Desk) -> None:
    roster = await desk.proposed()

    (site,) = (await desk.client.data(FORECAST, id=roster))["reliefRoster"]["sites"]

    told = [(one["days"], one["wantedHours"], one["competence"]["code"]) for one in site["forecasts"]]
    assert told == [(3, 12, "TELEPHONY"), (7, 12, "TELEPHONY"), (30, 12, "TELEPHONY")]
    assert all(one["missingHours"] == one["wantedHours"] - one["coveredHours"] for one in site["forecasts"])
    assert all(one["people"] > 0 for one in site["forecasts"])


async def test_the_published_example_costs_one_statement_a_level(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await desk.proposed()

    with caplog.at_level(logging.INFO, "planblanc.api.http"):
        edges = (await desk.client.data(EXAMPLE, region="75"))["incidents"]["edges"]

    assert len(edges[0]["node"]["relief"]["sites"][0]["shifts"]) == 7
    levels = ["incidents", "relief", "sites", "people", "shifts", "competences"]
    assert [vars(record)["statements"] for record in caplog.records if "statements" in vars(record)] == [len(levels)]


async def test_an_approved_relief_says_by_whom(desk: Desk) -> None:
    roster = await desk.proposed()

    assert await desk.approve(roster) == {"state": "APPROVED", "approvedBy": "ARS Nouvelle-Aquitaine, cellule de crise"}


async def test_two_who_approve_at_once_are_answered_one_after_the_other(desk: Desk) -> None:
    roster = await desk.proposed()

    told = await asyncio.gather(desk.approve(roster, key="one"), desk.approve(roster, key="other"))

    assert sorted(answer.get("code", "") for answer in told) == ["", "TRANSITION_REFUSED"]


async def test_approving_again_with_the_same_key_changes_nothing(desk: Desk) -> None:
    roster = await desk.proposed()

    assert await desk.approve(roster) == await desk.approve(roster)


async def test_a_neighbour_neither_asks_nor_reads_nor_approves(desk: Desk) -> None:
    roster = await desk.proposed()

    assert (await desk.ask(as_="ars-76", key="theirs"))["code"] == "NOT_FOUND"
    assert (await desk.client.data(READ, as_="ars-76", id=roster))["reliefRoster"] is None
    assert (await desk.client.data(LIST, as_="ars-76", incident=desk.incident))["reliefRosters"]["edges"] == []
    assert (await desk.approve(roster, as_="ars-76"))["code"] == "NOT_FOUND"


async def test_the_hospital_reads_its_crews_without_the_hours_of_others(desk: Desk) -> None:
    roster = await desk.proposed()

    read = (await desk.client.data(READ, as_="ch-dax", id=roster))["reliefRoster"]

    assert any(shift["crew"] for shift in read["sites"][0]["shifts"])
    assert read["people"] == []
    assert (await desk.approve(roster, as_="ch-dax"))["code"] == "FORBIDDEN"


async def test_unnamed_capacity_is_told_as_such(desk: Desk) -> None:
    roster = await desk.proposed()

    shifts = (await desk.client.data(READ, id=roster))["reliefRoster"]["sites"][0]["shifts"]

    assert {turn["isNamed"] for shift in shifts for turn in shift["crew"]} == {False}


async def test_a_turn_has_no_telephone(desk: Desk) -> None:
    fields = (await desk.client.data(PHONES))["__type"]["fields"]

    assert not any("phone" in field["name"].lower() for field in fields)


@pytest.mark.parametrize(
    ("crew", "path"),
    [
        ({"dailyFrom": "8h"}, ["sites", "0", "crews", "0", "dailyFrom"]),
        ({"posts": []}, ["sites", "0", "crews", "0", "posts"]),
        ({"posts": [{"competence": "MAGIE"}]}, ["sites", "0", "crews", "0", "posts", "0", "competence"]),
        ({"posts": [{"competence": "TELEPHONY", "quantity": 0}]}, ["sites", "0", "crews", "0", "posts", "0", "quantity"]),
    ],
)
async def test_a_refusal_names_the_field(desk: Desk, crew: dict[str, Any], path: list[str]) -> None:
    told = await desk.ask(sites=[{"incident": desk.incident, "crews": [{**DAY, **crew}]}])

    assert (told["code"], told["path"]) == ("BAD_INPUT", path)


async def test_an_establishment_that_the_incident_does_not_touch_is_refused(desk: Desk) -> None:
    query = '{ establishment(finess: "330781360") { id } }'
    other = (await desk.client.data(query))["establishment"]["id"]

    told = await desk.ask(sites=[{"incident": desk.incident, "establishment": other, "crews": [DAY]}])

    assert (told["path"], told["message"]) == (
        ["sites", "0", "establishment"],
        "Cet établissement n'est pas de ceux que l'incident touche.",
    )
