"""One rule alone, on one person, told by each of its ways, which must agree."""

from collections.abc import Iterable

from solver.relief.duties import Duty, WorkingTime
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.roster import Roster
from solver.relief.rules.rule import Capacity, Filter, Succession
from solver.relief.shifts import Shift
from tests.solver.relief.builders import person, post, problem, roster


def lets_take(rule: Filter, reliever: Reliever, shift: Shift) -> bool:
    """What a rule says of one person at the first post of one shift, and of the roster that does it."""
    given = problem([shift], [reliever])
    allowed = rule.allows(given, reliever, shift, shift.posts[0])
    assert (list(rule.broken(given, roster(given, (shift.id, reliever.id)))) == []) is allowed
    return allowed


def lets_follow(rule: Succession, earlier: Duty, later: Duty, given: ReliefProblem | None = None) -> bool:
    """What a rule says of two duties of one person, and of the roster that has the second after the first was worked."""
    base = given or problem()
    allowed = rule.allows(base, earlier, later)
    whole = _of_duties([later], [earlier], base)
    assert (list(rule.broken(whole, _everything(whole))) == []) is allowed
    planned = _of_duties([earlier, later], [], base)
    assert (list(rule.broken(planned, _everything(planned))) == []) is allowed
    return allowed


def lets_do(rule: Capacity, duties: Iterable[Duty], worked: Iterable[Duty] = (), working_time: WorkingTime | None = None) -> bool:
    """What the rows of a rule say of all the duties of one person, and what it says of the roster that has them."""
    past = list(worked)
    whole = _of_duties(list(duties), past, problem(working_time=working_time))
    taken = _everything(whole)
    rows = rule.rows(whole, taken.duties_of(whole, "P1"))
    is_kept = all(sum(amount for _, amount in row.terms) <= row.limit for row in rows)
    assert (list(rule.broken(whole, taken)) == []) is is_kept
    return is_kept


def _of_duties(planned: list[Duty], worked: list[Duty], base: ReliefProblem) -> ReliefProblem:
    shifts = [Shift(f"S{number}", each, (post(),)) for number, each in enumerate(planned)]
    return problem(shifts, [person(worked=worked)], travel=base.travel, working_time=base.working_time)


def _everything(given: ReliefProblem) -> Roster:
    return roster(given, *((shift.id, "P1") for shift in given.shifts))
