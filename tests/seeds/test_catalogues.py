"""The catalogues, the ready packs and the procedures agree with each other, and can be used as they stand."""

import csv
import re
from collections import Counter
from math import ceil
from pathlib import Path

import pytest

from planblanc import shipped
from planblanc.documents import blocks, procedure_sheet
from planblanc.documents.procedure_sheet import ProcedureSheet
from planblanc.domain.procedures import ProcedureKind, ProcedureScope
from planblanc.domain.requests import WantedBy

FAMILIES = {
    "INCIDENT_RESPONSE",
    "INFRASTRUCTURE",
    "CLINICAL_APPLICATIONS",
    "BIOMEDICAL",
    "CRISIS_MANAGEMENT",
    "COMMUNICATION_LAW",
    "CARE_SUPPORT",
    "LOGISTICS",
}
SECTIONS = (
    "Quand l'utiliser",
    "Les 10 premières minutes",
    "Ensuite",
    "Feuilles à tracer",
    "Qui appeler",
    "Points de vigilance",
    "Retour à la normale",
)
GESTURES = ("main courante", "Débranchez du réseau", "N'éteignez pas", "N'allumez pas ce qui est éteint", "Déconnectez les sauvegardes")
DUTIES = ("cellule de crise", "CERT Santé", "17Cyber", "L12-10-1", "72 heures", "CNIL", "Ne payez pas la rançon", "sources saines")
PHONE = re.compile(r"\b0[1-9](?:[ .]?\d\d){4}\b")


def rows(name: str) -> list[dict[str, str]]:
    with (shipped.seeds_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str) -> set[str]:
    return {row["code"] for row in rows(name)}


def files() -> list[Path]:
    return sorted((shipped.seeds_dir() / "procedures").glob("*.md"))


def sheets() -> list[ProcedureSheet]:
    return [procedure_sheet.read(path.read_text(encoding="utf-8")) for path in files()]


@pytest.mark.parametrize("name", ["service_domains", "competences", "equipment_types", "incident_categories", "ready_packs"])
def test_a_code_stands_once_and_has_a_label(name: str) -> None:
    assert [code for code, times in Counter(row["code"] for row in rows(name)).items() if times > 1] == []
    assert [row for row in rows(name) if not row["label"].strip()] == []


@pytest.mark.parametrize("name", ["competences", "equipment_types"])
def test_a_number_is_never_given_twice(name: str) -> None:
    numbers = [int(row["number"]) for row in rows(name)]

    assert len(set(numbers)) == len(numbers)


def test_every_family_of_competences_has_someone() -> None:
    assert {row["family"] for row in rows("competences")} == FAMILIES


def test_every_pris_activity_is_covered() -> None:
    assert {row["pris_activity"] for row in rows("competences")} == {"", "REC", "INV", "CODE", "PCI", "CRISE"}


def test_no_delay_of_equipment_is_said_to_be_confirmed_and_none_is_shorter_at_night() -> None:
    for row in rows("equipment_types"):
        assert row["delays_confirmed"] == "false"
        assert int(row["alert_minutes_night"]) >= int(row["alert_minutes_day"])
        assert int(row["preparation_minutes_night"]) >= int(row["preparation_minutes_day"])


def test_a_substitute_is_another_known_type() -> None:
    known = codes("equipment_types")

    assert [row for row in rows("equipment_substitutes") if not {row["type_code"], row["substitute_code"]} <= known] == []
    assert [row for row in rows("equipment_substitutes") if row["type_code"] == row["substitute_code"]] == []


def test_a_line_of_a_pack_names_what_exists_and_only_what_its_kind_needs() -> None:
    catalogue = {"RESPONDER": ("competence_code", "competences"), "EQUIPMENT": ("equipment_type_code", "equipment_types")}
    catalogue["PROCEDURE"] = ("service_domain_code", "service_domains")
    for row in rows("ready_pack_lines"):
        field, name = catalogue[row["kind"]]
        assert row[field] in codes(name)
        assert [other for other, _ in catalogue.values() if other != field and row[other]] == []
        assert bool(row["least_level"]) == (row["kind"] == "RESPONDER")
        assert row["pack_code"] in codes("ready_packs")
        assert not row["only_if_service"] or row["only_if_service"] in codes("service_domains")
        assert row["wanted_by"] in set(WantedBy)


def test_every_pack_asks_for_something() -> None:
    assert {row["pack_code"] for row in rows("ready_pack_lines")} == codes("ready_packs")


def test_the_first_24_hours_of_dax_are_what_a_night_can_ask_for() -> None:
    dax = next(row for row in rows("establishments") if row["finess"] == "400000105")
    asked = {
        row["competence_code"] or row["equipment_type_code"]: min(
            max(ceil(int(row["quantity_base"]) + float(row["quantity_per_100_beds"]) * int(dax["beds"]) / 100), int(row["quantity_least"])),
            int(row["quantity_most"]),
        )
        for row in rows("ready_pack_lines")
        if row["pack_code"] == "FIRST_24H"
    }

    assert (asked["CRISIS_MANAGER"], asked["FORENSICS"], asked["ICU_WATCH"], asked["MOBILE_PHONE"]) == (1, 2, 3, 14)


def test_every_domain_that_a_pack_needs_a_procedure_for_has_one() -> None:
    wanted = {row["service_domain_code"] for row in rows("ready_pack_lines") if row["kind"] == "PROCEDURE"}

    assert wanted - {sheet.service_domain for sheet in sheets()} == set()


def test_there_are_enough_procedures_and_the_ransomware_reflexes_come_first() -> None:
    assert len(sheets()) >= 14
    assert sheets()[0].code == "reflexe-rancongiciel"


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_procedure_is_complete(path: Path) -> None:
    sheet = procedure_sheet.read(path.read_text(encoding="utf-8"))
    headings = re.findall(r"^## (.+)$", sheet.body, flags=re.MULTILINE)

    assert path.stem.partition("-")[2] == sheet.code
    assert sheet.service_domain in codes("service_domains")
    assert (sheet.scope, sheet.kind) == (ProcedureScope.NATIONAL, ProcedureKind(sheet.kind))
    assert sheet.sources
    assert all(found.startswith(wanted) for found, wanted in zip(headings, SECTIONS, strict=True))


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_a_procedure_has_boxes_to_tick_and_sheets_to_rule(path: Path) -> None:
    kinds = {block["t"] for block in blocks.read(procedure_sheet.read(path.read_text(encoding="utf-8")).body)}

    assert {"checks", "form", "numbered", "bullets"} <= kinds


@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_no_procedure_holds_a_phone_number_that_could_have_changed(path: Path) -> None:
    assert PHONE.search(path.read_text(encoding="utf-8")) is None


def test_the_ransomware_reflexes_hold_every_gesture() -> None:
    told = sheets()[0].body + sheets()[1].body

    assert [words for words in GESTURES + DUTIES if words not in told] == []
