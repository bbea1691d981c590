"""The plan once more after refusals: from the plan there was, what is still the best is proven rather than searched for again.

Nothing but the refused pairs leaves the network. Where they carried nothing, the plan stands; otherwise the best of those
who are idle takes the place of each, and whether anything else is better is what the proof of every stage then shows: the
search begins at the first stage where it fails. The answer is the one that a search from nothing gives.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

import numpy as np

from solver import check, flows, goals, search
from solver.arrays import Flags, Whole
from solver.candidates import Candidates
from solver.canonical import NO_LIMIT, Canonical
from solver.engaged import Refused
from solver.face import Ladder
from solver.network import BASE, Network, network, network_of
from solver.problem import Problem
from solver.proposal import Proposal
from solver.search import Limits


@dataclass(frozen=True, eq=False)
class Solved:
    """A plan, and the network that it was found on."""

    network: Network
    proposal: Proposal

    @classmethod
    def of(cls, problem: Problem, limits: Limits | None = None) -> "Solved":
        """Solve a problem from nothing."""
        proposal = search.solve(problem, limits)
        return cls(network(Canonical.of(problem)), proposal)

    @property
    def problem(self) -> Problem:
        """The problem that is solved."""
        return self.network.canonical.problem


def refusing(solved: Solved, more: Iterable[Refused], limits: Limits | None = None) -> Solved:
    """The plan of the same problem with more that is refused.

    Solved from nothing where a refused pair is engaged or pinned, a part of which may stay, and where the best of the network
    breaks a rule that is none.
    """
    problem = _problem(solved.problem, frozenset(more))
    lost = _lost(solved.network, problem.refused - solved.problem.refused)
    if _is_entangled(solved.network, lost):
        return Solved.of(problem, limits)
    fewer = Candidates(*(column[~lost] for column in vars(solved.network.pairs).values()))
    built = network_of(_canonical(solved.network.canonical, problem), fewer)
    known = flows.of_sent(built, _resent(built, solved.proposal, _names(solved.network, lost)))
    proposal = search.searched(built, limits or Limits(), known)
    return Solved.of(problem, limits) if check.breaches(problem, proposal) else Solved(built, proposal)


def _problem(before: Problem, more: frozenset[Refused]) -> Problem:
    """The problem with more that is refused; of all that was computed of it, only `refusals` depends on that."""
    problem = copy(before)
    vars(problem).pop("refusals", None)
    vars(problem)["refused"] = before.refused | more
    return problem


def _canonical(before: Canonical, problem: Problem) -> Canonical:
    """Its arrays, made anew where they tell what is refused."""
    canonical = copy(before)
    vars(canonical).pop("refused", None)
    vars(canonical)["problem"] = problem
    return canonical


def _lost(built: Network, more: Iterable[Refused]) -> Flags:
    """The pairs that are refused now."""
    pairs, canonical = built.pairs, built.canonical
    lost = np.zeros(len(pairs), dtype=np.bool_)
    for refusal in more:
        concerned = [index for index, need in enumerate(canonical.needs) if refusal.need_or_incident in {need.id, need.incident}]
        resource = canonical.index_of.get(refusal.resource, -1)
        lost |= (pairs.resource == resource) & np.isin(pairs.need, concerned)
    return lost


def _is_entangled(built: Network, lost: Flags) -> bool:
    """Whether a pair that is lost is engaged or pinned, so that a part of it may stay."""
    parts = built.parts
    special = parts.is_pinned | parts.is_under_way | parts.is_asked | (parts.lower > 0)
    return bool(lost[parts.pair[special]].any())


def _names(built: Network, some: Flags) -> list[tuple[str, str]]:
    """(need, resource) of these pairs."""
    needs, resources, pairs = built.canonical.needs, built.canonical.resources, built.pairs
    return [(needs[pairs.need[pair]].id, resources[pairs.resource[pair]].id) for pair in np.flatnonzero(some)]


def _resent(built: Network, before: Proposal, lost: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """What the plan sends without the lost pairs, the best of the idle being sent in their place, as far as there are any."""
    sent = dict(before.sent)
    wanted = [(need, units) for need, resource in lost if (units := sent.pop((need, resource), 0))]
    row = {need.id: index for index, need in enumerate(built.canonical.needs)}
    for need, lacking in wanted:
        units = lacking
        while units > 0:
            found = _best_idle(built, flows.of_sent(built, sent), row[need])
            if found is None:
                break
            resource, room = found
            more = min(units, room)
            sent[need, resource] = sent.get((need, resource), 0) + more
            units -= more
    return sent


def _best_idle(built: Network, flow: Whole, need: int) -> tuple[str, int] | None:
    """The resource that the preferences put first for one unit more of the need, and how many units there is room for."""
    parts, pairs = built.parts, built.pairs
    room, load = _room(built, flow)
    tail, left = built.tail[built.sending], (built.upper - flow)[built.sending]
    most = np.minimum(room[tail], left)
    arcs = np.flatnonzero((pairs.need[parts.pair] == need) & (most > 0))
    if not len(arcs):
        return None
    free = np.zeros(len(tail), dtype=np.bool_)
    free[arcs] = True
    costs = [goal.costs(built, free) for goal in goals.GOALS if goal.costs is not None]
    keys = [load[tail[arcs]] if isinstance(one, Ladder) else one[arcs] for one in costs]
    best = arcs[np.lexsort(keys[::-1])[0]]
    return built.canonical.resources[pairs.resource[parts.pair[best]]].id, int(most[best])


def _room(built: Network, flow: Whole) -> tuple[Whole, Whole]:
    """How many units more each resource may send by what feeds it, and how many its lender has lent; one entry a node."""
    room = np.zeros(built.nodes, dtype=np.int64)
    load = np.zeros(built.nodes, dtype=np.int64)
    room[BASE] = NO_LIMIT
    load[built.head[built.lending]] = built.lender_load + flow[built.lending]
    for section in built.feeding:
        tail, head = built.tail[section], built.head[section]
        room[head] = np.minimum(room[tail], (built.upper - flow)[section])
        load[head] += load[tail]
    return room, load
