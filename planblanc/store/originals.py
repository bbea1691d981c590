"""The files of procedures: rows ↔ domain; the content is read alone, and only to be given back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from planblanc.domain.identity import ProcedureId
from planblanc.domain.originals import Original, OriginalFile
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("originals")


async def put(tx: Transaction, procedure: ProcedureId, file: OriginalFile, added_name: str, now: datetime) -> None:
    """Keep the file of a draft, in the place of the one before."""
    await tx.execute(
        QUERIES["put_original"],
        procedure=procedure,
        file_name=file.file_name,
        media_type=file.media_type,
        size=len(file.content),
        sha256=file.sha256,
        content=file.content,
        added_name=added_name,
        added_at=now,
    )


async def by_procedure(tx: Transaction, ids: Sequence[UUID]) -> list[Original | None]:
    """What is known of the file of each procedure, in the order of the keys."""
    found = {
        row["procedure_id"]: Original(
            row["procedure_id"], row["file_name"], row["media_type"], row["size_bytes"], row["sha256"], row["added_name"], row["added_at"]
        )
        for row in await tx.rows(QUERIES["read_originals"], ids=list(ids))
    }
    return [found.get(key) for key in ids]


async def content(tx: Transaction, procedure: UUID) -> OriginalFile | None:
    """The file of a procedure, as it came."""
    row = await tx.row(QUERIES["read_content"], procedure=procedure)
    return None if row is None else OriginalFile(row["file_name"], row["media_type"], row["content"])


async def move(tx: Transaction, draft: ProcedureId, published: ProcedureId) -> None:
    """Give the file of a draft to what it replaces: an edition has its own file, or none."""
    await tx.execute(QUERIES["drop_original"], procedure=published)
    await tx.execute(QUERIES["move_original"], draft=draft, published=published)
