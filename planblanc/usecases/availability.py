"""Say when somebody can be asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planblanc.domain import access, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.availability import Hours
from planblanc.domain.errors import Conflict
from planblanc.domain.identity import ResponderId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.numbers import within
from planblanc.store import availability as stored
from planblanc.store import responders as stored_responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, responders

_MOST_LINES = 200


@dataclass(frozen=True)
class CalendarWanted:
    """The whole calendar of a responder, whose version was read; an empty one means never."""

    responder_id: ResponderId
    version: int
    calendar: Sequence[Hours]


async def save(tx: Transaction, actor: Actor, wanted: CalendarWanted, now: datetime) -> ResponderId:
    """Put a calendar in place of the one that was there."""
    access.require(actor, Act.SAVE_RESOURCES)
    responder = await responders.required(tx, wanted.responder_id, ("responder",))
    lender = await lenders.required(tx, responder.lender_id)
    responders.require_keeper(actor, lender)
    versions.require_read(responder.version, wanted.version)
    within(len(wanted.calendar), ("calendar",), least=0, most=_MOST_LINES)
    if not await stored_responders.touch(tx, responder.id, responder.version):
        raise Conflict(path=("version",))
    await stored.replace(tx, responder, wanted.calendar)
    line = LogLine(
        chain=Chain.of_region(lender.region),
        act="availability.saved",
        text=f"Disponibilités d'un intervenant de {lender.name} mises à jour.",
        at=now,
        details={"responder": str(responder.id), "lines": len(wanted.calendar)},
    )
    tx.note(line)
    return responder.id
