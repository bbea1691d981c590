"""A message becomes a declaration, or every fault of it in French with its path."""

import csv
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planblanc import shipped
from planblanc.domain.declarations import DeclarationEvent
from planblanc.domain.incidents import NationalReference, Origin, Severity, Tlp
from planblanc.domain.reports import ContactTold, ServiceTold
from planblanc.domain.services import ServiceState
from planblanc.domain.victims import VictimTold
from planblanc.integrations.portal.message import MessageRefused, read
from tests.integrations.portal.declared import DAX, LEAST, as_bytes, dax


def faults(body: bytes) -> dict[str, str]:
    with pytest.raises(MessageRefused) as refused:
        read(body)
    return {fault.path: fault.message for fault in refused.value.faults}


def paths(body: bytes) -> list[str]:
    try:
        read(body)
    except MessageRefused as refused:
        return [fault.path for fault in refused.faults]
    return []


def test_the_declaration_of_dax_is_read_whole() -> None:
    declaration = read(as_bytes(DAX))

    told = declaration.told
    assert (declaration.event, declaration.national) == (DeclarationEvent.DECLARED, NationalReference("SYN-2021-0209", 1))
    assert told.victim == VictimTold("400000105", "CENTRE HOSPITALIER DAX", "DAX", "40", "75")
    assert told.contacts == (ContactTold("Déclarant du portail", "06 00 00 00 40", "Directeur de garde"),)
    assert told.awareness_at == datetime(2021, 2, 9, 1, 30, tzinfo=UTC)
    assert told.services == (ServiceTold("RADIOTHERAPY", ServiceState.CLOSED, datetime(2021, 2, 9, 1, 30, tzinfo=UTC)),)
    assert (told.origin, told.severity, told.tlp) == (Origin.MALICIOUS, Severity.CRITICAL, Tlp.AMBER)


def test_the_sections_are_kept_as_sent_but_for_who_declared() -> None:
    sections = read(as_bytes(DAX)).told.sections

    assert sections == {name: section for name, section in DAX["data"].items() if name != "declarant"}
    assert "06 00" not in json.dumps(sections)


def test_what_is_unknown_is_accepted_and_stays_unknown() -> None:
    told = read(as_bytes(LEAST)).told

    assert told.victim == VictimTold()
    assert (told.contacts, told.services) == ((), ())
    assert (told.awareness_at, told.declared_at, told.tlp) == (None, None, None)
    assert (told.category, told.origin, told.severity) == ("UNKNOWN", Origin.UNKNOWN, Severity.UNKNOWN)


def test_the_message_knows_the_categories_and_services_of_the_reference_data() -> None:
    known = json.loads((shipped.schema_dir() / "messages" / "portal-incident.schema.json").read_text("utf-8"))["$defs"]

    for name, file in [("category", "incident_categories.csv"), ("serviceDomain", "service_domains.csv")]:
        rows = csv.DictReader((shipped.seeds_dir() / file).read_text("utf-8").splitlines())
        assert known[name]["enum"] == [row["code"] for row in rows]


SECTIONS = ["structure", "declarant", "times", "perimeter", "handling", "impact", "cause", "support", "told", "summary", "tlp"]


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_may_be_unknown(section: str) -> None:
    assert read(as_bytes(dax(**{section: "UNKNOWN"}))).national.number == "SYN-2021-0209"


@pytest.mark.parametrize("structure", [{"kind": "EJ", "finess": "400780193"}, {"kind": "UNLISTED", "name": "Cabinet", "town": "Dax"}])
def test_an_entity_and_an_unlisted_structure_are_accepted(structure: dict[str, str]) -> None:
    assert read(as_bytes(dax(structure=structure))).told.victim.name == structure.get("name")


def test_a_wrong_finess_key_is_no_fault() -> None:
    assert read(as_bytes(dax(structure={"kind": "ET", "finess": "400000106"}))).told.victim.finess == "400000106"


