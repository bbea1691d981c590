"""Sites and legal entities: rows ↔ domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from planblanc.domain.catalogues import ServiceDomain
from planblanc.domain.establishments import Establishment, LegalEntity, SecurityState
from planblanc.domain.identity import EstablishmentId, LegalEntityId
from planblanc.domain.positions import Position
from planblanc.store import catalogues
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("establishments")


@dataclass(frozen=True)
class SitesWanted:
    """By what sites are looked for; what is empty filters nothing."""

    region: str | None = None
    department: str | None = None
    hospital_group: str | None = None
    service: str | None = None
    patterns: list[str] | None = None


async def establishments(tx: Transaction, wanted: SitesWanted, *, after_finess: str | None, limit: int) -> list[Establishment]:
    """Sites by FINESS number, after this one."""
    rows = await tx.rows(
        QUERIES["read_establishments"],
        region=wanted.region,
        department=wanted.department,
        hospital_group=wanted.hospital_group,
        service=wanted.service,
        patterns=wanted.patterns,
        after_finess=after_finess,
        limit=limit,
    )
    return [_establishment(row) for row in rows]


async def suggested(tx: Transaction, said: str, *, near_region: str | None, limit: int) -> list[tuple[Establishment, float]]:
    """The sites that somebody may mean, the likeliest first, each with its likeness, from 0 to 1."""
    rows = await tx.rows(QUERIES["suggest_establishments"], said=said, near_region=near_region, limit=limit)
    return [(_establishment(row), row["likeness"]) for row in rows]


async def establishments_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[Establishment | None]:
    """The site of each key, in the order of the keys."""
    rows = await tx.rows(QUERIES["read_establishments_by_id"], ids=list(ids))
    found = {row["id"]: _establishment(row) for row in rows}
    return [found.get(key) for key in ids]


async def sites_of_entities(tx: Transaction, ids: Sequence[UUID]) -> list[list[Establishment]]:
    """The sites of each legal entity, a hundred at most."""
    found: dict[UUID, list[Establishment]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_sites_of_entities"], ids=list(ids)):
        found[row["legal_entity_id"]].append(_establishment(row))
    return [found[key] for key in ids]


async def services(tx: Transaction, ids: Sequence[UUID]) -> list[list[ServiceDomain]]:
    """The services that each site runs."""
    found: dict[UUID, list[ServiceDomain]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_services"], ids=list(ids)):
        found[row["establishment_id"]].append(catalogues.service_domain(row))
    return [found[key] for key in ids]


async def legal_entities_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[LegalEntity | None]:
    """The legal entity of each key, in the order of the keys."""
    rows = await tx.rows(QUERIES["read_entities"], ids=list(ids))
    found = {row["id"]: LegalEntity(LegalEntityId(row["id"]), row["finess"], row["name"]) for row in rows}
    return [found.get(key) for key in ids]


async def by_id(tx: Transaction, key: UUID) -> Establishment | None:
    """The site of this key."""
    return (await establishments_by_id(tx, [key]))[0]


async def add_entity(tx: Transaction, entity: LegalEntity) -> None:
    """Store a legal entity, unless it is known."""
    await tx.execute(QUERIES["add_entity"], id=entity.id, finess=entity.finess, name=entity.name)


async def add(tx: Transaction, site: Establishment) -> None:
    """Store a new site."""
    columns = _columns(site)
    await tx.execute(
        QUERIES["add_establishment"],
        **columns,
        finess=site.finess,
        region=site.region,
        security_state=site.security_state.value,
    )


async def change(tx: Transaction, site: Establishment) -> bool:
    """Store a site as it is now; false when somebody has changed it since its version was read."""
    return await tx.execute(QUERIES["change_establishment"], **_columns(site), version=site.version) == 1


async def put_services(tx: Transaction, site: EstablishmentId, codes: Sequence[str]) -> None:
    """The services that a site runs are these."""
    await tx.execute(QUERIES["drop_services"], id=site, codes=list(codes))
    await tx.execute(QUERIES["add_services"], id=site, codes=list(codes))


def _columns(site: Establishment) -> dict[str, object]:
    return {
        "id": site.id,
        "legal_entity_id": site.legal_entity_id,
        "name": site.name,
        "category": site.category,
        "sector": site.sector,
        "department": site.department,
        "commune_code": site.commune_code,
        "commune": site.commune,
        "postal_code": site.postal_code,
        "hospital_group": site.hospital_group,
        "group_is_synthetic": site.group_is_synthetic,
        "private_group": site.private_group,
        "latitude": site.position.latitude,
        "longitude": site.position.longitude,
        "position_source": site.position_source,
        "position_precision": site.position_precision,
        "network": site.position.network,
        "beds": site.beds,
        "intensive_care_beds": site.intensive_care_beds,
        "samu_seat": site.samu_seat,
        "search_text": site.search_text,
        "mail_domains": list(site.mail_domains),
    }


def _establishment(row: Record) -> Establishment:
    return Establishment(
        id=row["id"],
        finess=row["finess"],
        legal_entity_id=row["legal_entity_id"],
        name=row["name"],
        category=row["category"],
        sector=row["sector"],
        department=row["department_code"],
        region=row["region_code"],
        commune_code=row["commune_code"],
        commune=row["commune"],
        postal_code=row["postal_code"],
        hospital_group=row["hospital_group_code"],
        group_is_synthetic=row["group_synthetic"],
        private_group=row["private_group"],
        position=Position(row["latitude"], row["longitude"], row["road_network_code"]),
        position_source=row["position_source"],
        position_precision=row["position_precision"],
        beds=row["beds"],
        intensive_care_beds=row["intensive_care_beds"],
        samu_seat=row["samu_seat"],
        security_state=SecurityState(row["security_state"]),
        version=row["version"],
        mail_domains=tuple(row["mail_domains"]),
    )
