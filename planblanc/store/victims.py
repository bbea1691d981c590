"""Finds the victim in the reference data, and where it stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import asyncpg

from planblanc.domain.identity import EstablishmentId, LegalEntityId
from planblanc.domain.requests import Place
from planblanc.domain.victims import Entity, Site, Unlisted, Victim
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("victims")


@dataclass(frozen=True)
class FoundEntity:
    """A legal entity, and the regions in which it has sites."""

    entity: Entity
    regions: tuple[str, ...]


async def site_by_finess(tx: Transaction, finess: str) -> Site | None:
    """The site of this FINESS ET number."""
    row = await tx.row(QUERIES["find_site"], finess=finess)
    return _site(row) if row else None


async def entity_by_finess(tx: Transaction, finess: str) -> FoundEntity | None:
    """The legal entity of this FINESS EJ number."""
    row = await tx.row(QUERIES["find_entity"], finess=finess)
    if row is None:
        return None
    return FoundEntity(Entity(LegalEntityId(row["id"]), row["finess"], row["name"]), tuple(row["regions"]))


async def sites_of_entities(tx: Transaction, entities: Sequence[LegalEntityId]) -> list[tuple[Site, ...]]:
    """The sites of each entity, the largest first."""
    found = [_site(row) for row in await tx.rows(QUERIES["list_sites_of_entities"], entities=list(entities))]
    return [tuple(site for site in found if site.legal_entity == entity) for entity in entities]


async def is_any_in_doubt(tx: Transaction, sites: Collection[EstablishmentId], entity: LegalEntityId | None) -> bool:
    """Whether an attacker may hold the accounts of one of these sites, or of one of the entity's."""
    return bool(await tx.value(QUERIES["is_any_in_doubt"], sites=list(sites), entity=entity))


async def region_of_department(tx: Transaction, department: str) -> str | None:
    """The region (INSEE code) of a department."""
    region: str | None = await tx.value(QUERIES["find_region_of_department"], code=department)
    return region


async def region_exists(tx: Transaction, code: str) -> bool:
    """Whether a region has this INSEE code."""
    return await tx.row(QUERIES["find_region"], code=code) is not None


async def place_of(tx: Transaction, region: str, victim: Victim) -> Place | None:
    """Where the victim is, or the nearest thing to it that is known; nothing in a region without hospital.

    An entity is taken to be hit at its largest site.
    """
    row = await tx.row(
        QUERIES["find_place"],
        region=region,
        site=victim.id if isinstance(victim, Site) else None,
        entity=victim.id if isinstance(victim, Entity) else None,
        department=victim.department,
        town=victim.town if isinstance(victim, Unlisted) else None,
    )
    if row is None:
        return None
    is_own = row["id"] == victim.id if isinstance(victim, Site) else isinstance(victim, Entity) and row["legal_entity_id"] == victim.id
    return Place(
        latitude=row["latitude"],
        longitude=row["longitude"],
        network=row["road_network_code"],
        department=row["department_code"] if is_own else victim.department or row["department_code"],
        site=EstablishmentId(row["id"]) if is_own else None,
        is_assumed=not (is_own and isinstance(victim, Site)),
    )


async def beds_of(tx: Transaction, site: EstablishmentId) -> int | None:
    """The beds of a site, if they are known."""
    beds: int | None = await tx.value(QUERIES["find_beds"], site=site)
    return beds


async def services_run(tx: Transaction, site: EstablishmentId) -> frozenset[str]:
    """The service domains that the site runs, by code; empty when nothing is known of them."""
    return frozenset(row["service_domain_code"] for row in await tx.rows(QUERIES["list_services_run"], site=site))


def _site(row: asyncpg.Record) -> Site:
    return Site(
        id=EstablishmentId(row["id"]),
        finess=row["finess"],
        name=row["name"],
        town=row["commune"],
        department=row["department_code"],
        region=row["region_code"],
        legal_entity=LegalEntityId(row["legal_entity_id"]) if row["legal_entity_id"] else None,
        security_state=row["security_state"],
    )
