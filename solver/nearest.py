"""The nearest first, one need after the other, as one does with a telephone and a list: for when no search is to be had."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from solver import rules
from solver.canonical import Canonical
from solver.judgement import judge
from solver.needs import Need
from solver.pool import Person, Rung, Stock
from solver.problem import Problem
from solver.proposal import Assignment, Proof, Proposal, Unmet
from solver.rules.rule import exempt


@dataclass(frozen=True)
class Near:
    """One resource that may serve a need: how many units, how soon (minutes from the call), how far (km)."""

    resource: str
    units: int
    minutes: int
    km: float
    rung: Rung
    is_stale: bool


def ranking(problem: Problem, need: Need) -> tuple[Near, ...]:
    """All that no rule rejects for the need, nearest first, as if no other need were there."""
    canonical = Canonical(problem)
    judged = judge(canonical, need)
    eligible = judged.candidates[~judged.rejects.any(axis=0)]
    minutes = canonical.minutes_to(need, eligible)
    row = problem.reach.row_of[need.establishment]
    room = _Room(problem, problem.locked)
    return tuple(
        Near(
            resource=(resource := canonical.resources[index]).id,
            units=room.of(resource),
            minutes=int(soon),
            km=float(problem.reach.km[row, canonical.column[index]]),
            rung=problem.reach.rung_of(need.establishment, resource.site),
            is_stale=resource.is_stale,
        )
        for index, soon in zip(eligible, minutes, strict=True)
    )


def nearest_first(problem: Problem) -> Proposal:
    """Keep what is under way, then serve the needs by criticality, each by the nearest; it breaks no rule, and says what it is."""
    canonical = Canonical(problem)
    room = _Room(problem, problem.locked)
    for pair in sorted(problem.under_way):
        room.send(pair[0], problem.resource[pair[1]], _may_stay(problem, *pair) - room.sent[pair])
    for lines in _in_order(problem):
        before = room.sent.copy()
        for need in lines:
            _serve(canonical, room, need)
        if lines[0].team is not None and any(room.lacks(need) > 0 for need in lines):
            room = _Room(problem, before)
    return _proposal(problem, room.sent)


def _in_order(problem: Problem) -> list[tuple[Need, ...]]:
    """The needs by criticality, the lines of a team together where its most critical stands."""
    alone = [(need,) for need in problem.needs if need.team is None]
    teams = [tuple(sorted(lines, key=lambda need: need.id)) for lines in problem.teams.values()]
    return sorted([*alone, *teams], key=lambda lines: min((need.criticality, need.id) for need in lines))


def _serve(canonical: Canonical, room: "_Room", need: Need) -> None:
    judged = judge(canonical, need)
    for index in judged.candidates[~judged.rejects.any(axis=0)]:
        if room.lacks(need) <= 0:
            break
        room.send(need.id, canonical.resources[index], room.lacks(need))


def _may_stay(problem: Problem, need: str, resource: str) -> int:
    """How many of the units under way the rules still let stay."""
    thing = problem.resource[resource]
    rejecting = [rule for rule in rules.FILTERS if not rule.allows(problem, problem.need[need], thing)]
    exempted = (exempt(rule, problem, need, resource) for rule in rejecting)
    return min(exempted, default=problem.under_way[need, resource])


class _Room:
    """What is sent so far, and what may still be; the arrived are sent from the start."""

    def __init__(self, problem: Problem, sent: Mapping[tuple[str, str], int]) -> None:
        self._problem = problem
        self.sent = Counter(sent)
        self._heads = problem.heads_taken(sent)
        self._holders = problem.holders.taken(sent)
        self._units: Counter[str] = Counter()
        self._received: Counter[str] = Counter()
        for (need, resource), quantity in sent.items():
            self._units[resource] += quantity
            self._received[need] += quantity

    def lacks(self, need: Need) -> int:
        """How many units the need still lacks."""
        return need.quantity - self._received[need.id]

    def of(self, resource: Person | Stock) -> int:
        """How many units of the resource may still leave."""
        problem, sent = self._problem, self._units[resource.id]
        free = problem.left(resource) - sent
        if isinstance(resource, Stock):
            return max(min(free, problem.things_to_spare(resource) - sent), 0)
        if problem.is_out(resource):
            return max(free, 0)
        kept = problem.holders.kept_of.get(resource.id, ())
        holders = (problem.holders.to_spare[one] - self._holders[one] for one in kept)
        return max(min(free, problem.heads_to_spare[resource.site] - self._heads[resource.site], *holders), 0)

    def send(self, need: str, resource: Person | Stock, wanted: int) -> None:
        """Send as many of the wanted units as there is room for."""
        more = min(wanted, self.of(resource), self.lacks(self._problem.need[need]))
        if more <= 0:
            return
        self.sent[need, resource.id] += more
        self._units[resource.id] += more
        self._received[need] += more
        if isinstance(resource, Person) and not self._problem.is_out(resource):
            self._heads[resource.site] += more
            self._holders.update(dict.fromkeys(self._problem.holders.kept_of.get(resource.id, ()), more))


def _proposal(problem: Problem, sent: Counter[tuple[str, str]]) -> Proposal:
    assignments = tuple(
        Assignment(
            need,
            resource,
            quantity,
            problem.reach.rung_of(problem.need[need].establishment, problem.resource[resource].site),
            is_kept=problem.under_way[need, resource] + problem.asked[need, resource] > 0,
        )
        for (need, resource), quantity in sorted((+sent).items())
    )
    received: Counter[str] = Counter()
    for (identity, _), quantity in sent.items():
        received[identity] += quantity
    lacking = sorted((need.id, need.quantity - received[need.id]) for need in problem.needs)
    return Proposal(
        assignments=assignments,
        unmet=tuple(Unmet(need, quantity) for need, quantity in lacking if quantity > 0),
        stages=(),
        proof=Proof.NEAREST_FIRST,
        unkept_pins=tuple(pin for pin in problem.pins if sent[pin.need, pin.resource] < pin.quantity),
    )
