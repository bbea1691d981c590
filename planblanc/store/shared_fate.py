"""Links of shared fate: rows ↔ domain."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from planblanc.domain.shared_fate import SharedFateKind, SharedFateLink
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("shared_fate")


async def links_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[SharedFateLink | None]:
    """The link of each key, in the order of the keys."""
    found = {row["id"]: _link(row) for row in await tx.rows(QUERIES["read_links_by_id"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def page(
    tx: Transaction, *, region: str | None, kind: SharedFateKind | None, after: tuple[str, str, UUID] | None, limit: int
) -> list[SharedFateLink]:
    """The links that hold, by site then lender, after this one."""
    site, lender, key = after or (None, None, None)
    rows = await tx.rows(
        QUERIES["read_links"],
        region=region,
        kind=kind.value if kind else None,
        after_site=site,
        after_lender=lender,
        after_id=key,
        limit=limit,
    )
    return [_link(row) for row in rows]


async def links_of_lenders(tx: Transaction, ids: Sequence[UUID]) -> list[list[SharedFateLink]]:
    """The links of each lender that hold, a hundred at most."""
    found: dict[UUID, list[SharedFateLink]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_links_of_lenders"], ids=list(ids)):
        found[row["lender_id"]].append(_link(row))
    return [found[key] for key in ids]


async def links_of_establishments(tx: Transaction, ids: Sequence[UUID]) -> list[list[SharedFateLink]]:
    """The links of each site that hold, a hundred at most."""
    found: dict[UUID, list[SharedFateLink]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_links_of_establishments"], ids=list(ids)):
        found[row["establishment_id"]].append(_link(row))
    return [found[key] for key in ids]


async def add(tx: Transaction, link: SharedFateLink) -> None:
    """Store a new link."""
    await tx.execute(
        QUERIES["add_link"],
        id=link.id,
        establishment_id=link.establishment_id,
        lender_id=link.lender_id,
        region=link.region,
        kind=link.kind.value,
        note=link.note,
        ended=link.ended,
    )


async def change(tx: Transaction, link: SharedFateLink) -> bool:
    """Store a link as it is now; false when somebody has changed it since its version was read."""
    changed = await tx.execute(
        QUERIES["change_link"], id=link.id, kind=link.kind.value, note=link.note, ended=link.ended, version=link.version
    )
    return changed == 1


def _link(row: Record) -> SharedFateLink:
    return SharedFateLink(
        id=row["id"],
        establishment_id=row["establishment_id"],
        lender_id=row["lender_id"],
        region=row["region_code"],
        kind=SharedFateKind(row["kind"]),
        note=row["note"],
        ended=row["ended"],
        synthetic=row["synthetic"],
        version=row["version"],
        establishment_name=row["establishment_name"],
        lender_name=row["lender_name"],
        establishment_finess=row["establishment_finess"],
    )
