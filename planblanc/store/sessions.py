"""Sessions and logins under way: rows ↔ domain; tokens are known by their digest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain import sessions
from planblanc.domain.sessions import Session, SessionKind, Standing
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("sessions")


@dataclass(frozen=True)
class Attempt:
    """A login that was begun: with which provider, where to come back, and which session it confirms."""

    provider: str
    next_path: str
    session: UUID | None
    begun_at: datetime


async def add(tx: Transaction, session: Session, digest: bytes) -> None:
    """Keep a session by the digest of its token."""
    await tx.execute(
        QUERIES["add_session"],
        id=session.id,
        digest=digest,
        kind=session.kind.value,
        account=session.account,
        grant=session.grant,
        establishment=session.establishment,
        name=session.name,
        opened_at=session.opened_at,
        authenticated_at=session.authenticated_at,
        expires_at=session.expires_at,
    )


async def opened(tx: Transaction, digest: bytes, at: datetime) -> Record | None:
    """What the session of this digest says of its actor, or nothing when it does not stand (real clock)."""
    return await tx.row(QUERIES["open_session"], digest=digest, at=at, idle_since=at - sessions.IDLE)


async def touch(tx: Transaction, digest: bytes, at: datetime) -> None:
    """Note that a session is used."""
    await tx.value(QUERIES["touch_session"], digest=digest, at=at)


async def close(tx: Transaction, digest: bytes, at: datetime, reason: str) -> None:
    """End a session by its token; nothing when it is ended already."""
    await tx.value(QUERIES["close_session"], digest=digest, at=at, reason=reason)


async def of_account(tx: Transaction, account: UUID, at: datetime) -> list[Standing]:
    """The sessions of an account that still stand, the last one first."""
    rows = await tx.rows(QUERIES["read_sessions"], account=account, at=at, idle_since=at - sessions.IDLE)
    return [Standing(row["id"], SessionKind(row["kind"]), row["opened_at"], row["seen_at"], row["expires_at"]) for row in rows]


async def revoke(tx: Transaction, key: UUID, at: datetime, reason: str) -> bool:
    """End a session of the actor's own; false when there is none, or it is ended."""
    return await tx.execute(QUERIES["revoke_session"], id=key, at=at, reason=reason) == 1


async def revoke_of_account(tx: Transaction, account: UUID, at: datetime, reason: str) -> int:
    """End every session of an account that the actor may end; how many there were."""
    return await tx.execute(QUERIES["revoke_of_account"], account=account, at=at, reason=reason)


async def begin(tx: Transaction, digest: bytes, attempt: Attempt) -> None:
    """Keep a login that is begun, by the digest of its state; a few that nobody came back from are forgotten."""
    await tx.value(QUERIES["forget_attempts"], at=attempt.begun_at)
    await tx.execute(
        QUERIES["add_attempt"],
        digest=digest,
        provider=attempt.provider,
        next_path=attempt.next_path,
        session=attempt.session,
        begun_at=attempt.begun_at,
        expires_at=attempt.begun_at + sessions.LONGEST_LOGIN,
    )


async def take(tx: Transaction, digest: bytes, at: datetime) -> Attempt | None:
    """The login of this state, which serves no more; nothing when there is none, or it is too old."""
    row = await tx.row(QUERIES["take_attempt"], digest=digest, at=at)
    return Attempt(row["provider"], row["next_path"], row["session_id"], row["begun_at"]) if row else None


async def grant_of(tx: Transaction, key: UUID, account: UUID) -> tuple[UUID | None] | None:
    """The right for which an account opened a session, if it has any yet; nothing when the session is not that account's."""
    row = await tx.row(QUERIES["read_grant"], id=key, account=account)
    return (row["grant_id"],) if row is not None else None


async def authenticated_at(tx: Transaction, key: UUID) -> datetime | None:
    """When the owner of a session logged in, as far as it is known."""
    found: datetime | None = await tx.value(QUERIES["read_authentication"], id=key)
    return found
