"""The sheet of an approved plan tells need by need who comes and what stays unmet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from planblanc.documents import plan_sheet
from planblanc.documents.plan_sheet import NeedPart, PlanSheet
from planblanc.domain.adjustments import Kept
from planblanc.domain.identity import IncidentId, NeedId
from planblanc.domain.perimeter import Rung
from planblanc.domain.plans import Candidate, Journey, Line, LineFlag, NeedAnswer, NextRung, Offer, PlanMethod
from tests.documents.builders import NIGHT, key, pages, text

NEED = NeedId(key("need"))
INCIDENT = IncidentId(key("incident"))
LINE = Line(
    id=key("line"),
    need_id=NEED,
    incident_id=INCIDENT,
    lender_name="CH de la Côte basque",
    commune="Bayonne",
    label="Poste de travail fixe",
    quantity=60,
    starts_at=NIGHT,
    ends_at=NIGHT + timedelta(days=1),
    reason="",
    rung="REGION",
    journey=Journey(43.5, 45, 90, 51, 179, 193, NIGHT + timedelta(minutes=186)),
    flags=frozenset({LineFlag.TO_CONFIRM, LineFlag.SYNTHETIC}),
)
KEPT_BACK = Candidate(
    "CH de Mont-de-Marsan", "Mont-de-Marsan", "Poste", 48.9, 120, "DEPARTMENT", "floor", "le stock ne descend pas sous son plancher"
)
OFFER = Offer(NEED, "CH de Tarbes-Lourdes", "Tarbes", "postes de travail", 30, 104.6, 237, "76", "SUD")
SHORT = NeedPart("Poste de travail fixe", "12H", "HIGH", NeedAnswer(NEED, INCIDENT, 90, 60, rejected=(KEPT_BACK,)), (LINE,))
SHEET = PlanSheet(
    establishment="Centre hospitalier de Dax",
    incident="Panne générale",
    exercise=False,
    computed_at=NIGHT,
    method=PlanMethod.OPTIMAL,
    approved_by="Astreinte de l'ARS",
    approved_at=NIGHT,
    needs=(SHORT,),
    next_rung=NextRung("ADJACENT_REGION", (), (OFFER,)),
    printed_at=NIGHT,
)


def test_a_line_tells_who_from_where_how_far_and_the_parts_of_its_delay() -> None:
    printed = text(plan_sheet.pdf(SHEET))

    for told in ("60 × Poste de travail fixe", "CH de la Côte basque, Bayonne", "44 km", "3 h 06 (de 2 h 59 à 3 h 13)", "région"):
        assert told in printed
    assert "alerte 45 min + préparation 1 h 30 + route 51 min" in printed
    assert "à confirmer par téléphone, donnée inventée" in printed


def test_what_is_missing_is_said_with_the_rule_that_blocked_the_nearest() -> None:
    assert "Manque 30. CH de Mont-de-Marsan (49 km) : le stock ne descend pas sous son plancher" in text(plan_sheet.pdf(SHEET))


def test_a_need_that_nobody_can_meet_says_so() -> None:
    alone = replace(SHORT, answer=NeedAnswer(NEED, INCIDENT, 1, 0), lines=())

    assert "Manque 1. Personne de connu dans le périmètre ouvert." in text(plan_sheet.pdf(replace(SHEET, needs=(alone,))))


def test_a_plan_that_covers_everything_has_nothing_missing() -> None:
    covered = replace(SHORT, answer=NeedAnswer(NEED, INCIDENT, 60, 60))
    printed = text(plan_sheet.pdf(replace(SHEET, needs=(covered,))))

    assert "1 besoin, tous couverts" in printed
    assert "Manque" not in printed


def test_the_next_rung_is_shown_unasked() -> None:
    assert "région voisine : +30 postes de travail, CH de Tarbes-Lourdes, Tarbes, 105 km" in text(plan_sheet.pdf(SHEET))


def test_choices_by_hand_are_printed_with_what_came_of_them() -> None:
    kept = Kept("1", "Ville de Dax, postes : écarté pour « Postes ».", True, cost="Coûte : environ 40 min de plus.")
    lost = Kept("2", "CH de Pau, postes : 3 fixé, pour « Postes ».", False, why="Cette règle l'interdit : être disponible.")

    printed = text(plan_sheet.pdf(replace(SHEET, by_hand=(kept, lost))))

    assert "Choix faits à la main" in printed
    assert "écarté pour « Postes ». Coûte : environ 40 min de plus." in printed
    assert "3 fixé, pour « Postes ». Non gardé. Cette règle l’interdit : être disponible." in printed.replace("'", "’")


def test_what_another_choice_would_cost_is_printed_in_its_sentence() -> None:
    told = "Donner l'équipe à A retarderait B de 6 h."

    assert told.replace("'", "’") in text(plan_sheet.pdf(replace(SHEET, sacrifices=(told,)))).replace("'", "’")
    assert "autre partage" not in text(plan_sheet.pdf(SHEET))


def test_one_night_fits_on_one_page() -> None:
    assert len(pages(plan_sheet.pdf(replace(SHEET, needs=(SHORT,) * 5)))) == 1


def test_an_exercise_says_so() -> None:
    assert "aucune ressource réelle" in text(plan_sheet.pdf(replace(SHEET, exercise=True)))


@pytest.mark.parametrize(("minutes", "told"), [(0, "0 min"), (59, "59 min"), (60, "1 h"), (61, "1 h 01"), (1500, "25 h")])
def test_a_duration_is_said_as_people_say_it(minutes: int, told: str) -> None:
    assert plan_sheet.duration(minutes).replace("\u00a0", " ") == told


def test_every_rung_flag_and_method_has_its_french_words() -> None:
    assert set(plan_sheet.RUNG_WORDS) == set(Rung)
    assert set(plan_sheet.FLAG_WORDS) == set(LineFlag)
    assert set(plan_sheet.METHOD_WORDS) == set(PlanMethod)
