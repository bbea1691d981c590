"""A region's pool before any crisis, as a stress test reads it at one moment: who may be attacked, and who may then come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from planblanc.domain.identity import EstablishmentId, LenderId
from planblanc.domain.packs import Pack, Size
from planblanc.domain.planning import Kinship, PlannedLender, PlannedResponder, PlannedStock, Spot, TravelLink, Wait
from planblanc.domain.stress import StressStaffing


@dataclass(frozen=True, slots=True)
class StressSite:
    """An establishment that may be attacked; its size says what it would ask for."""

    id: EstablishmentId
    finess: str
    name: str
    commune: str
    spot: Spot
    kinship: Kinship
    size: Size


@dataclass(frozen=True)
class Watch:
    """The pool as it is staffed at one moment.

    `usual`: the delays there of somebody who is on call, who is not in the pool yet; `usual_of_type`: those of a thing, by type.
    """

    staffing: StressStaffing
    at: datetime
    responders: tuple[PlannedResponder, ...]
    stocks: tuple[PlannedStock, ...]
    usual: Wait
    usual_of_type: Mapping[str, Wait]


@dataclass(frozen=True)
class StressPool:
    """All that one stress test is computed from; nobody is engaged, nobody is a victim.

    A responder who is named is told without a name. `labels`: of competences and of equipment types, by code.
    """

    read_at: datetime
    pack: Pack
    sites: tuple[StressSite, ...]
    lenders: tuple[PlannedLender, ...]
    watches: tuple[Watch, ...]
    shared_fates: tuple[tuple[EstablishmentId, LenderId], ...]
    substitutes: tuple[tuple[str, str], ...]
    travel_links: tuple[TravelLink, ...]
    labels: Mapping[str, str]
