"""The page behind a link: opening it does nothing, its button answers once, and whatever does not open says why."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest_asyncio

from planblanc.api.nodes import global_id
from planblanc.domain.needs import NeedTold
from planblanc.domain.solicitations import Solicitation
from planblanc.planning.run import Solver
from tests.api.client import Client, serving
from tests.databases import connect
from tests.usecases import dax
from tests.usecases.dax import Crisis, Doors
from tests.usecases.test_solicitations import asked

ISSUE = """mutation ($input: IssueLinkInput!, $key: String!) { issueLink(input: $input, idempotencyKey: $key) {
  ... on AnswerLink { id address } ... on Refusal { code message path } } }"""
REVOKE = """mutation ($input: RevokeLinkInput!, $key: String!) { revokeLink(input: $input, idempotencyKey: $key) {
  ... on AnswerLink { revokedAt } ... on Refusal { code message } } }"""
LINE = "SELECT answer, offered, channel, escalations FROM solicitation_line WHERE engagement_id = :id"
STATE = "SELECT state FROM engagement WHERE id = :id"


@dataclass(frozen=True)
class Visit:
    """A crisis whose lenders are asked, and the door that serves its links."""

    crisis: Crisis
    client: Client
    asked: list[Solicitation]

    async def issued(self, **of: str) -> str:
        """The address of a new link."""
        answer = (await self.client.data(ISSUE, input=of, key=str(uuid4())))["issueLink"]
        assert answer.get("address"), answer
        return str(answer["address"])

    async def post(self, address: str, **typed: str) -> httpx2.Response:
        """Press the button of the page with what is typed."""
        key = re.search(r'name="key" value="([^"]+)"', (await self.client.http.get(address)).text)
        fields = {"key": key[1] if key else str(uuid4()), **typed}
        return await self.client.http.post(address, data=fields)


async def _visit(stack: AsyncExitStack, url: str, home: Path, solver: Solver, *told: NeedTold) -> Visit:
    opened = [await connect(url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
    for database in opened:
        stack.push_async_callback(database.close)
    crisis = await dax.declared(Doors(*opened), *told)
    if told:
        await crisis.sql("UPDATE responder SET named = true, capacity = 1 RETURNING id")
    client = await stack.enter_async_context(serving(url, home))
    return Visit(crisis, client, await asked(crisis, solver))


@pytest_asyncio.fixture
async def visit(seeded_url: str, tmp_path: Path, solver: Solver) -> AsyncIterator[Visit]:
    async with AsyncExitStack() as stack:
        yield await _visit(stack, seeded_url, tmp_path, solver)


@pytest_asyncio.fixture
async def visit_of_person(seeded_url: str, tmp_path: Path, solver: Solver) -> AsyncIterator[Visit]:
    async with AsyncExitStack() as stack:
        yield await _visit(stack, seeded_url, tmp_path, solver, NeedTold(competence="NETWORK", quantity=1))


@pytest_asyncio.fixture
async def visit_of_many(seeded_url: str, tmp_path: Path, solver: Solver) -> AsyncIterator[Visit]:
    things = (NeedTold(equipment_type="WORKSTATION", quantity=2), NeedTold(equipment_type="MOBILE_PHONE", quantity=2))
    async with AsyncExitStack() as stack:
        yield await _visit(stack, seeded_url, tmp_path, solver, *things, NeedTold(equipment_type="LABEL_PRINTER"))


def told(response: httpx2.Response) -> str:
    return unescape(response.text)


def one(visit: Visit) -> tuple[Solicitation, str, str]:
    """A solicitation, its link's target, and the name by which its first line is answered."""
    solicitation = next(each for each in visit.asked if each.lines[0].asked > 2)
    line = global_id("Engagement", solicitation.lines[0].engagement)
    return solicitation, global_id("Solicitation", solicitation.id), line


def person(visit: Visit) -> tuple[Any, str]:
    """The engagement of a named person, and its global identifier."""
    line = next(line for each in visit.asked for line in each.lines if line.is_named)
    return line.engagement, global_id("Engagement", line.engagement)


async def test_opening_a_link_does_nothing(visit: Visit) -> None:
    solicitation, target, _ = one(visit)
    address = await visit.issued(solicitation=target)

    for _ in range(3):
        page = await visit.client.http.get(address)

    assert page.status_code == 200
    assert "Envoyer la réponse" in told(page)
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert await visit.crisis.sql(LINE, id=solicitation.lines[0].engagement) == [("PENDING", None, None, 0)]


