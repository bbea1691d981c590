"""Whatever a browser sends, it is answered by a page in French: never by JSON, never by a word of the framework."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from planblanc.api.nodes import global_id
from planblanc.console import site
from planblanc.domain.identity import lender_id
from planblanc.domain.rates import Rate
from tests.console.desk import OURS, Desk, opened

HTML = {"Accept": "text/html"}
DEEP = "needs.0." + ".".join(["a"] * 3000)
MANY = "&".join(f"a{place}=1" for place in range(3001))
HUGE = "0" * 13 + "9" * 20
ADDRESSES = (
    f"/veille?{MANY}",
    f"/appel/portee?hasSite=oui&site=400000105&{DEEP}=1",
    f"/appel/portee?hasSite=oui&site=400000105&needs.0.wantedBy~minutes={HUGE}",
)
BACKS = (
    "//[",
    "http://[",
    f"/veille?{MANY}",
    "//ailleurs.example",
    "/\\ailleurs.example",
    "/\t/ailleurs.example",
    "https://ailleurs.example",
)
BATCHES = ("[" * 20_000, '[["stocks",null,5]]', '[[["a"],null,[]]]', '[["stocks"]]', "5")
IMPORT = f"/vivier/preteurs/{global_id('Lender', lender_id('400000105'))}/import/lignes"


async def test_an_address_that_nobody_wrote_by_hand_is_refused_in_french(desk: Desk) -> None:
    await desk.log_in()

    for address in ADDRESSES:
        answer = await desk.page(address)

        assert answer.status_code == 400
        assert "rouvrez la page" in answer.text or "nombre de minutes" in answer.text


async def test_a_form_leads_back_to_this_service_alone(desk: Desk) -> None:
    await desk.log_in()

    for back in BACKS:
        for door in ("/actes/addLogEntry", "/compte/apparence"):
            answer = await desk.send(door, back=back, text="x")

            assert answer.status_code in {303, 400}
            assert answer.headers.get("location", "/veille").startswith("/veille")


async def test_a_table_that_changed_on_its_way_is_asked_for_again(desk: Desk) -> None:
    await desk.log_in()
    form = {"csrf": await desk.csrf(), "back": "/vivier", "nonce": "n1", "place": "0"}

    for batches in BATCHES:
        file = {"file": ("", b"", "text/csv")}
        answer = await desk.client.http.post(IMPORT, data=form | {"batches": batches}, files=file, headers=OURS)

        assert answer.status_code == 400
        assert "renvoyez-le" in answer.text


async def test_a_file_is_read_from_those_who_are_known_alone(desk: Desk) -> None:
    async def sent() -> AsyncIterator[bytes]:
        pytest.fail("it was read")
        yield b""

    headers = {"Content-Type": "multipart/form-data; boundary=b", **OURS}

    answer = await desk.client.http.post(IMPORT, content=sent(), headers=headers)

    assert answer.status_code == 303
    assert answer.headers["location"] == "/connexion?suite=/veille"


async def test_where_there_is_nothing_a_browser_gets_a_page_and_a_program_a_word(desk: Desk) -> None:
    for address, status in (("/nulle-part", 404), ("/actes/approvePlan", 405), ("/static/rien.js", 404)):
        page = await desk.client.http.get(address, headers=HTML)
        word = await desk.client.http.get(address, headers={"Accept": "application/json"})

        assert (page.status_code, word.status_code) == (status, status)
        assert "Revenir à la veille" in page.text
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert word.headers["content-type"].startswith("text/plain")


async def test_a_fault_of_ours_is_a_page_with_a_reference_and_the_text_of_a_form_outlives_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await desk.log_in()
    csrf = await desk.csrf()
    nothing: dict[str | None, None] = {}
    monkeypatch.setattr(site, "zone_of", lambda region: nothing[region])

    read = await desk.page("/compte")
    written = await desk.write(csrf=csrf, text="Le CH rappelle <b>")

    assert (read.status_code, written.status_code) == (500, 503)
    for answer in (read, written):
        assert "Erreur interne du service (référence " in answer.text
        assert "KeyError" not in answer.text
    assert "Le CH rappelle &lt;b&gt;" in written.text


async def test_somebody_who_reads_without_end_is_told_to_wait_as_any_other_client(seeded_url: str, tmp_path: Path) -> None:
    async with opened(seeded_url, tmp_path, rate_of_actor=Rate(0.001, 3)) as desk:
        await desk.log_in()

        answers = [await desk.page("/compte") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert "<!doctype html>" in answers[-1].text
