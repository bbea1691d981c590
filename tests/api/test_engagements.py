"""Engagements, loans and agreements through the API: read by whoever follows them, changed by whoever may, each refusal as data."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest_asyncio

from planblanc.api import nodes
from planblanc.domain.identity import establishment_id, lender_id
from planblanc.planning.run import Solver
from tests.api import crisis
from tests.api.client import Client
from tests.databases import connect
from tests.usecases import engaged
from tests.usecases.dax import Doors
from tests.usecases.engaged import Sent

ANSWER = """__typename
  ... on Engagement { id state etaAt label quantity missionOrder
    receipt { quantity missing awaitsMore } report { entrance reportTo } steps { state }
    purchase { reference most } costs { minutes amount rule } loans { id quantity state isLate } hours { minutes } }
  ... on Refusal { code message path }"""
LIST = """query ($incident: ID, $lender: ID, $states: [EngagementState!], $after: String) {
  engagements(incident: $incident, lender: $lender, states: $states, first: 2, after: $after) {
    edges { node { id state victim lenderName terms { isPaid preauthorised } } } pageInfo { hasNextPage endCursor } } }"""
LOANS = "query ($late: Boolean!) { loans(late: $late) { edges { node { id quantity holdsData state } } } }"
RETURN = """mutation ($input: ReturnLoanInput!, $key: String!) { returnLoan(input: $input, idempotencyKey: $key) { __typename
  ... on Loan { state quantity wipingCertificate } ... on Refusal { code message path } } }"""
SAVE = """mutation ($input: SaveAgreementInput!, $key: String!) { saveAgreement(input: $input, idempotencyKey: $key) { __typename
  ... on MutualAidAgreement { id title rate lenders { code } beneficiaries { finess } } ... on Refusal { code message path } } }"""
AGREEMENTS = 'query { agreements(region: "75") { edges { node { title rule rate } } } }'


def act(name: str, input_type: str) -> str:
    """A mutation that answers the engagement."""
    return f"mutation ($input: {input_type}!, $key: String!) {{ {name}(input: $input, idempotencyKey: $key) {{ {ANSWER} }} }}"


@pytest_asyncio.fixture
async def machines(seeded_url: str, solver: Solver) -> AsyncIterator[Sent]:
    """Ninety workstations are asked of several lenders, on the database that the client's application serves."""
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        yield await engaged.sent(Doors(*opened), solver)


@pytest_asyncio.fixture
async def people(seeded_url: str, solver: Solver) -> AsyncIterator[Sent]:
    """A technician is asked for, on the same database."""
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        yield await engaged.sent(Doors(*opened), solver, engaged.TECHNICIAN)


def first(machines: Sent) -> str:
    return nodes.global_id("Engagement", machines.engagements[0])


async def do(client: Client, name: str, input_type: str, *, as_: str = "ars-75", **given: Any) -> dict[str, Any]:
    return await crisis.do(client, act(name, input_type), as_=as_, **given)


async def test_an_engagement_goes_from_the_departure_to_the_receipt(machines: Sent, client: Client) -> None:
    key = first(machines)
    gone = await do(client, "advanceEngagement", "AdvanceEngagementInput", engagement=key, state="DEPARTED")
    awaited = gone["quantity"]
    assert (gone["state"], gone["loans"][0]["state"], gone["loans"][0]["quantity"]) == ("DEPARTED", "OUT", awaited)
    incident = nodes.global_id("Incident", machines.crisis.incident)
    where: dict[str, Any] = {"incident": incident, "entrance": "Quai nord", "reportTo": "Cadre de garde"}
    said = await crisis.do(client, crisis.act("sayWhereToReport", "SayWhereToReportInput"), as_="ch-dax", **where)
    assert said["__typename"] == "Incident"

    received = await do(
        client, "confirmReceipt", "ConfirmReceiptInput", as_="ch-dax", engagement=key, quantity=awaited - 2, receivedBy="Cadre de garde"
    )

    assert received["receipt"] == {"quantity": awaited - 2, "missing": 2, "awaitsMore": True}
    assert received["report"] == {"entrance": "Quai nord", "reportTo": "Cadre de garde"}
    assert [step["state"] for step in received["steps"]] == ["DEPARTED", "ARRIVED"]
    assert sorted((loan["state"], loan["quantity"]) for loan in received["loans"]) == [("OUT", 2), ("RECEIVED", awaited - 2)]


