"""The file that a procedure was written in: kept with its draft, published with it, given back as it came."""

from datetime import datetime
from uuid import UUID

from planblanc.domain import access
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import NotFound, TransitionRefused
from planblanc.domain.identity import ProcedureId
from planblanc.domain.journal import Detail
from planblanc.domain.originals import OriginalFile
from planblanc.store import originals as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import procedures


async def put(tx: Transaction, actor: Actor, key: ProcedureId, file: OriginalFile, now: datetime) -> ProcedureId:
    """Keep the file of a draft, in the place of the one before; what is published is changed by publishing alone."""
    access.require(actor, Act.SAVE_PROCEDURE)
    draft = await procedures.required(tx, key, ("procedure",))
    procedures.require_keeper(actor, draft)
    if draft.published:
        raise TransitionRefused("Cette procédure est publiée : commencez-en un brouillon, puis joignez-y son original.", ("procedure",))
    await stored.put(tx, key, file, actor.name, now)
    # Not its name: a file is often called after a person.
    told: dict[str, Detail] = {"size": len(file.content), "media_type": file.media_type, "sha256": file.sha256.hex()}
    tx.note(procedures.line(draft, "procedure.original_kept", "reçoit son fichier d'origine", now, told))
    return key


async def read(tx: Transaction, actor: Actor, key: UUID) -> OriginalFile:
    """The file of a procedure that the actor may read; reads, and changes nothing."""
    access.require(actor, Act.READ_REFERENCE)
    found = await stored.content(tx, key)
    if found is None:
        raise NotFound("Cette procédure n'a pas de fichier d'origine, ou vous n'y avez pas accès.", ("procedure",))
    return found
