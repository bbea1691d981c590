"""The problem as arrays in a canonical order, so that the order of its input is never seen."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from solver.arrays import Flags, Indices, Whole
from solver.engaged import Engagement
from solver.needs import Item, Need, Skill
from solver.pool import Person, Stock
from solver.problem import Problem

NEVER = -1
NO_LIMIT = 2**40  # more than any quantity or duration, and safe to add to


@dataclass(frozen=True, eq=False)
class Canonical:
    """Needs and resources sorted by id; arrays are indexed by resource (people first, then stocks)."""

    problem: Problem

    @classmethod
    def of(cls, problem: Problem) -> "Canonical":
        """The arrays of a problem, made once for those who ask one after the other: search, explanation, widening."""
        return _made(problem)

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """Needs by id."""
        return tuple(sorted(self.problem.needs, key=lambda need: need.id))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """People by id."""
        return tuple(sorted(self.problem.people, key=lambda person: person.id))

    @cached_property
    def stocks(self) -> tuple[Stock, ...]:
        """Stocks by id."""
        return tuple(sorted(self.problem.stocks, key=lambda stock: stock.id))

    @cached_property
    def resources(self) -> tuple[Person | Stock, ...]:
        """People, then stocks."""
        return self.people + self.stocks

    @cached_property
    def index_of(self) -> dict[str, int]:
        """Resource id → index."""
        return {resource.id: index for index, resource in enumerate(self.resources)}

    @cached_property
    def is_person(self) -> Flags:
        """Whether the resource is a person or unnamed capacity."""
        return np.arange(len(self.resources)) < len(self.people)

    @cached_property
    def column(self) -> Indices:
        """The resource's site, as a column of the reach."""
        columns = self.problem.reach.column_of
        return np.array([columns[resource.site] for resource in self.resources], dtype=np.intp)

    @cached_property
    def lender_of_column(self) -> list[str]:
        """The lender of each column of the reach; empty text for a column that no site uses."""
        sites = self.problem.site
        return [sites[site].lender if site in sites else "" for site in self.problem.reach.sites]

    @cached_property
    def people_at(self) -> Whole:
        """How many people, or groups of unnamed ones, each column of the reach holds."""
        return np.bincount(self.column[self.is_person], minlength=len(self.problem.reach.sites))

    @cached_property
    def stocks_at(self) -> Whole:
        """How many stocks each column of the reach holds."""
        return np.bincount(self.column[~self.is_person], minlength=len(self.problem.reach.sites))

    @cached_property
    def lender(self) -> Indices:
        """The lender of each resource, as a number in the order of the names."""
        number = {lender: index for index, lender in enumerate(sorted(set(self.lender_of_column)))}
        return np.array([number[lender] for lender in self.lender_of_column], dtype=np.intp)[self.column]

    @cached_property
    def is_victim(self) -> Flags:
        """Whether the lender of each resource is a victim itself."""
        victims = self.problem.victims
        return np.array([lender in victims for lender in self.lender_of_column], dtype=np.bool_)[self.column]

    @cached_property
    def fated(self) -> dict[str, Flags]:
        """Establishment → whether the lender of each resource falls with it; only establishments that share a fate."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for establishment, lender in self.problem.fates:
            found[establishment].add(lender)
        columns = self.lender_of_column
        return {
            establishment: np.array([lender in lenders for lender in columns], dtype=np.bool_)[self.column]
            for establishment, lenders in found.items()
        }

    @cached_property
    def refused(self) -> dict[str, Indices]:
        """Need or incident → the resources that were refused for it."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for subject, resource in self.problem.refusals:
            if resource in self.index_of:
                found[subject].append(self.index_of[resource])
        return {subject: np.array(sorted(indices), dtype=np.intp) for subject, indices in found.items()}

    @cached_property
    def delays(self) -> Whole:
        """Alert and preparation, in minutes."""
        delays = [resource.delays for resource in self.resources]
        return np.array([delay.alert + delay.preparation for delay in delays], dtype=np.int64)

    @cached_property
    def is_stale(self) -> Flags:
        """Whether the resource is past the date by which it should have been confirmed."""
        return np.array([resource.is_stale for resource in self.resources], dtype=np.bool_)

    @cached_property
    def longest(self) -> Whole:
        """The longest deployment, in minutes; `NO_LIMIT` where there is none."""
        limits = [NO_LIMIT if person.longest_deployment is None else person.longest_deployment for person in self.people]
        return np.array(limits + [NO_LIMIT] * len(self.stocks), dtype=np.int64)

    @cached_property
    def skilled(self) -> dict[str, tuple[Indices, Whole]]:
        """Competence → the people who hold it, and their levels."""
        holders: defaultdict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index, person in enumerate(self.people):
            for competence, level in person.competences.items():
                people, levels = holders[competence]
                people.append(index)
                levels.append(level)
        return {code: (np.array(people, np.intp), np.array(levels, np.int64)) for code, (people, levels) in holders.items()}

    @cached_property
    def typed(self) -> dict[str, Indices]:
        """Equipment type → its stocks."""
        stocks: defaultdict[str, list[int]] = defaultdict(list)
        for index, stock in enumerate(self.stocks, start=len(self.people)):
            stocks[stock.type].append(index)
        return {code: np.array(found, np.intp) for code, found in stocks.items()}

    @cached_property
    def _spans(self) -> tuple[Indices, Whole, Whole]:
        people, starts, ends = [], [], []
        for index, person in enumerate(self.people):
            for start, end in person.spans:
                people.append(index)
                starts.append(start)
                ends.append(end)
        return np.array(people, np.intp), np.array(starts, np.int64), np.array(ends, np.int64)

    @cached_property
    def _leaving(self) -> dict[tuple[int, int], Whole]:
        return {}

    def leaves_at(self, need: Need, some: Indices) -> Whole:
        """When each of these can leave for the whole window of the need; `NEVER` for who is not available for it."""
        window = (need.starts_at, need.ends_at)
        if window not in self._leaving:
            people, starts, ends = self._spans
            covers = (starts <= need.starts_at) & (ends >= need.ends_at)
            leaving = np.full(len(self.people) + 1, NEVER)
            leaving[people[covers]] = np.maximum(starts[covers], self.problem.now)
            leaving[-1] = self.problem.now  # a stock always is there
            self._leaving[window] = leaving
        return self._leaving[window][np.minimum(some, len(self.people))]

    def minutes_to(self, need: Need, some: Indices) -> NDArray[np.float64]:
        """Minutes from the call to being on site, for these resources; infinite where there is no way."""
        road = self.problem.reach.road_minutes[self.problem.reach.row_of[need.establishment]]
        minutes: NDArray[np.float64] = np.ceil(road[self.column[some]]) + self.delays[some]
        return minutes

    def rungs_to(self, need: Need, some: Indices) -> NDArray[np.int8]:
        """The rung of these resources as seen from the establishment in need."""
        rungs: NDArray[np.int8] = self.problem.reach.rung[self.problem.reach.row_of[need.establishment], self.column[some]]
        return rungs

    @cached_property
    def left(self) -> Whole:
        """How many units of each resource the engagements of other needs leave to the plan."""
        units = np.array([person.count for person in self.people] + [stock.quantity for stock in self.stocks], dtype=np.int64)
        for resource in self.problem.held_elsewhere:
            units[self.index_of[resource]] = self.problem.left(self.problem.resource[resource])
        return units

    @cached_property
    def locked(self) -> Whole:
        """How many units of each resource have arrived at needs of the problem."""
        units = np.zeros(len(self.resources), dtype=np.int64)
        for resource, quantity in self.problem.locked_units.items():
            units[self.index_of[resource]] = quantity
        return units

    @cached_property
    def named_elsewhere(self) -> tuple[Indices, Whole, Whole]:
        """Named people engaged for other needs: who, from when, until when."""
        held = [engagement for engagement in self.problem.elsewhere if self.problem.resource[engagement.resource].is_named]
        who = np.array([self.index_of[engagement.resource] for engagement in held], dtype=np.intp)
        starts = np.array([engagement.starts_at for engagement in held], dtype=np.int64)
        return who, starts, np.array([engagement.ends_at for engagement in held], dtype=np.int64)

    @cached_property
    def is_out(self) -> Flags:
        """Whether an engagement for another need has taken this named person from their site already."""
        out = np.zeros(len(self.resources), dtype=np.bool_)
        out[self.named_elsewhere[0]] = True
        return out

    @cached_property
    def spare_heads(self) -> Whole:
        """How many heads may leave each column of the reach for the plan."""
        return np.array([self.problem.heads_to_spare[site] for site in self.problem.reach.sites], dtype=np.int64)

    @cached_property
    def free_heads(self) -> Whole:
        """How many heads of each resource's site may leave beside those that have arrived; `NO_LIMIT` where none counts."""
        free = self.spare_heads - np.array([self.problem.locked_heads[site] for site in self.problem.reach.sites], dtype=np.int64)
        return np.where(self.is_person & ~self.is_out, free[self.column], NO_LIMIT)

    @cached_property
    def free_holders(self) -> Whole:
        """How many units of each resource the tightest floor of a competence lets go beside the arrived; `NO_LIMIT` where none counts."""
        free = np.full(len(self.resources), NO_LIMIT)
        holders = self.problem.holders
        for identity, kept in holders.kept_of.items():
            free[self.index_of[identity]] = min(holders.to_spare[one] - holders.arrived[one] for one in kept)
        return free

    @cached_property
    def spare_things(self) -> Whole:
        """How many units the floor of each resource lets go for the plan; `NO_LIMIT` for people."""
        spare = np.full(len(self.resources), NO_LIMIT)
        first = len(self.people)
        spare[first:] = self.left[first:] - np.array([stock.floor for stock in self.stocks], dtype=np.int64)
        for identity in {*self.problem.floor_overrides, *self.problem.under_way_units}:
            stock = self.problem.resource.get(identity)
            if isinstance(stock, Stock):
                spare[self.index_of[identity]] = self.problem.things_to_spare(stock)
        spare[spare < 0] = 0
        return spare

    def locked_at(self, need: Need, some: Indices) -> Whole:
        """How many units of each of these resources have arrived for the need."""
        units = np.zeros(len(some), dtype=np.int64)
        for engagement in self.planned_of.get(need.id, ()):
            if engagement.is_locked:
                units[some == self.index_of[engagement.resource]] += engagement.quantity
        return units

    def named_away(self, need: Need, some: Indices) -> Flags:
        """Whether each of these is a named person engaged for another need at the same hours."""
        people, starts, ends = self.named_elsewhere
        return np.isin(some, people[(starts < need.ends_at) & (need.starts_at < ends)])

    @cached_property
    def fitting(self) -> dict[tuple[Skill | Item, int, int], Indices]:
        """What is asked, from when, until when → who fits, as far as `candidates` has looked."""
        return {}

    @cached_property
    def planned_of(self) -> dict[str, list[Engagement]]:
        """Need → its engagements under way or asked."""
        found: defaultdict[str, list[Engagement]] = defaultdict(list)
        for engagement in self.problem.planned:
            found[engagement.need].append(engagement)
        return found


@lru_cache(maxsize=1)
def _made(problem: Problem) -> Canonical:
    return Canonical(problem)