async def test_a_refusal_says_what_and_where(machines: Sent, client: Client) -> None:
    key = first(machines)

    more = await do(client, "confirmReceipt", "ConfirmReceiptInput", engagement=key, quantity=1000, receivedBy="Cadre")
    assert (more["code"], more["path"]) == ("BAD_INPUT", ["quantity"])
    early = await do(client, "recallEngagement", "EngagementReasonInput", engagement=key, reason="Trop tôt")
    assert early["code"] == "TRANSITION_REFUSED"
    forged = await do(client, "advanceEngagement", "AdvanceEngagementInput", engagement="RW5nYWdlbWVudDp4", state="DEPARTED")
    assert forged["code"] == "BAD_INPUT"


async def test_a_neighbour_reads_and_changes_nothing(machines: Sent, client: Client) -> None:
    key = first(machines)
    asked = "query ($id: ID!) { engagement(id: $id) { id } node(id: $id) { id } }"

    assert await client.data(asked, as_="ars-76", id=key) == {"engagement": None, "node": None}
    moved = await do(client, "advanceEngagement", "AdvanceEngagementInput", as_="ars-76", engagement=key, state="DEPARTED")
    assert moved["code"] == "NOT_FOUND"


async def test_engagements_are_read_page_by_page(machines: Sent, client: Client) -> None:
    incident = nodes.global_id("Incident", machines.crisis.incident)
    found: list[str] = []
    after = None
    while True:
        page = (await client.data(LIST, incident=incident, states=["PROPOSED"], after=after))["engagements"]
        found += [edge["node"]["id"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    assert sorted(found) == sorted(nodes.global_id("Engagement", key) for key in machines.engagements)
    everywhere = await client.data("{ engagements(first: 100) { edges { node { id } } } }")
    assert sorted(edge["node"]["id"] for edge in everywhere["engagements"]["edges"]) == sorted(found)
    elsewhere = await client.data('{ engagements(region: "76") { edges { node { id } } } engagementTallies(region: "76") { state } }')
    assert elsewhere == {"engagements": {"edges": []}, "engagementTallies": []}


async def test_engagements_are_counted_by_state_for_whoever_follows_them(machines: Sent, client: Client) -> None:
    incident = nodes.global_id("Incident", machines.crisis.incident)
    counted = "query ($incident: ID) { engagementTallies(incident: $incident) { state engagements units } }"
    gone = await do(client, "advanceEngagement", "AdvanceEngagementInput", engagement=first(machines), state="DEPARTED")

    asked, moving = (await client.data(counted, incident=incident))["engagementTallies"]

    assert (asked["state"], asked["engagements"]) == ("PROPOSED", len(machines.engagements) - 1)
    assert moving == {"state": "DEPARTED", "engagements": 1, "units": gone["quantity"]}
    all_of_them = await client.data("{ engagements(first: 100) { edges { node { quantity } } } }")
    promised = sum(edge["node"]["quantity"] for edge in all_of_them["engagements"]["edges"])
    assert asked["units"] + moving["units"] == promised > gone["quantity"]
    assert (await client.data(counted, as_="ars-76", incident=incident))["engagementTallies"] == []


async def test_an_engagement_names_its_resource_and_who_could_go_instead(machines: Sent, client: Client) -> None:
    of = "query ($id: ID!) { engagement(id: $id) { resource substitutes { id } loans { lenderName victim } } }"

    await do(client, "advanceEngagement", "AdvanceEngagementInput", engagement=first(machines), state="DEPARTED")
    found = (await client.data(of, id=first(machines)))["engagement"]

    assert nodes.global_id("EquipmentStock", nodes.uuid_of(found["resource"], "EquipmentStock")) == found["resource"]
    assert found["substitutes"] == [], "for machines, another plan is asked for"
    assert [loan["victim"] for loan in found["loans"]] == ["CENTRE HOSPITALIER DAX"]


async def test_whoever_could_go_instead_is_of_the_same_lender_and_active(people: Sent, client: Client) -> None:
    of = "query ($id: ID!) { engagement(id: $id) { resource travelMinutes lenderName substitutes { id active lender { name } } } }"
    key = first(people)

    found = (await client.data(of, id=key))["engagement"]

    assert found["substitutes"], "the lender has other people"
    assert found["travelMinutes"] > 0
    assert {one["lender"]["name"] for one in found["substitutes"]} == {found["lenderName"]}
    assert all(one["active"] and one["id"] != found["resource"] for one in found["substitutes"])


async def test_the_site_that_is_helped_knows_when_help_arrives_and_a_neighbour_does_not(people: Sent, client: Client) -> None:
    of = "query ($id: ID!) { engagement(id: $id) { travelMinutes } }"
    key = first(people)

    helped = (await client.data(of, as_="ch-dax", id=key))["engagement"]

    assert helped == (await client.data(of, id=key))["engagement"]
    assert helped["travelMinutes"] > 0
    assert (await client.data(of, as_="ars-76", id=key))["engagement"] is None


async def test_a_loan_comes_back_wiped(machines: Sent, client: Client) -> None:
    key = first(machines)
    await do(client, "advanceEngagement", "AdvanceEngagementInput", engagement=key, state="ARRIVED")
    (loan,) = [edge["node"] for edge in (await client.data(LOANS, late=False))["loans"]["edges"]]
    all_of_them: dict[str, Any] = {"engagement": key, "quantity": loan["quantity"], "receivedBy": "Cadre de garde"}
    await do(client, "confirmReceipt", "ConfirmReceiptInput", **all_of_them)
    refused = await crisis.do(client, RETURN, loan=loan["id"], condition="bon état")
    assert (refused["code"], refused["path"]) == ("BAD_INPUT", ["wipingCertificate"])

    back = await crisis.do(client, RETURN, loan=loan["id"], condition="bon état", wipingCertificate="C-42")

    assert back == {"__typename": "Loan", "state": "RETURNED", "quantity": loan["quantity"], "wipingCertificate": "C-42"}
    assert (await client.data(LOANS, late=True))["loans"]["edges"] == []


async def test_an_agreement_is_saved_and_read_by_its_region(machines: Sent, client: Client) -> None:
    terms: dict[str, Any] = {"coversPeople": True, "coversEquipment": True, "preauthorised": False, "rule": "DAILY", "rateCents": 1250}
    days: dict[str, Any] = {"startsOn": "2021-01-01", "expiresOn": "2031-12-31"}
    parties: dict[str, Any] = {
        "lenders": [nodes.global_id("Lender", lender_id("alpi"))],
        "beneficiaries": [nodes.global_id("Establishment", establishment_id("400000105"))],
    }
    saved = await crisis.do(client, SAVE, region="75", title="Entraide des Landes", **terms, **days, **parties)

    assert (saved["rate"], saved["lenders"], saved["beneficiaries"]) == ("12.50", [{"code": "alpi"}], [{"finess": "400000105"}])
    assert (await client.data(AGREEMENTS))["agreements"]["edges"][0]["node"]["title"] == "Entraide des Landes"
    assert (await client.data(AGREEMENTS, as_="ars-76"))["agreements"]["edges"] == []
    refused = await crisis.do(client, SAVE, as_="ars-76", region="75", title="Autre", **terms, **days, **parties)
    assert refused["code"] == "FORBIDDEN"
