"""The pack is one document, in the order of a night: reflexes first, then what is down, and what nobody wrote."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from planblanc.documents import degraded_pack
from planblanc.documents.degraded_pack import Heading, ServicePart
from planblanc.domain.procedures import ProcedureKind
from planblanc.domain.services import ServiceState
from tests.documents.builders import NIGHT, pack, pages, procedure, service, text

HEADING = Heading("Centre hospitalier de Dax", "400000105", "Dax", "Panne générale", NIGHT, exercise=False)
LABELS = {"INFORMATION_SYSTEM": "Système d'information", "EMERGENCY": "Urgences", "LABORATORY": "Laboratoire", "BUILDING": "Bâtiment"}
RANSOMWARE = procedure("Rançongiciel", kind=ProcedureKind.REFLEX, domain="INFORMATION_SYSTEM")
EMERGENCY = ServicePart("Urgences", service("EMERGENCY"), (procedure("Accueillir aux urgences"),))
BUILDING = ServicePart("Bâtiment", service("BUILDING"), ())


def test_the_first_page_tells_whose_pack_it_is_and_when_it_was_printed() -> None:
    first = pages(degraded_pack.pdf(pack(EMERGENCY)))[0]

    for told in ("Dossier des modes dégradés", "Centre hospitalier de Dax", "400000105", "Panne générale", "SI-2021-00117", "02 h 40"):
        assert told in first


def test_reflex_sheets_stand_before_the_services() -> None:
    printed = text(degraded_pack.pdf(pack(EMERGENCY, BUILDING, reflexes=(RANSOMWARE,))))
    body = printed[printed.rindex("Fiches réflexes") :]

    assert body.index("Rançongiciel") < body.index("Accueillir aux urgences") < body.index("Bâtiment")


def test_a_service_without_a_procedure_is_said_plainly_twice() -> None:
    printed = pages(degraded_pack.pdf(pack(EMERGENCY, BUILDING)))

    assert "Sans aucune procédure connue : – Bâtiment" in printed[0]
    assert "Aucune procédure n’est connue pour ce service." in printed[-1]


def test_when_all_services_have_a_procedure_nothing_is_said_to_be_missing() -> None:
    assert "Sans aucune procédure" not in text(degraded_pack.pdf(pack(EMERGENCY)))


def test_contents_name_every_service_with_its_page() -> None:
    first, *others = pages(degraded_pack.pdf(pack(EMERGENCY, BUILDING, reflexes=(RANSOMWARE,))))
    contents = first[first.index("Sommaire") :]

    for title in ("Rançongiciel", "Accueillir aux urgences", "Bâtiment"):
        page = next(number for number, told in enumerate(others, start=2) if title in told)
        assert re.search(rf"{title} [. ]+{page}\b", contents)


def test_each_page_has_its_number_among_all() -> None:
    printed = pages(degraded_pack.pdf(pack(EMERGENCY, BUILDING)))

    assert all(f"page {number} / {len(printed)}" in told for number, told in enumerate(printed, start=1))


@pytest.mark.parametrize("exercise", [True, False])
def test_every_page_of_an_exercise_says_so_and_no_other_does(*, exercise: bool) -> None:
    printed = pages(degraded_pack.pdf(pack(EMERGENCY, BUILDING, exercise=exercise)))

    assert {"EXERCICE" in page.replace(" ", "") for page in printed} == {exercise}


def test_a_wide_form_has_a_page_of_its_own_on_its_side() -> None:
    head = "|".join(f"Colonne {number}" for number in range(9))
    sheet = procedure("Urgences", f"## Feuilles\n\nRegistre\n\n|{head}|\n|{'---|' * 9}\n|{' |' * 9}")
    printed = PdfReader(BytesIO(degraded_pack.pdf(pack(ServicePart("Urgences", service("EMERGENCY"), (sheet,))))))
    lying = [page for page in printed.pages if page.mediabox.width > page.mediabox.height]

    assert len(lying) == 1
    assert "Registre" in lying[0].extract_text()


def test_the_file_is_tagged_in_french_for_a_screen_reader() -> None:
    written = degraded_pack.pdf(pack(EMERGENCY))

    assert re.search(rb"/Lang ?\(fr-FR\)", written)
    assert b"/Marked true" in written
    assert re.search(rb"pdfuaid:part[>=\"]+1", written)


def test_what_is_typed_is_printed_and_never_run() -> None:
    evil = '#panic("x") $y$ `z` = @label <here> \\ #read("secret")'
    printed = text(degraded_pack.pdf(pack(EMERGENCY, incident=evil)))

    assert '#panic("x") $y$' in printed
    assert '#read("secret")' in printed


def test_a_sign_that_no_font_has_does_not_keep_the_pack_from_being_printed() -> None:
    assert "Urgences" in text(degraded_pack.pdf(pack(EMERGENCY, incident="Panne 🚑 générale")))


def test_only_services_that_are_down_are_composed_in_the_order_of_the_catalogue() -> None:
    told = [service("BUILDING"), service("LABORATORY", ServiceState.OPEN), service("EMERGENCY", ServiceState.DIVERTED)]
    composed = degraded_pack.compose(HEADING, None, told, LABELS, [procedure("Urgences"), RANSOMWARE])

    assert [part.label for part in composed.services] == ["Urgences", "Bâtiment"]
    assert composed.reflexes == (RANSOMWARE,)
    assert composed.without_procedure == ("Bâtiment",)


def test_a_reflex_sheet_is_printed_once_even_when_its_own_service_is_down() -> None:
    manual = procedure("Reconstruire", domain="INFORMATION_SYSTEM", rank=20)
    composed = degraded_pack.compose(HEADING, None, [service("INFORMATION_SYSTEM")], LABELS, [RANSOMWARE, manual])

    assert composed.reflexes == (RANSOMWARE,)
    assert composed.services[0].sheets == (manual,)


def test_the_text_has_the_same_order_as_the_print() -> None:
    told = degraded_pack.markdown(pack(EMERGENCY, BUILDING, reflexes=(RANSOMWARE,), exercise=True))

    places = [told.index(part) for part in ("EXERCICE", "Sans aucune", "## Rançongiciel", "# Urgences", "## Accueillir", "# Bâtiment\n")]
    assert places == sorted(places)
    assert "### Quand" in told


def test_a_service_whose_sheets_open_the_pack_is_not_said_to_have_none() -> None:
    composed = degraded_pack.compose(HEADING, None, [service("INFORMATION_SYSTEM")], LABELS, [RANSOMWARE])
    printed = text(degraded_pack.pdf(composed))

    assert composed.without_procedure == ()
    assert "En tête de ce dossier : Rançongiciel" in printed
    assert "Aucune procédure" not in printed


def test_a_pack_is_printed_at_any_moment() -> None:
    at_once = replace(pack(EMERGENCY), printed_at=datetime(2021, 2, 9, 6, 40, 12, 345_678, tzinfo=UTC))

    assert "Urgences" in text(degraded_pack.pdf(at_once))
