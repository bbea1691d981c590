"""The catalogues and the groups of hospitals: rows ↔ domain."""

from collections.abc import Sequence

from asyncpg import Record

from planblanc.domain.catalogues import Competence, EquipmentType, HospitalGroup, IncidentCategory, ServiceDomain
from planblanc.domain.incidents import Origin
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("catalogues")


async def service_domains(tx: Transaction, *, after: tuple[int, str] | None, limit: int) -> list[ServiceDomain]:
    """Service domains in the order in which they are told, after the one of this rank and code."""
    rank, code = after or (None, None)
    rows = await tx.rows(QUERIES["read_service_domains"], after_rank=rank, after_code=code, limit=limit)
    return [service_domain(row) for row in rows]


async def service_domains_by_code(tx: Transaction, codes: Sequence[str]) -> list[ServiceDomain | None]:
    """The service domain of each code, in the order of the codes."""
    rows = await tx.rows(QUERIES["read_service_domains_by_code"], codes=list(codes))
    found = {row["code"]: service_domain(row) for row in rows}
    return [found.get(code) for code in codes]


async def competences(tx: Transaction, *, family: str | None, after_number: int | None, limit: int) -> list[Competence]:
    """Competences by number, of one family or of all."""
    rows = await tx.rows(QUERIES["read_competences"], family=family, after_number=after_number, limit=limit)
    return [_competence(row) for row in rows]


async def competences_by_code(tx: Transaction, codes: Sequence[str]) -> list[Competence | None]:
    """The competence of each code, in the order of the codes."""
    rows = await tx.rows(QUERIES["read_competences_by_code"], codes=list(codes))
    found = {row["code"]: _competence(row) for row in rows}
    return [found.get(code) for code in codes]


async def equipment_types(tx: Transaction, *, after_number: int | None, limit: int) -> list[EquipmentType]:
    """Equipment types by number."""
    rows = await tx.rows(QUERIES["read_equipment_types"], after_number=after_number, limit=limit)
    return [_equipment_type(row) for row in rows]


async def equipment_types_by_code(tx: Transaction, codes: Sequence[str]) -> list[EquipmentType | None]:
    """The equipment type of each code, in the order of the codes."""
    rows = await tx.rows(QUERIES["read_equipment_types_by_code"], codes=list(codes))
    found = {row["code"]: _equipment_type(row) for row in rows}
    return [found.get(code) for code in codes]


async def incident_categories(tx: Transaction, *, after_code: str | None, limit: int) -> list[IncidentCategory]:
    """Causes by code."""
    rows = await tx.rows(QUERIES["read_incident_categories"], after_code=after_code, limit=limit)
    return [IncidentCategory(row["code"], row["label"], Origin(row["origin"])) for row in rows]


async def incident_categories_by_code(tx: Transaction, codes: Sequence[str]) -> list[IncidentCategory | None]:
    """Causes in the order of the codes."""
    rows = await tx.rows(QUERIES["read_incident_categories_by_code"], codes=list(codes))
    found = {row["code"]: IncidentCategory(row["code"], row["label"], Origin(row["origin"])) for row in rows}
    return [found.get(code) for code in codes]


async def hospital_groups(tx: Transaction, *, region: str | None, after_code: str | None, limit: int) -> list[HospitalGroup]:
    """Groups of hospitals by code, of one region or of all."""
    rows = await tx.rows(QUERIES["read_hospital_groups"], region=region, after_code=after_code, limit=limit)
    return [_group(row) for row in rows]


async def hospital_groups_by_code(tx: Transaction, codes: Sequence[str]) -> list[HospitalGroup | None]:
    """The group of each code, in the order of the codes."""
    rows = await tx.rows(QUERIES["read_hospital_groups_by_code"], codes=list(codes))
    found = {row["code"]: _group(row) for row in rows}
    return [found.get(code) for code in codes]


async def road_networks(tx: Transaction) -> frozenset[str]:
    """The codes of the road networks there are."""
    return frozenset(row["code"] for row in await tx.rows(QUERIES["read_road_networks"]))


def service_domain(row: Record) -> ServiceDomain:
    """A row that holds a service domain."""
    return ServiceDomain(row["code"], row["label"], row["rank"])


def _competence(row: Record) -> Competence:
    return Competence(
        code=row["code"],
        number=row["number"],
        family=row["family"],
        label=row["label"],
        description=row["description"],
        pris_activity=row["pris_activity"],
        ecsf_role=row["ecsf_role"],
    )


def _equipment_type(row: Record) -> EquipmentType:
    return EquipmentType(
        code=row["code"],
        number=row["number"],
        label=row["label"],
        unit=row["unit"],
        indivisible=row["indivisible"],
        holds_data=row["holds_data"],
        alert_minutes_day=row["alert_minutes_day"],
        alert_minutes_night=row["alert_minutes_night"],
        preparation_minutes_day=row["preparation_minutes_day"],
        preparation_minutes_night=row["preparation_minutes_night"],
        delays_confirmed=row["delays_confirmed"],
        substitutes=tuple(row["substitutes"]),
    )


def _group(row: Record) -> HospitalGroup:
    return HospitalGroup(row["code"], row["short_name"], row["name"], row["region_code"])
