"""Regions, departments and defence zones: rows ↔ domain."""

from collections.abc import Sequence

from asyncpg import Record

from planblanc.domain.regions import DefenceZone, Department, Region
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("regions")


async def regions(tx: Transaction, *, after_code: str | None, limit: int) -> list[Region]:
    """Regions by code, after the one of this code."""
    return [_region(row) for row in await tx.rows(QUERIES["read_regions"], after_code=after_code, limit=limit)]


async def regions_by_code(tx: Transaction, codes: Sequence[str]) -> list[Region | None]:
    """The region of each code, in the order of the codes."""
    found = {row["code"]: _region(row) for row in await tx.rows(QUERIES["read_regions_by_code"], codes=list(codes))}
    return [found.get(code) for code in codes]


async def departments(tx: Transaction, *, region_code: str | None, after_code: str | None, limit: int) -> list[Department]:
    """Departments by code, of one region or of all."""
    rows = await tx.rows(QUERIES["read_departments"], region_code=region_code, after_code=after_code, limit=limit)
    return [_department(row) for row in rows]


async def departments_of_regions(tx: Transaction, codes: Sequence[str]) -> list[list[Department]]:
    """The departments of each region, in the order of the codes."""
    rows = await tx.rows(QUERIES["read_departments_of_regions"], region_codes=list(codes))
    found: dict[str, list[Department]] = {code: [] for code in codes}
    for row in rows:
        found[row["region_code"]].append(_department(row))
    return [found[code] for code in codes]


async def departments_by_code(tx: Transaction, codes: Sequence[str]) -> list[Department | None]:
    """The department of each code, in the order of the codes."""
    found = {row["code"]: _department(row) for row in await tx.rows(QUERIES["read_departments_by_code"], codes=list(codes))}
    return [found.get(code) for code in codes]


async def zones(tx: Transaction) -> list[DefenceZone]:
    """The defence zones, by code."""
    return [DefenceZone(row["code"], row["name"]) for row in await tx.rows(QUERIES["read_zones"])]


def _region(row: Record) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        ars_name=row["ars_name"],
        grades_name=row["grades_name"],
        grades_confirmed=row["grades_confirmed"],
        zone=DefenceZone(row["zone_code"], row["zone_name"]),
    )


def _department(row: Record) -> Department:
    return Department(row["code"], row["name"], row["region_code"])
