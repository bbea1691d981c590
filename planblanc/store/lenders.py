"""Lenders: rows ↔ domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from planblanc.domain.identity import key_of
from planblanc.domain.lenders import CompetenceFloor, Lender, LenderKind, PrisActivity
from planblanc.domain.positions import Position
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("lenders")


@dataclass(frozen=True)
class LendersWanted:
    """By what lenders are looked for; what is empty filters nothing."""

    region: str | None = None
    department: str | None = None
    kind: LenderKind | None = None
    patterns: list[str] | None = None
    synthetic: bool | None = None
    or_inactive: bool = False


@dataclass(frozen=True)
class PoolSize:
    """How many people and things a lender has, as far as the actor may see."""

    people: int
    things: int


async def lenders(tx: Transaction, wanted: LendersWanted, *, after_code: str | None, limit: int) -> list[Lender]:
    """The lenders that the actor may see, by code, after this one."""
    rows = await tx.rows(
        QUERIES["read_lenders"],
        region=wanted.region,
        department=wanted.department,
        kind=wanted.kind.value if wanted.kind else None,
        patterns=wanted.patterns,
        synthetic=wanted.synthetic,
        or_inactive=wanted.or_inactive,
        after_code=after_code,
        limit=limit,
    )
    return [_lender(row) for row in rows]


async def lenders_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[Lender | None]:
    """The lender of each key, in the order of the keys."""
    rows = await tx.rows(QUERIES["read_lenders_by_id"], ids=list(ids))
    found = {row["id"]: _lender(row) for row in rows}
    return [found.get(key) for key in ids]


async def pool_sizes(tx: Transaction, ids: Sequence[UUID]) -> list[PoolSize]:
    """The size of each lender's pool, in the order of the keys."""
    rows = await tx.rows(QUERIES["count_pools"], ids=list(ids))
    found = {row["id"]: PoolSize(row["people"], row["things"]) for row in rows}
    return [found.get(key, PoolSize(0, 0)) for key in ids]


async def by_id(tx: Transaction, key: UUID) -> Lender | None:
    """The lender of this key."""
    return (await lenders_by_id(tx, [key]))[0]


async def add(tx: Transaction, lender: Lender) -> None:
    """Store a new lender, with what it keeps."""
    await tx.execute(
        QUERIES["add_lender"],
        **_columns(lender),
        code=lender.code,
        kind=lender.kind.value,
        establishment_id=lender.establishment_id,
        region=lender.region,
    )
    await _keep_floors(tx, lender)


async def change(tx: Transaction, lender: Lender) -> bool:
    """Store a lender as it is now; false when somebody has changed it since its version was read."""
    changed = await tx.execute(QUERIES["change_lender"], **_columns(lender), version=lender.version) == 1
    if changed:
        await _keep_floors(tx, lender)
    return changed


async def _keep_floors(tx: Transaction, lender: Lender) -> None:
    await tx.execute(QUERIES["drop_floors"], lender=lender.id, kept=[floor.competence for floor in lender.competence_floors])
    rows: list[dict[str, object]] = [
        {
            "id": key_of("competence_floor", f"{lender.id}:{floor.competence}"),
            "lender": lender.id,
            "region": lender.region,
            "competence": floor.competence,
            "people": floor.people,
        }
        for floor in lender.competence_floors
    ]
    await tx.execute_many(QUERIES["keep_floor"], rows)


def _columns(lender: Lender) -> dict[str, object]:
    return {
        "id": lender.id,
        "name": lender.name,
        "commune": lender.commune,
        "department": lender.department,
        "latitude": lender.position.latitude,
        "longitude": lender.position.longitude,
        "network": lender.position.network,
        "people_floor": lender.people_floor,
        "pris_activities": [activity.value for activity in lender.pris_activities],
        "active": lender.active,
        "search_text": lender.search_text,
    }


def _lender(row: Record) -> Lender:
    return Lender(
        id=row["id"],
        code=row["code"],
        name=row["name"],
        kind=LenderKind(row["kind"]),
        establishment_id=row["establishment_id"],
        commune=row["commune"],
        department=row["department_code"],
        region=row["region_code"],
        position=Position(row["latitude"], row["longitude"], row["road_network_code"]),
        people_floor=row["people_floor"],
        pris_activities=tuple(map(PrisActivity, row["pris_activities"])),
        competence_floors=tuple(CompetenceFloor(**floor) for floor in row["competence_floors"]),
        synthetic=row["synthetic"],
        active=row["active"],
        version=row["version"],
    )
