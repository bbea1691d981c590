"""A code lets a site in when its accounts do not: once, within tries that are counted, for its own crisis alone, and loudly."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2
import pytest
import pytest_asyncio

from planblanc.api.nodes import global_id
from planblanc.domain import access_codes as domain
from planblanc.domain.access import Role
from planblanc.domain.call_backs import Purpose
from planblanc.domain.errors import Forbidden, FreshLoginWanted, Refused, ToVerifyFirst
from planblanc.domain.establishments import SecurityState
from planblanc.usecases import access_codes, call_backs, security
from planblanc.usecases.call_backs import SiteCallBack
from planblanc.usecases.security import SecurityWanted
from tests.api.client import Client, serving
from tests.databases import connect
from tests.usecases import dax
from tests.usecases.dax import ARS, HOSPITAL, NEIGHBOUR, NIGHT, Crisis, Doors

DAX, BAYONNE = "400000105", "640000162"
MALFORMED = "0000-0000-0000-00001"
UNKNOWN = domain.written(bytes(10))
LINES = "SELECT kind FROM log_entry WHERE convert_from(line, 'UTF8') LIKE '%establishment.code_used%' ORDER BY kind"
TOLD = "SELECT kind FROM outbox WHERE kind = 'AccessCodeUsed'"
DIRECTOR = """SELECT address FROM contact_version WHERE function = 'DUTY_DIRECTOR' AND NOT on_own_network AND channel = 'PHONE'
  AND establishment_id = (SELECT id FROM establishment WHERE finess = :finess)"""
ADMIT = """mutation ($input: AdmitByCallBackInput!, $key: String!) { admitByCallBack(input: $input, idempotencyKey: $key) {
  ... on Admission { oneUseCode expiresAt establishment { finess } } ... on Refusal { code message path } } }"""
VIEWER = "{ viewer { role isConfined isFresh } }"
NOT_ITS_OWN = """query ($incident: ID!) {
  journal(incident: $incident, first: 5) { edges { node { text } } }
  responders(first: 5) { edges { node { id } } }
  lenders(first: 5) { edges { node { id } } }
  incident(id: $incident) { contacts { phone } plan { id } }
}"""


@dataclass(frozen=True)
class Night:
    """A crisis at Dax, and the door to its codes."""

    crisis: Crisis
    client: Client

    async def codes(self, finess: str = DAX, *, issued: timedelta = timedelta(0)) -> tuple[str, ...]:
        """New codes of a site, issued so long ago."""
        async with self.crisis.acting() as tx:
            return (await access_codes.issue(tx, ARS, finess, datetime.now(UTC) - issued, NIGHT)).codes

    async def enter(self, code: str, finess: str = DAX, **headers: str) -> httpx2.Response:
        """Type a code."""
        return await self.client.http.post("/code", data={"finess": finess, "code": code}, headers=headers)

    async def press(self, **typed: str) -> httpx2.Response:
        """Press a button of the page behind the code."""
        page = (await self.client.http.get("/code/acces")).text
        csrf = re.search(r'name="csrf" value="([^"]+)"', page)
        return await self.client.http.post("/code/acces", data={"key": str(uuid4()), "csrf": csrf[1] if csrf else "", **typed})

    async def asked(self, query: str, **variables: Any) -> dict[str, Any]:
        """What the API answers to whoever has the cookie, as a page of ours asks it."""
        csrf = re.search(r'name="csrf" value="([^"]+)"', (await self.client.http.get("/code/acces")).text)
        sent = {"X-CSRF-Token": csrf[1] if csrf else "", "Content-Type": "application/json"}
        answer = await self.client.http.post("/graphql", json={"query": query, "variables": variables}, headers=sent)
        found: dict[str, Any] = answer.json()
        return found


@pytest_asyncio.fixture
async def night(seeded_url: str, tmp_path: Path) -> AsyncIterator[Night]:
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        crisis = await dax.declared(Doors(*opened))
        yield Night(crisis, await stack.enter_async_context(serving(seeded_url, tmp_path)))


async def doubted(night: Night, *states: SecurityState) -> None:
    """Dax may be in an attacker's hands."""
    for state in states:
        async with night.crisis.acting() as tx:
            await security.set_state(tx, ARS, SecurityWanted(DAX, state, "Connexions de l'étranger"), NIGHT)


