"""Small random weeks of relief in which every rule bites: short rests, leave, leads, handovers, two establishments."""

from dataclasses import replace
from random import Random

from solver.needs import Criticality, Skill
from solver.relief.duties import Duty, WorkingTime
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever, Span, Stay
from solver.relief.shifts import Post, Shift
from tests.solver.relief.builders import ALWAYS, DAY, HOUR, duty

COMPETENCES = ("crisis", "network")
# Shifts meet, follow each other, or leave a rest that is just too short.
STARTS = (0, 6, 8, 12, 18, 20)
WORKING_TIMES = (WorkingTime(), WorkingTime(week=30 * HOUR, longest_run=2), WorkingTime(rest=4 * HOUR))


def small_problem(random: Random, *, people: int = 4, shifts: int = 6) -> ReliefProblem:
    """Up to so many people and shifts, in one or two establishments, over four days."""
    places = ["H1", "H2"][: random.randint(1, 2)]
    asked = tuple(_shift(random, number, places) for number in range(random.randint(1, shifts)))
    first = min(shift.duty.starts_at for shift in asked)
    relievers = tuple(_reliever(random, number, places, first) for number in range(random.randint(1, people)))
    travel = {(one, two): random.choice((60, 300)) for one in places for two in places if one != two and random.random() < 0.8}
    return ReliefProblem(asked, relievers, travel, random.choice(WORKING_TIMES))


def shuffled(given: ReliefProblem, random: Random) -> ReliefProblem:
    """The same problem, everything in another order."""
    return replace(
        given,
        shifts=tuple(random.sample(given.shifts, len(given.shifts))),
        relievers=tuple(
            replace(one, competences=dict(random.sample(list(one.competences.items()), len(one.competences))))
            for one in random.sample(given.relievers, len(given.relievers))
        ),
        travel=dict(random.sample(list(given.travel.items()), len(given.travel))),
    )


def _shift(random: Random, number: int, places: list[str]) -> Shift:
    starts = 24 * random.randint(2, 5) + random.choice(STARTS)
    length = random.choice((6, 8, 12))
    is_night = starts % 24 >= 18 or starts % 24 == 0
    posts = [_post(random, competence) for competence in random.sample(COMPETENCES, random.randint(1, 2))]
    if random.random() < 0.5:
        posts[0] = replace(posts[0], quantity=1, is_lead=True)
    held = duty(starts, starts + length, at=random.choice(places), night=is_night)
    return Shift(f"S{number}", held, tuple(posts), handover=random.choice((0, 0, 30)))


def _post(random: Random, competence: str) -> Post:
    return Post(Skill(competence, random.randint(1, 2)), random.choice(list(Criticality)), random.choice((1, 1, 2)))


def _reliever(random: Random, number: int, places: list[str], first: int) -> Reliever:
    competences = random.sample(COMPETENCES, random.randint(1, 2))
    return Reliever(
        id=f"P{number}",
        competences={competence: random.randint(1, 3) for competence in competences},
        free=ALWAYS if random.random() < 0.7 else (_span(random),),
        minutes_to={place: random.choice((10, 40, 90)) for place in places if random.random() < 0.85},
        granted=(_span(random),) if random.random() < 0.2 else (),
        wished=(_span(random),) if random.random() < 0.3 else (),
        knows=frozenset(place for place in places if random.random() < 0.3),
        stays=(_stay(random, places),) if random.random() < 0.2 else (),
        worked=(_worked(random, places, first),) if random.random() < 0.4 else (),
    )


def _span(random: Random) -> Span:
    start = random.randint(2, 4) * DAY
    return start, start + random.randint(1, 3) * DAY


def _stay(random: Random, places: list[str]) -> Stay:
    return Stay(random.choice([*places, "elsewhere"]), *_span(random))


def _worked(random: Random, places: list[str], first: int) -> Duty:
    starts = first / HOUR - random.choice((14, 20, 26))
    return duty(starts, starts + random.choice((8, 12)), at=random.choice(places), night=random.random() < 0.5)
