"""What a new plan changes, and why."""

from dataclasses import replace

from solver.engaged import Refused
from solver.moves import GONE, Move, moves
from solver.pool import Rung
from solver.search import solve
from tests.solver.builders import need, person, problem

LINKS = {("H1", "S1"): (10, Rung.REGION), ("H1", "S2"): (50, Rung.REGION)}
PEOPLE = [person("R1", site="S1"), person("R2", site="S2")]


def test_nothing_moves_where_nothing_changed() -> None:
    given = problem([need()], PEOPLE, links=LINKS)

    assert moves(given, solve(given), solve(given)) == ()


def test_a_refusal_is_told_as_what_moved_the_plan() -> None:
    before = problem([need()], PEOPLE, links=LINKS)
    after = replace(before, refused=frozenset({Refused("N1", "R1")}))

    assert moves(after, solve(before), solve(after)) == (
        Move("N1", "R1", 1, 0, "refused"),
        Move("N1", "R2", 0, 1, "coverage"),
    )


def test_who_left_the_pool_is_gone() -> None:
    before = problem([need()], PEOPLE, links=LINKS)
    after = problem([need()], PEOPLE[1:], links=LINKS)

    assert moves(after, solve(before), solve(after))[0] == Move("N1", "R1", 1, 0, GONE)


def test_a_nearer_newcomer_takes_the_place_of_who_is_not_engaged_yet() -> None:
    before = problem([need()], PEOPLE[1:], links=LINKS)
    after = problem([need()], PEOPLE, links=LINKS)

    assert {move.why for move in moves(after, solve(before), solve(after))} == {"tens_vital"}
