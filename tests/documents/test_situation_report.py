"""A situation report holds on one page, whatever the crisis, and says what changed first."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from planblanc.documents import situation_report
from planblanc.domain.incidents import IncidentState, Origin, Severity, Tlp
from planblanc.domain.services import ServiceState
from planblanc.domain.situation import (
    IncidentSituation,
    Issued,
    LinkLine,
    Loans,
    NeedFigures,
    ObligationLine,
    RegionSituation,
    Scope,
    ServiceLine,
    SituationReport,
)

NOW = datetime(2021, 2, 9, 17, 0, tzinfo=UTC)
DAX = IncidentSituation(
    incident=UUID(int=1),
    victim="CH de Dax (Dax)",
    state=IncidentState.ACTIVE,
    origin=Origin.MALICIOUS,
    severity=Severity.MAJOR,
    tlp=Tlp.AMBER_STRICT,
    declared_at=NOW - timedelta(hours=15),
    awareness_at=NOW - timedelta(hours=16),
    officer="ARS Nouvelle-Aquitaine",
    plan_blanc="Plan blanc, annexe numérique, depuis le 9 février 2021 à 03 h 10",
    services=(ServiceLine("EMERGENCY", "Urgences", ServiceState.CLOSED, NOW - timedelta(hours=15), NOW + timedelta(hours=3)),),
    needs=(NeedFigures("Poste de travail fixe", "VITAL", 90, asked=10, promised=2, on_the_way=12, on_site=28, received=26),),
    loans=Loans(out=40, overdue=2),
    links=(LinkLine("a", "CH COTE BASQUE (réseau)", NOW - timedelta(hours=14)),),
    support=("conseil, en cours",),
    decisions=("échelon « région voisine » ouvert",),
    obligations=(ObligationLine("CNIL", "Notification à la CNIL", "en cours, avant le 12 février 2021 à 02 h 00"),),
)
REPORT = SituationReport(
    scope=Scope("75", False, UUID(int=1)),
    number=3,
    told_at=NOW,
    situation=DAX,
    changes=("Urgences : en mode dégradé (avant : fermé).",),
    previous_at=NOW - timedelta(hours=6),
    issued=Issued(UUID(int=3), NOW, "ARS Nouvelle-Aquitaine", "ab" * 32),
)


def pages(content: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", content))


def crowded() -> IncidentSituation:
    long = "un libellé qui n'en finit pas et qui va à la ligne"
    return replace(
        DAX,
        services=tuple(replace(DAX.services[0], code=str(number), label=f"Service {number}, {long}") for number in range(40)),
        needs=tuple(replace(DAX.needs[0], label=f"Besoin {number}, {long}") for number in range(60)),
        links=tuple(replace(DAX.links[0], key=str(number), told=f"Partenaire {number}, {long}") for number in range(30)),
        decisions=tuple(f"plancher abaissé à {number} : {long}" for number in range(30)),
        obligations=tuple(replace(DAX.obligations[0], code=str(number)) for number in range(12)),
        support=tuple(f"conseil {number}" for number in range(9)),
    )


def test_the_text_says_what_changed_then_how_it_stands() -> None:
    told = situation_report.markdown(REPORT)

    assert told.startswith("# Point de situation n° 3 · CH de Dax (Dax)\n")
    assert "## Ce qui a changé depuis le n° 2 (9 février 2021 à 12 h 00)" in told
    assert told.index("Urgences : en mode dégradé") < told.index("| Poste de travail fixe (vital) | 90 | 10 | 2 | 12 | 28 | 26 | 38 |")
    for part in (
        "CH COTE BASQUE (réseau) : coupé depuis",
        "Notification à la CNIL",
        "échelon « région voisine »",
        "40 dehors et 2 en retard",
    ):
        assert part in told
    assert "ab" * 32 in told
    assert "AMBER+STRICT" in told


def test_the_first_one_and_one_in_which_nothing_moved_say_so() -> None:
    first = situation_report.markdown(replace(REPORT, number=1, previous_at=None, changes=()))
    same = situation_report.markdown(replace(REPORT, changes=()))

    assert "Premier point de situation." in first
    assert "Rien n'a changé." in same


def test_a_draft_says_that_it_is_one() -> None:
    told = situation_report.markdown(replace(REPORT, issued=None))

    assert "(projet)" in told
    assert "rien n'est encore conservé" in told


def test_what_people_typed_is_no_markup() -> None:
    told = situation_report.markdown(replace(REPORT, situation=replace(DAX, victim="CH | *x*\n# <b>")))

    assert r"CH \| \*x\* \# \<b\>" in told


def test_it_is_printed_on_one_page_whatever_the_crisis() -> None:
    busy = replace(REPORT, situation=crowded(), changes=tuple(f"Service {number} : {'fermé, ' * 60}." for number in range(80)))

    plain, crowd = situation_report.pdf(REPORT), situation_report.pdf(busy)

    assert (pages(plain), pages(crowd)) == (1, 1)
    assert "Et 73 autres changements, à lire à l'écran." in situation_report.markdown(busy)


def test_a_region_is_told_incident_by_incident_on_one_page() -> None:
    others = tuple(replace(crowded(), incident=UUID(int=number), victim=f"Hôpital {number} de la région") for number in range(60))
    region = replace(REPORT, scope=Scope("75", False), situation=RegionSituation("Nouvelle-Aquitaine", (DAX, *others)))

    told = situation_report.markdown(region)

    assert "Région Nouvelle-Aquitaine" in told
    assert "| CH de Dax (Dax) | majeure | actif | 1 | 90 | 10 | 2 | 12 | 28 | 26 | 38 |" in told
    assert "**Incidents ouverts** : 61" in told
    assert pages(situation_report.pdf(region)) == 1


def test_what_lacks_something_comes_first_whatever_its_place() -> None:
    met = replace(DAX.needs[0], asked=0, promised=0, on_the_way=0, on_site=90, received=90)
    coming = replace(met, label="Routeur", on_site=80, on_the_way=10)
    lacking = replace(DAX.needs[0], label="Imprimante", criticality="NORMAL")
    needs = (*(replace(met, label=f"Besoin {number}") for number in range(40)), coming, lacking)

    told = situation_report.markdown(replace(REPORT, situation=replace(DAX, needs=needs)))

    assert told.index("| Imprimante") < told.index("| Routeur") < told.index("| Besoin 0 ")
    assert "autres besoins, où rien ne manque, à lire à l'écran." in told


def test_a_page_with_room_shows_more_needs_and_stays_one_page() -> None:
    many = tuple(replace(DAX.needs[0], label=f"Besoin {number}, un libellé qui n'en finit pas") for number in range(60))
    roomy = replace(REPORT, situation=replace(DAX, needs=many))
    bare = replace(
        REPORT, situation=replace(DAX, needs=many, services=(), links=(), support=(), decisions=(), obligations=(), loans=Loans())
    )

    assert pages(situation_report.pdf(roomy)) == pages(situation_report.pdf(bare)) == 1
    assert situation_report.markdown(roomy).count("| Besoin ") > situation_report.markdown(replace(REPORT, situation=crowded())).count(
        "| Besoin "
    )


def test_an_exercise_says_so_on_the_page() -> None:
    exercise = replace(REPORT, scope=replace(REPORT.scope, exercise=True))

    assert "**Exercice" in situation_report.markdown(exercise)
    assert pages(situation_report.pdf(exercise)) == 1
