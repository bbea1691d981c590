"""Notices and the tries of their channels: rows ↔ domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from asyncpg import Record

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import IncidentId
from planblanc.domain.notifications import DeliveryState, KnownNotice, NoticeKind, NoticeState, Recipient, RecipientKind, Tried, Way
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import ADDRESS
from planblanc.store.transaction import Transaction

QUERIES = load("notifications")


@dataclass(frozen=True)
class Held:
    """A try that this worker holds: where it goes, what it says, and how often it was tried, this time included."""

    id: UUID
    notice: UUID
    channel: ContactChannel
    address: str
    attempts: int
    subject: str
    body: str
    written_at: datetime


@dataclass(frozen=True)
class End:
    """How a try ends; when it is final, that channel refuses for good."""

    state: DeliveryState
    reason: str | None = None
    is_final: bool = False


@dataclass(frozen=True)
class JournalRow:
    """Who was told what, by which channel, with which end; no number nor address."""

    place: UUID
    kind: NoticeKind
    recipient_name: str
    subject: str
    exercise: bool
    channel: ContactChannel | None
    label: str
    created_at: datetime
    state: NoticeState
    attempts: int
    settled_at: datetime | None
    reason: str | None


async def add(tx: Transaction, notice: KnownNotice, key: str) -> bool:
    """Keep a new notice; false when one of this key is known."""
    is_exercise = notice.state is NoticeState.EXERCISE
    added = await tx.execute(
        QUERIES["add_notice"],
        id=notice.id,
        key=key,
        kind=notice.kind.value,
        region=notice.region,
        incident_id=notice.incident,
        recipient_kind=notice.recipient.kind.value,
        recipient_id=notice.recipient.id,
        recipient_region=notice.recipient.region,
        recipient_rank=notice.recipient.rank,
        recipient_name=notice.recipient_name,
        subject=notice.subject,
        body=notice.body,
        exercise=is_exercise,
        now=notice.created_at,
        expires_at=notice.expires_at,
        state=notice.state.value,
        reason="Exercice : personne n'a été prévenu." if is_exercise else None,
    )
    return added == 1


async def hold(tx: Transaction, notice: UUID) -> KnownNotice | None:
    """The notice as it stands once nobody else is changing it."""
    row = await tx.row(QUERIES["hold_notice"], id=notice)
    return _notice(row) if row is not None else None


async def tried(tx: Transaction, notice: UUID) -> tuple[Tried, ...]:
    """What was tried for a notice without success."""
    rows = await tx.rows(QUERIES["list_tried"], notice_id=notice)
    return tuple(Tried(ContactChannel(row["channel"]), _address(tx, row), row["is_final"]) for row in rows)


async def add_try(tx: Transaction, notice: UUID, way: Way, now: datetime, at: datetime) -> None:
    """Keep that a channel is to be tried at a moment of the crisis."""
    key = uuid4()
    await tx.execute(
        QUERIES["add_notification"],
        id=key,
        notice_id=notice,
        channel=way.channel.value,
        address_sealed=sealed.seal(tx, ADDRESS, key, way.address),
        label=way.label,
        now=now,
        next_try_at=at,
    )


async def claim(tx: Transaction, channels: Sequence[ContactChannel], now: datetime, lease: timedelta, limit: int) -> tuple[Held, ...]:
    """The tries that are due, held for the length of a lease."""
    wanted = [channel.value for channel in channels]
    rows = await tx.rows(QUERIES["claim_notifications"], channels=wanted, now=now, lease=lease, limit=limit)
    return tuple(
        Held(
            id=row["id"],
            notice=row["notice_id"],
            channel=ContactChannel(row["channel"]),
            address=_address(tx, row),
            attempts=row["attempts"],
            subject=row["subject"],
            body=row["body"],
            written_at=row["created_at"],
        )
        for row in rows
    )


async def settle_try(tx: Transaction, held: Held, end: End, now: datetime) -> bool:
    """Give a try its end; false when it is no longer ours."""
    columns = {"state": end.state.value, "reason": end.reason, "is_final": end.is_final}
    return await tx.execute(QUERIES["settle_notification"], id=held.id, attempts=held.attempts, now=now, **columns) == 1


async def postpone(tx: Transaction, held: Held, at: datetime, reason: str) -> None:
    """Let go of a try, to be made again later."""
    await tx.execute(QUERIES["postpone_notification"], id=held.id, attempts=held.attempts, next_try_at=at, reason=reason)


async def settle(tx: Transaction, notice: UUID, state: NoticeState, now: datetime, reason: str | None = None) -> None:
    """Give a notice its end, and the try that still waited for one."""
    await tx.execute(QUERIES["expire_notifications"], notice_id=notice, now=now, reason=reason)
    await tx.execute(QUERIES["settle_notice"], id=notice, state=state.value, now=now, reason=reason)


async def to_end(tx: Transaction, now: datetime) -> list[tuple[UUID, bool]]:
    """The pending notices that nobody waits for any more, each with whether it is because it came too late."""
    return [(row["id"], row["is_late"]) for row in await tx.rows(QUERIES["list_notices_to_end"], now=now)]


async def standing(tx: Transaction) -> dict[NoticeState, int]:
    """How many notices have each state."""
    return {NoticeState(row["state"]): row["notices"] for row in await tx.rows(QUERIES["count_notices"])}


async def sends(tx: Transaction) -> int:
    """How many times something was sent in all, whether it was taken or not."""
    return int(await tx.value(QUERIES["count_sends"]))


async def page(
    tx: Transaction, incident: IncidentId, *, limit: int, after_at: datetime | None = None, after_id: UUID | None = None
) -> list[JournalRow]:
    """Who was told what of an incident, the last first."""
    rows = await tx.rows(QUERIES["page_notifications"], incident_id=incident, after_at=after_at, after_id=after_id, limit=limit)
    return [
        JournalRow(
            place=row["place"],
            kind=NoticeKind(row["kind"]),
            recipient_name=row["recipient_name"],
            subject=row["subject"],
            exercise=row["exercise"],
            channel=ContactChannel(row["channel"]) if row["channel"] else None,
            label=row["label"],
            created_at=row["created_at"],
            state=NoticeState(row["state"]),
            attempts=row["attempts"],
            settled_at=row["settled_at"],
            reason=row["reason"],
        )
        for row in rows
    ]


def _address(tx: Transaction, row: Record) -> str:
    return sealed.opened(tx, ADDRESS, row["id"], clear=row["address"], sealed=row["address_sealed"]) or ""


def _notice(row: Record) -> KnownNotice:
    return KnownNotice(
        id=row["id"],
        kind=NoticeKind(row["kind"]),
        recipient=Recipient(RecipientKind(row["recipient_kind"]), row["recipient_id"], row["recipient_region"], row["recipient_rank"]),
        region=row["region_code"],
        incident=IncidentId(row["incident_id"]) if row["incident_id"] else None,
        recipient_name=row["recipient_name"],
        subject=row["subject"],
        body=row["body"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        state=NoticeState(row["state"]),
    )
