"""What the network cannot say: floors by competence, whose rows cross, and teams that go whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from solver.arrays import Flags, Indices, Whole, sum_by
from solver.network import Network


@dataclass(frozen=True, eq=False)
class Team:
    """The arcs out of the lines of a team, what each line asks for, and the sending arcs of who would join it anew."""

    lines: Indices
    asked: Whole
    joining: Indices

    def is_parted(self, flow: Whole) -> bool:
        """Whether the circulation sends someone anew while a line lacks someone."""
        return bool(flow[self.joining].any() and (flow[self.lines] < self.asked).any())


@dataclass(frozen=True, eq=False)
class Rows:
    """The floors as sums over sending arcs, entry by entry: the units on the arcs of row r are `most[r]` or fewer."""

    network: Network
    row: Indices
    arc: Indices
    most: Whole
    teams: tuple[Team, ...]

    def taken(self, flow: Whole) -> Whole:
        """The units that count in each row."""
        return sum_by(self.row, flow[self.arc], len(self.most))

    def are_kept(self, flow: Whole, tight: Flags) -> bool:
        """Whether the circulation keeps every row, those that are tight to the unit."""
        taken = self.taken(flow)
        return bool((taken <= self.most).all() and (taken == self.most)[tight].all())

    def parted(self, flow: Whole) -> list[int]:
        """The teams that the circulation sends only in part."""
        return [number for number, team in enumerate(self.teams) if team.is_parted(flow)]

    def on_arcs(self, prices: Whole) -> Whole:
        """What the prices of the rows cost a unit on each sending arc."""
        return sum_by(self.arc, prices[self.row], self.network.sending.stop)

    @property
    def bind(self) -> bool:
        """Whether there is anything that the network cannot say."""
        return bool(len(self.most) or self.teams)


def rows(network: Network) -> Rows:
    """The rows of the problem; floors that nothing could break are left out."""
    row, arc, most = _floors(network)
    return Rows(network, row, arc, most, _teams(network))


def _floors(network: Network) -> tuple[Indices, Indices, Whole]:
    canonical = network.canonical
    problem, holders = canonical.problem, canonical.problem.holders
    arcs_of: defaultdict[int, list[int]] = defaultdict(list)
    for arc, resource in enumerate(network.pairs.resource[network.parts.pair].tolist()):
        arcs_of[resource].append(arc)
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    units: defaultdict[tuple[str, str], int] = defaultdict(int)
    for resource in sorted(arcs_of):
        for kept in holders.kept_of.get(canonical.resources[resource].id, ()):
            found[kept].extend(arcs_of[resource])
            units[kept] += max(problem.left(canonical.resources[resource]), int(canonical.locked[resource]))
    binding = [kept for kept in sorted(found) if units[kept] > holders.to_spare[kept]]
    sizes = [len(found[kept]) for kept in binding]
    arcs = [arc for kept in binding for arc in found[kept]]
    most = np.array([holders.to_spare[kept] for kept in binding], dtype=np.int64)
    return np.repeat(np.arange(len(binding)), sizes), np.array(arcs, dtype=np.intp), most


def _teams(network: Network) -> tuple[Team, ...]:
    canonical, parts = network.canonical, network.parts
    row = {need.id: number for number, need in enumerate(canonical.needs)}
    need = network.pairs.need[parts.pair]
    found = []
    teams = canonical.problem.teams
    # What is split first is what the first stages look at: else each half of a team that they do not see is split again by theirs.
    for team in sorted(teams, key=lambda team: (min(line.criticality for line in teams[team]), team)):
        numbers = np.array(sorted(row[line.id] for line in teams[team]), dtype=np.intp)
        asked = np.array([canonical.needs[number].quantity for number in numbers], dtype=np.int64)
        joining = np.flatnonzero(np.isin(need, numbers) & ~parts.is_under_way)
        found.append(Team(network.sending.stop + numbers, asked, joining))
    return tuple(found)