async def number(night: Night) -> str:
    """The mobile of its duty director, as the directory gave it before."""
    return str((await night.crisis.sql(DIRECTOR, finess=DAX))[0][0])


async def test_a_code_opens_what_arrives_and_is_told_to_the_region_and_the_incident(night: Night) -> None:
    code, *_ = await night.codes()

    entered = await night.enter(code.lower())
    page = await night.client.http.get("/code/acces")

    assert entered.status_code == 303
    assert "Ce qui arrive" in page.text
    incident = global_id("Incident", night.crisis.incident)
    assert "degraded-pack" in (await night.client.http.get(f"/code/acces/procedures?incident={incident}")).text
    assert [row[0] for row in await night.crisis.sql(LINES)] == ["INCIDENT", "REGION"]
    assert len(await night.crisis.sql(TOLD)) == 1


async def test_a_code_asks_for_help(night: Night) -> None:
    await night.enter((await night.codes())[0])
    before = await night.crisis.sql("SELECT id FROM help_request")
    asking = await night.client.http.get(f"/code/acces/demander?incident={global_id('Incident', night.crisis.incident)}")
    incident = re.search(r'name="incident" value="([^"]+)"', asking.text)
    pack = (await night.crisis.sql("SELECT code FROM ready_pack ORDER BY code"))[0][0]

    answered = await night.press(act="ask", incident=incident[1] if incident else "", pack=str(pack))

    assert answered.status_code == 303, answered.text
    assert "Votre demande est enregistrée" in (await night.client.http.get(answered.headers["location"])).text
    assert len(await night.crisis.sql("SELECT id FROM help_request")) == len(before) + 1


async def test_a_screen_asks_for_one_decision_and_keeps_what_was_typed(night: Night) -> None:
    await night.enter((await night.codes())[0])
    incident = global_id("Incident", night.crisis.incident)

    refused = await night.press(act="ask", incident=incident, pack="n'existe-pas", note="Standard <coupé>")

    assert refused.status_code == 409
    assert "Standard &lt;coupé&gt;" in refused.text
    assert refused.text.count('name="act"') == 1


@pytest.mark.parametrize("screen", ["arrivees", "demander", "procedures", "recevoir", "n-existe-pas"])
async def test_a_screen_of_nothing_that_is_ones_own_leads_back(night: Night, screen: str) -> None:
    await night.enter((await night.codes(BAYONNE))[0], BAYONNE)
    incident = global_id("Incident", night.crisis.incident)

    answer = await night.client.http.get(f"/code/acces/{screen}?incident={incident}")

    assert (answer.status_code, answer.headers.get("location")) == (303, "/code/acces")


async def test_a_code_is_confined_to_its_crisis(night: Night) -> None:
    await night.enter((await night.codes())[0])

    assert (await night.asked(VIEWER))["data"]["viewer"] == {"role": "CODE_HOLDER", "isConfined": True, "isFresh": False}
    told = (await night.asked(NOT_ITS_OWN, incident=global_id("Incident", night.crisis.incident)))["data"]
    assert [told[name]["edges"] for name in ("journal", "responders", "lenders")] == [[], [], []]
    assert told["incident"] == {"contacts": [], "plan": None}


async def test_a_code_serves_once(night: Night) -> None:
    code, *_ = await night.codes()
    await night.enter(code)

    again = await night.enter(code)

    assert again.status_code == 400
    assert "déjà servi" in again.text


async def test_a_code_that_is_expired_or_replaced_opens_nothing(night: Night) -> None:
    old, *_ = await night.codes(issued=domain.PAPER_STANDS_FOR + timedelta(days=1))
    expired = await night.enter(old)
    replaced, *_ = await night.codes()
    await night.codes()

    assert "périmé" in expired.text
    assert "remplacé" in (await night.enter(replaced)).text


async def test_the_code_of_another_site_opens_nothing(night: Night) -> None:
    code, *_ = await night.codes(BAYONNE)

    refused = await night.enter(code)

    assert refused.status_code == 400
    assert "set-cookie" not in refused.headers
    assert (await night.enter(code, BAYONNE)).status_code == 303


