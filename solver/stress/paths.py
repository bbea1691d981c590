"""The cheapest way to serve one unit more, or to do without one resource: one path of the residual graph at a time.

A plan is a flow, and the best one if and only if no cycle of its residual graph costs less than nothing. Let one unit of
coverage be asked for, or one unit of a resource be taken away, and follow the cheapest path that makes up for it: the flow
is again the best one, as in every proof of successive shortest paths. So a plan built from nothing in this way is the best
at every step, whatever the order of the steps.

A path goes from line to line: a line takes a free resource, and the path ends; or it takes one that serves another line,
which then looks for its own; or one of a place that lets nobody more go, and someone of the innermost such place, who
counts in all those around it, comes back from another line; or a line goes without, for what the last unit of its group
is worth. To free a resource never costs less than nothing, or it would have been better left at home: so no line looks
beyond its first free candidate.
"""

from collections import deque

from solver.stress.plan import NOWHERE, Plan

_NOBODY = -1


class _Path:
    """The search for the path by which a group receives one unit more: distances by line, and how each was reached."""

    def __init__(self, plan: Plan, group: int) -> None:
        self._plan = plan
        self._group = group
        self._distance = dict.fromkeys(plan.lacking(group), 0)
        self._waiting = deque(self._distance)
        self._before: dict[int, tuple[int, int, int]] = {}
        self._best = plan.ranking.worth[group][plan.covered.get(group, 0)]
        self._end = (_NOBODY, _NOBODY)

    def search(self) -> bool:
        """Look until no line can be reached more cheaply; whether the unit is worth its path."""
        looked_from: dict[int, int] = {}
        while self._waiting:
            line = self._waiting.popleft()
            distance = self._distance[line]
            if distance < self._best and looked_from.get(line) != distance:
                looked_from[line] = distance
                if line in self._before:
                    self._go_without(line, distance)
                self._take(line, distance)
        return self._end[0] != _NOBODY

    def follow(self) -> int:
        """Change the plan along the path; how many units it can carry is given back."""
        plan = self._plan
        line, resource = self._end
        if line not in self._before:
            units = plan.most(line, resource)
            plan.change(line, resource, 1)
            return units
        if resource != _NOBODY:
            plan.change(line, resource, 1)
        while line in self._before:
            taker, taken, lost = self._before[line]
            if taken != _NOBODY:
                plan.change(line, lost, -1)
                plan.change(taker, taken, 1)
            line = taker
        return 1

    def follow_on(self, units: int) -> None:
        """Send so many units more along a path of a single step."""
        if units:
            self._plan.change(*self._end, units)

    def _take(self, line: int, distance: int) -> None:
        plan, best = self._plan, self._best
        capacity, units, closed = plan.ranking.capacity, plan.units, plan.closed
        for resource, number in plan.ranking.candidates[line].items():
            cost = distance + number
            if cost >= best:
                return
            if resource in units and (units[resource] >= capacity[resource] or resource in closed):
                self._take_from_others(line, resource, resource, cost)
            elif resource in closed:
                continue
            elif (full := plan.innermost_full(resource)) != NOWHERE:
                for other in plan.at.get(full, ()):
                    self._take_from_others(line, resource, other, cost)
            else:
                self._best, self._end = cost, (line, resource)
                return

    def _take_from_others(self, line: int, resource: int, other: int, cost: int) -> None:
        candidates = self._plan.ranking.candidates
        for loser in self._plan.serves[other]:
            if loser != line:
                self._reach(loser, cost - candidates[loser][other], (line, resource, other))

    def _go_without(self, line: int, distance: int) -> None:
        """A line gives up the last unit of its group, or the whole loss to a line of its group that lacks already."""
        plan, group = self._plan, self._plan.ranking.group[line]
        if group == self._group:
            return  # A resource has the same number for all lines of a group: it would be as well not to serve it.
        cost = distance + plan.ranking.worth[group][plan.covered[group] - 1]
        if cost < self._best:
            self._best, self._end = cost, (line, _NOBODY)
        if len(plan.ranking.lines_of_group[group]) > 1:
            for other in plan.lacking(group):
                self._reach(other, distance, (line, _NOBODY, _NOBODY))

    def _reach(self, line: int, distance: int, how: tuple[int, int, int]) -> None:
        known = self._distance.get(line)
        if known is None or distance < known:
            self._distance[line] = distance
            self._before[line] = how
            self._waiting.append(line)


def serve(plan: Plan, group: int, most: int) -> None:
    """Cover as many units more of the group as can be, up to so many in all."""
    while plan.covered.get(group, 0) < most:
        path = _Path(plan, group)
        if not path.search():
            return
        # The path of a line to a free candidate stays the cheapest as long as the candidate has units.
        path.follow_on(path.follow() - 1)


def do_without(plan: Plan, resource: int) -> None:
    """Replace every unit that a closed resource still gives, or go without where nobody can.

    Its places must have let one more go: otherwise the plan is not the best, for someone whom the floor kept back may then
    go in their stead.
    """
    while plan.serves.get(resource):
        line = next(iter(plan.serves[resource]))
        plan.change(line, resource, -1)
        path = _Path(plan, plan.ranking.group[line])
        if path.search():
            path.follow()
