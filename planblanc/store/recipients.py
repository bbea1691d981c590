"""Whom a notice is about, and every way of reaching whom it is for."""

from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import IncidentId
from planblanc.domain.ways import Domains, FoundWay
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import CALL_BACK, INCIDENT_CONTACT
from planblanc.store.transaction import Transaction

QUERIES = load("recipients")


@dataclass(frozen=True)
class About:
    """An incident in the words of a notice."""

    incident: IncidentId
    exercise: bool
    victim: str
    establishment: UUID | None
    security_state: str


async def about(tx: Transaction, incident: IncidentId) -> About | None:
    """What a notice says of its incident."""
    row = await tx.row(QUERIES["read_about"], id=incident)
    if row is None:
        return None
    return About(
        incident=incident,
        exercise=row["exercise"],
        victim=row["victim"],
        establishment=row["establishment_id"],
        security_state=row["security_state"],
    )


async def region_names(tx: Transaction, code: str) -> tuple[str, str]:
    """The names of a region and of its agency."""
    row = await tx.row(QUERIES["read_region"], code=code)
    return (row["name"], row["ars_name"]) if row is not None else (code, "ARS")


async def lender_name(tx: Transaction, lender: UUID) -> str:
    """The name of a lender."""
    return str(await tx.value(QUERIES["read_lender"], id=lender))


async def establishment_name(tx: Transaction, establishment: UUID) -> str:
    """The name of a site."""
    return str(await tx.value(QUERIES["read_establishment"], id=establishment))


async def ways_of_lender(tx: Transaction, lender: UUID) -> tuple[FoundWay, ...]:
    """How a lender is reached, in order."""
    return tuple(map(_way, await tx.rows(QUERIES["list_ways_of_lender"], id=lender)))


async def ways_of_establishment(tx: Transaction, establishment: UUID) -> tuple[FoundWay, ...]:
    """How a site is reached, in order."""
    return tuple(map(_way, await tx.rows(QUERIES["list_ways_of_establishment"], id=establishment)))


async def call_back_numbers(tx: Transaction, incident: IncidentId) -> tuple[tuple[str, bool], ...]:
    """The numbers of a victim, each with whether a call-back confirmed it."""
    return tuple((_number(tx, row), row["is_confirmed"]) for row in await tx.rows(QUERIES["list_call_back_numbers"], id=incident))


async def domains_in_doubt(tx: Transaction) -> Domains:
    """The mail domains that no notice may rely on now."""
    rows = await tx.rows(QUERIES["list_doubtful_domains"])
    return Domains(
        compromised=frozenset(row["domain"] for row in rows if row["is_compromised"]),
        doubtful=frozenset(row["domain"] for row in rows if not row["is_compromised"]),
    )


def _number(tx: Transaction, row: Record) -> str:
    column = CALL_BACK if row["is_confirmed"] else INCIDENT_CONTACT
    return sealed.opened(tx, column, row["id"], clear=row["clear"], sealed=row["sealed"]) or ""


def _way(row: Record) -> FoundWay:
    return FoundWay(
        channel=ContactChannel(row["channel"]),
        address=row["address"],
        label=row["label"],
        on_own_network=row["on_own_network"],
        security_state=row["security_state"],
    )
