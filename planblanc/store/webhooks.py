"""Outside programs and the messages for them: rows ↔ domain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from asyncpg import Record

from planblanc.domain.identity import EstablishmentId, IncidentId
from planblanc.domain.notifications import DeliveryState
from planblanc.domain.webhooks import VALID_FOR, Webhook
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import WEBHOOK_SECRET
from planblanc.store.transaction import Transaction

QUERIES = load("webhooks")


@dataclass(frozen=True)
class Told:
    """Whose incident a fact is of."""

    region: str
    establishment: UUID | None
    exercise: bool


@dataclass(frozen=True)
class HeldMessage:
    """A message that this worker holds, with where it goes and what signs it."""

    id: UUID
    message_id: str
    message: Mapping[str, object]
    attempts: int
    url: str
    secrets: tuple[bytes, ...]


@dataclass(frozen=True)
class Delivery:
    """A message to a program, and how it ended."""

    id: UUID
    message_id: str
    kind: str
    created_at: datetime
    state: DeliveryState
    attempts: int
    settled_at: datetime | None
    reason: str | None


async def by_ids(tx: Transaction, ids: Sequence[UUID]) -> list[Webhook | None]:
    """The subscription of each key, in the order of the keys."""
    found = {row["id"]: _webhook(row) for row in await tx.rows(QUERIES["read_webhooks"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def page(tx: Transaction, region: str, *, limit: int, after_label: str | None = None, after_id: UUID | None = None) -> list[Webhook]:
    """The subscriptions of a region, by label."""
    rows = await tx.rows(QUERIES["page_webhooks"], region=region, limit=limit, after_label=after_label, after_id=after_id)
    return [_webhook(row) for row in rows]


async def add(tx: Transaction, webhook: Webhook) -> None:
    """Keep a new subscription."""
    await tx.execute(QUERIES["add_webhook"], **_columns(webhook), region=webhook.region, establishment_id=webhook.establishment_id)


async def change(tx: Transaction, webhook: Webhook) -> bool:
    """Keep a subscription as it is now; false when somebody has changed it since its version was read."""
    return await tx.execute(QUERIES["change_webhook"], **_columns(webhook), version=webhook.version) == 1


async def add_secret(tx: Transaction, webhook: UUID, secret: bytes, now: datetime) -> None:
    """Keep one more secret; nobody reads it again but who signs."""
    key = uuid4()
    await tx.execute(
        QUERIES["add_secret"], id=key, webhook_id=webhook, secret_sealed=sealed.seal_bytes(tx, WEBHOOK_SECRET, key, secret), created_at=now
    )


async def told_of(tx: Transaction, incident: IncidentId) -> Told | None:
    """Whose incident it is."""
    row = await tx.row(QUERIES["read_incident_told"], id=incident)
    return Told(row["region_code"], row["establishment_id"], row["exercise"]) if row is not None else None


async def fan_out(tx: Transaction, fact: UUID, told: Told, message: Mapping[str, object], now: datetime) -> int:
    """Write the message for each program that wants it; how many."""
    return await tx.execute(
        QUERIES["fan_out"],
        fact_id=str(fact),
        kind=message["type"],
        message=dict(message),
        region=told.region,
        establishment_id=told.establishment,
        exercise=told.exercise,
        now=now,
        expires_at=now + VALID_FOR,
    )


async def claim(tx: Transaction, now: datetime, lease: timedelta, limit: int) -> tuple[HeldMessage, ...]:
    """The messages that are due, held for the length of a lease."""
    return tuple(
        HeldMessage(
            id=row["id"],
            message_id=row["message_id"],
            message=row["message"],
            attempts=row["attempts"],
            url=row["url"],
            secrets=_secrets(tx, row),
        )
        for row in await tx.rows(QUERIES["claim_deliveries"], now=now, lease=lease, limit=limit)
    )


async def settle(tx: Transaction, held: HeldMessage, state: DeliveryState, now: datetime, reason: str | None = None) -> None:
    """Give a message its end."""
    await tx.execute(QUERIES["settle_delivery"], id=held.id, attempts=held.attempts, state=state.value, now=now, reason=reason)


async def postpone(tx: Transaction, held: HeldMessage, at: datetime, reason: str) -> None:
    """Let go of a message, to be sent again later."""
    await tx.execute(QUERIES["postpone_delivery"], id=held.id, attempts=held.attempts, next_try_at=at, reason=reason)


async def expire(tx: Transaction, now: datetime, reason: str) -> int:
    """End the messages that nobody took in time; how many."""
    return await tx.execute(QUERIES["expire_deliveries"], now=now, reason=reason)


async def deliveries(
    tx: Transaction, webhook: UUID, *, limit: int, after_at: datetime | None = None, after_id: UUID | None = None
) -> list[Delivery]:
    """What a program was sent, the last first."""
    rows = await tx.rows(QUERIES["page_deliveries"], webhook_id=webhook, limit=limit, after_at=after_at, after_id=after_id)
    return [
        Delivery(
            id=row["id"],
            message_id=row["message_id"],
            kind=row["kind"],
            created_at=row["created_at"],
            state=DeliveryState(row["state"]),
            attempts=row["attempts"],
            settled_at=row["settled_at"],
            reason=row["reason"],
        )
        for row in rows
    ]


def _secrets(tx: Transaction, row: Record) -> tuple[bytes, ...]:
    known = zip(row["secret_ids"], row["clear_secrets"], row["sealed_secrets"], strict=True)
    return tuple(sealed.opened_bytes(tx, WEBHOOK_SECRET, key, clear=clear, sealed=closed) for key, clear, closed in known)


def _columns(webhook: Webhook) -> dict[str, object]:
    return {
        "id": webhook.id,
        "label": webhook.label,
        "url": webhook.url,
        "kinds": list(webhook.kinds),
        "exercises": webhook.exercises,
        "active": webhook.active,
        "saved_name": webhook.saved_name,
        "saved_at": webhook.saved_at,
    }


def _webhook(row: Record) -> Webhook:
    return Webhook(
        id=row["id"],
        region=row["region_code"],
        establishment_id=EstablishmentId(row["establishment_id"]) if row["establishment_id"] else None,
        label=row["label"],
        url=row["url"],
        kinds=tuple(row["kinds"]),
        exercises=row["exercises"],
        active=row["active"],
        saved_name=row["saved_name"],
        saved_at=row["saved_at"],
        version=row["version"],
    )
