"""The security states of sites, and who changed them: rows ↔ domain."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from planblanc.domain.establishments import SecurityState
from planblanc.domain.identity import EstablishmentId, IncidentId
from planblanc.domain.incidents import Origin
from planblanc.domain.security import ChangeState, SecurityChange, Signature
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("security")


async def hold(tx: Transaction, site: EstablishmentId) -> SecurityState:
    """The state of a site that is about to change."""
    return SecurityState(await tx.value(QUERIES["hold_site"], id=site))


async def open_incidents(tx: Transaction, site: EstablishmentId) -> list[tuple[IncidentId, Origin, bool]]:
    """The open incidents of a site, real ones first: their origin, and whether they are exercises."""
    rows = await tx.rows(QUERIES["list_open_incidents"], site=site)
    return [(IncidentId(row["id"]), Origin(row["origin"]), row["exercise"]) for row in rows]


async def is_any_suspect(tx: Transaction, sites: Iterable[EstablishmentId]) -> bool:
    """Whether one of these sites may be in an attacker's hands."""
    return bool(await tx.value(QUERIES["is_any_suspect"], sites=list(sites)))


async def in_doubt_since(tx: Transaction, site: EstablishmentId) -> datetime | None:
    """When somebody said, this time, that the accounts of a site may be in an attacker's hands."""
    found: datetime | None = await tx.value(QUERIES["read_doubt"], site=site)
    return found


async def add(tx: Transaction, change: SecurityChange) -> None:
    """Keep a change of state."""
    await tx.execute(
        QUERIES["add_change"],
        id=change.id,
        establishment_id=change.establishment,
        region=change.region,
        incident_id=change.incident,
        before=change.before,
        after=change.after,
        reason=change.reason,
        state=change.state,
        proposed_by=change.proposed.by,
        proposed_name=change.proposed.name,
        proposed_for=change.proposed.organisation,
        proposed_at=change.proposed.at,
        one_is_suspect=change.one_is_suspect,
    )


async def settle(tx: Transaction, change: SecurityChange) -> bool:
    """Keep what became of a proposal; false when it is no longer one."""
    by = change.confirmed
    settled = await tx.execute(
        QUERIES["settle_change"],
        id=change.id,
        state=change.state,
        confirmed_by=by.by if by else None,
        confirmed_name=by.name if by else None,
        confirmed_for=by.organisation if by else None,
        confirmed_at=by.at if by else None,
        one_is_suspect=change.one_is_suspect,
    )
    return settled == 1


async def set_state(tx: Transaction, change: SecurityChange) -> bool:
    """Put a site in the state that a change gives it; false for whoever may not."""
    return await tx.execute(QUERIES["set_state"], id=change.establishment, state=change.after, change=change.id) == 1


async def of_establishments(tx: Transaction, sites: Sequence[UUID]) -> list[list[SecurityChange]]:
    """The changes of state of each site, the last one first; none for whoever may not read them."""
    found: dict[UUID, list[SecurityChange]] = {site: [] for site in sites}
    for row in await tx.rows(QUERIES["list_changes"], sites=list(sites)):
        found[row["establishment_id"]].append(_change(row))
    return [found[site] for site in sites]


async def proposal(tx: Transaction, site: EstablishmentId) -> SecurityChange | None:
    """The proposal that waits for a second person, if there is one."""
    (changes,) = await of_establishments(tx, [site])
    return next((change for change in changes if change.state is ChangeState.PROPOSED), None)


def _change(row: Record) -> SecurityChange:
    return SecurityChange(
        id=row["id"],
        establishment=EstablishmentId(row["establishment_id"]),
        region=row["region_code"],
        incident=IncidentId(row["incident_id"]) if row["incident_id"] else None,
        before=SecurityState(row["from_state"]),
        after=SecurityState(row["to_state"]),
        reason=row["reason"],
        state=ChangeState(row["state"]),
        proposed=Signature(row["proposed_by"], row["proposed_name"], row["proposed_for"], row["proposed_at"]),
        confirmed=_signature(row),
        one_is_suspect=row["one_is_suspect"],
    )


def _signature(row: Record) -> Signature | None:
    if row["confirmed_by"] is None:
        return None
    return Signature(row["confirmed_by"], row["confirmed_name"], row["confirmed_for"], row["confirmed_at"])
