"""Procedures: rows ↔ domain."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from asyncpg import Record

from planblanc.domain.establishments import Establishment
from planblanc.domain.identity import IncidentId, ProcedureId
from planblanc.domain.procedures import Holder, Procedure, ProcedureKind, ProcedureScope, ProcedureSource
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("procedures")


@dataclass(frozen=True)
class ProceduresWanted:
    """By what procedures are looked for; what is empty filters nothing."""

    service_domain: str | None = None
    scope: ProcedureScope | None = None
    region: str | None = None
    establishment: UUID | None = None
    published: bool | None = None
    patterns: list[str] | None = None


async def procedures(tx: Transaction, wanted: ProceduresWanted, *, after: tuple[int, UUID] | None, limit: int) -> list[Procedure]:
    """Procedures in the order in which they are printed, after the one of this rank and key."""
    rank, key = after or (None, None)
    rows = await tx.rows(
        QUERIES["read_procedures"],
        service_domain=wanted.service_domain,
        scope=wanted.scope.value if wanted.scope else None,
        region=wanted.region,
        establishment=wanted.establishment,
        published=wanted.published,
        patterns=wanted.patterns,
        after_rank=rank,
        after_id=key,
        limit=limit,
    )
    return [_procedure(row) for row in rows]


async def procedures_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[Procedure | None]:
    """The procedure of each key, in the order of the keys."""
    found = {row["id"]: _procedure(row) for row in await tx.rows(QUERIES["read_procedures_by_id"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def by_id(tx: Transaction, key: UUID) -> Procedure | None:
    """The procedure of this key."""
    return (await procedures_by_id(tx, [key]))[0]


async def published_for(tx: Transaction, establishment: Establishment | None, service_domains: Sequence[str]) -> list[Procedure]:
    """All that is published for these services and may hold for this site; `domain.procedures.resolve` chooses."""
    rows = await tx.rows(
        QUERIES["read_procedures_for"],
        service_domains=list(service_domains),
        establishment=establishment.id if establishment else None,
        hospital_group=establishment.hospital_group if establishment else None,
        region=establishment.region if establishment else None,
    )
    return [_procedure(row) for row in rows]


async def twin(tx: Transaction, code: str, holder: Holder, *, published: bool) -> Procedure | None:
    """The published procedure of this code and holder, or its draft."""
    row = await tx.row(
        QUERIES["read_twin"],
        code=code,
        published=published,
        establishment=holder.establishment_id,
        hospital_group=holder.hospital_group,
        region=holder.region,
    )
    return _procedure(row) if row else None


async def add(tx: Transaction, draft: Procedure) -> None:
    """Store a new draft."""
    await tx.execute(
        QUERIES["add_procedure"],
        **_columns(draft),
        code=draft.code,
        scope=draft.scope.value,
        establishment_id=draft.establishment_id,
        hospital_group=draft.hospital_group,
        region=draft.region,
    )


async def change(tx: Transaction, procedure: Procedure) -> bool:
    """Store a procedure as it is now; false when somebody has changed it since its version was read."""
    changed = await tx.execute(QUERIES["change_procedure"], **_columns(procedure), published=procedure.published, version=procedure.version)
    return changed == 1


async def drop_draft(tx: Transaction, draft: ProcedureId) -> None:
    """Remove a draft that has taken the place of what was published."""
    await tx.execute(QUERIES["drop_draft"], id=draft)


async def asked_services(tx: Transaction, incident: IncidentId) -> tuple[str, ...]:
    """The services for which a procedure was asked in an incident."""
    return tuple(row["code"] for row in await tx.rows(QUERIES["read_asked_services"], incident=incident))


def _columns(procedure: Procedure) -> dict[str, object]:
    return {
        "id": procedure.id,
        "edition": procedure.edition,
        "title": procedure.title,
        "kind": procedure.kind.value,
        "service_domain": procedure.service_domain,
        "business_owner": procedure.business_owner,
        "published_by": procedure.published_by,
        "review_on": procedure.review_on,
        "last_exercised_on": procedure.last_exercised_on,
        "body": procedure.body,
        "sources": [asdict(source) for source in procedure.sources],
        "rank": procedure.rank,
        "search_text": procedure.search_text,
    }


def _procedure(row: Record) -> Procedure:
    return Procedure(
        id=row["id"],
        code=row["code"],
        edition=row["edition"],
        title=row["title"],
        kind=ProcedureKind(row["kind"]),
        service_domain=row["service_domain_code"],
        scope=ProcedureScope(row["scope"]),
        establishment_id=row["establishment_id"],
        hospital_group=row["hospital_group_code"],
        region=row["region_code"],
        business_owner=row["business_owner"],
        published_by=row["published_by"],
        review_on=row["review_on"],
        last_exercised_on=row["last_exercised_on"],
        body=row["body"],
        sources=tuple(ProcedureSource(**source) for source in row["sources"]),
        published=row["published"],
        rank=row["rank"],
        synthetic=row["synthetic"],
        version=row["version"],
    )
