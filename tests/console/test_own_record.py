"""A person's number through the public doors: written, asked for, and read by the person on the page of its link."""

from typing import Any
from uuid import uuid4

import httpx2
import pytest

from planblanc.api.nodes import global_id
from tests.console.test_links import Visit, person, told, visit_of_person

__all__ = ["visit_of_person"]

PHONE = "06 00 00 04 21"
SAVE = """mutation ($input: SaveResponderInput!, $key: String!) { saveResponder(input: $input, idempotencyKey: $key) { __typename
  ... on Responder { id hasPhone version } ... on Refusal { code message path } } }"""
REVEAL = """mutation ($input: RevealPhoneInput!, $key: String!) { revealPhone(input: $input, idempotencyKey: $key) { __typename
  ... on RevealedPhone { responder phone access { name role motive incident } } ... on Refusal { code message path } } }"""
LOG = """query ($responder: ID!) { accessLog(responder: $responder) { edges { node { name motive } } }
  responders(first: 100) { edges { node { hasPhone } } } }"""
OF_ENGAGEMENT = "SELECT id, lender_id, version FROM responder WHERE id = (SELECT responder_id FROM engagement WHERE id = :id)"


async def known(visit: Visit) -> tuple[str, str]:
    """The person who is engaged, with a number: its identifier, and its engagement's."""
    engagement, target = person(visit)
    ((responder, lender, version),) = await visit.crisis.sql(OF_ENGAGEMENT, id=engagement)
    described: dict[str, Any] = {
        "id": global_id("Responder", responder),
        "lender": global_id("Lender", lender),
        "version": version,
        "label": "Intervenant 0421 (synthétique)",
        "named": True,
        "consents": True,
        "competences": [{"code": "NETWORK", "level": "CONFIRMED"}],
        "phone": PHONE,
    }
    saved = (await visit.client.data(SAVE, as_="grades-esea", input=described, key="saved"))["saveResponder"]
    assert saved["hasPhone"] is True, saved
    return described["id"], target


async def revealed(visit: Visit, responder: str, *, as_: str = "ars-75", key: str | None = None, **more: str) -> dict[str, Any]:
    given = {"responder": responder, "motive": "Retard du train", "incident": global_id("Incident", visit.crisis.incident), **more}
    answer: dict[str, Any] = (await visit.client.data(REVEAL, as_=as_, input=given, key=key or str(uuid4())))["revealPhone"]
    return answer


async def test_a_number_is_asked_for_and_the_person_reads_who_asked(visit_of_person: Visit) -> None:
    responder, target = await known(visit_of_person)

    answer = await revealed(visit_of_person, responder)
    page = told(await visit_of_person.client.http.get(await visit_of_person.issued(engagement=target)))

    assert (answer["phone"], answer["access"]["role"]) == (PHONE, "ARS_COORDINATOR")
    assert PHONE in page
    assert "ARS Nouvelle-Aquitaine, cellule de crise : Retard du train" in page


async def test_asked_again_with_its_key_it_is_one_demand(visit_of_person: Visit) -> None:
    responder, _ = await known(visit_of_person)

    answers = [await revealed(visit_of_person, responder, key="same") for _ in range(2)]

    assert answers[0] == answers[1]
    log = await visit_of_person.client.data(LOG, as_="grades-esea", responder=responder)
    assert [edge["node"]["motive"] for edge in log["accessLog"]["edges"]] == ["Retard du train"]
    assert sum(edge["node"]["hasPhone"] for edge in log["responders"]["edges"]) == 1


@pytest.mark.parametrize(
    ("as_", "code"), [("ars-76", "NOT_FOUND"), ("cert-sante", "FORBIDDEN"), ("ch-dax", "FORBIDDEN"), ("ch-tarbes", "NOT_FOUND")]
)
async def test_nobody_else_is_given_a_number(visit_of_person: Visit, as_: str, code: str) -> None:
    responder, _ = await known(visit_of_person)

    assert (await revealed(visit_of_person, responder, as_=as_))["code"] in {code, "FORBIDDEN"}


async def test_the_log_of_another_region_is_not_read(visit_of_person: Visit) -> None:
    responder, _ = await known(visit_of_person)

    body = await visit_of_person.client.ask(LOG, as_="ars-76", responder=responder)

    assert body["errors"][0]["extensions"]["code"] == "NOT_FOUND"


async def test_a_person_who_has_no_number_has_no_record_to_read(visit_of_person: Visit) -> None:
    _, target = person(visit_of_person)

    page: httpx2.Response = await visit_of_person.client.http.get(await visit_of_person.issued(engagement=target))

    assert "Vos données" not in told(page)
