"""What an engagement costs: hours that are recorded, and the rule of the agreement under which it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class CostRule(StrEnum):
    """How an agreement counts."""

    FREE = "FREE"
    HOURLY = "HOURLY"
    DAILY = "DAILY"
    FLAT = "FLAT"


RULE_WORDS: Mapping[CostRule, str] = {
    CostRule.FREE: "à titre gracieux",
    CostRule.HOURLY: "à l'heure",
    CostRule.DAILY: "au jour, par unité",
    CostRule.FLAT: "au forfait",
}


@dataclass(frozen=True)
class Costs:
    """Minutes worked and cents due; no amount while no rule says how to count. Frozen, nothing changes it any more."""

    minutes: int
    cents: int | None
    rule: CostRule | None
    rate_cents: int | None
    agreement_id: UUID | None
    frozen_at: datetime | None = None


@dataclass(frozen=True)
class Worked:
    """What is counted: units, minutes recorded, and the days between the arrival and the end."""

    quantity: int
    minutes: int
    begins: datetime | None
    ends: datetime | None


def cents(rule: CostRule, rate_cents: int, worked: Worked) -> int:
    """The amount due under a rule; a day that is begun counts, an hour counts by the minute, nothing is due before an arrival."""
    match rule:
        case CostRule.FREE:
            return 0
        case CostRule.HOURLY:
            return round(rate_cents * worked.minutes / 60)
        case CostRule.DAILY:
            return rate_cents * worked.quantity * _days(worked)
        case CostRule.FLAT:
            return rate_cents if worked.begins is not None else 0


def euros(amount_cents: int) -> str:
    """An amount as it is read: "1 234,50 €"."""
    whole, rest = divmod(amount_cents, 100)
    return f"{whole:,}".replace(",", "\u202f") + f",{rest:02}\u00a0€"


def decimal(amount_cents: int) -> str:
    """An amount as programs read it: "1234.50"."""
    whole, rest = divmod(amount_cents, 100)
    return f"{whole}.{rest:02}"


def _days(worked: Worked) -> int:
    if worked.begins is None or worked.ends is None or worked.ends < worked.begins:
        return 0
    return max(1, -((worked.begins - worked.ends) // timedelta(days=1)))
