"""Ready packs: a named bundle of needs, scaled by the size and the services of the establishment."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal

from planblanc.domain.needs import NeedTold
from planblanc.domain.requests import Criticality, WantedBy

# The size taken for an establishment whose beds nobody knows; the quantities reckoned from it say that they are assumed.
ASSUMED_BEDS = 300


@dataclass(frozen=True)
class PackLine:
    """One line: quantity = base + per 100 beds × beds / 100, rounded up, kept between the least and the most."""

    competence: str | None
    equipment_type: str | None
    service_domain: str | None
    least_level: int | None
    only_if_service: str | None
    base: int
    per_100_beds: Decimal
    least: int
    most: int
    wanted_by: WantedBy
    window: timedelta
    criticality: Criticality


@dataclass(frozen=True)
class Pack:
    """A bundle, by its code."""

    code: str
    label: str
    description: str
    lines: tuple[PackLine, ...]


@dataclass(frozen=True)
class Size:
    """What scales a pack: beds if known, service domains that are run (none: nothing is known), those told to be open."""

    beds: int | None
    run: frozenset[str] = frozenset()
    working: frozenset[str] = frozenset()


def expand(pack: Pack, size: Size, asked_at: datetime) -> tuple[NeedTold, ...]:
    """The needs of a pack for an establishment; a service that it does not run, or that works, asks for nothing."""
    return tuple(_need(pack.code, line, size, asked_at) for line in _useful(pack.lines, size))


def quantity(line: PackLine, beds: int) -> int:
    """How many units the line asks for at this size."""
    scaled = (line.per_100_beds * beds / 100).to_integral_value(ROUND_CEILING)
    return min(max(line.base + int(scaled), line.least), line.most)


def _useful(lines: Iterable[PackLine], size: Size) -> Iterable[PackLine]:
    return (line for line in lines if line.only_if_service is None or _is_wanted(line.only_if_service, size.run, size.working))


def _is_wanted(service: str, run: Collection[str], working: Collection[str]) -> bool:
    return (not run or service in run) and service not in working


def _need(code: str, line: PackLine, size: Size, asked_at: datetime) -> NeedTold:
    is_scaled = line.per_100_beds > 0
    return NeedTold(
        competence=line.competence,
        equipment_type=line.equipment_type,
        service_domain=line.service_domain,
        least_level=line.least_level,
        quantity=quantity(line, ASSUMED_BEDS if size.beds is None else size.beds),
        wanted_by=line.wanted_by,
        starts_at=asked_at,
        ends_at=asked_at + line.window,
        criticality=line.criticality,
        pack=code,
        assumed=("quantity",) if is_scaled and size.beds is None else (),
    )
