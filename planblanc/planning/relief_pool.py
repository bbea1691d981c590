"""Who of the pool may relieve which site, unit by unit, and why the others may not; pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planblanc.domain import perimeter
from planblanc.domain.identity import LenderId
from planblanc.domain.planning import PlannedLender, Spot
from planblanc.domain.relief_pool import PooledReliever, PromisedStay, ReliefPool, RelievedSite
from planblanc.planning.translate import estimate, place, site_key
from solver.rules import is_no_victim, rung_is_open, shares_no_fate, site_keeps_its_people, was_not_refused
from solver.rules.rule import Filter

OWN = None  # the rung of a site's own people


@dataclass(frozen=True)
class Unit:
    """One person; of unnamed capacity, one of so many, numbered from 1."""

    reliever: PooledReliever
    number: int

    @property
    def key(self) -> str:
        """What the solver calls it."""
        return f"{self.reliever.id}#{self.number}"


@dataclass(frozen=True)
class Refusal:
    """One person who may not be asked for one site, and the rule that says so."""

    site: str
    reliever: PooledReliever
    rule: str
    title: str


@dataclass(frozen=True, eq=False)
class Pool:
    """The pool as the sites of a roster see it."""

    read: ReliefPool

    @cached_property
    def lenders(self) -> dict[LenderId, PlannedLender]:
        """Lenders by key."""
        return {lender.id: lender for lender in self.read.lenders}

    @cached_property
    def sites(self) -> dict[str, RelievedSite]:
        """Sites as the solver calls them."""
        return {str(site.establishment): site for site in self.read.sites}

    @cached_property
    def minutes(self) -> dict[tuple[str, str], int]:
        """(site, place of a lender) → minutes from door to door, where there is a way."""
        spots = {site_key(one.lender, one.spot): one.spot for one in self.read.relievers}
        return self._measured({key: site.spot for key, site in self.sites.items()}, spots)

    @cached_property
    def between(self) -> dict[tuple[str, str], int]:
        """(from, to) → minutes between two of the sites."""
        spots = {key: site.spot for key, site in self.sites.items()}
        return {(start, end): minutes for (end, start), minutes in self._measured(spots, spots).items() if start != end}

    @cached_property
    def rungs(self) -> dict[tuple[str, str], str | None]:
        """(site, responder) → the rung, of those who may be asked for it and have a way to it; of a site's own people, none."""
        return {
            (key, str(one.id)): OWN if self._is_own(site, one) else self._rung(site, one).value
            for key, site in self.sites.items()
            for one in self.read.relievers
            if self._forbids(site, one) is None and (key, site_key(one.lender, one.spot)) in self.minutes
        }

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Everybody who may be asked for some site, but those whom a lender keeps as its floor."""
        return tuple(unit for unit in self._asked if unit.key not in self._kept)

    @cached_property
    def refusals(self) -> tuple[Refusal, ...]:
        """Who may not be asked for which site, unit by unit, with the rule that says so."""
        forbidden = (
            (key, one, rule)
            for key, site in self.sites.items()
            for one in self.read.relievers
            for _ in range(one.capacity)
            if (rule := self._forbids(site, one)) is not None
        )
        floor = ((key, unit.reliever, site_keeps_its_people.RULE) for key in self.sites for unit in self._asked if unit.key in self._kept)
        return tuple(Refusal(key, one, rule.name, rule.title) for key, one, rule in (*forbidden, *floor))

    @cached_property
    def stays(self) -> dict[str, list[PromisedStay]]:
        """Unit → where it is promised already; a quantity takes as many units, the first that are not promised elsewhere then."""
        found: dict[str, list[PromisedStay]] = defaultdict(list)
        known = {one.id: one for one in self.read.relievers}
        for stay in self.read.stays:
            reliever = known[stay.responder]
            units = [Unit(reliever, number).key for number in range(1, reliever.capacity + 1)]
            free = [unit for unit in units if not any(_meet(stay, other) for other in found[unit])]
            own = [unit for unit in free if unit == f"{reliever.id}#{stay.unit}"]
            for unit in [*own, *(unit for unit in free if unit not in own)][: stay.quantity]:
                found[unit].append(stay)
        return found

    @cached_property
    def _asked(self) -> tuple[Unit, ...]:
        asked = {responder for _, responder in self.rungs}
        return tuple(Unit(one, number) for one in self.read.relievers if str(one.id) in asked for number in range(1, one.capacity + 1))

    @cached_property
    def _kept(self) -> frozenset[str]:
        """Who stays so that each place keeps its floors whatever the roster: those not promised elsewhere, the least versatile first."""
        at_place: dict[str, list[Unit]] = defaultdict(list)
        for unit in sorted(self._asked, key=lambda unit: (len(unit.reliever.competences), unit.key)):
            if not self.stays.get(unit.key):
                at_place[site_key(unit.reliever.lender, unit.reliever.spot)].append(unit)
        return frozenset(unit.key for key, there in at_place.items() for unit in self._floor(key, there))

    def _floor(self, key: str, there: Sequence[Unit]) -> list[Unit]:
        """Those of a place who stay: as many as hold each competence with a floor, then as many as there must be in all."""
        others, skilled = self._others
        lender = self.lenders[there[0].reliever.lender]
        kept: list[Unit] = []
        for code, people in lender.competence_floors:
            holders = [unit for unit in there if any(held == code for held, _ in unit.reliever.competences)]
            missing = people - skilled[key, code] - sum(unit in kept for unit in holders)
            kept += [unit for unit in holders if unit not in kept][: max(0, missing)]
        missing = lender.people_floor - others[key] - len(kept)
        return [*kept, *[unit for unit in there if unit not in kept][: max(0, missing)]]

    @cached_property
    def _others(self) -> tuple[Counter[str], Counter[tuple[str, str]]]:
        """People who hold nothing that is wanted, by place; and by place and competence."""
        others: Counter[str] = Counter()
        for lender, latitude, longitude, people in self.read.others_at:
            others[site_key(lender, Spot(latitude, longitude, "", ""))] += people
        skilled: Counter[tuple[str, str]] = Counter()
        for lender, latitude, longitude, code, people in self.read.skilled_others_at:
            skilled[site_key(lender, Spot(latitude, longitude, "", "")), code] += people
        return others, skilled

    def _forbids(self, site: RelievedSite, one: PooledReliever) -> Filter | None:
        lender = self.lenders[one.lender]
        if (site.incident, one.id) in self.read.refusals:
            return was_not_refused.RULE
        if self._is_own(site, one):
            return None
        if lender.establishment in self.read.struck:
            return is_no_victim.RULE
        is_attested = (site.incident, lender.id) in self.read.attestations
        if (site.establishment, lender.id) in self.read.shared_fates and not is_attested:
            return shares_no_fate.RULE
        opened = {perimeter.Rung(rung) for rung in site.open_rungs}
        return None if perimeter.is_open(self._rung(site, one), opened) else rung_is_open.RULE

    def _is_own(self, site: RelievedSite, one: PooledReliever) -> bool:
        return self.lenders[one.lender].establishment == site.establishment

    def _rung(self, site: RelievedSite, one: PooledReliever) -> perimeter.Rung:
        return perimeter.rung_of(self.lenders[one.lender].kinship, seen_from=site.kinship, adjacent=self.read.adjacent_regions)

    def _measured(self, to: Mapping[str, Spot], start: Mapping[str, Spot]) -> dict[tuple[str, str], int]:
        if not to or not start:
            return {}
        model = estimate(self.read.travel_links)
        minutes = np.ceil(model.journeys([place(spot) for spot in to.values()], [place(spot) for spot in start.values()]).minutes)
        return {
            (end, begin): int(minutes[row, column])
            for row, end in enumerate(to)
            for column, begin in enumerate(start)
            if np.isfinite(minutes[row, column])
        }


def _meet(one: PromisedStay, other: PromisedStay) -> bool:
    return one.starts_at < other.busy_until and other.starts_at < one.busy_until
