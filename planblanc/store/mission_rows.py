"""An engagement's row, and the words that it is made of."""

import asyncpg

from planblanc.domain import costs
from planblanc.domain.agreements import Terms
from planblanc.domain.costs import CostRule, Costs, Worked
from planblanc.domain.engagements import EndKind, Engagement, EngagementState
from planblanc.domain.identity import EngagementId, EstablishmentId, IncidentId, LenderId, NeedId, ResponderId, StockId
from planblanc.domain.incidents import IncidentState, Tlp
from planblanc.domain.missions import Consents, End, Mission, Purchase, Receipt, ReportPoint, ReturnAsked, Sheet

_TIMES = {
    EngagementState.ALERTED: "alerted_at",
    EngagementState.DEPARTED: "departed_at",
    EngagementState.ARRIVED: "arrived_at",
    EngagementState.COMPLETED: "completed_at",
    EngagementState.RETURNED: "returned_at",
}


def columns(mission: Mission) -> dict[str, object]:
    """What of a mission changes along its course."""
    engagement, end, receipt = mission.engagement, mission.end, mission.receipt
    asked, purchase, consents = mission.return_asked, mission.purchase, mission.consents
    return {
        "id": engagement.id,
        "state": engagement.state,
        "ends_at": engagement.ends_at,
        "rests_until": engagement.rests_until,
        "released_at": consents.released_at,
        "released_by": consents.released_by,
        "accepted_at": consents.accepted_at,
        **{column: mission.times.get(step) for step, column in _TIMES.items()},
        "eta_at": mission.eta_at,
        "end_kind": end.kind if end else None,
        "end_reason": end.reason if end else None,
        "received_quantity": receipt.quantity if receipt else None,
        "received_at": receipt.at if receipt else None,
        "received_by": receipt.by if receipt else None,
        "awaits_more": mission.awaits_more,
        "back_quantity": mission.back_quantity,
        "return_asked_at": asked.asked_at if asked else None,
        "return_wanted_at": asked.wanted_at if asked else None,
        "return_reason": asked.reason if asked else None,
        "purchase_at": purchase.approved_at if purchase else None,
        "purchase_by": purchase.approved_by if purchase else None,
        "purchase_reference": purchase.reference if purchase else None,
        "purchase_most_cents": purchase.most_cents if purchase else None,
    }


def mission_of(row: asyncpg.Record) -> Mission:
    """The mission of a row."""
    engagement, terms = _engagement(row), _terms(row)
    times = {step: row[column] for step, column in _TIMES.items() if row[column] is not None}
    asked, bought = row["return_asked_at"], row["purchase_at"]
    return Mission(
        engagement=engagement,
        sheet=_sheet(row),
        terms=terms,
        times=times,
        consents=Consents(row["released_at"], row["released_by_name"], row["accepted_at"]),
        eta_at=row["eta_at"],
        end=End(EndKind(row["end_kind"]), row["end_reason"] or "") if row["end_kind"] else None,
        receipt=Receipt(row["received_quantity"], row["received_at"], row["received_by_name"]) if row["received_at"] else None,
        awaits_more=row["awaits_more"],
        back_quantity=row["back_quantity"],
        return_asked=ReturnAsked(asked, row["return_wanted_at"], row["return_reason"]) if asked else None,
        purchase=Purchase(bought, row["purchase_by_name"], row["purchase_reference"], row["purchase_most_cents"]) if bought else None,
        costs=_frozen(row) if row["costs_frozen_at"] else _running(row, engagement, terms),
        version=row["version"],
    )


def _engagement(row: asyncpg.Record) -> Engagement:
    return Engagement(
        id=EngagementId(row["id"]),
        incident_id=IncidentId(row["incident_id"]),
        region=row["region_code"],
        need_id=NeedId(row["need_id"]) if row["need_id"] else None,
        assignment_id=row["assignment_id"],
        lender_id=LenderId(row["lender_id"]),
        lender_region=row["lender_region_code"],
        quantity=row["quantity"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        state=EngagementState(row["state"]),
        exercise=row["exercise"],
        responder_id=ResponderId(row["responder_id"]) if row["responder_id"] else None,
        stock_id=StockId(row["stock_id"]) if row["stock_id"] else None,
        turn_id=row["turn_id"],
        rests_until=row["rests_until"],
        replaces=EngagementId(row["replaces_id"]) if row["replaces_id"] else None,
        label=row["label"],
    )


def _sheet(row: asyncpg.Record) -> Sheet:
    site, own = row["site_id"], row["lender_establishment_id"]
    return Sheet(
        lender_name=row["lender_name"],
        lender_commune=row["lender_commune"],
        lender_establishment=EstablishmentId(own) if own else None,
        label=row["label"],
        is_named=row["is_named"],
        longest_days=row["longest_days"],
        equipment_type=row["equipment_type_code"],
        holds_data=row["holds_data"],
        site=EstablishmentId(site) if site else None,
        victim=row["victim"],
        town=row["town"],
        incident_state=IncidentState(row["incident_state"]),
        tlp=Tlp(row["tlp"]),
        report=ReportPoint(row["entrance"], row["report_to"]) if row["entrance"] else None,
    )


def _terms(row: asyncpg.Record) -> Terms:
    rule = CostRule(row["agreed_rule"]) if row["agreed_rule"] else None
    return Terms(row["agreement_id"], row["title"], row["preauthorised"], rule, row["agreed_cents"], row["is_paid"])


def _frozen(row: asyncpg.Record) -> Costs:
    rule = CostRule(row["cost_rule"]) if row["cost_rule"] else None
    counted = {"minutes": row["cost_minutes"], "cents": row["cost_cents"]}
    return Costs(
        **counted, rule=rule, rate_cents=row["cost_rate_cents"], agreement_id=row["cost_agreement_id"], frozen_at=row["costs_frozen_at"]
    )


def _running(row: asyncpg.Record, engagement: Engagement, terms: Terms) -> Costs:
    """What it costs so far: the rule that holds now, over what is recorded now."""
    minutes, begins = row["worked_minutes"], row["arrived_at"]
    ends = row["returned_at"] or row["completed_at"] or engagement.ends_at
    due = None
    if terms.rule is not None and terms.rate_cents is not None:
        due = costs.cents(terms.rule, terms.rate_cents, Worked(engagement.quantity, minutes, begins, ends))
    return Costs(minutes=minutes, cents=due, rule=terms.rule, rate_cents=terms.rate_cents, agreement_id=terms.agreement_id)
