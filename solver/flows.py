"""A proposal as the circulation of its network, and back."""

from collections.abc import Mapping, Sequence

import numpy as np

from solver.arrays import Indices, Whole, among, sum_by
from solver.network import Network
from solver.pool import Rung
from solver.proposal import Assignment, Proposal, Unmet


def of_proposal(network: Network, proposal: Proposal) -> Whole:
    """The units on every arc; what the network has no arc for is an error (`KeyError`)."""
    return of_sent(network, proposal.sent)


def of_sent(network: Network, units: Mapping[tuple[str, str], int]) -> Whole:
    """The same from (need, resource) → units."""
    pairs, parts = network.pairs, network.parts
    sent = np.zeros(len(pairs), dtype=np.int64)
    sent[_numbers(network, list(units))] = list(units.values())
    ends = np.cumsum(parts.most)
    first = np.searchsorted(parts.pair, parts.pair)
    before = ends - parts.most - (ends - parts.most)[first]
    flow = np.zeros(len(network.tail), dtype=np.int64)
    flow[network.sending] = np.clip(sent[parts.pair] - before, 0, parts.most)
    _conserve(network, flow)
    return flow


def _numbers(network: Network, named: Sequence[tuple[str, str]]) -> Indices:
    """Where these (need, resource) stand among the pairs, which are sorted."""
    canonical, pairs = network.canonical, network.pairs
    count = len(canonical.resources)
    row = {need.id: index for index, need in enumerate(canonical.needs)}
    wanted = np.array([row[need] * count + canonical.index_of[resource] for need, resource in named], dtype=np.int64)
    is_there, places = among(wanted, pairs.need * count + pairs.resource)
    if not is_there.all():
        raise KeyError(named[int(np.argmin(is_there))])
    return places


def _conserve(network: Network, flow: Whole) -> None:
    """Fill the arcs before and after the sending arcs: each node gives what it receives."""
    entering = sum_by(network.head[network.sending], flow[network.sending], network.nodes)
    grouping = slice(network.sending.stop, network.coverage.start)
    flow[grouping] = entering[network.tail[grouping]]
    entering += sum_by(network.head[grouping], flow[grouping], network.nodes)
    flow[network.coverage] = entering[network.tail[network.coverage]]
    leaving = sum_by(network.tail[network.sending], flow[network.sending], network.nodes)
    for section in reversed(network.feeding):
        flow[section] = leaving[network.head[section]]
        leaving += sum_by(network.tail[section], flow[section], network.nodes)


def assignments(network: Network, flow: Whole) -> tuple[Assignment, ...]:
    """What the circulation sends, by need then by resource."""
    pairs, problem = network.pairs, network.canonical.problem
    sent = sum_by(network.parts.pair, flow[network.sending], len(pairs))
    found = []
    for pair in np.flatnonzero(sent):
        need = network.canonical.needs[pairs.need[pair]].id
        resource = network.canonical.resources[pairs.resource[pair]].id
        is_kept = problem.under_way[need, resource] + problem.asked[need, resource] > 0
        found.append(Assignment(need, resource, int(sent[pair]), Rung(int(pairs.rung[pair])), is_kept))
    return tuple(sorted(found, key=lambda assignment: (assignment.need, assignment.resource)))


def unmet(network: Network, flow: Whole) -> tuple[Unmet, ...]:
    """What the circulation leaves uncovered, by need."""
    need = network.pairs.need[network.parts.pair]
    received = sum_by(need, flow[network.sending], len(network.canonical.needs))
    lacking = [(need.id, need.quantity - int(got)) for need, got in zip(network.canonical.needs, received, strict=True)]
    return tuple(Unmet(need, quantity) for need, quantity in lacking if quantity > 0)
