"""Duty rosters: rows ↔ domain."""

from collections.abc import Sequence
from datetime import datetime

from asyncpg import Record

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.duty_rosters import MOST_TURNS, DutyContact, DutyRoster, DutyTurn
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("duty_rosters")


async def by_regions(tx: Transaction, regions: Sequence[str]) -> list[DutyRoster | None]:
    """The roster of each region, in the order asked."""
    found = {row["region_code"]: _roster(row) for row in await tx.rows(QUERIES["read_rosters"], regions=list(regions))}
    return [found.get(code) for code in regions]


async def hold(tx: Transaction, region: str) -> DutyRoster | None:
    """The roster of a region once nobody else is changing it."""
    await tx.row(QUERIES["hold_roster"], region=region)
    return (await by_regions(tx, [region]))[0]


async def on_duty(tx: Transaction, region: str, now: datetime) -> tuple[DutyTurn, ...]:
    """Who is on duty for a region, who is called first first."""
    return tuple(map(_turn, await tx.rows(QUERIES["list_on_duty"], region=region, now=now)))


async def regions_on_duty(tx: Transaction, now: datetime) -> list[str]:
    """The regions where somebody is on duty."""
    return [row["region_code"] for row in await tx.rows(QUERIES["list_regions_on_duty"], now=now)]


async def turns(tx: Transaction, region: str, now: datetime) -> tuple[DutyTurn, ...]:
    """The turns of a region under way and to come."""
    return tuple(map(_turn, await tx.rows(QUERIES["list_turns"], region=region, now=now, limit=MOST_TURNS)))


async def save(tx: Transaction, roster: DutyRoster, turns: Sequence[DutyTurn], known: DutyRoster | None, now: datetime) -> bool:
    """Keep the roster as it is from now on; false when somebody has changed it since its version was read."""
    columns = {
        "region": roster.region,
        "escalate_minutes": roster.escalate_minutes,
        "saved_name": roster.saved_name,
        "saved_at": roster.saved_at,
    }
    if known is None:
        await tx.execute(QUERIES["add_roster"], **columns)
    elif not await tx.execute(QUERIES["change_roster"], **columns, version=known.version):
        return False
    await tx.execute(QUERIES["end_turns"], region=roster.region, now=now)
    await tx.execute(QUERIES["remove_turns"], region=roster.region, now=now)
    await tx.execute_many(QUERIES["add_turn"], [_columns(roster.region, turn) for turn in turns])
    return True


def _columns(region: str, turn: DutyTurn) -> dict[str, object]:
    return {
        "id": turn.id,
        "region": region,
        "rank": turn.rank,
        "label": turn.label,
        "starts_at": turn.starts_at,
        "ends_at": turn.ends_at,
        "contacts": [{"channel": one.channel.value, "address": one.address} for one in turn.contacts],
    }


def _roster(row: Record) -> DutyRoster:
    return DutyRoster(row["region_code"], row["escalate_minutes"], row["saved_name"], row["saved_at"], row["version"])


def _turn(row: Record) -> DutyTurn:
    return DutyTurn(
        id=row["id"],
        rank=row["rank"],
        label=row["label"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        contacts=tuple(DutyContact(ContactChannel(one["channel"]), one["address"]) for one in row["contacts"]),
    )