async def test_the_sixth_try_is_refused_even_with_a_code_that_would_open(night: Night) -> None:
    code, *_ = await night.codes()
    for _ in range(5):
        assert (await night.enter(UNKNOWN)).status_code == 400

    locked = await night.enter(code)
    other_site = await night.enter((await night.codes(BAYONNE))[0], BAYONNE)

    assert locked.status_code == 429
    assert locked.headers["retry-after"] == "3600"
    assert other_site.status_code == 429  # from the same address


async def test_wrong_codes_from_elsewhere_do_not_shut_a_site_out_and_are_told(night: Night) -> None:
    code, *_ = await night.codes()
    for _ in range(5):
        await night.enter(UNKNOWN)
    await night.crisis.sql("UPDATE code_try SET address_digest = sha256('elsewhere') RETURNING id")

    assert (await night.enter(code)).status_code == 303
    told = await night.crisis.sql(LINES.replace("code_used", "codes_tried"))
    assert ("REGION",) in told


async def test_tries_are_forgotten_after_an_hour(night: Night) -> None:
    code, *_ = await night.codes()
    for _ in range(5):
        await night.enter(UNKNOWN)
    await night.crisis.sql("UPDATE code_try SET tried_at = tried_at - interval '61 minutes' RETURNING id")

    assert (await night.enter(code)).status_code == 303


@pytest.mark.parametrize("typed", [MALFORMED, "", "x" * 40], ids=["mistyped", "empty", "long"])
async def test_what_cannot_be_a_code_costs_no_try(night: Night, typed: str) -> None:
    refused = await night.enter(typed)

    assert refused.status_code == 400
    assert await night.crisis.sql("SELECT id FROM code_try") == []


async def test_a_form_of_another_site_opens_nothing(night: Night) -> None:
    code, *_ = await night.codes()

    assert (await night.enter(code, Origin="https://elsewhere.example")).status_code == 403
    assert (await night.enter(code)).status_code == 303


async def test_a_button_wants_the_proof_of_the_page(night: Night) -> None:
    await night.enter((await night.codes())[0])

    refused = await night.press(act="end", csrf="wrong")

    assert refused.status_code == 403
    assert "Votre accès reste ouvert" in refused.text
    assert "X-CSRF-Token" not in refused.text  # a director reads it, no program


async def test_whoever_has_no_account_that_answers_is_shown_the_way_of_codes(night: Night) -> None:
    assert 'href="/code"' in (await night.client.http.get("/connexion")).text


async def test_an_access_that_is_closed_shows_nothing(night: Night) -> None:
    await night.enter((await night.codes())[0])
    await night.press(act="end")

    assert (await night.client.http.get("/code/acces")).status_code == 401


async def test_a_code_still_opens_when_the_site_is_compromised(night: Night) -> None:
    code, *_ = await night.codes()
    await doubted(night, SecurityState.SUSPECT, SecurityState.COMPROMISED)

    assert (await night.enter(code)).status_code == 303
    assert "Ce qui arrive" in (await night.client.http.get("/code/acces")).text


