"""The best plan of every attack at one staffing, people and things apart, since they never compete."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from solver.goals.cover_fairly import group_of
from solver.stress import paths
from solver.stress.groups import fate_groups
from solver.stress.outcome import Outcome, Part, joined
from solver.stress.plan import Plan
from solver.stress.problem import Staffing, StressProblem
from solver.stress.ranking import Ranking, ranking

KINDS = (True, False)


class Attacks:
    """The attacks of a staffing; each plan is one that `solver.search` could choose, as good in all that it prefers up to the minutes."""

    def __init__(self, stress: StressProblem, staffing: Staffing) -> None:
        self.stress = stress
        self.staffing = staffing
        self.groups = fate_groups(stress)
        self.ranking: Ranking = ranking(stress.whole(staffing), self._most_lines())
        self.closed = {name: self.ranking.closed(target.lenders) for name, target in stress.target.items()}

    @cached_property
    def alone(self) -> dict[tuple[str, bool], Plan]:
        """(establishment, whether people) → the plan of its attack alone."""
        return {(name, kind): self.plan((name,), people=kind) for name in self.stress.target for kind in KINDS}

    @cached_property
    def parts(self) -> dict[tuple[str, bool], Part]:
        """(establishment, whether people) → what its attack alone brings it."""
        return {(name, kind): self.part(plan, name, people=kind) for (name, kind), plan in self.alone.items()}

    @cached_property
    def coverage_groups(self) -> dict[tuple[str, bool], list[int]]:
        """(establishment, whether people) → the groups of coverage, most critical first."""
        found: defaultdict[tuple[str, bool], set[tuple[int, int]]] = defaultdict(set)
        for line, need in enumerate(self.ranking.canonical.needs):
            found[need.establishment, need.wants_people].add((group_of(need)[1], self.ranking.group[line]))
        return {key: [group for _, group in sorted(groups)] for key, groups in found.items()}

    def plan(self, establishments: Sequence[str], *, people: bool, closed: frozenset[int] = frozenset()) -> Plan:
        """The best plan when these are attacked at once, and these resources are not to be had."""
        plan = Plan(self.ranking, closed.union(*(self.closed[name] for name in establishments)))
        for name in establishments:
            for group in self.coverage_groups.get((name, people), ()):
                paths.serve(plan, group, len(self.ranking.worth[group]))
        return plan

    def outcome(self, establishments: tuple[str, ...]) -> Outcome:
        """The outcome when these are attacked at once."""
        people, things = (self._parts(establishments, people=kind) for kind in KINDS)
        return joined(self.staffing.name, establishments, people, things)

    def _parts(self, establishments: tuple[str, ...], *, people: bool) -> tuple[Part, ...]:
        if len(establishments) == 1:
            return (self.parts[establishments[0], people],)
        plan = self.plan(establishments, people=people)
        return tuple(self.part(plan, name, people=people) for name in establishments)

    def part(self, plan: Plan, establishment: str, *, people: bool) -> Part:
        """What a plan brings to one establishment."""
        ranking = self.ranking
        lines = self.lines.get((establishment, people), ())
        asked, covered, lacking = [0, 0, 0], [0, 0, 0], []
        for line, criticality, quantity, identity in lines:
            got = plan.got.get(line, 0)
            asked[criticality - 1] += quantity
            covered[criticality - 1] += got
            if got < quantity:
                lacking.append((criticality, got - quantity, identity))
        mine = {line for line, *_ in lines}
        minutes = [ranking.minutes(line, resource) for line, resource, _ in plan.sent() if line in mine]
        return Part(
            asked=(asked[0], asked[1], asked[2]),
            covered=(covered[0], covered[1], covered[2]),
            lacking=tuple(lacking),
            first=min(minutes, default=None),
            last=max(minutes, default=0),
        )

    @cached_property
    def lines(self) -> dict[tuple[str, bool], list[tuple[int, int, int, str]]]:
        """(establishment, whether people) → (line, criticality, quantity, need)."""
        found: defaultdict[tuple[str, bool], list[tuple[int, int, int, str]]] = defaultdict(list)
        for line, need in enumerate(self.ranking.canonical.needs):
            found[need.establishment, need.wants_people].append((line, need.criticality.value, need.quantity, need.id))
        return dict(found)

    def _most_lines(self) -> int:
        """No attack asks for more lines: two establishments, or a whole group."""
        size = {name: len(target.needs) for name, target in self.stress.target.items()}
        pair = 2 * max(size.values(), default=0)
        return max([pair, *(sum(size[name] for name in group) for group in self.groups)])
