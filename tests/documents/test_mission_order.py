"""A mission order tells who goes where, until when, under what terms, and what stays secret."""

from dataclasses import replace
from datetime import timedelta

from planblanc.documents import mission_order
from planblanc.documents.mission_order import MissionOrder
from planblanc.domain.agreements import Terms
from planblanc.domain.costs import CostRule
from planblanc.domain.engagements import Engagement, EngagementState
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, NeedId, ResponderId, StockId
from planblanc.domain.incidents import IncidentState, Tlp
from planblanc.domain.loans import Loan, LoanId, LoanState, Lot
from planblanc.domain.missions import Mission, ReportPoint, Sheet
from tests.documents.builders import NIGHT, key, text

ENGAGEMENT = Engagement(
    id=EngagementId(key("engagement")),
    incident_id=IncidentId(key("incident")),
    region="75",
    need_id=NeedId(key("need")),
    assignment_id=key("line"),
    lender_id=LenderId(key("lender")),
    lender_region="75",
    quantity=1,
    starts_at=NIGHT,
    ends_at=NIGHT + timedelta(days=3),
    state=EngagementState.ALERTED,
    exercise=False,
    responder_id=ResponderId(key("responder")),
)
SHEET = Sheet(
    lender_name="ALPI",
    lender_commune="Mont-de-Marsan",
    lender_establishment=None,
    label="Intervenant 0421 (synthétique)",
    is_named=True,
    longest_days=14,
    equipment_type=None,
    holds_data=False,
    site=None,
    victim="Centre hospitalier de Dax",
    town="Dax",
    incident_state=IncidentState.ACTIVE,
    tlp=Tlp.AMBER,
    report=ReportPoint("Entrée des urgences", "le cadre de santé de nuit"),
)
TERMS = Terms(key("agreement"), "Entraide des Landes", True, CostRule.HOURLY, 6000, True)
MISSION = Mission(ENGAGEMENT, SHEET, TERMS, {EngagementState.ALERTED: NIGHT})


def printed(mission: Mission, *loans: Loan) -> str:
    return text(mission_order.pdf(MissionOrder(mission, loans, NIGHT)))


def test_it_tells_who_goes_where_and_until_when() -> None:
    told = printed(MISSION)

    for said in ("Ordre de mission", "Intervenant 0421", "ALPI, au départ de Mont-de-Marsan", "Centre hospitalier de Dax, Dax"):
        assert said in told
    assert "Entrée des urgences" in told
    assert "12 février 2021 à 02 h 40" in told
    assert "60,00" in told


def test_it_says_what_stays_secret() -> None:
    told = printed(MISSION)

    assert "article 226-13 du code pénal" in told
    assert "TLP:AMBER" in told
    assert "Date, fonction, signature" in told


def test_things_go_with_their_lots_and_serials() -> None:
    things = replace(ENGAGEMENT, responder_id=None, stock_id=StockId(key("stock")), quantity=2)
    loan = Loan(
        id=LoanId(key("loan")),
        engagement_id=things.id,
        incident_id=things.incident_id,
        region="75",
        stock_id=StockId(key("stock")),
        lender_id=things.lender_id,
        exercise=False,
        label="Poste de travail",
        holds_data=True,
        lot=Lot(2, ("SN-1", "SN-2"), "Lot A", "bon état"),
        is_described=True,
        state=LoanState.OUT,
        out_at=NIGHT,
        due_at=NIGHT + timedelta(days=3),
    )

    told = printed(replace(MISSION, engagement=things), loan)

    assert "bon de prêt" in told
    assert "Lot A, SN-1, SN-2" in told


def test_an_exercise_says_so() -> None:
    assert "Exercice : personne ne part" in printed(replace(MISSION, engagement=replace(ENGAGEMENT, exercise=True)))
