"""Who serves which line, as a plan that changes one unit at a time."""

from collections.abc import Iterator

from solver.stress.ranking import Ranking

NOWHERE = -1


class Plan:
    """The units that each resource gives to each line, with the counts that the capacities are told by.

    `serves`: resource → line → units. `at`: place → resource → heads away. `units`, `heads`, `got` and `covered` are
    the sums by resource, place, line and group. `closed`: resources that give no more than they do.
    """

    def __init__(self, ranking: Ranking, closed: frozenset[int]) -> None:
        self.ranking = ranking
        self.closed = closed
        self.serves: dict[int, dict[int, int]] = {}
        self.at: dict[int, dict[int, int]] = {}
        self.units: dict[int, int] = {}
        self.heads: dict[int, int] = {}
        self.got: dict[int, int] = {}
        self.covered: dict[int, int] = {}

    def copy(self, closed: frozenset[int]) -> "Plan":
        """The same plan, to be changed apart, with other resources closed."""
        other = Plan(self.ranking, closed)
        other.serves = {resource: lines.copy() for resource, lines in self.serves.items()}
        other.at = {site: resources.copy() for site, resources in self.at.items()}
        other.units, other.heads = self.units.copy(), self.heads.copy()
        other.got, other.covered = self.got.copy(), self.covered.copy()
        return other

    def innermost_full(self, resource: int) -> int:
        """The first of these places, or `NOWHERE`."""
        heads, room = self.heads, self.ranking.places.room
        for place in self.ranking.places.of[resource]:
            if (place in heads and heads[place] >= room[place]) or not room[place]:
                return place
        return NOWHERE

    def full(self, resource: int) -> tuple[int, ...]:
        """The places of the resource that let no head more go, the innermost first."""
        heads, room = self.heads, self.ranking.places.room
        return tuple(place for place in self.ranking.places.of[resource] if heads.get(place, 0) >= room[place])

    def lacking(self, group: int) -> list[int]:
        """The lines of the group that lack units."""
        return [line for line in self.ranking.lines_of_group[group] if self.got.get(line, 0) < self.ranking.quantity[line]]

    def most(self, line: int, resource: int) -> int:
        """How many units the resource, its place and the line leave to be sent."""
        ranking = self.ranking
        left = [ranking.places.room[place] - self.heads.get(place, 0) for place in ranking.places.of[resource]]
        return min(ranking.capacity[resource] - self.units.get(resource, 0), ranking.quantity[line] - self.got.get(line, 0), *left)

    def change(self, line: int, resource: int, by: int) -> None:
        """Send so many units more, or fewer."""
        ranking = self.ranking
        _count(self.serves.setdefault(resource, {}), line, by)
        _count(self.units, resource, by)
        _count(self.got, line, by)
        _count(self.covered, ranking.group[line], by)
        for place in ranking.places.of[resource]:
            _count(self.at.setdefault(place, {}), resource, by)
            _count(self.heads, place, by)

    def sent(self) -> Iterator[tuple[int, int, int]]:
        """(line, resource, units) of all that is sent."""
        for resource, lines in self.serves.items():
            for line, units in lines.items():
                yield line, resource, units


def _count(counts: dict[int, int], key: int, by: int) -> None:
    now = counts.get(key, 0) + by
    if now:
        counts[key] = now
    else:
        del counts[key]
