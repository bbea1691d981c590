"""The pool is kept from its pages: lists that are confirmed, tables that go in and out, calendars, procedures."""

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from planblanc.api.nodes import global_id
from planblanc.console import pool_exports, pool_import
from planblanc.console.views import pool
from planblanc.domain.identity import ResponderId, key_of, lender_id
from planblanc.integrations.sheets import pool_table
from tests.console.desk import OURS, Desk

ALPI = global_id("Lender", lender_id("alpi"))
NETWORK = global_id("Responder", ResponderId(key_of("responder", "alpi-reseau")))
LENDER = f"/vivier/preteurs/{ALPI}"
PARIS = ZoneInfo("Europe/Paris")
GOOD = 'type;quantite;lieu;plancher\nWORKSTATION;12;Réserve <b>d\'été</b>;2\nLAPTOP;7;Local "B";1\n'
BAD = "type;quantite;lieu\nWORKSTATION;douze;Réserve\nSUBMARINE;1;Quai\n"


async def chosen(desk: Desk, address: str, back: str, file: tuple[str, bytes, str] | None, **fields: str) -> Any:
    """What a form answers that sends a file as a browser does."""
    told = {"csrf": await desk.csrf(), "nonce": "n1", "back": back, **fields}
    return await desk.client.http.post(address, data=told, files={"file": file or ("", b"", "application/octet-stream")}, headers=OURS)


def table(text: str) -> tuple[str, bytes, str]:
    return "table.csv", text.encode(), "text/csv"


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1].replace("&#34;", '"').replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


async def test_a_list_is_ticked_and_confirmed_at_once(desk: Desk) -> None:
    await desk.log_in()

    sent = await desk.send("/actes/confirmResources", form="confirm", back="/vivier/intervenants", responders=NETWORK)

    assert sent.status_code == 303
    assert "Présences confirmées" in (await desk.page(sent.headers["location"])).text


async def test_the_pool_is_searched_by_its_address(desk: Desk) -> None:
    await desk.log_in()

    assert "Techniciens réseau" in (await desk.page("/vivier/intervenants?text=techniciens+reseau")).text
    assert "Aucun intervenant ne répond" in (await desk.page("/vivier/intervenants?text=astronaute")).text


async def test_every_bad_line_of_a_table_is_named_and_nothing_can_be_imported(desk: Desk) -> None:
    await desk.log_in()

    page = (await chosen(desk, f"{LENDER}/import", LENDER, table(BAD))).text

    assert "<strong>Ligne 2</strong>, colonne « quantite »" in page
    assert "1 ligne illisible" in page
    assert "« SUBMARINE » n&#39;existe pas" in page
    assert 'name="batches"' not in page


async def test_a_table_is_shown_then_brought_in_once(desk: Desk) -> None:
    await desk.log_in()
    shown = (await chosen(desk, f"{LENDER}/import", LENDER, table(GOOD))).text
    told = {"place": "0", "batches": field(shown, "batches")}

    assert "2 ajoutent" in shown
    assert "Réserve &lt;b&gt;d&#39;été&lt;/b&gt;" in shown
    first = await chosen(desk, f"{LENDER}/import/lignes", LENDER, None, **told)
    again = await chosen(desk, f"{LENDER}/import/lignes", LENDER, None, **told)
    assert (first.status_code, again.status_code) == (303, 303)
    assert "2 ne changent rien" in (await chosen(desk, f"{LENDER}/import", LENDER, table(GOOD))).text


async def test_what_is_exported_is_imported_without_a_change(desk: Desk) -> None:
    await desk.log_in()

    for name, kind in (("materiel", "stocks"), ("intervenants", "capacités")):
        written = (await desk.page(f"/vivier/export/{name}.csv?lender={ALPI}")).text
        page = (await chosen(desk, f"{LENDER}/import", LENDER, table(written))).text
        assert "Ce fichier ne change rien." in page, kind


async def test_a_table_from_another_site_or_that_is_none_changes_nothing(desk: Desk) -> None:
    await desk.log_in()

    assert (await chosen(desk, f"{LENDER}/import", LENDER, table(GOOD), csrf="x")).status_code == 403
    assert "Les colonnes de ce tableau" in (await chosen(desk, f"{LENDER}/import", LENDER, table("a;b\n1;2\n"))).text
    spoilt = await chosen(desk, f"{LENDER}/import/lignes", LENDER, None, place="9", batches="[]")
    assert spoilt.status_code == 400


