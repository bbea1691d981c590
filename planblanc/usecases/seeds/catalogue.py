"""The files of the catalogues, in the order in which their tables can be filled."""

from planblanc.usecases.seeds import readers
from planblanc.usecases.seeds.sheets import Cells, Fault, Sheet, Source

_KINDS = ("RESPONDER", "EQUIPMENT", "PROCEDURE")
_DELAYS = {
    "alert_minutes_day": readers.MINUTES,
    "alert_minutes_night": readers.MINUTES,
    "preparation_minutes_day": readers.MINUTES,
    "preparation_minutes_night": readers.MINUTES,
}


def _pack_line_fault(cells: Cells) -> Fault | None:
    wanted = {"RESPONDER": "competence_code", "EQUIPMENT": "equipment_type_code", "PROCEDURE": "service_domain_code"}[str(cells["kind"])]
    if cells[wanted] is None:
        return wanted, "cette ligne doit dire ce qui est demandé."
    if cells["kind"] == "RESPONDER" and cells["least_level"] is None:
        return "least_level", "une compétence se demande avec un niveau."
    if int(str(cells["quantity_most"])) < int(str(cells["quantity_least"])):
        return "quantity_most", "le plus ne peut pas être inférieur au moins."
    return None


def _maybe(written: str) -> str:
    """Text that may be missing: nothing is invented in its place."""
    return readers.long_text(written) if written else ""


def _obligation_fault(cells: Cells) -> Fault | None:
    if (cells["anchor"] == "FILING") != (cells["after_code"] is not None):
        return "after_code", "un délai qui part d'un autre dépôt dit lequel, et lui seul."
    if cells["limit_hours"] is not None and cells["limit_months"] is not None:
        return "limit_months", "un délai se dit en heures ou en mois, pas les deux."
    if cells["enabled"] and not cells["confirmed"]:
        return "enabled", "une obligation que personne n'a vérifiée n'est pas activée d'office."
    return None


_COMPETENCES = Sheet(
    "competences",
    {
        "code": readers.code,
        "number": readers.whole(1, 999),
        "family": readers.code,
        "label": readers.text,
        "description": readers.long_text,
        "pris_activity": readers.optional(readers.one_of("REC", "INV", "CODE", "PCI", "CRISE")),
        "ecsf_role": readers.optional(readers.text),
    },
    key=("code",),
)
_EQUIPMENT_TYPES = Sheet(
    "equipment_types",
    {
        "code": readers.code,
        "number": readers.whole(1, 999),
        "label": readers.text,
        "unit": readers.text,
        "indivisible": readers.boolean,
        "holds_data": readers.boolean,
        **_DELAYS,
        "delays_confirmed": readers.boolean,
    },
    key=("code",),
)
_SUBSTITUTES = Sheet(
    "equipment_substitutes",
    {"type_code": readers.code, "substitute_code": readers.code},
    key=("type_code", "substitute_code"),
    names={"type_code": "equipment_types", "substitute_code": "equipment_types"},
)
_PERSON_DELAYS = Sheet(
    "person_delays",
    {"kind": readers.one_of("ON_CALL", "ON_DUTY", "OFF_DUTY"), **_DELAYS, "confirmed": readers.boolean},
    key=("kind",),
)
_WORKING_TIMES = Sheet(
    "working_times",
    {
        "code": readers.one_of("DEFAULT"),
        "rest_minutes": readers.whole(0, 2_880),
        "week_minutes": readers.whole(1, 10_080),
        "longest_run_days": readers.whole(1, 28),
        "handover_minutes": readers.whole(0, 120),
        "confirmed": readers.boolean,
    },
    key=("code",),
)
_CATEGORIES = Sheet(
    "incident_categories",
    {"code": readers.code, "label": readers.text, "origin": readers.one_of("MALICIOUS", "NOT_MALICIOUS", "UNKNOWN")},
    key=("code",),
)
_PACKS = Sheet("ready_packs", {"code": readers.code, "label": readers.text, "description": readers.long_text}, key=("code",))
_PACK_LINES = Sheet(
    "ready_pack_lines",
    {
        "pack_code": readers.code,
        "position": readers.whole(1, 1_000),
        "kind": readers.one_of(*_KINDS),
        "competence_code": readers.optional(readers.code),
        "least_level": readers.optional(readers.whole(1, 3)),
        "equipment_type_code": readers.optional(readers.code),
        "service_domain_code": readers.optional(readers.code),
        "only_if_service": readers.optional(readers.code),
        "quantity_base": readers.whole(),
        "quantity_per_100_beds": readers.decimal(0, 9_999),
        "quantity_least": readers.whole(1),
        "quantity_most": readers.whole(1),
        "wanted_by": readers.one_of("DEL0", "ASAP", "30M", "45M", "1H", "2H", "4H", "8H", "12H", "24H", "RDV"),
        "window_hours": readers.whole(1, 8_760),
        "criticality": readers.one_of("VITAL", "HIGH", "NORMAL"),
    },
    key=("pack_code", "position"),
    names={
        "pack_code": "ready_packs",
        "competence_code": "competences",
        "equipment_type_code": "equipment_types",
        "service_domain_code": "service_domains",
        "only_if_service": "service_domains",
    },
    fault=_pack_line_fault,
)
_OBLIGATIONS = Sheet(
    "obligation_templates",
    {
        "code": readers.code,
        "rank": readers.whole(1, 999),
        "label": readers.text,
        "authority": readers.text,
        "legal_basis": readers.text,
        "applies_if": _maybe,
        "portal": _maybe,
        "phone": _maybe,
        "if_portal_down": _maybe,
        "anchor": readers.one_of("AWARENESS", "BREACH", "FILING", "NONE"),
        "after_code": readers.optional(readers.code),
        "limit_hours": readers.optional(readers.whole(1, 8_760)),
        "limit_months": readers.optional(readers.whole(1, 24)),
        "in_phases": readers.boolean,
        "met_by_portal": readers.boolean,
        "enabled": readers.boolean,
        "origin": readers.text,
        "confirmed": readers.boolean,
    },
    key=("code",),
    names={"after_code": "obligation_templates"},
    fault=_obligation_fault,
)
_DOMAINS = Sheet("service_domains", {"code": readers.code, "label": readers.text, "rank": readers.whole()}, key=("code",))

SOURCES = (
    Source("service_domain", _DOMAINS),
    Source("competence", _COMPETENCES),
    Source("equipment_type", _EQUIPMENT_TYPES),
    Source("equipment_substitute", _SUBSTITUTES),
    Source("person_delay", _PERSON_DELAYS),
    Source("working_time", _WORKING_TIMES),
    Source("incident_category", _CATEGORIES),
    Source("ready_pack", _PACKS),
    Source("ready_pack_line", _PACK_LINES),
    Source("obligation_template", _OBLIGATIONS),
)
