"""Rosters searched for one preference after the other, in one model of all the rules."""

from collections.abc import Sequence

from solver.relief import goals
from solver.relief.candidates import Candidates
from solver.relief.roster import Turn
from solver.relief.rostering import rostering
from solver.relief.stages import EffortSpent, Settled, Stages, is_held

Turns = tuple[Turn, ...]


def in_order(candidates: Candidates, effort: float, start: Turns, known: Sequence[Settled] = ()) -> tuple[Turns, list[Settled]]:
    """Settle the preferences from these turns on, as far as the effort goes; `known`: what a relaxation settled."""
    problem = candidates.problem
    model = rostering(candidates, frozenset(problem.establishments))
    stages = Stages(problem, model.terms, effort)
    stages.begin(model.values(start))
    settled: list[Settled] = []
    try:
        for place, goal in enumerate(goals.GOALS):
            holds = place < len(known) and all(is_held(mine.reached, other) for mine, other in zip(settled, known, strict=False))
            settled.append(stages.settle(goal, known[place] if holds else None))
    except EffortSpent:
        if not stages.is_solved:
            return start, settled
    return model.turns(stages.solution), settled
