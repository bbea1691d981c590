"""What changed since the last report is said one sentence a change, and nothing else is said."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from planblanc.domain import situation
from planblanc.domain.incidents import IncidentState, Origin, Severity, Tlp
from planblanc.domain.services import ServiceState
from planblanc.domain.situation import (
    IncidentSituation,
    LinkLine,
    Loans,
    NeedFigures,
    ObligationLine,
    RegionSituation,
    ServiceLine,
)
from planblanc.domain.situation_changes import changes

NOW = datetime(2021, 2, 9, 17, 0, tzinfo=UTC)
EMERGENCY = ServiceLine("EMERGENCY", "Urgences", ServiceState.CLOSED, NOW)
POSTS = NeedFigures("Poste de travail", "HIGH", 90, asked=90)
LINK = LinkLine("a", "CHU (réseau)", NOW)
CNIL = ObligationLine("CNIL", "CNIL", "en cours")
DAX = IncidentSituation(
    incident=UUID(int=1),
    victim="CH de Dax",
    state=IncidentState.ACTIVE,
    origin=Origin.UNKNOWN,
    severity=Severity.MAJOR,
    tlp=Tlp.AMBER,
    declared_at=NOW,
    awareness_at=None,
    officer="ARS",
    plan_blanc=None,
    services=(EMERGENCY,),
    needs=(POSTS,),
    links=(LINK,),
    support=("conseil, demandé",),
    decisions=("échelon « région voisine » ouvert",),
    obligations=(CNIL,),
)


def test_nothing_is_said_when_nothing_moved() -> None:
    assert changes(DAX, DAX) == ()


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (replace(DAX, state=IncidentState.STABILISED), "L'incident, actif, est maintenant stabilisé."),
        (replace(DAX, services=(replace(EMERGENCY, state=ServiceState.DEGRADED),)), "Urgences : en mode dégradé (avant : fermé)."),
        (replace(DAX, services=(EMERGENCY, replace(EMERGENCY, code="LAB", label="Laboratoire"))), "Laboratoire : fermé."),
        (
            replace(DAX, needs=(replace(POSTS, asked=50, on_site=28, received=26),)),
            "Poste de travail (prioritaire) : 50 demandés (avant : 90), 28 sur place (avant : 0) et 26 reçus (avant : 0).",
        ),
        (replace(DAX, needs=(POSTS, NeedFigures("Technicien réseau", "VITAL", 2))), "Nouveau besoin : 2 × Technicien réseau (vital)."),
        (replace(DAX, needs=()), "N'est plus demandé : Poste de travail (prioritaire)."),
        (replace(DAX, links=(replace(LINK, restored_at=NOW),)), "Lien rétabli : CHU (réseau)."),
        (replace(DAX, links=(LINK, LinkLine("b", "GRADeS (messagerie)", NOW))), "Lien coupé : GRADeS (messagerie)."),
        (replace(DAX, links=(LINK, LinkLine("b", "GRADeS", NOW, NOW))), "Lien coupé, puis rétabli : GRADeS."),
        (replace(DAX, support=("conseil, en cours",)), "Appui national : conseil, en cours."),
        (replace(DAX, decisions=(*DAX.decisions, "plancher abaissé")), "Décidé : plancher abaissé."),
        (replace(DAX, decisions=()), "Ne vaut plus : échelon « région voisine » ouvert."),
        (replace(DAX, obligations=(replace(CNIL, standing="faite"),)), "CNIL : faite."),
        (replace(DAX, loans=Loans(out=30)), "Prêts dehors : 30 (avant : 0)."),
        (replace(DAX, plan_blanc="Plan blanc"), "Plan blanc : Plan blanc."),
        (replace(DAX, officer="ARS, poste suivant"), "Responsable : ARS, poste suivant."),
    ],
)
def test_each_change_is_one_sentence(now: IncidentSituation, said: str) -> None:
    assert changes(DAX, now) == (said,)


def test_a_thing_wanted_at_two_criticalities_is_told_apart() -> None:
    vital = replace(POSTS, criticality="VITAL", wanted=4, asked=4)
    before, now = replace(DAX, needs=(vital, POSTS)), replace(DAX, needs=(replace(vital, promised=1), replace(POSTS, promised=2)))

    assert changes(before, now) == (
        "Poste de travail (vital) : 1 promis (avant : 0).",
        "Poste de travail (prioritaire) : 2 promis (avant : 0).",
    )


def test_the_end_of_a_plan_blanc_is_said() -> None:
    assert changes(replace(DAX, plan_blanc="Plan blanc"), DAX) == ("Le plan blanc est terminé.",)


def test_a_region_says_who_came_who_left_and_what_moved_where() -> None:
    tarbes, pau = (replace(DAX, incident=UUID(int=number), victim=name) for number, name in ((2, "CH de Tarbes"), (3, "CH de Pau")))
    before = RegionSituation("Nouvelle-Aquitaine", (DAX, tarbes))
    now = RegionSituation("Nouvelle-Aquitaine", (replace(DAX, officer="Autre"), pau))

    assert changes(before, now) == (
        "Nouvel incident : CH de Pau.",
        "N'est plus ouvert : CH de Tarbes.",
        "CH de Dax : responsable : Autre.",
    )


def test_a_report_of_an_incident_never_follows_one_of_a_region() -> None:
    with pytest.raises(TypeError):
        changes(RegionSituation("Nouvelle-Aquitaine"), DAX)


def test_each_unit_counts_once_and_what_nobody_brings_is_missing() -> None:
    need = NeedFigures("Poste", "HIGH", 90, asked=10, promised=5, on_the_way=12, on_site=28)

    assert need.missing == 35
    assert situation.total([need, need]).missing == 70
    assert replace(need, on_site=100).missing == 0