def test_every_fault_is_named_at_once() -> None:
    message = dax(revision="1", summary="", cause={"origin": "EVIL"}, other=1)
    del message["data"]["times"]

    assert faults(as_bytes(message)) == {
        "data.revision": "Valeur attendue : un nombre entier.",
        "data.summary": "Texte vide. Attendu : Texte libre, 4 000 caractères au plus, sans caractère de contrôle ni de direction.",
        "data.cause.category": "Cette rubrique est obligatoire.",
        "data.cause.origin": "Valeurs acceptées : MALICIOUS, NOT_MALICIOUS, UNKNOWN.",
        "data.other": "Cette rubrique n'existe pas.",
        "data.times": "Cette rubrique est obligatoire.",
    }


REFUSED: list[tuple[dict[str, Any], str]] = [
    (dax(structure={"kind": "ET"}), "data.structure.finess"),
    (dax(structure={"kind": "UNLISTED", "name": "Cabinet"}), "data.structure.town"),
    (dax(times={"declared": "2021-02-09T06:00:00"}), "data.times.declared"),
    (dax(times={"declared": "2021-02-30T06:00:00Z"}), "data.times.declared"),
    (dax(summary="a" * 1_000_000), "data.summary"),
    (dax(summary="\x00"), "data.summary"),
    (dax(summary="abc\u202edef"), "data.summary"),
    (dax(summary="\ud800"), "data.summary"),
    (dax(structure={"kind": "UNLISTED", "name": "deux\nlignes", "town": "Dax"}), "data.structure.name"),
    (dax(revision=10**9), "data.revision"),
    (dax(revision="1"), "data.revision"),
    (dax(revision=True), "data.revision"),
    (dax(perimeter={"workstations": "beaucoup"}), "data.perimeter.workstations"),
    (dax(perimeter={"systems": [{"name": "Annuaire", "state": "?"}]}), "data.perimeter.systems[0].state"),
    (dax(declarant="personne"), "data.declarant"),
    (dax(declarant=["personne"]), "data.declarant"),
    (dax(declarant={"name": "UNKNOWN"}), "data.declarant.mobile"),
    (dax("incident.closed"), "data.ending"),
    (dax("incident.eaten"), "type"),
]


@pytest.mark.parametrize(("message", "path"), REFUSED)
def test_a_fault_is_named_with_its_path(message: dict[str, Any], path: str) -> None:
    assert list(faults(json.dumps(message).encode())) == [path]


def test_a_requalified_declaration_says_its_cause() -> None:
    message = dax("incident.requalified")
    del message["data"]["cause"]

    assert faults(as_bytes(message)) == {"data.cause": "Cette rubrique est obligatoire."}


UNREADABLE = [b"", b"{", b"\xff\xfe", b'{"a":1,"a":2}', b'{"a":NaN}', b"9" * 5000]
TOO_MUCH = [b"[" * 100_000, b"[" * 50 + b"]" * 50, b"[" + b"1," * 6000 + b"1]"]


@pytest.mark.parametrize("body", [*UNREADABLE, *TOO_MUCH])
def test_what_is_no_readable_json_is_refused_in_one_fault(body: bytes) -> None:
    assert list(faults(body)) == [""]


@pytest.mark.parametrize("body", [b"", b'{"a":', b"[" * 100_000, b"9" * 5000])
def test_what_is_no_readable_json_is_said_in_french(body: bytes) -> None:
    told = faults(body)[""]

    assert told.startswith("Le message ")
    assert not any(word in told for word in ("expecting", "Expecting", "maximum", "Exceeds"))


def test_a_key_that_hides_is_shown_escaped() -> None:
    assert list(faults(as_bytes(dax(**{"\u202edata\x00": 1})))) == ["data.\\u202edata\\u0000"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)


@given(JSON, st.sampled_from(["type", "timestamp", "data"]))
def test_whatever_comes_is_read_or_refused(anything: object, where: str) -> None:
    with pytest.raises(MessageRefused):
        read(json.dumps({**DAX, where: {"x": anything}}).encode())


@given(JSON, st.sampled_from([*SECTIONS, "national_number", "revision", "exercise", "ending"]))
def test_whatever_a_section_holds_is_read_or_its_faults_are_in_it(anything: object, section: str) -> None:
    assert all(path.startswith(f"data.{section}") or not path for path in paths(json.dumps(dax(**{section: anything})).encode()))
