"""The rows of a tenant that tell of engagements under way: where to report, hours, agreements, loans."""

from collections.abc import Iterator
from datetime import timedelta

from tests.store.tenant_words import END, HASH, ME, NOW, REGION, Case, key


def rows(side: str, number: int) -> Iterator[Case]:
    """Where to report, hours, agreements and loans."""
    part = {"incident_id": key(side, "incident", 2 * number), "region_code": REGION[side]}
    where = {"entrance": "Entrée nord", "report_to": "Cadre de garde", "told_name": "CH", "told_at": NOW}
    yield Case("report_point", {**part, **where}, ("incident_id",))
    worked = {"engagement_id": key(side, "engagement"), "incident_id": key(side, "incident"), "region_code": REGION[side]}
    hours = {"worked_on": (NOW + timedelta(days=number)).date(), "minutes": 60, "recorded_name": "CH", "recorded_at": NOW}
    yield Case("engagement_hours", {**worked, "resource_id": key(side, "stock"), **hours}, ("engagement_id",))
    agreed = {"id": key(side, "agreement", number), "region_code": REGION[side], "title": "Convention", "covers_people": True}
    terms = {"covers_equipment": True, "preauthorised": False, "cost_rule": "FREE", "rate_cents": 0}
    yield Case("mutual_aid_agreement", {**agreed, **terms, "starts_on": NOW.date(), "expires_on": END.date()})
    party = {"agreement_id": key(side, "agreement"), "region_code": REGION[side]}
    yield Case("agreement_lender", {**party, "lender_id": key(side, "lender", 2 * number)}, ("agreement_id", "lender_id"))
    yield Case("agreement_beneficiary", {**party, "establishment_id": key(side, "site", 2 * number)}, ("agreement_id", "establishment_id"))
    lent = {"id": key(side, "loan", number), "engagement_id": key(side, "engagement"), "incident_id": key(side, "incident")}
    things = {"stock_id": key(side, "stock"), "lender_id": key(side, "lender"), "label": "Poste", "holds_data": True, "quantity": 1}
    out = {"state": "OUT", "out_at": NOW, "due_at": END, "exercise": False}
    of = {"responder_id": key(side, "responder", 2 * number), "lender_id": key(side, "lender")}
    yield Case("responder_phone", {**of, "phone_sealed": HASH, "saved_name": "CH", "saved_at": NOW}, ("responder_id",))
    asked = {"id": key(side, "reveal", number), "responder_id": key(side, "responder"), "lender_id": key(side, "lender")}
    who = {"revealed_by": ME if number else key(side, "actor"), "revealed_name": "ARS", "revealed_role": "ARS_COORDINATOR"}
    yield Case("phone_reveal", {**asked, **who, "motive": "Appel", "revealed_at": NOW})
    yield Case("loan", {**lent, "region_code": REGION[side], **things, **out})
