"""Responders and what they can do: rows ↔ domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asyncpg import Record

from planblanc.domain.availability import Span
from planblanc.domain.identity import LenderId, ResponderId
from planblanc.domain.positions import Position
from planblanc.domain.responders import HeldCompetence, Level, Responder
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("responders")


@dataclass(frozen=True)
class RespondersWanted:
    """By what responders are looked for; what is empty filters nothing. `today` judges what has expired."""

    today: date
    region: str | None = None
    department: str | None = None
    lender: UUID | None = None
    competence: str | None = None
    least_level: Level = Level.BASIC
    patterns: list[str] | None = None
    free: Span | None = None
    synthetic: bool | None = None
    or_inactive: bool = False
    due_on: date | None = None  # only what is late to be confirmed on this day


async def responders(tx: Transaction, wanted: RespondersWanted, *, after_id: UUID | None, limit: int) -> list[Responder]:
    """The responders that the actor keeps or plans with, by key, after this one."""
    free_from, free_until = wanted.free or (None, None)
    rows = await tx.rows(
        QUERIES["read_responders"],
        region=wanted.region,
        department=wanted.department,
        lender=wanted.lender,
        competence=wanted.competence,
        least_level=int(wanted.least_level),
        patterns=wanted.patterns,
        free_from=free_from,
        free_until=free_until,
        synthetic=wanted.synthetic,
        or_inactive=wanted.or_inactive,
        today=wanted.today,
        due_on=wanted.due_on,
        after_id=after_id,
        limit=limit,
    )
    return [_responder(row) for row in rows]


async def responders_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[Responder | None]:
    """The responder of each key, in the order of the keys."""
    found = {row["id"]: _responder(row) for row in await tx.rows(QUERIES["read_responders_by_id"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def competences(tx: Transaction, ids: Sequence[UUID]) -> list[list[HeldCompetence]]:
    """What each responder can do."""
    found: dict[UUID, list[HeldCompetence]] = {key: [] for key in ids}
    for row in await tx.rows(QUERIES["read_competences_of_responders"], ids=list(ids)):
        held = HeldCompetence(row["competence_code"], Level(row["level"]), row["evidence"], row["expires_on"])
        found[row["responder_id"]].append(held)
    return [found[key] for key in ids]


async def capacities_of_lender(tx: Transaction, lender: LenderId) -> list[Responder]:
    """The unnamed capacities of a lender, those that are no longer active first."""
    return [_responder(row) for row in await tx.rows(QUERIES["read_capacities_of_lender"], lender=lender)]


async def of_lenders(tx: Transaction, lenders: Sequence[LenderId]) -> list[list[Responder]]:
    """The responders that each lender has today, fifty at most, by name."""
    found: dict[UUID, list[Responder]] = {lender: [] for lender in lenders}
    for row in await tx.rows(QUERIES["read_people_of_lenders"], lenders=list(found)):
        found[row["lender_id"]].append(_responder(row))
    return [found[lender] for lender in lenders]


async def by_id(tx: Transaction, key: UUID) -> Responder | None:
    """The responder of this key."""
    return (await responders_by_id(tx, [key]))[0]


async def add(tx: Transaction, responder: Responder) -> None:
    """Store a new responder."""
    await tx.execute(QUERIES["add_responder"], **_columns(responder), lender_id=responder.lender_id, region=responder.region)


async def change(tx: Transaction, responder: Responder) -> bool:
    """Store a responder as it is now; false when somebody has changed it since its version was read."""
    return await tx.execute(QUERIES["change_responder"], **_columns(responder), version=responder.version) == 1


async def touch(tx: Transaction, responder: ResponderId, version: int) -> bool:
    """Say that something of the responder has changed; false when somebody else's change came first."""
    return await tx.execute(QUERIES["touch_responder"], id=responder, version=version) == 1


async def confirm(tx: Transaction, responder: ResponderId, version: int, confirm_by: date) -> bool:
    """Move the day by which the responder is to be confirmed; false when somebody else's change came first."""
    return await tx.execute(QUERIES["confirm_responder"], id=responder, version=version, confirm_by=confirm_by) == 1


async def confirm_all(tx: Transaction, responders: Sequence[ResponderId], confirm_by: date) -> int:
    """Move the day by which these responders are to be confirmed; how many there were."""
    return await tx.execute(QUERIES["confirm_responders"], ids=list(responders), confirm_by=confirm_by)


async def put_competences(tx: Transaction, responder: Responder, held: Sequence[HeldCompetence]) -> None:
    """What the responder can do is this."""
    codes = [competence.code for competence in held]
    await tx.execute(QUERIES["drop_competences"], id=responder.id, codes=codes)
    await tx.execute(
        QUERIES["put_competences"],
        id=responder.id,
        lender_id=responder.lender_id,
        codes=codes,
        levels=[int(competence.level) for competence in held],
        evidences=[competence.evidence for competence in held],
        expiries=[competence.expires_on for competence in held],
        latitude=responder.position.latitude,
        longitude=responder.position.longitude,
    )


def _columns(responder: Responder) -> dict[str, object]:
    return {
        "id": responder.id,
        "label": responder.label,
        "named": responder.named,
        "capacity": responder.capacity,
        "commune": responder.commune,
        "latitude": responder.position.latitude,
        "longitude": responder.position.longitude,
        "network": responder.position.network,
        "on_call": responder.on_call,
        "alert_minutes": responder.alert_minutes,
        "preparation_minutes": responder.preparation_minutes,
        "longest_days": responder.longest_days,
        "confirm_by": responder.confirm_by,
        "active": responder.active,
    }


def _responder(row: Record) -> Responder:
    return Responder(
        id=row["id"],
        lender_id=row["lender_id"],
        region=row["region_code"],
        label=row["label"],
        named=row["named"],
        capacity=row["capacity"],
        commune=row["commune"],
        position=Position(row["latitude"], row["longitude"], row["road_network_code"]),
        on_call=row["on_call"],
        alert_minutes=row["alert_minutes"],
        preparation_minutes=row["preparation_minutes"],
        longest_days=row["longest_days"],
        confirm_by=row["confirm_by"],
        active=row["active"],
        synthetic=row["synthetic"],
        version=row["version"],
    )
