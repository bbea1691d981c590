"""One preference after the other, each made least and then held; the one caller of CP-SAT in relief."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from ortools.sat.python import cp_model

from solver.circulation import SearchFailed
from solver.relief.goals.goal import Goal
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Value
from solver.relief.terms import Linear, Terms


class EffortSpent(SearchFailed):
    """The limit ended a search before its next preference."""


@dataclass(frozen=True)
class Settled:
    """What a preference came to in a model.

    `costs`: held from now on; `least`: what they cannot be less than; the same as measures: `reached` and `bound`.
    """

    costs: tuple[int, ...]
    least: tuple[int, ...]
    reached: Value
    bound: Value

    @property
    def is_proven(self) -> bool:
        """Whether the costs are the least there is."""
        return self.costs == self.least


def is_held(value: Value, settled: Settled) -> bool:
    """Whether a roster that reaches this value is among those that the search went on with."""
    return all(mine <= held for mine, held in zip(value, settled.reached, strict=True))


class Stages:
    """The state of a lexicographic search in one model: the best solution so far, and what is left to spend.

    `effort`: the deterministic seconds of CP-SAT that all the runs together may take.
    """

    def __init__(self, problem: ReliefProblem, terms: Terms, effort: float) -> None:
        self._problem = problem
        self._terms = terms
        self._left = effort
        self._engine: cp_model.CpSolver | None = None

    @property
    def is_solved(self) -> bool:
        """Whether there is a solution at all."""
        return self._engine is not None

    @property
    def solution(self) -> dict[int, int]:
        """Variable index → value in the best solution."""
        return dict(enumerate(self._answer.response_proto.solution))

    def worth(self, expression: Linear) -> int:
        """What an expression is worth in the best solution."""
        return int(self._answer.value(expression))

    @property
    def _answer(self) -> cp_model.CpSolver:
        if self._engine is None:
            raise SearchFailed("no solution was found")
        return self._engine

    def begin(self, values: Mapping[int, int]) -> bool:
        """Take as first solution the one that has these values (variable index → value); whether there is one."""
        self._hint(values)
        return self._run(fixed=True) in _FOUND

    def _hint(self, values: Mapping[int, int]) -> None:
        model = self._terms.model
        model.clear_hints()
        for index, value in values.items():
            model.add_hint(model.get_int_var_from_proto_index(index), value)

    def find(self) -> bool | None:
        """Look for any solution; whether there is one, None when the effort ends before that is known.

        Some rosters are found at once by one strategy and never by another, or from another seed: each is tried shortly, in
        turn, before one of them has all that is left.
        """
        self._terms.model.clear_objective()
        for strategy, effort in _SHORTLY:
            status = self._run(effort=effort * self._left, strategy=strategy)
            if status in _FOUND:
                return True
            if status == cp_model.INFEASIBLE:
                return False
        return None

    def settle(self, goal: Goal, known: Settled | None = None) -> Settled:
        """Make the costs of a preference least, one after the other, and hold them there.

        `known`: what a relaxation settled; where the best solution has reached it already there is nothing to search for.
        """
        costs = goal.costs(self._problem, self._terms)
        if known is not None and known.is_proven and self.is_solved and self._reached(goal) == known.reached:
            for cost, most in zip(costs, known.costs, strict=True):
                self._terms.model.add(cost <= most)
            return known
        held, least = [0] * len(costs), [0] * len(costs)
        if len(costs) > 1:
            self._approach(goal)
        for place, cost in enumerate(costs):
            if self._is_perfect(goal):
                break
            if known is not None and all(mine <= theirs for mine, theirs in zip(held[:place], known.costs, strict=False)):
                self._terms.model.add(cost >= known.least[place])
            held[place], least[place] = self._least(cost)
        reached = self._reached(goal)
        return Settled(tuple(held), tuple(least), reached, reached if held == least else goal.bound(tuple(least)))

    def _reached(self, goal: Goal) -> Value:
        return goal.reached(self._problem, self._terms, self.worth)

    def _approach(self, goal: Goal) -> None:
        """Begin with a solution of little lack in all: from there each of several costs is soon least."""
        if not self._is_perfect(goal):
            self._terms.model.minimize(goal.lack(self._problem, self._terms))
            self._run(effort=self._left / 4)

    def _is_perfect(self, goal: Goal) -> bool:
        if not self.is_solved:
            return False
        lack = goal.lack(self._problem, self._terms)
        if self.worth(lack):
            return False
        self._terms.model.add(lack == 0)
        return True

    def _least(self, cost: Linear) -> tuple[int, int]:
        """What the cost is held at, and what it cannot be less than."""
        self._terms.model.minimize(cost)
        status = self._run()
        if status == cp_model.INFEASIBLE:
            raise SearchFailed("the engine finds no solution where there is one")
        if status not in _FOUND:
            raise EffortSpent("no solution with the effort that was left")
        held = self.worth(cost)
        self._terms.model.add(cost <= held)
        # The bound is told as a float, perhaps a hair above the whole number that it is.
        return held, held if status == cp_model.OPTIMAL else min(max(ceil(self._answer.best_objective_bound - 1e-6), 0), held)

    def _run(self, *, effort: float | None = None, fixed: bool = False, strategy: "Strategy | None" = None) -> int:
        strategy = strategy or Strategy()
        engine = cp_model.CpSolver()
        engine.parameters.num_workers = 1
        engine.parameters.random_seed = strategy.seed
        engine.parameters.interleave_search = strategy.takes_turns
        engine.parameters.linearization_level = int(strategy.is_linear)
        engine.parameters.cp_model_probing_level = 0  # it costs more than it finds in these models
        engine.parameters.fix_variables_to_their_hinted_value = fixed
        engine.parameters.max_deterministic_time = max(self._left if effort is None else effort, _LEAST_EFFORT)
        status = engine.solve(self._terms.model)
        if status == cp_model.MODEL_INVALID:
            raise SearchFailed(f"the engine refuses the model: {self._terms.model.validate()}")
        self._left -= engine.deterministic_time
        if status in _FOUND:
            self._engine = engine
            self._hint(self.solution)
        return int(status)


@dataclass(frozen=True)
class Strategy:
    """How the one worker searches: with which seed, passing from one way to the next, with the help of linear relaxations."""

    seed: int = 1
    takes_turns: bool = False
    is_linear: bool = True


# Strategy → the part of what is left that it may take.
_SHORTLY = (
    *(
        try_shortly
        for seed in (1, 2)
        for try_shortly in ((Strategy(seed, takes_turns=True), 0.05), (Strategy(seed, is_linear=False), 0.08))
    ),
    (Strategy(), 1.0),
)
_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)
_LEAST_EFFORT = 0.01
