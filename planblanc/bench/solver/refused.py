"""The plan of a nation once more after one refusal, beside a search from nothing that must give the same."""

from functools import partial
from statistics import median

import numpy as np

from planblanc.bench.solver import instances
from planblanc.bench.solver.dispatched import counts
from planblanc.bench.solver.instances import Size
from planblanc.bench.solver.measured import OURS, Measured, once, under
from planblanc.bench.visitor import NotMeasured
from planblanc.planning import garbage
from solver import again, search
from solver.again import Solved
from solver.engaged import Refused

FROM_NOTHING = "planblanc, cherché depuis le début"


def measure(size: Size, seed: int, runs: int) -> Measured:
    """Each run refuses someone else whom the first plan sends."""
    solved = Solved.of(instances.instance(seed, size))
    sent = sorted(solved.proposal.sent)
    chosen = np.random.default_rng(seed).permutation(len(sent))[: runs + 1]
    refused = [Refused(*sent[index]) for index in chosen]
    found, wholly = [], []
    for refusal in refused:
        garbage.look()
        seconds, new = once(partial(again.refusing, solved, [refusal]))
        found.append(seconds)
        seconds, proposal = once(partial(search.solve, new.problem))
        wholly.append(seconds)
        if (proposal.assignments, proposal.stages) != (new.proposal.assignments, new.proposal.stages):
            raise NotMeasured("Après un refus, le plan n'est pas celui d'une recherche depuis le début.")
    both = {OURS: median(found[1:]), FROM_NOTHING: median(wholly[1:])}
    return Measured(counts(solved.problem), both, (under("après un refus", both[OURS], 0.2),), {"refusals": len(refused) - 1})
