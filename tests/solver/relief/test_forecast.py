"""Who is still there in 3, 7 and 30 days, and what lacks; the seventh of a week of 56 hours makes days of 8."""

from itertools import product
from random import Random

import pytest

from solver.needs import Criticality, Skill
from solver.refusal import ProblemRefused
from solver.relief.duties import WorkingTime
from solver.relief.forecast import HORIZONS, Asked, Forecast, asked_a_day, forecast
from solver.relief.relievers import Reliever, Stay
from tests.solver.relief.builders import DAY, HOUR, person, post, problem, shift

EIGHT_A_DAY = WorkingTime(week=56 * HOUR)
NOW = 10 * HOUR


def asked(hours: int = 8, competence: str = "network", *, at: str = "H1", of: Criticality = Criticality.VITAL, level: int = 1) -> Asked:
    return Asked(of, at, Skill(competence, level), hours * HOUR)


def told(lines: list[Asked], people: list[Reliever], horizons: tuple[int, ...] = (3,)) -> tuple[Forecast, ...]:
    return forecast(lines, people, NOW, working_time=EIGHT_A_DAY, horizons=horizons)


def test_the_horizons_are_three_seven_and_thirty_days() -> None:
    found = forecast([asked()], [person()], NOW)

    assert HORIZONS == (3, 7, 30)
    assert [line.days for line in found] == [3, 7, 30]


def test_who_is_free_until_a_day_is_there_until_then() -> None:
    until_five = person("P1", free=[(0, NOW + 5 * DAY)])
    found = told([asked(16)], [until_five, person("P2")], (3, 7, 30))

    assert [line.there for line in found] == [("P1", "P2"), ("P2",), ("P2",)]
    assert [line.gone for line in found] == [(), ("P1",), ("P1",)]
    assert [line.lacks for line in found] == [0, 8 * HOUR, 8 * HOUR]


@pytest.mark.parametrize(("until", "covered"), [(3 * DAY, 0), (3 * DAY + 90, 90), (3 * DAY + 8 * HOUR, 480), (4 * DAY, 480)])
def test_a_day_that_is_free_in_part_gives_that_part(until: int, covered: int) -> None:
    (found,) = told([asked()], [person(free=[(0, NOW + until)])])

    assert found.covered == covered


def test_leave_that_was_granted_is_no_free_time() -> None:
    away = person(granted=[(NOW + 3 * DAY, NOW + 4 * DAY - 60)])

    assert told([asked()], [away])[0].covered == 60


def test_whoever_is_engaged_elsewhere_comes_when_that_ends() -> None:
    engaged = person(to={"H1": 10, "H2": 10}, stays=[Stay("H2", 0, NOW + 5 * DAY)])
    found = told([asked(), asked(at="H2", of=Criticality.HIGH)], [engaged], (3, 7))

    assert [(line.days, line.asked.establishment, line.covered) for line in found] == [
        (3, "H1", 0),
        (3, "H2", 480),
        (7, "H1", 480),
        (7, "H2", 0),
    ]


@pytest.mark.parametrize(("one", "is_there"), [(person(knows={"network": 2}), True), (person(), False), (person(to={}), False)])
def test_only_those_who_could_serve_are_there(one: Reliever, is_there: bool) -> None:
    (found,) = told([asked(level=2)], [one])

    assert bool(found.there) is is_there
    assert found.covered == (480 if is_there else 0)


def test_nobody_is_counted_twice_and_the_vital_comes_first() -> None:
    both, one = person("P1", knows={"network": 1, "directory": 1}), person("P2", knows="directory")
    lines = [asked(8, "network", of=Criticality.HIGH), asked(8, "directory")]

    assert [line.covered for line in told(lines, [both])] == [480, 0]
    assert [line.covered for line in told(lines, [both, one])] == [480, 480]


def test_with_nobody_all_lacks_and_with_nothing_asked_nothing_is_told() -> None:
    assert told([asked()], [])[0].lacks == 480
    assert told([], [person()]) == ()


def test_what_is_asked_must_be_some_time() -> None:
    with pytest.raises(ProblemRefused, match="not positive"):
        asked(0)


def test_a_day_of_the_crews_is_told_by_establishment_and_competence() -> None:
    day_and_night = [
        shift(f"S{n}-{start}", 24 * n + start, 24 * n + start + 12, posts=[post(quantity=2)]) for n in range(3) for start in (8, 20)
    ]
    rare = shift("S9", 8, 16, at="H2", posts=[post("crisis", of=Criticality.NORMAL)])

    assert asked_a_day(problem([*day_and_night, rare], [])) == (
        Asked(Criticality.VITAL, "H1", Skill("network", 1), 48 * HOUR),
        Asked(Criticality.NORMAL, "H2", Skill("crisis", 1), 8 * HOUR),
    )


@pytest.mark.parametrize("seed", range(30))
def test_each_line_in_turn_has_as_much_as_any_sharing_gives_it(seed: int) -> None:
    """Against every way of giving each person, who works 8 hours, to one line or none, where each line asks for whole days."""
    random = Random(seed)
    names = ("network", "directory", "crisis")
    lines = [asked(8 * random.randint(1, 2), name, of=random.choice(list(Criticality))) for name in names]
    people = [person(f"P{n}", knows=dict.fromkeys(random.sample(names, random.randint(1, 3)), 1)) for n in range(random.randint(1, 4))]
    found = told(lines, people)

    ordered = [line.asked for line in found]
    best = max(_shares(ordered, people, chosen) for chosen in product(range(len(ordered)), repeat=len(people)))
    assert [line.covered for line in found] == list(best), f"seed {seed}"


def _shares(lines: list[Asked], people: list[Reliever], chosen: tuple[int, ...]) -> tuple[int, ...]:
    given = [0] * len(lines)
    for one, place in zip(people, chosen, strict=True):
        given[place] += 480 * (lines[place].wants.competence in one.competences)
    return tuple(min(minutes, line.minutes) for minutes, line in zip(given, lines, strict=True))
