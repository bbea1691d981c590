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


def out_of_reach(rows: Rows) -> list[int]:
    """The teams of which some line cannot be filled, even if all other needs were left aside."""
    network = rows.network
    most = _most_received(rows)
    return [number for number, team in enumerate(rows.teams) if (most[team.lines - network.sending.stop] < team.asked).any()]


def _most_received(rows: Rows) -> Whole:
    """No line can receive more than that: the people of each site that may serve it, as far as its floors let them go."""
    network = rows.network
    tail, sites = network.tail, network.feeding[2]
    units = np.full(network.nodes, 0)
    site = np.arange(network.nodes)
    for section in network.feeding[2:]:
        units[network.head[section]] = network.upper[section]
    site[network.head[sites]] = tail[sites]
    leaves = np.full(network.nodes, np.iinfo(np.int64).max)
    leaves[network.head[network.feeding[1]]] = network.upper[network.feeding[1]]
    pair = network.parts.pair
    first = np.flatnonzero(np.diff(pair, prepend=-1))
    given = np.minimum(sum_by(pair, network.parts.most, len(network.pairs)), units[tail[first]])
    need, place = network.pairs.need, site[tail[first]]
    key, number = np.unique(need * network.nodes + place, return_inverse=True)
    by_site = np.minimum(sum_by(number, given, len(key)), leaves[key % network.nodes])
    return sum_by(key // network.nodes, by_site, len(network.canonical.needs))


def rows(network: Network) -> Rows:
    """The rows of the problem; floors that nothing could break are left out."""
    row, arc, most = _floors(network)
    return Rows(network, row, arc, most, _teams(network))


def _floors(network: Network) -> tuple[Indices, Indices, Whole]:
    canonical = network.canonical
    problem, holders = canonical.problem, canonical.problem.holders
    if not holders.floors:
        return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.int64)
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
