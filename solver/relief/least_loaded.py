"""A roster as a planner makes it by hand: shift after shift, whoever has worked least so far; it is where searches begin."""

from solver.relief.candidates import Candidates
from solver.relief.duties import Duty
from solver.relief.fitting import refusals
from solver.relief.roster import Turn
from solver.relief.rules import crews_hand_over
from solver.relief.shifts import Shift


def least_loaded_first(candidates: Candidates, pairs: frozenset[tuple[str, str]] | None = None) -> tuple[Turn, ...]:
    """Turns that break no rule; only these (reliever, establishment) pairs serve, or all."""
    problem = candidates.problem
    duties: dict[str, list[Duty]] = {reliever.id: list(reliever.worked) for reliever in problem.reliever.values()}
    apart = dict(crews_hand_over.apart(problem))
    barred: set[str] = set()
    turns: list[Turn] = []
    for shift in problem.shift.values():
        crew = [] if shift.id in barred else _crew(candidates, duties, shift, pairs)
        for turn in crew:
            duties[turn.reliever].append(shift.duty)
        if crew and shift.id in apart:
            barred.add(apart[shift.id])
        turns += crew
    return tuple(sorted(turns))


def _crew(candidates: Candidates, duties: dict[str, list[Duty]], shift: Shift, pairs: frozenset[tuple[str, str]] | None) -> list[Turn]:
    problem, crew = candidates.problem, list[Turn]()
    able = {
        reliever.id
        for reliever in problem.reliever.values()
        if (reliever.id, shift.id) in candidates.posts and (pairs is None or (reliever.id, shift.duty.establishment) in pairs)
    }
    order = sorted(range(len(shift.posts)), key=lambda place: (not shift.posts[place].is_lead, shift.posts[place].criticality, place))
    for place in order:
        waiting = sorted(able - {turn.reliever for turn in crew}, key=lambda who: (sum(duty.hours for duty in duties[who]), who))
        fitting = (who for who in waiting if not any(refusals(problem, problem.reliever[who], duties[who], shift, place)))
        crew += [Turn(shift.id, place, who) for who, _ in zip(fitting, range(shift.posts[place].quantity), strict=False)]
        if shift.posts[place].is_lead and not crew:
            return []
    return crew
