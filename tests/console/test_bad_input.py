"""Whatever happens to a form, nothing that somebody typed is lost, and nothing is done twice."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest_asyncio

from planblanc.api.nodes import global_id
from planblanc.auth.demonstration import IDENTITIES
from planblanc.cli.operator import OPERATOR
from planblanc.console import refusals
from planblanc.console.refusals import Refusal
from planblanc.drill import identities
from tests.api.client import Client, serving
from tests.databases import connect
from tests.usecases import dax
from tests.usecases.dax import NIGHT, Crisis, Doors

OURS = {"Origin": "http://planblanc.test"}
TYPED = 'Le CH dit "non" <b>& raccroche</b>'
LINES = "SELECT count(*) FROM log_entry WHERE convert_from(line, 'UTF8') LIKE '%log.written%'"


@dataclass(frozen=True)
class Desk:
    """A crisis at Dax, and a browser in which somebody may log in."""

    crisis: Crisis
    client: Client

    async def log_in(self, code: str = "ars-75") -> None:
        """Be one of the demonstration's identities, as its page of login offers."""
        answer = await self.client.http.get(f"/connexion/{code}?suite=/compte")
        while answer.status_code == 303:
            answer = await self.client.http.get(answer.headers["location"])
        assert answer.status_code == 200, answer.text

    async def csrf(self) -> str:
        """The proof that a page of ours was read in this session."""
        found = re.search(r'data-csrf="([^"]+)"', (await self.client.http.get("/compte")).text)
        return found[1] if found else ""

    async def write(self, **changed: str) -> httpx2.Response:
        """Send a line of the journal of the incident, by a form of the console."""
        form = {"csrf": "", "nonce": "n1", "form": "line", "back": "/compte", "text": TYPED, "incident": self.incident}
        return await self.client.http.post("/actes/addLogEntry", data=form | changed, headers=OURS)

    @property
    def incident(self) -> str:
        """The incident, as the API calls it."""
        return global_id("Incident", self.crisis.incident)

    async def lines(self) -> int:
        """How many lines people wrote."""
        return int(str((await self.crisis.sql(LINES))[0][0]))


@pytest_asyncio.fixture
async def desk(seeded_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with AsyncExitStack() as stack:
        opened = [await connect(seeded_url, f"planblanc_{role}") for role in ("app", "worker", "migrator")]
        for database in opened:
            stack.push_async_callback(database.close)
        crisis = await dax.declared(Doors(*opened))
        async with crisis.keeper.transaction(OPERATOR) as tx:
            await identities.let_in(tx, OPERATOR, IDENTITIES, datetime.now(UTC), NIGHT)
        yield Desk(crisis, await stack.enter_async_context(serving(seeded_url, tmp_path)))


def hidden(page: str) -> dict[str, str]:
    """The fields that a page holds to be sent again."""
    form = re.search(r'<form method="post" action="/actes/addLogEntry" id="unsent">(.*?)</form>', page, re.DOTALL)
    pairs = re.findall(r'name="([^"]+)" value="([^"]*)"', form[1] if form else "")
    return {name: value.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for name, value in pairs}


async def test_the_text_of_a_form_outlives_its_session_without_any_script(desk: Desk) -> None:
    expired = await desk.write()
    kept = hidden(expired.text)

    assert expired.status_code == 401
    assert kept["text"] == TYPED
    assert 'target="_blank"' in expired.text

    await desk.log_in()
    stale = await desk.write(**kept)
    sent = await desk.write(**kept | {"csrf": await desk.csrf()})

    assert stale.status_code == 409
    assert "&lt;b&gt;&amp; raccroche" in stale.text
    assert sent.status_code == 303
    assert await desk.lines() == 1


async def test_a_form_of_another_site_is_not_given_back(desk: Desk) -> None:
    form = {"nonce": "n1", "form": "line", "back": "/compte", "text": TYPED}

    answer = await desk.client.http.post("/actes/addLogEntry", data=form, headers={"Origin": "https://ailleurs.example"})

    assert answer.status_code == 403
    assert "raccroche" not in answer.text


async def test_a_form_sent_twice_has_one_effect_and_a_new_one_another(desk: Desk) -> None:
    await desk.log_in()
    csrf = await desk.csrf()

    twice = [await desk.write(csrf=csrf), await desk.write(csrf=csrf)]
    again = await desk.write(csrf=csrf, nonce="n2")

    assert [answer.status_code for answer in [*twice, again]] == [303, 303, 303]
    assert await desk.lines() == 2


async def test_a_refused_form_that_is_no_longer_on_the_page_shows_what_was_typed(desk: Desk) -> None:
    await desk.log_in()

    answer = await desk.write(csrf=await desk.csrf(), incident=global_id("Incident", desk.crisis.request))

    assert answer.status_code == 404
    assert "&lt;b&gt;&amp; raccroche" in answer.text
    assert "<b>& raccroche" not in answer.text


async def test_the_text_is_kept_when_the_page_of_the_form_is_gone(desk: Desk) -> None:
    await desk.log_in()

    answer = await desk.write(csrf=await desk.csrf(), back="/nulle-part", text="")

    assert answer.status_code == 404
    assert 'id="refusal"' in answer.text


async def test_a_refusal_tells_what_happened_since_the_page_was_read(desk: Desk) -> None:
    async def ask(document: str, given: Mapping[str, Any]) -> dict[str, Any]:
        return {"data": await desk.client.data(document, **given)}

    page = {"incident": {"id": desk.incident}}
    typed = {"shown_at": [NIGHT.isoformat()]}
    told = await refusals.with_changes(Refusal("CONFLICT", "Un autre l'a fait.", typed=typed), page, ask)
    later = {"shown_at": [datetime(2100, 1, 1, tzinfo=UTC).isoformat()]}

    assert told.changes
    assert all(datetime.fromisoformat(line["recordedAt"]) >= NIGHT for line in told.changes)
    assert not (await refusals.with_changes(Refusal("CONFLICT", "", typed=later), page, ask)).changes
    assert not (await refusals.with_changes(Refusal("BAD_INPUT", "", typed=typed), page, ask)).changes