async def test_a_site_in_doubt_has_new_codes_after_a_call_back(night: Night) -> None:
    await doubted(night, SecurityState.SUSPECT)
    with pytest.raises(ToVerifyFirst):
        await night.codes()

    told = SiteCallBack(DAX, Purpose.ACCESS, await number(night), "Directeur de garde", confirmed=True)
    async with night.crisis.acting() as tx:
        await call_backs.record(tx, ARS, told, NIGHT)

    assert len(await night.codes()) == 10


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [(NEIGHBOUR, Forbidden), (HOSPITAL, Forbidden), (replace(ARS, fresh=False), FreshLoginWanted)],
    ids=["neighbour", "site", "stale"],
)
async def test_codes_are_issued_by_whoever_conducts_the_crises_of_the_region(night: Night, actor: Any, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        async with night.crisis.acting(actor) as tx:
            await access_codes.issue(tx, actor, DAX, datetime.now(UTC), NIGHT)


async def test_a_director_who_is_called_back_is_let_in(night: Night) -> None:
    await doubted(night, SecurityState.SUSPECT, SecurityState.COMPROMISED)
    wanted = {"finess": DAX, "number": await number(night), "reached": "Directeur de garde"}
    key = str(uuid4())

    admitted = (await night.client.data(ADMIT, input=wanted, key=key))["admitByCallBack"]
    again = (await night.client.data(ADMIT, input=wanted, key=key))["admitByCallBack"]

    assert admitted["establishment"] == {"finess": DAX}
    assert again["oneUseCode"] is None
    assert (await night.enter(admitted["oneUseCode"])).status_code == 303
    assert (await night.asked(VIEWER))["data"]["viewer"] == {"role": Role.ESTABLISHMENT.value, "isConfined": True, "isFresh": False}


async def test_whoever_came_by_a_code_is_out_once_others_are_handed_over(night: Night) -> None:
    await night.enter((await night.codes())[0])
    assert (await night.client.http.get("/code/acces")).status_code == 200

    code, *_ = await night.codes()

    assert (await night.client.http.get("/code/acces")).status_code == 401
    assert (await night.enter(code)).status_code == 303
    await night.codes(BAYONNE)
    assert (await night.client.http.get("/code/acces")).status_code == 200


async def test_whoever_came_by_a_call_back_is_out_once_another_is_made(night: Night) -> None:
    await doubted(night, SecurityState.SUSPECT, SecurityState.COMPROMISED)
    wanted = {"finess": DAX, "number": await number(night), "reached": "Directeur de garde"}
    admitted = (await night.client.data(ADMIT, input=wanted, key=str(uuid4())))["admitByCallBack"]
    await night.enter(admitted["oneUseCode"])
    assert (await night.client.http.get("/code/acces")).status_code == 200

    await night.client.data(ADMIT, input=wanted, key=str(uuid4()))

    assert (await night.client.http.get("/code/acces")).status_code == 401


async def test_fifty_tries_at_once_are_five(night: Night) -> None:
    guesses = [domain.written(number.to_bytes(10)) for number in range(50)]

    statuses = [answer.status_code for answer in await asyncio.gather(*map(night.enter, guesses))]

    assert 1 <= statuses.count(400) <= 5
    assert set(statuses) <= {400, 429, 503}
    assert len(await night.crisis.sql("SELECT id FROM code_try")) <= 5


async def test_a_network_of_addresses_that_one_caller_holds_has_five_tries(night: Night, seeded_url: str, tmp_path: Path) -> None:
    async with serving(seeded_url, tmp_path, trusted_proxies=("127.0.0.1",)) as client:
        statuses = []
        for number in range(6):
            sent = {"X-Forwarded-For": f"2001:db8:0:1::{number}"}
            statuses.append((await client.http.post("/code", data={"finess": DAX, "code": UNKNOWN}, headers=sent)).status_code)

    assert statuses == [400] * 5 + [429]


async def test_a_code_that_is_typed_on_two_telephones_at_once_opens_one_of_them(night: Night) -> None:
    code, *_ = await night.codes()

    statuses = [answer.status_code for answer in await asyncio.gather(*(night.enter(code) for _ in range(8)))]

    assert statuses.count(303) == 1
    assert len(await night.crisis.sql("SELECT id FROM session WHERE kind = 'PAPER'")) == 1


async def test_nobody_is_let_in_by_a_number_that_the_directory_did_not_give(night: Night) -> None:
    wanted = {"finess": DAX, "number": "06 99 99 99 99", "reached": "Directeur de garde"}

    refused = (await night.client.data(ADMIT, input=wanted, key=str(uuid4())))["admitByCallBack"]

    assert refused["code"] == "TO_VERIFY_FIRST"
    assert await night.crisis.sql("SELECT id FROM access_code") == []


async def test_an_envelope_is_a_document_that_is_made_anew(night: Night) -> None:
    sent = {"Authorization": f"Bearer {night.client.token()}"}
    path = f"/documents/access-codes/{DAX}.pdf"

    answer = await night.client.http.post(path, headers=sent)
    neighbour = await night.client.http.post(path, headers={"Authorization": f"Bearer {night.client.token('ars-76')}"})
    read = await night.client.http.get(path, headers=sent)

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert answer.headers["cache-control"] == "no-store"
    assert (neighbour.status_code, read.status_code) == (403, 405)
    assert len(await night.crisis.sql("SELECT id FROM access_code WHERE kind = 'PAPER'")) == 10
