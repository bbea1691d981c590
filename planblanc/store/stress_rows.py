"""Rows of stress tests, as words of the domain and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from planblanc.domain.requests import Criticality
from planblanc.domain.stress import (
    Lack,
    Sought,
    StressAttack,
    StressGain,
    StressLoss,
    StressPart,
    StressRow,
    StressRun,
    StressShortage,
    StressStaffing,
    StressState,
    StressSummary,
    StressVictim,
    Units,
)

Told = Mapping[str, Any]


def run(row: Record) -> StressRun:
    """A row of `read_run`."""
    return StressRun(
        id=row["id"],
        region=row["region_code"],
        staffings=tuple(StressStaffing(staffing) for staffing in row["staffings"]),
        with_pairs=row["with_pairs"],
        state=StressState(row["state"]),
        requested_name=row["requested_name"],
        requested_at=row["requested_at"],
        done=row["done"],
        total=row["total"],
        read_at=row["read_at"],
        finished_at=row["finished_at"],
        summaries=tuple(_summary(told) for told in row["summaries"] or ()),
        failure=row["failure"],
    )


def told_of(part: StressPart, told: Told) -> StressRow:
    """The `told` of a row of `list_rows`."""
    if part is StressPart.SHORTAGE:
        return StressShortage(**{**told, "sought": Sought(**told["sought"]), "criticality": Criticality(told["criticality"])})
    if part is StressPart.LOSS:
        keys = {name: UUID(told[name]) if told[name] else None for name in ("responder_id", "stock_id")}
        return StressLoss(**{**told, **keys, "uncovered": Units(**told["uncovered"])})
    if part is StressPart.GAIN:
        return StressGain(**{**told, "sought": Sought(**told["sought"]), "covered": Units(**told["covered"])})
    return _attack(told)


def plain(thing: StressRow | StressSummary) -> dict[str, Any]:
    """A row, or a summary, as JSON keeps it."""
    told = asdict(thing)
    return {name: str(value) if isinstance(value, UUID | datetime) else value for name, value in told.items()}


def _attack(told: Told) -> StressAttack:
    return StressAttack(
        victims=tuple(StressVictim(**victim) for victim in told["victims"]),
        asked=Units(**told["asked"]),
        covered=Units(**told["covered"]),
        lacking=tuple(_lack(lack) for lack in told["lacking"]),
        beyond_alone=told["beyond_alone"],
        at_most=told["at_most"],
    )


def _lack(told: Told) -> Lack:
    return Lack(Sought(**told["sought"]), Criticality(told["criticality"]), told["units"])


def _summary(told: Told) -> StressSummary:
    parts = {
        "staffing": StressStaffing(told["staffing"]),
        "at": datetime.fromisoformat(told["at"]),
        "asked": Units(**told["asked"]),
        "covered": Units(**told["covered"]),
    }
    return StressSummary(**{**told, **parts})
