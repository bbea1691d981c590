"""The home perimeter is open; beyond it, what was authorised for the incident."""

import pytest

from solver.pool import HOME_PERIMETER, Rung
from solver.problem import Problem
from solver.rules import rung_is_open
from tests.solver.builders import need, person, problem
from tests.solver.rules.alone import allows


def at(rung: Rung, open_rungs: dict[str, frozenset[Rung]]) -> Problem:
    return problem([need()], [person()], links={("H1", "S1"): (10, rung)}, open_rungs=open_rungs)


@pytest.mark.parametrize("rung", list(Rung))
def test_only_the_home_perimeter_is_open_from_the_start(rung: Rung) -> None:
    assert allows(rung_is_open.RULE, at(rung, {}), "R1") is (rung in HOME_PERIMETER)


def test_a_rung_opens_alone_and_for_its_incident_alone() -> None:
    zone = frozenset({Rung.ZONE})

    assert allows(rung_is_open.RULE, at(Rung.ZONE, {"I-H1": zone}), "R1")
    assert not allows(rung_is_open.RULE, at(Rung.ADJACENT_REGION, {"I-H1": zone}), "R1")
    assert not allows(rung_is_open.RULE, at(Rung.ZONE, {"I-H2": zone}), "R1")
