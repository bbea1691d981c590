"""The lender keeps its stock."""

import pytest

from solver.check import breaches
from solver.needs import Item
from solver.problem import Problem
from solver.rules import lender_keeps_its_stock
from solver.search import solve
from tests.solver import brute
from tests.solver.builders import engaged, need, problem, stock
from tests.solver.rules.alone import allows


def of_ten(floor: int, out: int = 0, overrides: dict[str, int] | None = None) -> Problem:
    engagements = [engaged("other", "K1", quantity=out)] if out else []
    return problem(
        [need(wants=Item("pc"), quantity=20)], [], [stock(quantity=10, floor=floor)], engagements=engagements, overrides=overrides
    )


@pytest.mark.parametrize(("floor", "out", "sent"), [(0, 0, 10), (4, 0, 6), (4, 5, 1), (4, 6, 0), (11, 0, 0)])
def test_what_is_above_the_floor_goes(floor: int, out: int, sent: int) -> None:
    assert sum(solve(of_ten(floor, out)).sent.values()) == sent


def test_one_more_breaks_the_floor() -> None:
    given = of_ten(4)

    assert breaches(given, brute.proposal_of(given, {("N1", "K1"): 6})) == ()
    assert breaches(given, brute.proposal_of(given, {("N1", "K1"): 7})) == ("stock_floor: 7 of 'K1' leave, 6 may",)


def test_a_stock_at_its_floor_is_rejected() -> None:
    assert allows(lender_keeps_its_stock.RULE, of_ten(9), "K1")
    assert not allows(lender_keeps_its_stock.RULE, of_ten(10), "K1")


def test_a_coordinator_may_override_the_floor() -> None:
    assert sum(solve(of_ten(10, overrides={"K1": 2})).sent.values()) == 8
