"""The files that an invented pool is made of; the generator makes the same rows."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from planblanc.usecases import seed_files as files
from planblanc.usecases.seed_files import Cells, Sheet

Pool: TypeAlias = Mapping[str, Sequence[Cells]]

_PLACED = {
    "commune": files.text,
    "latitude": files.LATITUDE,
    "longitude": files.LONGITUDE,
    "road_network_code": files.code,
}
_WAITS = {
    "alert_minutes": files.optional(files.MINUTES),
    "preparation_minutes": files.optional(files.MINUTES),
    "confirm_by": files.optional(files.day),
}
_LENDER = {"lender_code": "lenders"}
_ROAD = {"road_network_code": "road_networks"}

SHEETS = (
    Sheet(
        "lenders",
        {
            "code": files.code,
            "name": files.text,
            "kind": files.one_of("ESTABLISHMENT", "GRADES", "LOCAL_AUTHORITY", "COMPANY", "PRIS_COMPANY", "STATE"),
            "department_code": files.code,
            **_PLACED,
            "people_floor": files.whole(),
        },
        key=("code",),
        names=_ROAD | {"department_code": "departments"},
    ),
    Sheet(
        "responders",
        {
            "code": files.code,
            "lender_code": files.code,
            "label": files.text,
            "named": files.boolean,
            "capacity": files.whole(1, 1_000),
            **_PLACED,
            "on_call": files.boolean,
            "longest_days": files.whole(1, 365),
            **_WAITS,
        },
        key=("code",),
        names=_LENDER | _ROAD,
    ),
    Sheet(
        "responder_competences",
        {
            "responder_code": files.code,
            "competence_code": files.code,
            "level": files.whole(1, 3),
            "evidence": files.optional(files.text),
            "expires_on": files.optional(files.day),
        },
        key=("responder_code", "competence_code"),
        names={"responder_code": "responders", "competence_code": "competences"},
    ),
    Sheet(
        "availabilities",
        {
            "responder_code": files.code,
            "number": files.whole(1, 1_000),
            "kind": files.one_of("WINDOW", "DAILY", "ABSENCE"),
            "starts_at": files.moment,
            "ends_at": files.moment,
            "daily_from": files.optional(files.clock),
            "daily_to": files.optional(files.clock),
            "weekdays": files.whole(1, 127),
        },
        key=("responder_code", "number"),
        names={"responder_code": "responders"},
    ),
    Sheet(
        "equipment_stocks",
        {
            "lender_code": files.code,
            "place": files.text,
            "equipment_type_code": files.code,
            "quantity": files.whole(0, 100_000),
            "floor": files.whole(0, 100_000),
            **_PLACED,
            **_WAITS,
        },
        key=("lender_code", "place", "equipment_type_code"),
        names=_LENDER | _ROAD | {"equipment_type_code": "equipment_types"},
    ),
    Sheet(
        "shared_fate_links",
        {
            "finess": files.finess,
            "lender_code": files.code,
            "kind": files.one_of("DIRECTORY", "HOSTING", "NETWORK", "SUPPLIER"),
            "note": files.text,
        },
        key=("finess", "lender_code", "kind"),
        names=_LENDER | {"finess": "establishments"},
    ),
    Sheet(
        "contact_points",
        {
            "lender_code": files.optional(files.code),
            "finess": files.optional(files.finess),
            "label": files.text,
            "channel": files.one_of("PHONE", "SMS", "MAIL", "RADIO", "SATELLITE"),
            "address": files.text,
            "rank": files.whole(1, 99),
            "last_tested_on": files.optional(files.day),
        },
        key=("lender_code", "finess", "channel", "rank"),
        names=_LENDER | {"finess": "establishments"},
    ),
    Sheet(
        "establishment_groups",
        {"finess": files.finess, "hospital_group_code": files.code},
        key=("finess",),
        names={"finess": "establishments", "hospital_group_code": "hospital_groups"},
    ),
)
