"""What is said of who is tired, just below and just at each threshold."""

import pytest

from solver.relief.duties import Duty, WorkingTime
from solver.relief.fatigue import Fatigue, fatigue
from solver.relief.problem import ReliefProblem
from solver.relief.shifts import Shift
from tests.solver.relief.builders import duty, person, post, problem, roster, shift


def _of(planned: list[Duty], worked: list[Duty] | None = None, working_time: WorkingTime | None = None) -> Fatigue:
    shifts = [Shift(f"S{number}", each, (post(),)) for number, each in enumerate(planned)]
    given: ReliefProblem = problem(shifts, [person(worked=worked or [])], working_time=working_time)
    (found,) = fatigue(given, roster(given, *((each.id, "P1") for each in shifts)))
    return found


def _signals(found: Fatigue) -> dict[str, bool]:
    return {signal.name: signal.is_reached for signal in found.signals}


def _every_other_day(*hours: float) -> list[Duty]:
    return [duty(48 * number + 6, 48 * number + 6 + length) for number, length in enumerate(hours)]


def test_who_works_twice_is_not_tired() -> None:
    found = _of([duty(8, 16), duty(32, 40)])

    assert found == Fatigue("P1", week=16 * 60, run=2, nights=0, rest=16 * 60, signals=())


def test_a_single_duty_has_no_rest_beside_it() -> None:
    assert _of([duty(8, 16)]).rest is None


@pytest.mark.parametrize(("last", "expected"), [(7.9, {}), (8, {"week": False}), (11.9, {"week": False}), (12, {"week": True})])
def test_hours_of_seven_days(last: float, expected: dict[str, bool]) -> None:
    assert _signals(_of(_every_other_day(12, 12, 12, last))) == expected


def test_seven_days_are_any_seven_and_hold_what_was_worked_before() -> None:
    found = _of(_every_other_day(12, 12), worked=[duty(-60, -48), duty(-36, -24), duty(-200, -188)])

    assert found.week == 48 * 60


@pytest.mark.parametrize(("days", "expected"), [(4, {}), (5, {"run": False}), (6, {"run": True})])
def test_days_in_a_row(days: int, expected: dict[str, bool]) -> None:
    assert _signals(_of([duty(24 * day + 9, 24 * day + 13) for day in range(days)])) == expected


@pytest.mark.parametrize(("nights", "expected"), [(2, {}), (3, {"nights": False}), (4, {"nights": True})])
def test_nights_in_a_row(nights: int, expected: dict[str, bool]) -> None:
    found = _of([duty(24 * day + 21, 24 * day + 30, night=True) for day in range(nights)])

    assert found.nights == nights
    assert _signals(found) == expected


@pytest.mark.parametrize(("rest", "expected"), [(12, {}), (11.9, {"rest": False}), (11, {"rest": True})])
def test_the_shortest_rest(rest: float, expected: dict[str, bool]) -> None:
    assert _signals(_of([duty(8, 16), duty(16 + rest, 36)])) == expected


def test_the_limits_are_those_of_the_working_time() -> None:
    assert _signals(_of([duty(0, 8), duty(48, 56)], working_time=WorkingTime(week=16 * 60))) == {"week": True}


def test_it_is_told_in_french() -> None:
    texts = [signal.text for signal in _of(_every_other_day(12, 12, 12, 8.5)).signals]
    full = [signal.text for signal in _of(_every_other_day(12, 12, 12, 12)).signals]

    assert texts == ["Heures en sept jours : 44 h 30, proche du maximum (48 h)"]
    assert full == ["Heures en sept jours : 48 h, maximum atteint (48 h)"]


def test_only_those_who_have_turns_are_told_in_order() -> None:
    given = problem([shift("S1"), shift("S2")], [person("P2"), person("P3"), person("P1")])

    assert [found.reliever for found in fatigue(given, roster(given, ("S1", "P2"), ("S2", "P1")))] == ["P1", "P2"]
