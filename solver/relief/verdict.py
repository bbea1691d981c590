"""What is known of a finished roster: every preference measured in plain Python, beside the bounds that hold for it."""

from collections.abc import Sequence
from fractions import Fraction

from solver.proposal import Proof
from solver.relief import goals
from solver.relief.goals.goal import Goal
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, StageValue, Turn, Value, vacancies
from solver.relief.stages import Settled, is_held


def verdict(problem: ReliefProblem, turns: tuple[Turn, ...], *evidence: Sequence[Settled]) -> Roster:
    """The roster of these turns; each evidence is what one search settled, in the order of the preferences.

    A bound holds for the roster as long as it reaches, in every preference before, what that search held it at.
    """
    draft = Roster(turns, vacancies(problem, turns), (), Proof.NOT_REACHED)
    values = [goal.measure(problem, draft) for goal in goals.GOALS]
    bounds: list[list[Value]] = [[] for _ in goals.GOALS]
    for settled in evidence:
        for place, each in enumerate(settled):
            bounds[place].append(each.bound)
            if not is_held(values[place], each):
                break
    stages = tuple(_stage(goal, values[place], bounds[place]) for place, goal in enumerate(goals.GOALS))
    worst = max((stage.proof for stage in stages), key=_FROM_BEST.index)
    return Roster(turns, draft.vacancies, stages, worst)


_FROM_BEST = (Proof.OPTIMAL, Proof.GAP, Proof.NOT_REACHED)


def _stage(goal: Goal, value: Value, bounds: list[Value]) -> StageValue:
    nothing = (Fraction(0),) * len(value)
    bound = max([nothing, *bounds])
    proof = Proof.OPTIMAL if value == bound else Proof.GAP if bounds else Proof.NOT_REACHED
    return StageValue(goal.name, goal.title, value, bound, proof)