async def test_a_button_answers(visit: Visit) -> None:
    solicitation, target, line = one(visit)
    address = await visit.issued(solicitation=target)

    answer = await visit.post(address, **{f"answer-{line}": "PARTIAL", f"quantity-{line}": "2", f"eta-{line}": "90"})

    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert await visit.crisis.sql(LINE, id=solicitation.lines[0].engagement) == [("PARTIAL", 2, "LINK", 0)]
    page = told(await visit.client.http.get(address))
    assert "Votre réponse est enregistrée" in page
    assert f"2 sur {solicitation.lines[0].asked}" in page


async def test_a_second_answer_is_a_clear_refusal(visit: Visit) -> None:
    solicitation, target, line = one(visit)
    address = await visit.issued(solicitation=target)
    await visit.post(address, **{f"answer-{line}": "ACCEPTED"})

    again = await visit.post(address, **{f"answer-{line}": "REFUSED", f"reason-{line}": "Finalement non"})

    assert again.status_code == 409
    assert "n'attend plus de réponse" in told(again)
    assert await visit.crisis.sql(STATE, id=solicitation.lines[0].engagement) == [("ALERTED",)]


async def test_a_link_asks_one_question_at_a_time(visit_of_many: Visit) -> None:
    solicitation = max(visit_of_many.asked, key=lambda each: len(each.lines))
    address = await visit_of_many.issued(solicitation=global_id("Solicitation", solicitation.id))
    addresses = [f"{address}{asked}" for asked in ("", "?question=2", "?question=9999", "?question=²")]

    first, second, beyond, odd = [(await visit_of_many.client.http.get(each)).text for each in addresses]

    assert len(solicitation.lines) > 1
    assert [page.count("<fieldset") for page in (first, second, beyond, odd)] == [1, 1, 1, 1]
    assert f"Question 1 sur {len(solicitation.lines)}" in first
    assert first.split("<fieldset")[1] != second.split("<fieldset")[1]


async def test_a_yes_to_all_answers_every_question(visit_of_many: Visit) -> None:
    solicitation = max(visit_of_many.asked, key=lambda each: len(each.lines))
    address = await visit_of_many.issued(solicitation=global_id("Solicitation", solicitation.id))
    page = (await visit_of_many.client.http.get(address)).text
    yes = dict(re.findall(r'type="hidden" name="(answer-[^"]+)" value="(ACCEPTED)"', page))

    await visit_of_many.post(address, act="answer", **yes)

    answers = [(await visit_of_many.crisis.sql(LINE, id=line.engagement))[0][0] for line in solicitation.lines]
    assert answers == ["ACCEPTED"] * len(solicitation.lines)


async def test_a_refused_form_keeps_what_was_typed(visit: Visit) -> None:
    solicitation, target, line = one(visit)
    address = await visit.issued(solicitation=target)
    too_many = str(solicitation.lines[0].asked + 1)

    answer = await visit.post(address, **{f"answer-{line}": "PARTIAL", f"quantity-{line}": too_many})

    assert answer.status_code == 409
    assert "une réponse partielle en donne" in told(answer)
    assert f'value="{too_many}"' in answer.text
    assert await visit.crisis.sql(STATE, id=solicitation.lines[0].engagement) == [("PROPOSED",)]


async def test_a_form_without_its_key_is_none_of_ours(visit: Visit) -> None:
    solicitation, target, line = one(visit)
    address = await visit.issued(solicitation=target)

    answer = await visit.post(address, **{f"answer-{line}": "ACCEPTED", "key": " "})

    assert answer.status_code == 400
    assert "Ce formulaire ne peut pas être lu" in told(answer)
    assert "n'ouvre rien" not in told(answer)
    assert await visit.crisis.sql(STATE, id=solicitation.lines[0].engagement) == [("PROPOSED",)]


async def test_a_link_of_one_lender_answers_for_no_other(visit: Visit) -> None:
    solicitation, target, _ = one(visit)
    other = next(each for each in visit.asked if each.id != solicitation.id)
    address = await visit.issued(solicitation=target)

    answer = await visit.post(address, **{f"answer-{global_id('Engagement', other.lines[0].engagement)}": "ACCEPTED"})

    assert answer.status_code == 409
    assert await visit.crisis.sql(STATE, id=other.lines[0].engagement) == [("PROPOSED",)]
    assert other.lender_name not in told(await visit.client.http.get(address))


