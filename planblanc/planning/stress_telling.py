"""What the attacks found, told in words of the domain: establishments, lenders, what lacks; never a person's name."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from planblanc.domain.identity import ResponderId, StockId
from planblanc.domain.planning import PlannedLender, PlannedResponder, PlannedStock
from planblanc.domain.requests import Criticality
from planblanc.domain.stress import Lack, Sought, StressAttack, StressGain, StressLoss, StressShortage, StressVictim, Units
from planblanc.domain.stress_pool import StressPool, StressSite
from planblanc.planning.stress_translate import Staffed
from planblanc.planning.translate import site_key
from solver.needs import Item, Skill
from solver.stress.gains import Gain
from solver.stress.losses import Loss
from solver.stress.outcome import ByCriticality, Outcome
from solver.stress.report import Shortage, StaffingReport, how_bad

MOST_LOSSES = 200
# Where one more of the same thing gains as much in many places, a few of them are enough to say where.
BEST_PLACES = 3

_LEVELS = {1: "niveau de base", 2: "niveau confirmé", 3: "niveau expert"}
_Resource = PlannedResponder | PlannedStock


class Telling:
    """The words behind the ids of one staffing."""

    def __init__(self, pool: StressPool, staffed: Staffed) -> None:
        self._pool = pool
        self._staffed = staffed

    def attacks(self, outcomes: Iterable[Outcome], report: StaffingReport) -> tuple[StressAttack, ...]:
        """Attacks, the worst first, beside those of each of their victims alone."""
        lacking = {outcome.victims[0]: sum(outcome.uncovered) for outcome in report.alone}
        return tuple(self._attack(outcome, lacking, report.beyond_floors) for outcome in sorted(outcomes, key=how_bad))

    def shortage(self, shortage: Shortage) -> StressShortage:
        """What lacks over all the attacks alone."""
        return StressShortage(self._sought(shortage.wants), Criticality[shortage.criticality.name], shortage.units, shortage.attacks)

    def losses(self, losses: Iterable[Loss]) -> tuple[StressLoss, ...]:
        """The persons and the stocks that are missed most, so many at most."""
        return tuple(self._loss(loss) for loss in list(losses)[:MOST_LOSSES])

    def gains(self, gains: Iterable[Gain]) -> tuple[StressGain, ...]:
        """What one more would gain, in a few of the best places for each thing."""
        told: Counter[Skill | str] = Counter()
        found = []
        for gain in gains:
            told[gain.wants] += 1
            if told[gain.wants] <= BEST_PLACES:
                lender, somebody = self._places[gain.site]
                wanted = gain.wants if isinstance(gain.wants, Skill) else Item(gain.wants)
                found.append(StressGain(self._sought(wanted), lender.name, somebody.commune, units(gain.covered)))
        return tuple(found)

    def _attack(self, outcome: Outcome, lacking_alone: dict[str, int], beyond_floors: frozenset[str]) -> StressAttack:
        times = zip(outcome.victims, outcome.first_minutes, outcome.full_minutes, strict=True)
        lacks = (self._lack(need, lack) for need, lack in outcome.lacking)
        beyond = sum(outcome.uncovered) - sum(lacking_alone[victim] for victim in outcome.victims)
        return StressAttack(
            victims=tuple(self._victim(victim, first, full) for victim, first, full in times),
            asked=units(outcome.asked),
            covered=units(outcome.covered),
            lacking=tuple(lacks),
            beyond_alone=beyond if len(outcome.victims) > 1 else None,
            at_most=not beyond_floors.isdisjoint(outcome.victims),
        )

    def _victim(self, key: str, first: int | None, full: int | None) -> StressVictim:
        site = self._sites[key]
        return StressVictim(site.finess, site.name, site.commune, first, full)

    def _lack(self, need: str, lack: int) -> Lack:
        asked = self._staffed.needs[need]
        return Lack(self._sought(_wants(asked.competence, asked.least_level, asked.equipment_type)), Criticality(asked.criticality), lack)

    def _loss(self, loss: Loss) -> StressLoss:
        resource = self._resources[loss.resource]
        is_stock = isinstance(resource, PlannedStock)
        return StressLoss(
            lender_name=self._lenders[resource.lender].name,
            commune=resource.commune,
            label=resource.label,
            uncovered=units(loss.uncovered),
            attacks=len(loss.victims),
            used_by=loss.used_by,
            responder_id=None if is_stock else ResponderId(resource.id),
            stock_id=StockId(resource.id) if is_stock else None,
        )

    def _sought(self, wants: Skill | Item) -> Sought:
        if isinstance(wants, Item):
            return Sought(self._pool.labels[wants.type], equipment_type=wants.type)
        label = f"{self._pool.labels[wants.competence]}, {_LEVELS[wants.level]}"
        return Sought(label, competence=wants.competence, least_level=wants.level)

    @cached_property
    def _sites(self) -> dict[str, StressSite]:
        return {str(site.id): site for site in self._pool.sites}

    @cached_property
    def _lenders(self) -> dict[object, PlannedLender]:
        return {lender.id: lender for lender in self._pool.lenders}

    @cached_property
    def _resources(self) -> dict[str, _Resource]:
        watch = self._staffed.watch
        found: tuple[_Resource, ...] = (*watch.responders, *watch.stocks)
        return {str(resource.id): resource for resource in found}

    @cached_property
    def _places(self) -> dict[str, tuple[PlannedLender, _Resource]]:
        """The lender of each site of the problem, and something that stands there."""
        return {site_key(one.lender, one.spot): (self._lenders[one.lender], one) for one in self._resources.values()}


def units(counts: ByCriticality) -> Units:
    """Units, as the domain tells them."""
    return Units(*counts)


def _wants(competence: str | None, least_level: int | None, equipment_type: str | None) -> Skill | Item:
    return Skill(competence, least_level or 1) if competence is not None else Item(equipment_type or "")
