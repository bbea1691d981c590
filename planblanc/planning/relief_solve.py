"""What the solving process does with one problem of relief: search, then say what keeps people from each vacancy."""

from collections import Counter
from collections.abc import Callable, Iterator

from planblanc.planning.relief_work import Obstacle, RosterFound, RosterWork
from solver.relief import rules, search
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.roster import Roster, Turn, Vacancy
from solver.relief.rules import every_crew_has_its_lead
from solver.relief.rules.rule import Capacity, CrewRule, Succession

# A crew that could be filled, had the search gone on.
UNFINISHED = "unfinished", "Le calcul s'est arrêté avant de le trouver"


def solve(work: RosterWork, on_better: Callable[[Roster], None]) -> RosterFound:
    """The best roster for the problem; each better one on the way is told to `on_better`."""
    roster = search.solve(work.problem, on_better=on_better)
    return RosterFound(roster, {(one.shift, one.post): tuple(_obstacles(work.problem, roster, one)) for one in roster.vacancies})


def _obstacles(problem: ReliefProblem, roster: Roster, vacancy: Vacancy) -> Iterator[Obstacle]:
    """The people who are not in that crew, counted by the first rule that keeps each from the vacancy, the most frequent first."""
    crew = {turn.reliever for turn in roster.crews.get(vacancy.shift, ())}
    others = (one for one in problem.reliever.values() if one.id not in crew)
    counts = Counter(_first_rule(problem, roster, vacancy, one) for one in others)
    for (name, title), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield Obstacle(name, title, count)


def _first_rule(problem: ReliefProblem, roster: Roster, vacancy: Vacancy, one: Reliever) -> tuple[str, str]:
    shift = problem.shift[vacancy.shift]
    for rule in rules.FILTERS:
        if not rule.allows(problem, one, shift, shift.posts[vacancy.post]):
            return rule.name, rule.title
    turns = (*roster.turns_of.get(one.id, ()), *roster.crews.get(shift.id, ()), Turn(shift.id, vacancy.post, one.id))
    tried = Roster(tuple(sorted(set(turns))), (), (), roster.proof)
    together: tuple[Succession | Capacity | CrewRule, ...] = (*rules.SUCCESSIONS, *rules.CAPACITIES, every_crew_has_its_lead.RULE)
    for known in together:
        if any(True for _ in known.broken(problem, tried)):
            return known.name, known.title
    return UNFINISHED
