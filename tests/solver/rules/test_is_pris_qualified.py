"""Providers of a PRIS need are qualified."""

import pytest

from solver.problem import Problem
from solver.rules import is_pris_qualified
from tests.solver.builders import need, person, problem
from tests.solver.rules.alone import allows

ACTIVITIES = {"hunting": "REC", "coordination": "PCI"}


def asking(wants: str, *held: str, pris: bool = True) -> Problem:
    return problem([need(wants=wants, pris=pris)], [person(knows=wants)], pris={"L1": frozenset(held)}, activities=ACTIVITIES)


@pytest.mark.parametrize(
    ("wants", "held", "may"),
    [
        ("hunting", ("REC",), True),
        ("hunting", ("INV",), False),
        ("hunting", (), False),
        ("coordination", ("PCI", "REC", "INV"), True),
        ("coordination", ("PCI", "REC"), False),
        ("coordination", ("REC", "INV"), False),
        ("network", ("CODE",), True),
        ("network", (), False),
    ],
)
def test_the_provider_is_qualified_for_the_activity(wants: str, held: tuple[str, ...], may: bool) -> None:
    assert allows(is_pris_qualified.RULE, asking(wants, *held), "R1") is may


def test_a_need_that_does_not_ask_for_pris_takes_anyone() -> None:
    assert allows(is_pris_qualified.RULE, asking("hunting", pris=False), "R1")