async def test_a_calendar_keeps_takes_and_adds_lines(desk: Desk) -> None:
    await desk.log_in()
    address, agenda = f"/vivier/intervenants/{NETWORK}", ("a.ics", ICS.encode(), "text/calendar")
    line = {"kind": "WINDOW", "startsAt": "2021-02-12T08:00", "endsAt": "2021-02-14T08:00", "version": "1"}

    typed = await chosen(desk, f"{address}/calendrier", address, agenda, **line, fileKind="ABSENCE")
    page = (await desk.page(address)).text
    stale = await chosen(desk, f"{address}/calendrier", address, None, nonce="n2", version="1")

    assert typed.status_code == 303
    assert len(re.findall(r'name="keep"', page)) == 2
    assert "du ven. 12 févr. 2021 08:00 au dim. 14 févr. 2021 08:00" in page
    assert stale.status_code == 409
    emptied = await chosen(desk, f"{address}/calendrier", address, None, nonce="n3", version="2")
    assert emptied.status_code == 303
    assert "Son calendrier est vide" in (await desk.page(address)).text


async def test_a_procedure_is_adopted_given_its_original_and_published(desk: Desk) -> None:
    await desk.log_in()
    draft = {"code": "pharmacie-dax", "edition": "1", "title": "Pharmacie", "kind": "DEGRADED", "serviceDomain": "PHARMACY"}
    told = {
        **draft,
        "scope": "ESTABLISHMENT",
        "establishmentFiness": "400000105",
        "businessOwner": "Pharmacien",
        "body": "# Un\n- [ ] <b>deux</b>",
    }
    saved = await desk.send("/actes/saveProcedure", form="adoption", back="/vivier/procedures", then="/procedures/{id}", **told)
    address = saved.headers["location"].partition("?")[0]

    refused = await chosen(desk, f"{address}/original", address, ("a.exe", b"MZ\x90\x00", "application/octet-stream"))
    joined = await chosen(desk, f"{address}/original", address, ("dotations.txt", b"Sortir les dotations.", "text/plain"))

    assert refused.status_code == 400
    assert joined.status_code == 303
    page = (await desk.page(address)).text
    assert "dotations.txt" in page
    assert "&lt;b&gt;deux&lt;/b&gt;" in page
    fields = {"procedure": address.rpartition("/")[2], "version": field(page, "version")}
    await desk.send("/actes/publishProcedure", form="publish", back=address, **fields)
    assert "Pharmacie" in (await desk.page("/etablissements/400000105/dossier")).text


async def test_a_shared_fate_that_has_ceased_leaves_the_list(desk: Desk) -> None:
    await desk.log_in()
    link = {"lender": ALPI, "establishmentFiness": "400000105", "kind": "HOSTING", "note": "Même salle <machine>"}
    await desk.send("/actes/saveSharedFateLink", form="fate-new", back=LENDER, **link)
    page = (await desk.page("/vivier/sort-commun")).text
    found = re.search(r'id="fate-([^"]+)".*?name="lender" value="' + ALPI, page, re.DOTALL)

    assert found is not None
    assert "Même salle &lt;machine&gt;" in page
    key = found[1].rpartition('id="fate-')[2]
    ended = await desk.send("/actes/saveSharedFateLink", form="f", back="/vivier/sort-commun", id=key, version="1", ended="oui", **link)
    assert ended.status_code == 303
    assert "Même salle" not in (await desk.page("/vivier/sort-commun")).text


def test_a_day_is_told_in_one_word() -> None:
    daily = {"kind": "DAILY", "startsAt": "2021-02-01T00:00:00+01:00", "endsAt": "2021-03-01T00:00:00+01:00"}
    away = {"kind": "ABSENCE", "startsAt": "2021-02-10T08:00:00+01:00", "endsAt": "2021-02-10T12:00:00+01:00"}
    hours = [
        pool._hours({**daily, "dailyFrom": "20:00", "dailyTo": "07:00", "weekdays": ["TUESDAY", "WEDNESDAY"]}),
        pool._hours({**away, "dailyFrom": None, "dailyTo": None, "weekdays": []}),
    ]

    told = [pool.state(hours, date(2021, 2, day), PARIS) for day in (8, 9, 10)]

    assert told == ["non", "en partie", "absent"]
    assert len(pool.weeks(hours, date(2021, 2, 9), PARIS)) == pool.WEEKS_SHOWN


@pytest.mark.parametrize("cell", ["=1+1", "@x", "+33", "-1;2"])
def test_no_cell_of_a_table_is_a_formula(cell: str) -> None:
    assert pool_exports.line([cell]).lstrip('"').startswith("'")


def test_ten_thousand_rows_are_brought_in_five_hundred_at_a_time() -> None:
    rows = "".join(f"WORKSTATION;1;Local {number}\n" for number in range(5000))

    parts = pool_import.batches(pool_table.read(f"type;quantite;lieu\n{rows}".encode()))

    assert [len(part.rows) for part in parts] == [500] * 10


ICS = "\r\n".join(
    (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTART:20210220T080000Z",
        "DTEND:20210221T080000Z",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
)