async def test_a_forged_an_expired_and_a_revoked_link_say_so(visit: Visit) -> None:
    _, target, _ = one(visit)
    answer = (await visit.client.data(ISSUE, input={"solicitation": target}, key="one"))["issueLink"]
    forged = await visit.client.http.get("/lien/" + "A" * 22)
    short = await visit.client.http.get("/lien/abc")

    await visit.crisis.sql("UPDATE one_use_link SET expires_at = issued_at + interval '1 microsecond' RETURNING id")
    expired = await visit.client.http.post(answer["address"], data={"key": "k"})
    await visit.client.data(REVOKE, input={"link": answer["id"]}, key="two")
    revoked = await visit.client.http.get(answer["address"])

    assert [page.status_code for page in (forged, short, expired, revoked)] == [404] * 4
    assert "n'ouvre rien" in told(forged)
    assert "expiré" in told(expired)
    assert "retiré" in told(revoked)


async def test_the_address_is_told_once(visit: Visit) -> None:
    _, target, _ = one(visit)

    first = (await visit.client.data(ISSUE, input={"solicitation": target}, key="same"))["issueLink"]
    again = (await visit.client.data(ISSUE, input={"solicitation": target}, key="same"))["issueLink"]

    assert (again["id"], again["address"]) == (first["id"], None)
    kept = await visit.crisis.sql("SELECT encode(token_sha256, 'escape') FROM one_use_link")
    assert first["address"].removeprefix("/lien/") not in str(kept)


async def test_another_region_issues_no_link(visit: Visit) -> None:
    _, target, _ = one(visit)

    refused = (await visit.client.data(ISSUE, as_="ars-76", input={"solicitation": target}, key="k"))["issueLink"]

    assert refused["code"] == "NOT_FOUND"


async def test_a_person_accepts_says_when_and_leaves_by_one_link(visit_of_person: Visit) -> None:
    visit = visit_of_person
    engagement, target = person(visit)
    address = await visit.issued(engagement=target)

    await visit.post(address, act="consent", accepts="yes", eta="120")
    assert "Votre établissement doit encore donner son accord" in told(await visit.client.http.get(address))
    assert await visit.crisis.sql(STATE, id=engagement) == [("PROPOSED",)]
    again = await visit.post(address, act="consent", accepts="no", reason="Malade")
    assert again.status_code == 409
    assert "Vous avez déjà accepté" in told(again)

    released = "UPDATE engagement SET state = 'ALERTED', alerted_at = now(), released_at = now() WHERE id = :id RETURNING id"
    await visit.crisis.sql(released, id=engagement)
    later = await visit.post(address, act="eta", engagement=target, eta="240")
    left = await visit.post(address, act="step", engagement=target, state="DEPARTED", key=str(uuid4()))

    assert (later.status_code, left.status_code) == (303, 303)
    assert await visit.crisis.sql(STATE, id=engagement) == [("DEPARTED",)]


async def test_a_person_who_refuses_is_free_and_a_persons_link_releases_nothing(visit_of_person: Visit) -> None:
    visit = visit_of_person
    engagement, target = person(visit)
    address = await visit.issued(engagement=target)

    await visit.post(address, act="answer", **{f"answer-{target}": "ACCEPTED"})
    assert await visit.crisis.sql(LINE, id=engagement) == [("PENDING", None, None, 0)]
    await visit.post(address, act="consent", accepts="no", reason="Malade")

    assert await visit.crisis.sql(STATE, id=engagement) == [("REFUSED",)]
    assert "a été refusé" in told(await visit.client.http.get(address))


async def test_a_link_of_a_cancelled_engagement_says_not_to_leave(visit_of_person: Visit) -> None:
    visit = visit_of_person
    engagement, target = person(visit)
    address = await visit.issued(engagement=target)

    await visit.crisis.sql("UPDATE engagement SET state = 'CANCELLED' WHERE id = :id RETURNING id", id=engagement)
    page = await visit.post(address, act="consent", accepts="yes")

    assert page.status_code == 404
    assert "ne partez pas" in told(page)
