"""What the solving process does with one problem of relief: search, explain, say what will lack."""

from collections.abc import Callable

from planblanc.planning.relief_work import RosterFound, RosterWork
from solver.relief import search
from solver.relief.explain import explain
from solver.relief.forecast import asked_a_day, forecast
from solver.relief.roster import Roster


def solve(work: RosterWork, on_better: Callable[[Roster], None]) -> RosterFound:
    """The best roster for the problem; each better one on the way is told to `on_better`."""
    problem = work.problem
    roster = search.solve(problem, on_better=on_better)
    first = min(shift.duty.starts_at for shift in problem.shifts)
    ahead = forecast(asked_a_day(problem), work.everybody, first, working_time=problem.working_time)
    return RosterFound(roster, explain(problem, roster), ahead)
