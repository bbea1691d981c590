"""Whoever manages the crisis of an incident does not analyse it."""

from dataclasses import replace

import pytest

from solver.problem import Problem
from solver.rules import manager_is_no_analyst
from tests.solver.builders import engaged, need, person, problem
from tests.solver.rules.alone import allows

ACTIVITIES = {"management": "CRISE", "hunting": "REC"}
QUALIFIED = {"L1": frozenset({"CRISE", "REC"})}


def after(served: str | None, wants: str, *, incident: str = "I-H1", pris: bool = True, count: int = 1) -> Problem:
    before = replace(engaged("other", "R1", window=(-900, -500)), incident=incident, pris_activity=served)
    asked = need(wants=wants, pris=pris)
    everyone = [person(knows={"management": 1, "hunting": 1}, count=count)]
    return problem([asked], everyone, engagements=[before], pris=QUALIFIED, activities=ACTIVITIES)


@pytest.mark.parametrize(
    ("served", "wants", "may"),
    [
        ("CRISE", "hunting", False),
        ("REC", "management", False),
        ("CRISE", "management", True),
        ("INV", "hunting", True),
        (None, "hunting", True),
    ],
)
def test_the_roles_of_one_incident_exclude_each_other(served: str | None, wants: str, may: bool) -> None:
    assert allows(manager_is_no_analyst.RULE, after(served, wants), "R1") is may


def test_another_incident_excludes_nothing() -> None:
    assert allows(manager_is_no_analyst.RULE, after("CRISE", "hunting", incident="I-H2"), "R1")


def test_it_binds_only_where_pris_is_asked_for() -> None:
    assert allows(manager_is_no_analyst.RULE, after("CRISE", "hunting", pris=False), "R1")


def test_unnamed_people_cannot_be_told_apart() -> None:
    assert allows(manager_is_no_analyst.RULE, after("CRISE", "hunting", count=2), "R1")
