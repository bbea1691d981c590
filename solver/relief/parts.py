"""The roster of establishments that share their people with no other."""

from dataclasses import dataclass, replace

from solver.relief.bounds import Bounds, bounds
from solver.relief.candidates import Candidates
from solver.relief.in_order import Turns, in_order
from solver.relief.least_loaded import least_loaded_first
from solver.relief.problem import ReliefProblem
from solver.relief.promises import ORDER, Promise
from solver.relief.relaxation import Cut
from solver.relief.roster import Value
from solver.relief.rostering import rostering
from solver.relief.stages import Stages
from solver.relief.verdict import verdict

# Later crews nearly always hold somebody who has been there; the measure of the roster counts those that do not.
_WATCHED = 6


@dataclass(frozen=True, eq=False)
class Part:
    """Some establishments of a problem with the people who serve there, and what the windows promise of them."""

    candidates: Candidates
    least: Bounds

    @property
    def promise(self) -> Promise:
        """All that the windows promise."""
        return Promise(self.least, self.candidates.problem, len(ORDER))

    @property
    def key(self) -> object:
        """What the promise depends on: where it is equal, so is the answer."""
        problem, promise, least = self.candidates.problem, self.promise, self.least
        loads = tuple((place, least.strange[place], least.hours[place], least.nights[place]) for place in problem.establishments)
        covered = tuple(least.covered[share] for share in problem.asked)
        return frozenset(problem.reliever), loads, covered, promise.staying, promise.wished

    def keeping(self, promise: Promise, effort: float) -> Turns | bool:
        """Turns that keep the promise; False when there are none, True when the effort ended before that was known."""
        places = frozenset(self.candidates.problem.establishments)
        model = rostering(self.candidates, places, self.least.pairs, watched=_WATCHED)
        promise.ask(model.terms)
        stages = Stages(self.candidates.problem, model.terms, effort)
        is_found = stages.find()
        return model.turns(stages.solution) if is_found else is_found is None

    def cut(self, effort: float) -> Cut | None:
        """That the promise cannot be kept, as strongly as is soon shown."""
        promise = self.promise
        while promise.kept and self.keeping(promise.less(), effort) is False:
            promise = promise.less()
        return promise.cut()

    def nearly(self, effort: float) -> Turns:
        """As much of the promise as is soon kept, then one preference after the other."""
        promise, start = self.promise, least_loaded_first(self.candidates)
        while promise.kept:
            promise = promise.less()
            found = self.keeping(promise, effort / 2)
            if not isinstance(found, bool):
                start = found
                break
        turns, _ = in_order(self.candidates, effort, start, bounds(self.candidates, effort).settled)
        return min((start, turns), key=self._values)

    def _values(self, turns: Turns) -> tuple[Value, ...]:
        return tuple(stage.value for stage in verdict(self.candidates.problem, turns).stages)


def parts(problem: ReliefProblem, least: Bounds) -> tuple[Part, ...]:
    """The groups of establishments that the windows leave apart."""
    return tuple(Part(Candidates(_restricted(problem, places, people)), least) for places, people in least.apart)


def _restricted(problem: ReliefProblem, places: frozenset[str], people: frozenset[str]) -> ReliefProblem:
    return replace(
        problem,
        shifts=tuple(shift for shift in problem.shifts if shift.duty.establishment in places),
        relievers=tuple(reliever for reliever in problem.relievers if reliever.id in people),
    )
