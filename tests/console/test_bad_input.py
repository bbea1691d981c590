"""Whatever happens to a form, nothing that somebody typed is lost, and nothing is done twice."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from planblanc.api.nodes import global_id
from planblanc.console import refusals
from planblanc.console.refusals import Refusal
from tests.console.desk import Desk
from tests.usecases.dax import NIGHT

TYPED = 'Le CH dit "non" <b>& raccroche</b>'


def hidden(page: str) -> dict[str, str]:
    """The fields that a page holds to be sent again."""
    form = re.search(r'<form method="post" action="/actes/addLogEntry" id="unsent">(.*?)</form>', page, re.DOTALL)
    pairs = re.findall(r'name="([^"]+)" value="([^"]*)"', form[1] if form else "")
    return {name: value.replace("&#34;", '"').replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") for name, value in pairs}


async def test_the_text_of_a_form_outlives_its_session_without_any_script(desk: Desk) -> None:
    expired = await desk.write(text=TYPED)
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

    twice = [await desk.write(csrf=csrf, text=TYPED), await desk.write(csrf=csrf, text=TYPED)]
    again = await desk.write(csrf=csrf, text=TYPED, nonce="n2")

    assert [answer.status_code for answer in [*twice, again]] == [303, 303, 303]
    assert await desk.lines() == 2


async def test_a_refused_form_that_is_no_longer_on_the_page_shows_what_was_typed(desk: Desk) -> None:
    await desk.log_in()

    answer = await desk.write(csrf=await desk.csrf(), text=TYPED, incident=global_id("Incident", desk.crisis.request))

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
