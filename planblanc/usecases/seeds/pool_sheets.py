"""The files that an invented pool is made of; the generator makes the same rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from planblanc.usecases.seeds import readers
from planblanc.usecases.seeds.sheets import Cells, Fault, Sheet

Pool: TypeAlias = Mapping[str, Sequence[Cells]]

_PLACED = {
    "commune": readers.text,
    "latitude": readers.LATITUDE,
    "longitude": readers.LONGITUDE,
    "road_network_code": readers.code,
}
_WAITS = {
    "alert_minutes": readers.optional(readers.MINUTES),
    "preparation_minutes": readers.optional(readers.MINUTES),
    "confirm_by": readers.optional(readers.day),
}
_LENDER = {"lender_code": "lenders"}
_ROAD = {"road_network_code": "road_networks"}


def _hours_fault(cells: Cells) -> Fault | None:
    if (cells["kind"] == "DAILY") != (cells["daily_from"] is not None and cells["daily_to"] is not None):
        return "daily_from", "les horaires quotidiens, et eux seuls, ont une heure de début et une heure de fin."
    if datetime.fromisoformat(str(cells["ends_at"])) <= datetime.fromisoformat(str(cells["starts_at"])):
        return "ends_at", "cette période finit avant de commencer."
    return None


def _contact_fault(cells: Cells) -> Fault | None:
    if (cells["lender_code"] is None) == (cells["finess"] is None):
        return "lender_code", "un point de contact est celui d'un prêteur ou celui d'un établissement."
    return None


def _capacity_fault(cells: Cells) -> Fault | None:
    if cells["named"] and cells["capacity"] != 1:
        return "capacity", "une personne compte pour une."
    return None


SHEETS = (
    Sheet(
        "lenders",
        {
            "code": readers.code,
            "name": readers.text,
            "kind": readers.one_of("ESTABLISHMENT", "GRADES", "LOCAL_AUTHORITY", "COMPANY", "PRIS_COMPANY", "STATE"),
            "department_code": readers.code,
            **_PLACED,
            "people_floor": readers.whole(),
            "pris_activities": readers.words_of("REC", "INV", "CODE", "PCI", "CRISE"),
        },
        key=("code",),
        names=_ROAD | {"department_code": "departments"},
    ),
    Sheet(
        "competence_floors",
        {"lender_code": readers.code, "competence_code": readers.code, "people": readers.whole(1, 10_000)},
        key=("lender_code", "competence_code"),
        names=_LENDER | {"competence_code": "competences"},
    ),
    Sheet(
        "responders",
        {
            "code": readers.code,
            "lender_code": readers.code,
            "label": readers.text,
            "named": readers.boolean,
            "capacity": readers.whole(1, 1_000),
            **_PLACED,
            "on_call": readers.boolean,
            "longest_days": readers.whole(1, 365),
            **_WAITS,
        },
        key=("code",),
        names=_LENDER | _ROAD,
        fault=_capacity_fault,
    ),
    Sheet(
        "responder_competences",
        {
            "responder_code": readers.code,
            "competence_code": readers.code,
            "level": readers.whole(1, 3),
            "evidence": readers.optional(readers.text),
            "expires_on": readers.optional(readers.day),
        },
        key=("responder_code", "competence_code"),
        names={"responder_code": "responders", "competence_code": "competences"},
    ),
    Sheet(
        "availabilities",
        {
            "responder_code": readers.code,
            "number": readers.whole(1, 1_000),
            "kind": readers.one_of("WINDOW", "DAILY", "ABSENCE"),
            "starts_at": readers.moment,
            "ends_at": readers.moment,
            "daily_from": readers.optional(readers.clock),
            "daily_to": readers.optional(readers.clock),
            "weekdays": readers.whole(1, 127),
        },
        key=("responder_code", "number"),
        names={"responder_code": "responders"},
        fault=_hours_fault,
    ),
    Sheet(
        "equipment_stocks",
        {
            "lender_code": readers.code,
            "place": readers.text,
            "equipment_type_code": readers.code,
            "quantity": readers.whole(0, 100_000),
            "floor": readers.whole(0, 100_000),
            **_PLACED,
            **_WAITS,
        },
        key=("lender_code", "place", "equipment_type_code"),
        names=_LENDER | _ROAD | {"equipment_type_code": "equipment_types"},
    ),
    Sheet(
        "shared_fate_links",
        {
            "finess": readers.finess,
            "lender_code": readers.code,
            "kind": readers.one_of("DIRECTORY", "HOSTING", "NETWORK", "SUPPLIER"),
            "note": readers.text,
        },
        key=("finess", "lender_code", "kind"),
        names=_LENDER | {"finess": "establishments"},
    ),
    Sheet(
        "contact_points",
        {
            "lender_code": readers.optional(readers.code),
            "finess": readers.optional(readers.finess),
            "label": readers.text,
            "channel": readers.one_of("PHONE", "SMS", "MAIL", "RADIO", "SATELLITE"),
            "address": readers.text,
            "rank": readers.whole(1, 99),
            "last_tested_on": readers.optional(readers.day),
        },
        key=("lender_code", "finess", "channel", "rank"),
        names=_LENDER | {"finess": "establishments"},
        fault=_contact_fault,
    ),
    Sheet(
        "establishment_groups",
        {"finess": readers.finess, "hospital_group_code": readers.code},
        key=("finess",),
        names={"finess": "establishments", "hospital_group_code": "hospital_groups"},
    ),
)
