"""The files that say who is where, in the order in which their tables can be filled."""

from planblanc.domain import texts
from planblanc.domain.identity import establishment_id, legal_entity_id
from planblanc.usecases import seed_files as files
from planblanc.usecases.seed_files import Cells, Record, Sheet, Source

_NAMED = {"code": files.code, "name": files.text}
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
        "code": files.code,
        "name": files.text,
        "ars_name": files.text,
        "grades_name": files.optional(files.text),
        "grades_confirmed": files.boolean,
        "zone_code": files.code,
    },
    key=("code",),
    names={"zone_code": "defence_zones"},
)
_DEPARTMENTS = Sheet(
    "departments", _NAMED | {"finess_prefix": files.code, "region_code": files.code}, key=("code",), names=_REGION
)
_ADJACENCY = Sheet(
    "region_adjacency",
    {"region_code": files.code, "neighbour_code": files.code},
    key=("region_code", "neighbour_code"),
    names=_REGION | {"neighbour_code": "regions"},
)
_JOURNEYS = Sheet(
    "network_travel",
    {
        "from_code": files.code,
        "to_code": files.code,
        "overhead_minutes": files.MINUTES,
        "flight_minutes": files.MINUTES,
        "confirmed": files.boolean,
    },
    key=("from_code", "to_code"),
    names={"from_code": "road_networks", "to_code": "road_networks"},
)
_GROUPS = Sheet(
    "hospital_groups", _NAMED | {"short_name": files.text, "region_code": files.code}, key=("code",), names=_REGION
)
_ENTITIES = Sheet(
    "legal_entities",
    {"finess": files.finess, "name": files.text, "named_after": files.optional(files.finess)},
    key=("finess",),
    names={"named_after": "establishments"},
)
_ESTABLISHMENTS = Sheet(
    "establishments",
    {
        "finess": files.finess,
        "legal_entity_finess": files.finess,
        "name": files.text,
        "category": files.code,
        "sector": files.code,
        "department_code": files.code,
        "region_code": files.code,
        "commune_code": files.code,
        "commune": files.text,
        "postal_code": files.code,
        "latitude": files.LATITUDE,
        "longitude": files.LONGITUDE,
        "position_source": files.one_of("FINESS_2020", "COMMUNE_CENTRE"),
        "position_precision": files.one_of("GOOD", "FAIR", "POOR", "COMMUNE"),
        "road_network_code": files.code,
        "beds": files.optional(files.whole(0, 10_000)),
        "intensive_care_beds": files.optional(files.whole(0, 1_000)),
        "samu_seat": files.boolean,
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
    {"finess": files.finess, "service_domain_code": files.code},
    key=("finess", "service_domain_code"),
    names={"finess": "establishments", "service_domain_code": "service_domains"},
)

SOURCES = (
    Source("defence_zone", Sheet("defence_zones", _NAMED, key=("code",))),
    Source("region", _REGIONS),
    Source("department", _DEPARTMENTS),
    Source("region_adjacency", _ADJACENCY),
    Source("road_network", Sheet("road_networks", _NAMED | {"time_zone": files.text}, key=("code",))),
    Source("network_travel", _JOURNEYS),
    Source("hospital_group", _GROUPS),
    Source("legal_entity", _ENTITIES, _legal_entity),
    Source("establishment", _ESTABLISHMENTS, _establishment),
)
SERVICES = Source("establishment_service", _SERVICES, _establishment_service)
