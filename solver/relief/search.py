"""Solve relief: the best roster in the order of the preferences, with what is proven of each.

First who goes where, by windows: no roster does better. Then one roster for each establishment, or for several that share
people. One that keeps all that the windows promise proves them; where there is none the windows learn it, and promise
again. Where the effort does not tell, rosters are searched for preference by preference, and the gap is told.
"""

from collections.abc import Callable
from dataclasses import dataclass

from solver.relief import check
from solver.relief.bounds import Bounds, bounds
from solver.relief.candidates import Candidates
from solver.relief.in_order import Turns, in_order
from solver.relief.parts import Part, parts
from solver.relief.problem import ReliefProblem
from solver.relief.relaxation import Cut
from solver.relief.roster import Roster
from solver.relief.verdict import verdict
from solver.search import RuleBroken


@dataclass(frozen=True)
class ReliefLimits:
    """How much work a search may do, in deterministic seconds of CP-SAT, and in rounds.

    `windows`: to find who goes where. `roster`: for each establishment. `whole`: for all of them at once, where the two
    do not prove the roster. `rounds`: how often the windows may learn from the rosters.
    """

    windows: float = 20.0
    roster: float = 8.0
    whole: float = 4.0
    rounds: int = 12


def solve(problem: ReliefProblem, limits: ReliefLimits | None = None, on_better: Callable[[Roster], None] | None = None) -> Roster:
    """The best roster, `OPTIMAL` if nothing is better; what could not be filled is told as vacancies.

    `on_better` receives each better roster on the way, checked like the last one. Raises `SearchFailed` if the engine
    fails, and `RuleBroken` if `check` finds a breach.
    """
    limits = limits or ReliefLimits()
    candidates = Candidates(problem)
    least, turns = _by_establishment(candidates, limits)
    roster = _checked(problem, verdict(problem, turns, least.settled))
    if roster.is_optimal:
        return roster
    if on_better is not None:
        on_better(roster)
    other, settled = in_order(candidates, limits.whole, roster.turns, least.settled)
    best = min((roster, verdict(problem, other)), key=_values)
    return _checked(problem, verdict(problem, best.turns, least.settled, settled))


def _by_establishment(candidates: Candidates, limits: ReliefLimits) -> tuple[Bounds, Turns]:
    """What the windows come to, and the rosters that keep it, or nearly."""
    cuts: list[Cut] = []
    kept: dict[object, Turns | bool] = {}
    for _ in range(limits.rounds):
        least = bounds(candidates, limits.windows, cuts)
        divided = parts(candidates.problem, least)
        for part in divided:
            if part.key not in kept:
                kept[part.key] = part.keeping(part.promise, limits.roster)
        learnt = [cut for part in divided if kept[part.key] is False and (cut := part.cut(limits.roster / 4)) is not None]
        if not learnt:
            break
        cuts += learnt
    return least, tuple(sorted(turn for part in divided for turn in _settled(part, kept[part.key], limits)))


def _settled(part: Part, found: Turns | bool, limits: ReliefLimits) -> Turns:
    return part.nearly(limits.roster / 2) if isinstance(found, bool) else found


def _values(roster: Roster) -> tuple[object, ...]:
    return tuple(stage.value for stage in roster.stages)


def _checked(problem: ReliefProblem, roster: Roster) -> Roster:
    broken = check.breaches(problem, roster)
    if broken:
        raise RuleBroken("; ".join(broken))
    return roster
