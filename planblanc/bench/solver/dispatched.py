"""The dispatch of a nation and of a thousand incidents at once: from a problem to a checked and proven proposal, all the stages."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from planblanc.bench import footprint
from planblanc.bench.solver import first_stage, instances
from planblanc.bench.solver.instances import Size
from planblanc.bench.solver.measured import OURS, Goal, Measured, once, timed, under
from planblanc.bench.visitor import NotMeasured
from solver import search
from solver.canonical import Canonical
from solver.goals import fewest_lenders
from solver.nearest import nearest_first
from solver.network import network
from solver.problem import Problem
from solver.proposal import Proof, Proposal

FIRST_STAGE = "planblanc, première étape"
NEAREST_FIRST = "au plus proche, besoin après besoin"


def nation(size: Size, seed: int, runs: int) -> Measured:
    """Each run begins with a problem of which nothing is known; the memory is the most that the process ever held."""
    problem = instances.instance(seed, size)
    seconds, proposal = timed(_on_fresh(problem, runs + 1), runs)
    held = footprint.most_held()
    return Measured(
        counts=counts(problem),
        seconds={OURS: seconds},
        goals=(
            under("toutes les étapes", seconds, 0.5, is_proven=_is_network_proven(proposal)),
            Goal("mémoire au plus fort", 1024, round(held), "Mio"),
        ),
        facts=_proofs(proposal),
    )


def thousand(size: Size, seed: int, _runs: int) -> Measured:
    """Measured once: it is long, and the second time would tell no more."""
    problem = instances.instance(seed, size)
    seconds, proposal = once(lambda: search.solve(problem))
    return Measured(
        counts=counts(problem),
        seconds={OURS: seconds},
        goals=(under("toutes les étapes", seconds, 30, is_proven=_is_network_proven(proposal)),),
        facts=_proofs(proposal),
    )


def beyond_network(size: Size, seed: int, _runs: int, *, teams: int) -> Measured:
    """With floors of each competence and teams, which are no network; measured once, the first stage beside a whole programme."""
    problem = instances.with_rows(instances.instance(seed, size), seed, teams)
    seconds, proposal = once(lambda: search.solve(problem))
    crossing, costs = first_stage.prepared(instances.people_alone(problem))
    first, value = once(lambda: first_stage.ours(crossing, costs))
    theirs, same = once(lambda: first_stage.by_highs(crossing, costs))
    if same is not None and same != value:
        raise NotMeasured(f"Les optimums de la première étape diffèrent : {value} et {same}.")
    return Measured(
        counts={**counts(problem), "teams": len(problem.teams)},
        seconds={OURS: seconds, FIRST_STAGE: first, first_stage.HIGHS: theirs},
        goals=(
            under("toutes les étapes", seconds, 10, is_proven=_is_network_proven(proposal)),
            Goal(f"première étape, contre {first_stage.HIGHS}", 4, round(theirs / first, 1), "×"),
        ),
        facts={**_proofs(proposal), "peer_ended": same is not None},
    )


def nearest(size: Size, seed: int, _runs: int) -> Measured:
    """What a coordinator with a list and a telephone leaves uncovered, beside what we leave."""
    problem = instances.instance(seed, size)
    ours_seconds, ours = once(lambda: search.solve(problem))
    their_seconds, theirs = once(lambda: nearest_first(problem))
    left, left_by_them = _uncovered(problem, ours), _uncovered(problem, theirs)
    more = round(100 * (sum(left_by_them.values()) / max(sum(left.values()), 1) - 1))
    return Measured(
        counts=counts(problem),
        seconds={OURS: ours_seconds, NEAREST_FIRST: their_seconds},
        facts={"uncovered": left, "uncovered_nearest_first": left_by_them, "more_percent": more},
    )


def counts(problem: Problem) -> dict[str, int]:
    """How large an instance is."""
    built = network(Canonical.of(problem))
    return {
        "incidents": len({need.incident for need in problem.needs}),
        "lines": len(problem.needs),
        "units": sum(need.quantity for need in problem.needs),
        "people": len(problem.people),
        "stocks": len(problem.stocks),
        "arcs": len(built.pairs),
    }


def _on_fresh(problem: Problem, count: int) -> Callable[[], Proposal]:
    """Solves a copy of which nothing was computed yet, so many times."""
    copies = iter([replace(problem) for _ in range(count)])
    return lambda: search.solve(next(copies))


def _proofs(proposal: Proposal) -> dict[str, object]:
    gaps = [stage.name for stage in proposal.stages if stage.proof is not Proof.OPTIMAL]
    return {"proven_stages": len(proposal.stages) - len(gaps), "with_a_gap": gaps}


def _is_network_proven(proposal: Proposal) -> bool:
    """Whether every stage but that of the lenders, which is no network, is optimal."""
    return all(stage.proof is Proof.OPTIMAL for stage in proposal.stages if stage.name != fewest_lenders.GOAL.name)


def _uncovered(problem: Problem, proposal: Proposal) -> dict[str, int]:
    units: Counter[str] = Counter(dict.fromkeys(("VITAL", "HIGH", "NORMAL"), 0))
    for unmet in proposal.unmet:
        units[problem.need[unmet.need].criticality.name] += unmet.quantity
    return dict(units)
