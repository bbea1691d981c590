"""The files of the catalogues, in the order in which their tables can be filled."""

from planblanc.usecases import seed_files as files
from planblanc.usecases.seed_files import Sheet, Source

_KINDS = ("RESPONDER", "EQUIPMENT", "PROCEDURE")
_DELAYS = {
    "alert_minutes_day": files.MINUTES,
    "alert_minutes_night": files.MINUTES,
    "preparation_minutes_day": files.MINUTES,
    "preparation_minutes_night": files.MINUTES,
}

_COMPETENCES = Sheet(
    "competences",
    {
        "code": files.code,
        "number": files.whole(1, 999),
        "family": files.code,
        "label": files.text,
        "description": files.long_text,
        "pris_activity": files.optional(files.one_of("REC", "INV", "CODE", "PCI", "CRISE")),
        "ecsf_role": files.optional(files.text),
    },
    key=("code",),
)
_EQUIPMENT_TYPES = Sheet(
    "equipment_types",
    {
        "code": files.code,
        "number": files.whole(1, 999),
        "label": files.text,
        "unit": files.text,
        "indivisible": files.boolean,
        "holds_data": files.boolean,
        **_DELAYS,
        "delays_confirmed": files.boolean,
    },
    key=("code",),
)
_SUBSTITUTES = Sheet(
    "equipment_substitutes",
    {"type_code": files.code, "substitute_code": files.code},
    key=("type_code", "substitute_code"),
    names={"type_code": "equipment_types", "substitute_code": "equipment_types"},
)
_PERSON_DELAYS = Sheet(
    "person_delays",
    {"kind": files.one_of("ON_CALL", "ON_DUTY", "OFF_DUTY"), **_DELAYS, "confirmed": files.boolean},
    key=("kind",),
)
_CATEGORIES = Sheet(
    "incident_categories",
    {"code": files.code, "label": files.text, "origin": files.one_of("MALICIOUS", "NOT_MALICIOUS", "UNKNOWN")},
    key=("code",),
)
_PACKS = Sheet("ready_packs", {"code": files.code, "label": files.text, "description": files.long_text}, key=("code",))
_PACK_LINES = Sheet(
    "ready_pack_lines",
    {
        "pack_code": files.code,
        "position": files.whole(1, 1_000),
        "kind": files.one_of(*_KINDS),
        "competence_code": files.optional(files.code),
        "least_level": files.optional(files.whole(1, 3)),
        "equipment_type_code": files.optional(files.code),
        "service_domain_code": files.optional(files.code),
        "only_if_service": files.optional(files.code),
        "quantity_base": files.whole(),
        "quantity_per_100_beds": files.decimal(0, 9_999),
        "quantity_least": files.whole(1),
        "quantity_most": files.whole(1),
        "wanted_by": files.one_of("DEL0", "ASAP", "30M", "45M", "1H", "2H", "4H", "8H", "12H", "24H", "RDV"),
        "window_hours": files.whole(1, 8_760),
        "criticality": files.one_of("VITAL", "HIGH", "NORMAL"),
    },
    key=("pack_code", "position"),
    names={
        "pack_code": "ready_packs",
        "competence_code": "competences",
        "equipment_type_code": "equipment_types",
        "service_domain_code": "service_domains",
        "only_if_service": "service_domains",
    },
)
_DOMAINS = Sheet("service_domains", {"code": files.code, "label": files.text, "rank": files.whole()}, key=("code",))

SOURCES = (
    Source("service_domain", _DOMAINS),
    Source("competence", _COMPETENCES),
    Source("equipment_type", _EQUIPMENT_TYPES),
    Source("equipment_substitute", _SUBSTITUTES),
    Source("person_delay", _PERSON_DELAYS),
    Source("incident_category", _CATEGORIES),
    Source("ready_pack", _PACKS),
    Source("ready_pack_line", _PACK_LINES),
)
