"""The watch, an incident and its journal as a browser reads them: what is asked, what waits, what was written, whoever wrote it."""

import html
import re

import pytest

from planblanc.console import words
from planblanc.console.prose import prose
from planblanc.console.views import incidents as views
from planblanc.console.views.journals import key_of
from tests.console.desk import Desk

HOSTILE = "\"><script>alert(1)</script> l'<b>équipe</b>"
PARTS = ("", "/conduite", "/point", "/releve-de-poste", "/journal")


async def test_the_watch_says_who_is_in_charge_what_lacks_and_what_waits(desk: Desk) -> None:
    await desk.log_in()

    page = (await desk.page("/veille")).text

    order = [
        page.index(f'id="{name}"')
        for name in ("en-charge", "appel", "besoins", "echelon", "vitaux", "delai", "age", "ouverts", "attend", "vivier")
    ]
    assert order == sorted(order)
    assert f"/incidents/{desk.incident}" in page
    assert "manque" in page
    assert re.search(r'data-waits="[1-9]', page)


async def test_whoever_takes_charge_is_named_and_the_incident_waits_no_more(desk: Desk) -> None:
    await desk.log_in()
    before = (await desk.page(f"/incidents/{desk.incident}")).text

    answer = await desk.send("/actes/takeCharge", form="take", back=f"/incidents/{desk.incident}", incident=desk.incident)

    after = (await desk.page(f"/incidents/{desk.incident}")).text
    assert answer.status_code == 303
    assert "Prendre en charge" in before
    assert "Personne n&#39;est en charge" not in after
    assert "En charge : ARS" in after


@pytest.mark.parametrize("part", PARTS)
async def test_what_somebody_wrote_is_never_markup(desk: Desk, part: str) -> None:
    await desk.log_in()
    await desk.write(csrf=await desk.csrf(), text=HOSTILE)
    await desk.send("/actes/writeShiftNote", form="note", back="/compte", incident=desk.incident, text=HOSTILE)
    await desk.send("/actes/updateIncident", form="facts", back="/compte", incident=desk.incident, summary=HOSTILE)

    page = await desk.page(f"/incidents/{desk.incident}{part}")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "<b>équipe" not in page.text


async def test_a_region_that_is_not_ours_shows_nothing_of_the_incident(desk: Desk) -> None:
    await desk.log_in("ars-76")

    pages = [await desk.page(f"/incidents/{desk.incident}{part}") for part in PARTS]

    assert {page.status_code for page in pages} <= {403, 404}
    assert desk.incident not in (await desk.page("/veille?region=75")).text


async def test_the_address_of_another_region_says_whose_it_is(desk: Desk) -> None:
    await desk.log_in()

    elsewhere = html.unescape((await desk.page("/veille?region=04")).text)

    assert "La Réunion n'est pas votre région" in elsewhere
    assert "rien n'attend personne" in elsewhere
    assert "n'est pas votre région" not in html.unescape((await desk.page("/veille?region=75")).text)


async def test_a_journal_is_searched_by_its_address_and_corrected_by_another_line(desk: Desk) -> None:
    await desk.log_in()
    await desk.write(csrf=await desk.csrf(), text="Groupe électrogène en panne")
    journal = f"/incidents/{desk.incident}/journal"

    found = (await desk.page(f"{journal}?search=electrogene")).text
    numbers = re.findall(r'id="ligne-(\d+)"', found)
    found = (await desk.page(f"{journal}?search=electrogene&correct={numbers[0]}")).text
    entry = re.findall(r'name="entry" value="([^"]+)"', found)
    answer = await desk.send("/actes/correctLogEntry", form="correct", back=journal, entry=entry[0], text="C'est l'onduleur")

    assert len(numbers) == len(entry) == 1
    assert answer.status_code == 303
    assert "corrigée" in (await desk.page(journal)).text


async def test_a_journal_is_taken_out_by_a_form_of_our_own_page_alone(desk: Desk) -> None:
    await desk.log_in()
    address = f"/documents/journal/incident/{key_of(desk.incident)}.pdf"

    ours = await desk.send(address)
    forged = await desk.send(address, csrf="x")

    assert (ours.status_code, ours.headers["content-type"]) == (200, "application/pdf")
    assert forged.status_code == 403


def test_an_incident_without_a_position_is_told_all_the_same() -> None:
    nowhere = {"id": "a", "victim": {"name": "EHPAD", "establishment": None}, "requests": [], "cover": [{"missing": 2}]}

    (point,) = views.points([nowhere])

    assert (point["position"], point["says"]) == (None, "2 unités manquent")


def test_a_map_tells_an_exercise_from_a_crisis() -> None:
    drill = {"id": "a", "exercise": True, "victim": {"name": "EHPAD", "establishment": None}, "requests": [], "cover": []}

    assert [one["name"] for one in views.points([drill, {**drill, "exercise": False}])] == ["Exercice : EHPAD", "EHPAD"]


def test_the_needs_that_lack_something_come_first() -> None:
    there = {"missing": 0, "onSite": 2, "wanted": 2}
    coming = {"missing": 0, "onSite": 0, "wanted": 2}
    lacking = {"missing": 1, "onSite": 0, "wanted": 2}

    assert views.most([there, coming, lacking]) == [lacking]
    assert views.most([there, coming]) == [coming]


def test_a_text_in_markdown_has_no_markup_of_its_own() -> None:
    shown = prose("# Titre\n\n<script>alert(1)</script> **gras** [ici](javascript:alert(1)) ![x](https://ailleurs.example/x.png)")

    assert "<h3>Titre</h3>" in shown
    assert "<strong>gras</strong>" in shown
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "<img" not in shown


async def test_whoever_has_no_region_is_asked_which_one(desk: Desk) -> None:
    await desk.log_in("national")
    asked = await desk.page("/journal")
    chosen = await desk.page("/journal?region=75")

    await desk.log_in("ch-dax")
    theirs = await desk.page("/journal")

    assert "/journal?region=75" in asked.text
    assert "Main courante de la région" in chosen.text
    assert f"/incidents/{desk.incident}/journal" in theirs.text
    assert "/journal?region=75" not in theirs.text


def test_who_should_be_there_first_by_the_plan_comes_first_when_nobody_said() -> None:
    step = {"state": "DEPARTED", "at": "2021-02-09T05:00:00+00:00"}
    far, near = (
        {"node": {"id": name, "state": "DEPARTED", "etaAt": None, "travelMinutes": minutes, "steps": (step,)}}
        for name, minutes in (("a", 90), ("b", 30))
    )
    nowhere = {"id": "i", "victim": {"name": "EHPAD", "establishment": None}, "requests": [], "cover": []}

    told = views.one({"incident": nowhere, "engagements": {"edges": [far, near]}})["coming"]

    assert [(one["id"], one["likely_at"]) for one in told] == [("b", "2021-02-09T05:30:00+00:00"), ("a", "2021-02-09T06:30:00+00:00")]


def test_a_region_is_told_by_its_name() -> None:
    assert [words.region_name(code) for code in ("75", "04", "??")] == ["Nouvelle-Aquitaine", "La Réunion", "??"]
