"""A crew that has a lead stands with it, or not at all."""

from collections.abc import Iterator

from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster
from solver.relief.rules.rule import CrewRule


def broken(problem: ReliefProblem, roster: Roster) -> Iterator[str]:
    """Tell every crew that would stand without its lead."""
    for shift, crew in roster.crews.items():
        lead = problem.shift[shift].lead
        if lead is not None and all(turn.post != lead for turn in crew):
            yield f"lead: the crew of {shift!r} has no lead"


RULE = CrewRule("lead", "Avoir un responsable dans chaque équipe", broken)
