"""The files that say who is where, in the order in which their tables can be filled."""

from planblanc.domain import texts
from planblanc.domain.identity import establishment_id, legal_entity_id
from planblanc.usecases.seeds import readers
from planblanc.usecases.seeds.sheets import Cells, Record, Sheet, Source

_NAMED = {"code": readers.code, "name": readers.text}
_REGION = {"region_code": "regions"}


def _legal_entity(cells: Cells) -> Record:
    finess = str(cells["finess"])
    return {"id": str(legal_entity_id(finess)), "finess": finess, "name": cells["name"]}


def _establishment(cells: Cells) -> Record:
    finess = str(cells["finess"])
    return dict(cells) | {
        "id": str(establishment_id(finess)),
        "legal_entity_id": str(legal_entity_id(str(cells["legal_entity_finess"]))),
        "search_text": texts.searchable(str(cells["name"]), str(cells["commune"]), finess),
    }


def _establishment_service(cells: Cells) -> Record:
    return {
        "establishment_id": str(establishment_id(str(cells["finess"]))),
        "service_domain_code": cells["service_domain_code"],
    }


_REGIONS = Sheet(
    "regions",
    {
        "code": readers.code,
        "name": readers.text,
        "ars_name": readers.text,
        "grades_name": readers.optional(readers.text),
        "grades_confirmed": readers.boolean,
        "zone_code": readers.code,
    },
    key=("code",),
    names={"zone_code": "defence_zones"},
)
_DEPARTMENTS = Sheet("departments", _NAMED | {"finess_prefix": readers.code, "region_code": readers.code}, key=("code",), names=_REGION)
_ADJACENCY = Sheet(
    "region_adjacency",
    {"region_code": readers.code, "neighbour_code": readers.code},
    key=("region_code", "neighbour_code"),
    names=_REGION | {"neighbour_code": "regions"},
)
_JOURNEYS = Sheet(
    "network_travel",
    {
        "from_code": readers.code,
        "to_code": readers.code,
        "overhead_minutes": readers.MINUTES,
        "flight_minutes": readers.MINUTES,
        "confirmed": readers.boolean,
    },
    key=("from_code", "to_code"),
    names={"from_code": "road_networks", "to_code": "road_networks"},
)
_GROUPS = Sheet("hospital_groups", _NAMED | {"short_name": readers.text, "region_code": readers.code}, key=("code",), names=_REGION)
_ENTITIES = Sheet(
    "legal_entities",
    {"finess": readers.finess, "name": readers.text, "named_after": readers.optional(readers.finess)},
    key=("finess",),
    names={"named_after": "establishments"},
)
_ESTABLISHMENTS = Sheet(
    "establishments",
    {
        "finess": readers.finess,
        "legal_entity_finess": readers.finess,
        "name": readers.text,
        "category": readers.code,
        "sector": readers.code,
        "department_code": readers.code,
        "region_code": readers.code,
        "commune_code": readers.code,
        "commune": readers.text,
        "postal_code": readers.code,
        "latitude": readers.LATITUDE,
        "longitude": readers.LONGITUDE,
        "position_source": readers.one_of("FINESS_2020", "COMMUNE_CENTRE"),
        "position_precision": readers.one_of("GOOD", "FAIR", "POOR", "COMMUNE"),
        "road_network_code": readers.code,
        "beds": readers.optional(readers.whole(0, 10_000)),
        "intensive_care_beds": readers.optional(readers.whole(0, 1_000)),
        "samu_seat": readers.boolean,
    },
    key=("finess",),
    names=_REGION
    | {
        "legal_entity_finess": "legal_entities",
        "department_code": "departments",
        "road_network_code": "road_networks",
    },
)
_SERVICES = Sheet(
    "establishment_services",
    {"finess": readers.finess, "service_domain_code": readers.code},
    key=("finess", "service_domain_code"),
    names={"finess": "establishments", "service_domain_code": "service_domains"},
)

SOURCES = (
    Source("defence_zone", Sheet("defence_zones", _NAMED, key=("code",))),
    Source("region", _REGIONS),
    Source("department", _DEPARTMENTS),
    Source("region_adjacency", _ADJACENCY),
    Source("road_network", Sheet("road_networks", _NAMED | {"time_zone": readers.text}, key=("code",))),
    Source("network_travel", _JOURNEYS),
    Source("hospital_group", _GROUPS),
    Source("legal_entity", _ENTITIES, _legal_entity),
    Source("establishment", _ESTABLISHMENTS, _establishment),
)
SERVICES = Source("establishment_service", _SERVICES, _establishment_service)
