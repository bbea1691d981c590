"""Numbers of responders, and who asked for them: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from asyncpg import Record

from planblanc.domain.access import Actor, Role
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, ResponderId
from planblanc.domain.phone_reveals import PersonalRecord, PhoneAccess, RevealedPhone, RevealWanted
from planblanc.domain.responders import Responder
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import RESPONDER_PHONE
from planblanc.store.transaction import Transaction

QUERIES = load("phones")
_MOST_OF_ONES_OWN = 50


async def put(tx: Transaction, responder: Responder, phone: str, saved_name: str, now: datetime) -> None:
    """Keep the number of a responder, sealed."""
    told = {"phone_sealed": sealed.seal(tx, RESPONDER_PHONE, responder.id, phone), "saved_name": saved_name, "now": now}
    await tx.execute(QUERIES["put_phone"], responder=responder.id, lender=responder.lender_id, **told)


async def drop(tx: Transaction, responder: ResponderId) -> bool:
    """Keep the number of a responder no longer; false when there was none."""
    return await tx.execute(QUERIES["drop_phone"], responder=responder) == 1


async def are_known(tx: Transaction, ids: Sequence[UUID]) -> list[bool]:
    """Whether the number of each responder is known, as far as the actor may ask for it."""
    known = {row["id"] for row in await tx.rows(QUERIES["list_known"], ids=list(ids))}
    return [key in known for key in ids]


async def is_reachable(tx: Transaction, responder: ResponderId) -> bool:
    """Whether the actor may ask for this number now: the wall's own answer."""
    return bool(await tx.value(QUERIES["read_reachable"], responder=responder))


async def engaged_lender(tx: Transaction, responder: ResponderId, incident: IncidentId) -> LenderId | None:
    """The lender that has engaged a responder in an incident."""
    found = await tx.value(QUERIES["read_engaged_lender"], responder=responder, incident=incident)
    return LenderId(found) if found else None


async def keeping_lender(tx: Transaction, responder: ResponderId) -> LenderId | None:
    """The lender that keeps a responder's number."""
    found = await tx.value(QUERIES["read_keeping_lender"], responder=responder)
    return LenderId(found) if found else None


async def asked_within_an_hour(tx: Transaction, actor: Actor) -> int:
    """How many numbers the actor has asked for lately; no other demand of the same actor is under way."""
    await tx.value(QUERIES["hold_asking"], actor=str(actor.id))
    return int(await tx.value(QUERIES["count_asked"], actor=actor.id))


async def add_reveal(tx: Transaction, actor: Actor, wanted: RevealWanted, lender: LenderId, at: datetime) -> UUID:
    """Write down that the actor asks for a number; the key of the demand."""
    key = uuid4()
    await tx.execute(
        QUERIES["add_reveal"],
        id=key,
        responder=wanted.responder,
        lender=lender,
        incident=wanted.incident,
        revealed_by=actor.id,
        revealed_name=actor.name,
        revealed_role=actor.role.value,
        motive=wanted.motive,
        revealed_at=at,
    )
    return key


async def revealed(tx: Transaction, key: UUID) -> RevealedPhone | None:
    """The number that was asked for, while it is shown to whoever asked."""
    row = await tx.row(QUERIES["read_reveal"], id=key)
    if row is None or row["phone_sealed"] is None:
        return None
    return RevealedPhone(_access(row), _opened(tx, row))


async def page(
    tx: Transaction, responder: ResponderId, *, limit: int, after_at: datetime | None = None, after_id: UUID | None = None
) -> list[PhoneAccess]:
    """Who asked for a responder's number, the last first, as far as the actor may see."""
    rows = await tx.rows(QUERIES["page_reveals"], responder=responder, limit=limit, after_at=after_at, after_id=after_id)
    return [_access(row) for row in rows]


async def own_record(tx: Transaction, engagement: EngagementId) -> PersonalRecord | None:
    """What is kept on the person whom a link to this engagement was given to; nothing for a thing."""
    row = await tx.row(QUERIES["read_own"], engagement=engagement)
    if row is None:
        return None
    accesses = await page(tx, ResponderId(row["responder_id"]), limit=_MOST_OF_ONES_OWN)
    return PersonalRecord(row["label"], _opened(tx, row) if row["phone_sealed"] else None, tuple(accesses))


def _opened(tx: Transaction, row: Record) -> str:
    return tx.keys.open(row["phone_sealed"], RESPONDER_PHONE.place(row["responder_id"]))


def _access(row: Record) -> PhoneAccess:
    return PhoneAccess(
        id=row["id"],
        responder=ResponderId(row["responder_id"]),
        incident=IncidentId(row["incident_id"]) if row["incident_id"] else None,
        name=row["revealed_name"],
        role=Role(row["revealed_role"]),
        motive=row["motive"],
        at=row["revealed_at"],
    )
