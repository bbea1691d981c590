"""Three tenants, each with a site, a lender, a crisis and a row of each table: our own, one of its region, and one of another."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import asyncpg

from tests.store import tenant_accounts, tenant_missions
from tests.store.tenant_words import DEPARTMENT, END, FINESS, HASH, ME, NOW, REGION, SIDES, Case, Row, key

__all__ = ["ME", "NOW", "REGION", "SIDES", "Case", "Row", "key"]


def reference() -> Iterator[Case]:
    """What everybody shares; the first column tells the row."""
    for code in ("SUD_OUEST", "SUD"):
        yield Case("defence_zone", {"code": code, "name": code}, ("code",))
    for side, zone in {"own": "SUD_OUEST", "other": "SUD"}.items():
        region = {"code": REGION[side], "name": side, "ars_name": side, "grades_confirmed": True, "zone_code": zone}
        yield Case("region", region, ("code",))
    for side in SIDES:
        department = {"code": DEPARTMENT[side], "finess_prefix": DEPARTMENT[side], "name": side, "region_code": REGION[side]}
        yield Case("department", department, ("code",))
    yield Case("region_adjacency", {"region_code": "75", "neighbour_code": "76"}, ("region_code",))
    yield Case("road_network", {"code": "MAINLAND", "name": "Continent", "time_zone": "Europe/Paris"}, ("code",))
    crossing = {"from_code": "MAINLAND", "to_code": "MAINLAND", "overhead_minutes": 0, "flight_minutes": 0, "confirmed": True}
    yield Case("network_travel", crossing, ("from_code",))
    yield Case("hospital_group", {"code": "GHT", "short_name": "GHT", "name": "GHT", "region_code": "75"}, ("code",))
    yield Case("service_domain", {"code": "SMUR", "label": "SMUR", "rank": 1}, ("code",))
    competence = {"code": "NETWORK", "number": 1, "family": "INFRASTRUCTURE", "label": "Réseau", "description": "Réseau"}
    yield Case("competence", competence, ("code",))
    delays = dict.fromkeys(("alert_minutes_day", "alert_minutes_night", "preparation_minutes_day", "preparation_minutes_night"), 10)
    for number, code in enumerate(("WORKSTATION", "LAPTOP"), 1):
        kind = {"code": code, "number": number, "label": code, "unit": "poste", "indivisible": False, "holds_data": True}
        yield Case("equipment_type", {**kind, **delays, "delays_confirmed": True}, ("code",))
    yield Case("equipment_substitute", {"type_code": "WORKSTATION", "substitute_code": "LAPTOP"}, ("type_code",))
    yield Case("person_delay", {"kind": "ON_CALL", **delays, "confirmed": True}, ("kind",))
    limits = {"rest_minutes": 660, "week_minutes": 2880, "longest_run_days": 6, "handover_minutes": 15}
    yield Case("working_time", {"code": "DEFAULT", **limits, "confirmed": True}, ("code",))
    yield Case("incident_category", {"code": "UNKNOWN", "label": "Inconnue", "origin": "UNKNOWN"}, ("code",))
    yield Case("ready_pack", {"code": "FIRST", "label": "Premières 24 h", "description": "Premières 24 h"}, ("code",))
    line = {"pack_code": "FIRST", "position": 1, "kind": "PROCEDURE", "service_domain_code": "SMUR", "quantity_base": 1}
    size = {"quantity_per_100_beds": 0, "quantity_least": 1, "quantity_most": 1, "wanted_by": "ASAP", "window_hours": 24}
    yield Case("ready_pack_line", {**line, **size, "criticality": "HIGH"}, ("pack_code",))
    duty = {"code": "CNIL", "rank": 1, "label": "Notification", "authority": "CNIL", "legal_basis": "RGPD", "anchor": "BREACH"}
    kind = {"limit_hours": 72, "in_phases": True, "met_by_portal": False, "enabled": True, "origin": "Texte", "confirmed": True}
    yield Case("obligation_template", {**duty, **kind}, ("code",))
    yield tenant_accounts.rule()
    yield Case("setting", {"key": "demonstration", "value": "{}"}, ("key",))


def tenant(side: str, number: int = 0) -> Iterator[Case]:
    """The rows of one tenant, each after those that it refers to."""
    yield from _sites(side, number)
    yield from _pool(side, number)
    yield from _crisis(side, number)
    yield from _situation(side, number)
    yield from _plans(side, number)
    yield from _solicitations(side, number)
    yield from _relief(side, number)
    yield from tenant_missions.rows(side, number)
    yield from _stress(side, number)
    yield from _told(side, number)
    yield from _papers(side, number)
    yield from tenant_accounts.rows(side, number)


async def fill(connection: asyncpg.Connection) -> None:
    """Put the shared rows and the tenants in a migrated database; a few second rows stand ready to be referred to."""
    referred = {"establishment", "lender", "responder", "incident", "help_request", "plan", "plan_incident", "plan_assignment", "need_line"}
    referred |= {"notice", "notification", "procedure"}
    referred |= {"relief_roster", "relief_shift", "relief_turn"}
    spare = [case for side in SIDES for case in tenant(side, 2) if case.table in referred]
    for case in [*reference(), *(case for side in SIDES for case in tenant(side)), *spare]:
        await connection.execute(f"INSERT INTO planblanc.{case.table} {values(case.row)} ON CONFLICT DO NOTHING")


def values(row: Row) -> str:
    """The columns and the values of an INSERT."""
    return f"({', '.join(row)}) VALUES ({', '.join(map(literal, row.values()))})"


def literal(value: object) -> str:
    """A value as SQL writes it."""
    if value is None or isinstance(value, bool | int | float):
        return "NULL" if value is None else str(value)
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    return "'" + str(value).replace("'", "''") + "'"


def _sites(side: str, number: int) -> Iterator[Case]:
    finess = FINESS[side] if number == 0 else f"{FINESS[side][:-1]}{8 + number // 2}"
    place = {"commune": "Commune", "department_code": DEPARTMENT[side], "region_code": REGION[side], "latitude": 44, "longitude": 0}
    search = {"road_network_code": "MAINLAND", "search_text": "commune"}
    yield Case("legal_entity", {"id": key(side, "entity", number), "finess": finess, "name": side})
    site = {"id": key(side, "site", number), "finess": finess, "legal_entity_id": key(side, "entity"), "name": side, "category": "355"}
    precise = {"sector": "PUB1", "position_source": "TEST", "position_precision": "TEST"}
    yield Case("establishment", {**site, **place, **search, **precise})
    service = {"establishment_id": key(side, "site", 2 * number), "service_domain_code": "SMUR"}
    yield Case("establishment_service", service, ("establishment_id",))
    lender = {"id": key(side, "lender", number), "code": f"{side}-{number}", "name": side, "kind": "ESTABLISHMENT"}
    yield Case("lender", {**lender, "establishment_id": key(side, "site", number), **place, **search})


def _pool(side: str, number: int) -> Iterator[Case]:
    lender = {"lender_id": key(side, "lender"), "region_code": REGION[side]}
    place = {"commune": "Commune", "latitude": 44, "longitude": 0, "road_network_code": "MAINLAND"}
    kept = {**lender, "competence_code": "NETWORK", "people": 1}
    yield Case("lender_competence_floor", {"id": key(side, "floor", number), **kept})
    link = {"id": key(side, "link", number), "establishment_id": key(side, "site", number), **lender, "kind": "DIRECTORY"}
    yield Case("shared_fate_link", link)
    person = {"id": key(side, "responder", number), **lender, "label": "Intervenant", "named": True, "capacity": 1, "on_call": True}
    yield Case("responder", {**person, **place})
    held = {"responder_id": key(side, "responder", 2 * number), "lender_id": key(side, "lender"), "competence_code": "NETWORK"}
    spot = {"competence_number": 1, "level": 2, "latitude": 44, "longitude": 0}
    yield Case("responder_competence", {**held, **spot}, ("responder_id",))
    hours = {"id": key(side, "hours", number), "responder_id": key(side, "responder"), "lender_id": key(side, "lender"), "kind": "WINDOW"}
    yield Case("availability", {**hours, "starts_at": NOW, "ends_at": END})
    stock = {"id": key(side, "stock", number), **lender, "equipment_type_code": "WORKSTATION", "equipment_type_number": 1}
    yield Case("equipment_stock", {**stock, "quantity": 30, "floor": 5, "place": f"Réserve {number}", **place})
    contact = {"id": key(side, "contact", number), **lender, "label": "Astreinte", "channel": "PHONE", "address": "0558910000"}
    yield Case("contact_point", contact)
    site_contact = {**contact, "id": key(side, "site contact", number), "lender_id": None, "establishment_id": key(side, "site")}
    yield Case("contact_point", site_contact, told="of a site")
    yield from _directory(side, number)
    sheet = {"code": f"SHEET-{number}", "edition": "1", "title": "Fiche", "kind": "REFLEX", "service_domain_code": "SMUR"}
    holder = {"scope": "ESTABLISHMENT", "establishment_id": key(side, "site"), "region_code": REGION[side]}
    words = {"business_owner": "SMUR", "published_by": "CH", "body": "Agir.", "search_text": "fiche"}
    for told, published in (("published", True), ("draft", False)):
        yield Case("procedure", {"id": key(side, told, number), **sheet, **holder, **words, "published": published}, told=told)
    file = {"file_name": "fiche.pdf", "media_type": "application/pdf", "size_bytes": 4, "sha256": HASH, "content": b"%PDF"}
    for told in ("published", "draft"):
        original = {"procedure_id": key(side, told, 2 * number), **file, "added_name": "CH", "added_at": NOW}
        yield Case("procedure_original", original, ("procedure_id",), told=told)


def _directory(side: str, number: int) -> Iterator[Case]:
    held = {"lender_id": key(side, "lender"), "region_code": REGION[side], "label": "Astreinte", "function": "DUTY_DIRECTOR"}
    way = {"channel": "PHONE", "address": "0558910000", "on_own_network": False}
    past = {"contact_id": key(side, "contact", 2 * number), "valid_from": NOW, "valid_until": END}
    yield Case("contact_version", {"id": key(side, "version", number), **past, **held, **way})
    edit = {"id": key(side, "edit", number), "contact_id": key(side, "contact"), "contact_version": 1, **held, **way, "rank": 1}
    yield Case("contact_edit", {**edit, "state": "PENDING", "asked_by": ME, "asked_name": "A", "asked_at": NOW})
    by = {"reason": "Doute", "proposed_by": ME, "proposed_name": "A", "proposed_for": "ARS", "proposed_at": NOW}
    steps = {"done": ("NORMAL", "SUSPECT"), "proposed": ("COMPROMISED", "RESTORED")}
    for told, (before, after) in steps.items():
        step = {"from_state": before, "to_state": after, "state": told.upper()}
        change = {"id": key(side, f"change {told}", number), "establishment_id": key(side, "site"), "region_code": REGION[side]}
        yield Case("security_change", {**change, **step, **by}, told=told)


def _crisis(side: str, number: int) -> Iterator[Case]:
    part = {"incident_id": key(side, "incident"), "region_code": REGION[side]}
    incident = {"id": key(side, "incident", number), "region_code": REGION[side], "establishment_id": key(side, "site")}
    facts = {"source": "PHONE", "state": "ACTIVE", "origin": "UNKNOWN", "severity": "MAJOR", "declared_at": NOW}
    yield Case("incident", {**incident, "legal_entity_id": key(side, "entity"), **facts})
    yield Case("incident_contact", {"id": key(side, "caller", number), **part, "name": "Direction", "phone": "0600000000"})
    service = {"incident_id": key(side, "incident", 2 * number), "region_code": REGION[side], "service_domain_code": "SMUR"}
    yield Case("incident_service", {**service, "state": "CLOSED", "since": NOW}, ("incident_id",))
    decided = {"level": "PLAN_BLANC", "digital_annex": True, "decided_by": "Direction", "decided_at": NOW}
    yield Case("plan_blanc_activation", {"id": key(side, "activation", number), **part, **decided})
    asked = {"reason": "Besoin", "authorised_by": ME, "authorised_name": "ARS", "authorised_at": NOW}
    for rung in ("ADJACENT_REGION", "ZONE", "NATIONAL"):
        yield Case("rung_authorisation", {"id": key(side, rung, number), **part, "rung": rung, **asked}, told=rung)
    offered = {"from_id": ME, "from_name": "ARS", "to_name": "Relève", "note": "Suivre", "offered_at": NOW}
    yield Case("hand_over", {"id": key(side, "hand over", number), **part, **offered})
    place = {
        "latitude": 44,
        "longitude": 0,
        "position_assumed": False,
        "road_network_code": "MAINLAND",
        "department_code": DEPARTMENT[side],
    }
    call = {"state": "TO_VERIFY", "channel": "PHONE", "asked_by": ME, "asked_name": "ARS", "asked_at": NOW}
    yield Case("help_request", {"id": key(side, "request", number), **part, **place, **call})
    yield Case("help_request_contact", {"request_id": key(side, "request", 2 * number), **part, "phone": "0600000000"}, ("request_id",))
    line = {"request_id": key(side, "request"), **part, "position": number, "kind": "EQUIPMENT", "equipment_type_code": "WORKSTATION"}
    wanted = {"quantity": 5, "wanted_by": "ASAP", "starts_at": NOW, "ends_at": END, "criticality": "VITAL"}
    yield Case("need_line", {"id": key(side, "need", number), **line, **wanted})
    back = {"number": "0558910000", "number_from": "DIRECTORY", "reached": "Direction", "confirmed": False, "made_by": ME}
    yield Case(
        "call_back", {"id": key(side, "back", number), "request_id": key(side, "request"), **part, **back, "made_name": "A", "made_at": NOW}
    )
    of_site = {"establishment_id": key(side, "site"), "region_code": REGION[side], "purpose": "ACCESS"}
    called = {"id": key(side, "site back", number), **of_site, **back, "made_name": "A", "made_at": NOW}
    yield Case("call_back", called, told="of a site")
    clean = {
        "lender_id": key(side, "lender", 2 * number),
        "reason": "Vérifié",
        "attested_by": ME,
        "attested_name": "ARS",
        "attested_at": NOW,
    }
    yield Case("clean_attestation", {"id": key(side, "clean", number), **part, **clean})
    yield Case("obligation", {"id": key(side, "obligation", number), **part, "template_code": "CNIL"})


def _situation(side: str, number: int) -> Iterator[Case]:
    part = {"incident_id": key(side, "incident"), "region_code": REGION[side]}
    said = {"service_domain_code": "SMUR", "state": "CLOSED", "since": NOW, "told_at": NOW}
    yield Case("incident_service_state", {"id": key(side, "state", number), **part, **said})
    cut = {"partner": "GRADeS", "kind": "NETWORK", "cut_at": NOW, "cut_by": "VICTIM", "cut_name": "ARS"}
    yield Case("partner_link", {"id": key(side, "partner link", number), **part, **cut})
    kind = ("ADVICE", "INVESTIGATION", "REMEDIATION")[number % 3]
    support = {"kind": kind, "requested_at": NOW, "recorded_name": "ARS"}
    yield Case("national_support", {"id": key(side, "support", number), **part, **support})
    written = {"text": "Rappeler Pau", "written_by": ME, "written_name": "ARS", "written_at": NOW}
    yield Case("shift_note", {"id": key(side, "note", number), **part, **written})
    issued = {"exercise": False, "number": number + 1, "issued_by": ME, "issued_name": "ARS", "issued_at": NOW}
    content = {"content": b"{}", "sha256": hashlib.sha256(b"{}").digest()}
    yield Case("situation_report", {"id": key(side, "report", number), **part, **issued, **content}, told="of an incident")
    issued["number"] = 10 * SIDES.index(side) + number + 1
    whole = {"id": key(side, "region report", number), "region_code": REGION[side], **issued, **content}
    yield Case("situation_report", whole, told="of a region")
    lowered = {"lender_id": key(side, "lender", 2 * number), "lender_region_code": REGION[side], "kind": "PEOPLE", "floor": 0}
    lowered["lender_name"] = side
    made = {"reason": "Urgence", "made_by": ME, "made_name": "ARS", "made_at": NOW}
    yield Case("floor_override", {"id": key(side, "lowered", number), **part, **lowered, **made})


def _plans(side: str, number: int) -> Iterator[Case]:
    part = {"incident_id": key(side, "incident"), "region_code": REGION[side]}
    scope = {"region_code": REGION[side], "scope": "REGION", "scope_regions": f"{{{REGION[side]}}}", "exercise": False}
    yield Case(
        "plan",
        {"id": key(side, "plan", number), **scope, "state": "REQUESTED", "requested_by": ME, "requested_name": "ARS", "requested_at": NOW},
    )
    yield Case("plan_move", {"plan_id": key(side, "plan", number), "region_code": REGION[side], "told": "[]"}, ("plan_id",))
    standing = {"state": "PROPOSED" if number == 0 else "SUPERSEDED", "open_rungs": "{}"}
    yield Case("plan_incident", {"plan_id": key(side, "plan", number), **part, **standing}, ("plan_id",))
    sent = {"plan_id": key(side, "plan"), **part, "need_id": key(side, "need"), "lender_id": key(side, "lender")}
    told = {"lender_region_code": REGION[side], "lender_name": side, "commune": "Commune", "label": "Intervenant", "quantity": 5}
    when = {"starts_at": NOW, "ends_at": END}
    kinds = {"of things": {"stock_id": key(side, "stock")}, "of people": {"responder_id": key(side, "responder")}}
    for name, resource in kinds.items():
        line = {"id": key(side, f"line {name}", number), **sent, **resource, **told, "rung": "REGION", "reason": "Le plus proche", **when}
        yield Case("plan_assignment", line, told=name)
    spare = key(side, "line of things", 2 * number)
    answer = {"wanted": 5, "covered": 5, "rejected": "[]", "counts": "[]", "obstacles": "[]"}
    need = {"plan_id": key(side, "plan"), **part, "need_id": key(side, "need", 2 * number)}
    yield Case("plan_need", {**need, **answer}, ("plan_id", "need_id"))
    whole = {"plan_id": key(side, "plan"), **part, "need_id": key(side, "need", 2 * number), "told": "[]", "counts": "[]"}
    yield Case("plan_rejected", whole, ("plan_id", "need_id"))
    by_hand = {"kind": "REFUSAL", "responder_id": key(side, "responder", 2 * number), "told": "Intervenant", "reason": "Malade"}
    made = {"made_by": ME, "made_name": "ARS", "made_at": NOW}
    yield Case("plan_adjustment", {"id": key(side, "by hand", number), **part, **by_hand, **made})
    asked = {"need_id": key(side, "need"), "assignment_id": spare, "stock_id": key(side, "stock"), "lender_id": key(side, "lender")}
    state = {"lender_region_code": REGION[side], "quantity": 5, "state": "PROPOSED", "exercise": False}
    yield Case("engagement", {"id": key(side, "engagement", number), **part, **asked, **state, **when})
    unit = {"engagement_id": key(side, "engagement"), **part, "resource_id": key(side, "stock"), "unit_number": number + 1}
    yield Case("engagement_unit", {**unit, "during": f"[{NOW}, {END})", "holds": True}, ("engagement_id",))


def _solicitations(side: str, number: int) -> Iterator[Case]:
    part = {"incident_id": key(side, "incident"), "region_code": REGION[side], "lender_id": key(side, "lender")}
    names = {
        "lender_name": side,
        "lender_commune": "Commune",
        "victim_name": side,
        "victim_commune": "Commune",
        "exercise": False,
        "tlp": "AMBER",
    }
    issued = {"issued_by": ME, "issued_name": "ARS", "issued_at": NOW}
    yield Case("solicitation", {"id": key(side, "asked", number), **part, "lender_region_code": REGION[side], **names, **issued})
    line = {
        "engagement_id": key(side, "relief engagement" if number else "engagement"),
        "solicitation_id": key(side, "asked"),
        **part,
        "label": "Poste",
    }
    said = {"asked": 5, "criticality": "VITAL", "starts_at": NOW, "ends_at": END, "answer": "PENDING", "due_at": END}
    yield Case("solicitation_line", {**line, **said, "consent": "NOT_NEEDED"}, ("engagement_id",))
    who = ME if number else key(side, "actor")
    reveal = {"incident_id": key(side, "incident"), "region_code": REGION[side], "revealed_by": who, "revealed_name": "ARS"}
    yield Case("call_list_reveal", {**reveal, "motive": "Appels", "revealed_at": NOW}, ("incident_id", "revealed_by"))
    link = {"id": key(side, "one use", number), "token_sha256": hashlib.sha256(f"{side} {number}".encode()).digest()}
    yield Case("one_use_link", {**link, "solicitation_id": key(side, "asked"), **part, **issued, "expires_at": END})
    thing = {"offerer": side, "kind": "EQUIPMENT", "equipment_type_code": "WORKSTATION", "quantity": 5, "starts_at": NOW, "ends_at": END}
    made = {"channel": "PHONE", "offered_by": ME, "offered_name": "ARS", "offered_at": NOW, "state": "RECEIVED"}
    yield Case("help_offer", {"id": key(side, "offer", number), **part, **thing, **made})


def _stress(side: str, number: int) -> Iterator[Case]:
    run = {
        "id": key(side, "stress", number),
        "region_code": REGION[side],
        "staffings": "{NIGHT}",
        "with_pairs": False,
        # One at a time is under way in a region.
        **({"state": "CANCELLED", "finished_at": NOW} if (side, number) == ("near", 0) else {"state": "REQUESTED"}),
    }
    yield Case("stress_run", {**run, "requested_by": ME, "requested_name": "ARS", "requested_at": NOW})
    row = {
        "run_id": key(side, "stress"),
        "region_code": REGION[side],
        "part": "LOSS",
        "staffing": "NIGHT",
        "rank": number + 1,
        "told": "{}",
    }
    yield Case("stress_row", row, ("run_id",))


def _relief(side: str, number: int) -> Iterator[Case]:
    limits = {"rest_minutes": 660, "week_minutes": 2880, "longest_run_days": 6, "handover_minutes": 15}
    asked = {"state": "REQUESTED", "requested_by": ME, "requested_name": "ARS", "requested_at": NOW}
    weeks = {"region_code": REGION[side], "exercise": False, "starts_on": NOW.date(), "weeks": 1}
    yield Case("relief_roster", {"id": key(side, "roster", number), **weeks, **limits, **asked})
    part = {"establishment_id": key(side, "site"), "incident_id": key(side, "incident"), "region_code": REGION[side]}
    yield Case("relief_site", {"roster_id": key(side, "roster", 2 * number), **part, "position": 1}, ("roster_id",))
    place = {"roster_id": key(side, "roster"), **part}
    crew = {"number": number + 1, "name": "jour", "daily_from": "08:00", "daily_to": "20:00"}
    yield Case("relief_crew", {**place, **crew}, ("roster_id", "number"))
    post = {"crew_number": 1, "number": number + 1, "competence_code": "NETWORK", "least_level": 1, "quantity": 1}
    yield Case("relief_post", {**place, **post, "criticality": "HIGH", "is_lead": False}, ("roster_id", "number"))
    hours = {"starts_at": NOW + timedelta(days=number), "ends_at": END + timedelta(days=number)}
    yield Case("relief_shift", {"id": key(side, "shift", number), **place, "crew_number": 1, **hours, "is_night": False})
    who = {"responder_id": key(side, "responder"), "unit_number": number + 1, "lender_id": key(side, "lender")}
    told = {"lender_region_code": REGION[side], "lender_name": side, "commune": "Commune", "label": "Intervenant", "is_named": True}
    sent = {"shift_id": key(side, "shift"), **place, "post_number": 1, **who, **told, "rung": "REGION"}
    yield Case("relief_turn", {"id": key(side, "turn", number), **sent, "travel_minutes": 60, "is_on_site": False})
    lack = {"shift_id": key(side, "shift", 2 * number), **place, "post_number": 1, "quantity": 1, "reasons": "[]"}
    yield Case("relief_vacancy", lack, ("shift_id",))
    person = {"responder_id": key(side, "responder"), "unit_number": number + 1, "label": "Intervenant", "lender_name": side}
    load = {"roster_id": key(side, "roster"), "region_code": REGION[side], **person, "is_named": True, "load": "{}"}
    yield Case("relief_person", load, ("roster_id", "unit_number"))
    turn = {"turn_id": key(side, "turn", 2 * number), "responder_id": key(side, "responder"), "lender_id": key(side, "lender")}
    state = {"lender_region_code": REGION[side], "quantity": 1, "state": "PROPOSED", "exercise": False, "rests_until": END}
    engaged = {"id": key(side, "relief engagement", number), "incident_id": key(side, "incident"), "region_code": REGION[side]}
    yield Case("engagement", {**engaged, **turn, **state, "starts_at": NOW, "ends_at": END}, told="of relief")


def _told(side: str, number: int) -> Iterator[Case]:
    here = {"region_code": REGION[side]}
    about = {"incident_id": key(side, "incident"), **here}
    part = {"incident_id": key(side, "incident", 2 * number), **here}
    saved = {"saved_name": "ARS", "saved_at": NOW}
    yield Case("duty_roster", {**here, "escalate_minutes": 5, **saved}, ("region_code",))
    turn = {"rank": 1, "label": "Astreinte", "starts_at": NOW, "ends_at": END, "contacts": '[{"channel": "SMS", "address": "0600000000"}]'}
    yield Case("duty_turn", {"id": key(side, "duty", number), **here, **turn})
    raised = {"exercise": False, "state": "RAISED", "raised_at": NOW, "escalate_at": NOW}
    yield Case("alert", {**part, **raised}, ("incident_id",))
    notice = {"id": key(side, "notice", number), "key": f"{side} {number}", "kind": "ALERT", **about, "recipient_kind": "OFFICER"}
    words = {"recipient_name": "Astreinte", "subject": "Alerte", "body": "Alerte", "exercise": False, "created_at": NOW}
    yield Case("notice", {**notice, **words, "expires_at": END, "state": "PENDING"})
    row = {"id": key(side, "try", number), "notice_id": key(side, "notice", number), **about, "position": 1, "channel": "SMS"}
    yield Case("notification", {**row, "label": "Astreinte", "created_at": NOW, "state": "PENDING", "next_try_at": NOW})
    where = {"notification_id": key(side, "try", 2 * number), "address": "0600000000"}
    yield Case("notification_address", where, ("notification_id",))
    yield Case("arrival_digest", {**part, "number": 1, "told": "5 postes", "told_at": NOW}, ("incident_id",))
    program = {"label": "Outil", "url": "https://outil.example/", "kinds": "{incident.declared}", "exercises": False, "active": True}
    for told, site in (("", None), ("of a site", key(side, "site"))):
        yield Case("webhook", {"id": key(side, f"webhook {told}", number), **here, "establishment_id": site, **program, **saved}, told=told)
    secret = {"webhook_id": key(side, "webhook "), "secret": bytes(24), "created_at": NOW}
    yield Case("webhook_secret", {"id": key(side, "secret", number), **secret})
    sent = {
        "id": key(side, "sent", number),
        "webhook_id": key(side, "webhook "),
        **here,
        "message_id": f"msg_{number}",
        "kind": "incident.declared",
    }
    yield Case("webhook_delivery", {**sent, "message": "{}", "created_at": NOW, "expires_at": END, "state": "PENDING", "next_try_at": NOW})


def _papers(side: str, number: int) -> Iterator[Case]:
    chains = {"of an incident": ("INCIDENT", str(key(side, "incident", 2 * number))), "of a region": ("REGION", REGION[side])}
    for told, (kind, name) in chains.items():
        chain = {"kind": kind, "key": name}
        identity = ("kind", "key")
        yield Case("log_chain", {**chain, "sequence": 1, "hash": HASH}, identity, told)
        line = {**chain, "sequence": number + 1}
        yield Case("log_entry", {**line, "recorded_at": NOW, "line": b"{}", "hash": HASH}, identity, told)
        yield Case("log_text", {**line, "salt": bytes(16), "body": "Texte"}, identity, told)
        signed = {"hash": HASH, "signed_at": NOW, "public_key": HASH, "signature": bytes(64)}
        yield Case("log_head", {**line, **signed}, identity, told)
        event = {**line, "region_code": REGION[side], "incident_id": name if kind == "INCIDENT" else None, "act": "", "recorded_at": NOW}
        yield Case("log_event", {**event, "tells_services": False}, identity, told)
    yield Case("log_region_head", {"region_code": REGION[side] if number == 0 else f"{side} {number}", "sequence": 0}, ("region_code",))
    for tlp in ("AMBER_STRICT", "RED"):
        line = {"kind": "INCIDENT", "key": str(key(side, "incident")), "sequence": 100 + 2 * number + (tlp == "RED")}
        sealed = f'{{"tlp": "{tlp}"}}'.encode()
        whole = ("kind", "key", "sequence")
        yield Case("log_entry", {**line, "recorded_at": NOW, "line": sealed, "hash": HASH}, whole, tlp)
        yield Case("log_text", {**line, "salt": bytes(16), "body": "Texte", "tlp": tlp}, whole, tlp)
    message = {"received_at": NOW, "body": b"{}", "body_sha256": HASH, "national_number": side}
    stages = {"to match": ("TO_MATCH", REGION[side]), "to match anywhere": ("TO_MATCH", None), "not read": ("RECEIVED", None)}
    for told, (state, region) in stages.items():
        row = {"id": key(side, told, number), "webhook_id": f"{side} {told} {number}", **message, "state": state, "region_code": region}
        yield Case("inbox", row, told=told)
    yield Case("outbox", {"id": key(side, "fact", number), "kind": "IncidentDeclared", "payload": "{}", "region_code": REGION[side]})
    refused = {"id": key(side, "denial", number), "code": "FORBIDDEN", "door": "graphql", "what": "approvePlan", "times": 1}
    yield Case("denial", {**refused, "actor_id": key(side, "actor"), "first_at": NOW, "last_at": NOW})
    who = ME if side == "own" else key(side, "actor")
    claim = {"actor_id": who, "key": f"{side} {number}", "mutation": "ask", "input_sha256": HASH, "created_at": NOW}
    yield Case("idempotency_key", claim, ("actor_id", "key"))
