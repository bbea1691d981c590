"""Why a vacancy stays open: the rules of the roster themselves say who is kept from it, so that nothing contradicts them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from solver.relief import rules
from solver.relief.fitting import refusals
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever
from solver.relief.roster import Roster, Turn, Vacancy, vacancies
from solver.relief.rules import can_travel_there, holds_the_competence

NEAREST_TOLD = 5
# Who could be added as they are: a proven roster never leaves anybody so.
NO_RULE = "unfinished", "Le calcul s'est arrêté avant de le trouver"
_HOPELESS = frozenset({holds_the_competence.RULE.name, can_travel_there.RULE.name})


@dataclass(frozen=True)
class Count:
    """So many people whom one rule is the first to keep from a vacancy."""

    rule: str
    title: str
    people: int


@dataclass(frozen=True)
class Near:
    """Somebody who has the competence and a way to the place, and the rules that keep them away, the first first."""

    reliever: str
    minutes: int
    rules: tuple[str, ...]


@dataclass(frozen=True)
class VacancyExplained:
    """One vacancy; `counts` from the most frequent rule on, over everybody who is not in that crew; `nearest` by travel."""

    vacancy: Vacancy
    counts: tuple[Count, ...]
    nearest: tuple[Near, ...]


def explain(problem: ReliefProblem, roster: Roster, most: int = NEAREST_TOLD) -> tuple[VacancyExplained, ...]:
    """Every vacancy of the roster, in its order."""
    return tuple(_explained(problem, roster, vacancy, most) for vacancy in roster.vacancies)


def _explained(problem: ReliefProblem, roster: Roster, vacancy: Vacancy, most: int) -> VacancyExplained:
    crew = {turn.reliever for turn in roster.crews.get(vacancy.shift, ())}
    others = [one for one in problem.reliever.values() if one.id not in crew]
    kept = {one.id: tuple(_refusals(problem, roster, vacancy, one)) for one in others}
    first = Counter(names[0] if names else NO_RULE[0] for names in kept.values())
    counts = (Count(name, _TITLES[name], people) for name, people in sorted(first.items(), key=lambda item: (-item[1], item[0])))
    place = problem.shift[vacancy.shift].duty.establishment
    near = [Near(one.id, one.minutes_to[place], kept[one.id]) for one in others if _HOPELESS.isdisjoint(kept[one.id])]
    return VacancyExplained(vacancy, tuple(counts), tuple(sorted(near, key=lambda each: (each.minutes, each.reliever))[:most]))


def _refusals(problem: ReliefProblem, roster: Roster, vacancy: Vacancy, one: Reliever) -> Iterator[str]:
    yield from refusals(problem, one, roster.duties_of(problem, one.id), problem.shift[vacancy.shift], vacancy.post)
    turns = tuple(sorted((*roster.turns, Turn(vacancy.shift, vacancy.post, one.id))))
    with_them = Roster(turns, vacancies(problem, turns), (), roster.proof)
    for rule in rules.CREW_RULES:
        if any(True for _ in rule.broken(problem, with_them)):
            yield rule.name


_TITLES = {rule.name: rule.title for rule in rules.RULES} | dict([NO_RULE])
