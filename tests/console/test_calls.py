"""A call taken at the console: from one form to an incident, a request and a plan, once however often it is sent."""

import html
import re

import httpx2

from tests.console.desk import OURS, Desk

BAYONNE, PAU = "640000162", "640000600"
INCIDENTS = "SELECT count(*) FROM incident"
REQUESTS = "SELECT count(*) FROM help_request"
DICTATED = {
    "text": "Centre hospitalier de Bayonne",
    "site": BAYONNE,
    "number": "05 59 44 35 35",
    "who": "Directeur de garde",
    "closed": ["EMERGENCY", "IMAGING"],
    "packs": ["FIRST_24H"],
    "needs.0.quantity": "90",
    "needs.0.what": "equipmentType:WORKSTATION",
    "needs.1.what": "competence:NETWORK",
    "join": "",
    "do": "propose",
}


async def dictate(desk: Desk, **changed: str | list[str]) -> httpx2.Response:
    form = {"csrf": await desk.csrf(), "nonce": "call-1", "form": "call", "back": "/appel", "zone": "75"}
    return await desk.client.http.post("/appel", data={**form, **DICTATED, **changed}, headers=OURS)


async def counts(desk: Desk) -> tuple[int, int]:
    return int(str((await desk.crisis.sql(INCIDENTS))[0][0])), int(str((await desk.crisis.sql(REQUESTS))[0][0]))


async def test_one_form_declares_asks_and_has_a_plan_made(desk: Desk) -> None:
    await desk.log_in()
    incidents, requests = await counts(desk)

    answer = await dictate(desk)

    assert answer.status_code == 303, answer.text
    assert re.fullmatch(r"/incidents/[^/?]+/plan\?fait=proposePlan", answer.headers["location"])
    assert await counts(desk) == (incidents + 1, requests + 1)
    (asked,) = await desk.crisis.sql(
        "SELECT count(n.id) FROM help_request r JOIN need_line n ON n.request_id = r.id JOIN incident i ON i.id = r.incident_id "
        f"JOIN establishment e ON e.id = i.establishment_id WHERE r.on_behalf_of = 'Directeur de garde' AND e.finess = '{BAYONNE}'"
    )
    assert int(str(asked[0])) > 10


async def test_a_call_that_is_sent_twice_is_one_call(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)

    first, second = await dictate(desk), await dictate(desk)

    assert first.headers["location"] == second.headers["location"]
    assert await counts(desk) == (before[0] + 1, before[1] + 1)


async def test_a_line_that_is_refused_does_not_declare_the_incident_twice(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)

    refused = await dictate(desk, **{"needs.0.quantity": "900000"})
    declared = re.search(r'name="declared" value="([^"]+)"', refused.text)

    assert refused.status_code == 400
    assert 'id="call-needs.0.quantity-wrong"' in refused.text
    assert "05 59 44 35 35" in refused.text
    assert declared is not None
    assert await counts(desk) == (before[0] + 1, before[1])

    again = await dictate(desk, declared=html.unescape(declared[1]))

    assert again.status_code == 303, again.text
    assert await counts(desk) == (before[0] + 1, before[1] + 1)


async def test_a_structure_that_is_only_typed_is_offered_before_anything_is_declared(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)

    answer = await dictate(desk, text="bayone", site="")

    assert f'name="choice" value="{BAYONNE}"' in answer.text
    assert "90" in answer.text
    assert await counts(desk) == before


async def test_an_unlisted_structure_is_taken_under_the_name_that_was_said(desk: Desk) -> None:
    await desk.log_in()

    answer = await dictate(desk, text="Cabinet <b>O'Lebon</b>", site="-", town="Dax", department="40")

    assert answer.status_code == 303, answer.text
    assert (await desk.crisis.sql("SELECT unlisted_name FROM incident WHERE unlisted_town = 'Dax'"))[0][0] == "Cabinet <b>O'Lebon</b>"


async def test_a_call_joins_the_report_of_the_same_event(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)
    page = (await desk.page("/appel/portee?site=400000105&region=75")).text

    answer = await dictate(desk, text="400000105", site="400000105", join=desk.incident, packs=[])

    assert f'value="{desk.incident}" checked' in page
    assert answer.status_code == 303, answer.text
    assert await counts(desk) == (before[0], before[1] + 1)


async def test_one_cause_with_several_victims_is_one_call(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)

    answer = await dictate(desk, others=f"{PAU} CH de Pau\nLaboratoire Untel", cause="Panne chez l'hébergeur")

    assert answer.status_code == 303, answer.text
    assert await counts(desk) == (before[0] + 3, before[1] + 3)
    rows = await desk.crisis.sql(
        "SELECT e.finess, bool_or(n.equipment_type_code = 'WORKSTATION' AND n.quantity = 90) FROM incident i "
        "LEFT JOIN establishment e ON e.id = i.establishment_id JOIN help_request r ON r.incident_id = i.id "
        "JOIN need_line n ON n.request_id = r.id WHERE i.common_cause IS NOT NULL GROUP BY i.id, e.finess"
    )
    assert {finess for finess, has_lines in rows if has_lines} == {BAYONNE}


async def test_without_scripts_one_may_look_at_what_could_come(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)

    answer = await dictate(desk, do="look")

    assert answer.status_code == 200
    assert "Poste de travail fixe" in answer.text
    assert re.search(r"\d+ / 90", answer.text)
    assert 'value="05 59 44 35 35"' in answer.text
    assert await counts(desk) == before


async def test_the_fragments_of_the_page_answer_what_is_typed(desk: Desk) -> None:
    await desk.log_in()

    sites = (await desk.page("/appel/structures?text=dacs&region=75")).text
    coming = (await desk.page("/appel/portee?site=400000105&needs.0.competence=NETWORK&needs.0.quantity=2")).text

    assert 'data-site="400000105"' in sites
    assert "Réseau et pare-feu" in coming


async def test_a_call_from_another_site_is_not_taken(desk: Desk) -> None:
    await desk.log_in()
    before = await counts(desk)

    forged = await desk.client.http.post("/appel", data={**DICTATED, "csrf": "x"}, headers={"Origin": "http://evil.test"})
    stale = await dictate(desk, csrf="x")

    assert forged.status_code == 403
    assert stale.status_code == 409
    assert "Directeur de garde" in stale.text
    assert await counts(desk) == before
