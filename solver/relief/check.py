"""Whether a roster breaks a rule; it never searches, and it runs on every roster before it leaves."""

from solver.relief import rules
from solver.relief.problem import ReliefProblem
from solver.relief.roster import Roster, Turn


def breaches(problem: ReliefProblem, roster: Roster) -> tuple[str, ...]:
    """Every breach of every rule, told in a line; none when the roster may leave."""
    unknown = [f"unknown: {turn}" for turn in roster.turns if not _is_known(problem, turn)]
    if unknown:
        return tuple(unknown)
    return tuple(breach for rule in rules.RULES for breach in rule.broken(problem, roster))


def _is_known(problem: ReliefProblem, turn: Turn) -> bool:
    is_known = turn.shift in problem.shift and turn.reliever in problem.reliever
    return is_known and 0 <= turn.post < len(problem.shift[turn.shift].posts)
