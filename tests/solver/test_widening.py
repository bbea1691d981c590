"""What the next closed rung would add."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from solver.check import breaches
from solver.explanation import Gain
from solver.needs import Item
from solver.pool import Delays, Rung, Site
from solver.search import solve
from solver.widening import widenings
from tests.solver.builders import engaged, need, person, problem, stock
from tests.solver.small import small_problem


def test_the_next_rung_that_holds_anyone_new_is_told_and_the_empty_ones_named() -> None:
    far = {("H1", "S2"): (105, Rung.ZONE), ("H1", "S3"): (400, Rung.NATIONAL)}
    stocks = [stock("K1", quantity=60), stock("K2", site="S2", quantity=50, floor=20), stock("K3", site="S3", quantity=500)]
    given_problem = problem([need(wants=Item("pc"), quantity=90)], [], stocks, links=far)

    told = widenings(given_problem, solve(given_problem))[0]

    assert (told.rung, told.empty) == (Rung.ZONE, (Rung.ADJACENT_REGION,))
    assert told.gains == (Gain("N1", "S2", "L2", 30, minutes=105),)


def test_a_rung_whose_people_cannot_come_in_time_is_empty() -> None:
    far = {("H1", "S1"): (105, Rung.ZONE)}
    given_problem = problem([need(arrive_by=60)], [person()], links=far)

    told = widenings(given_problem, solve(given_problem))[0]

    assert told.rung is None
    assert Rung.ZONE in told.empty


def test_a_plan_that_lacks_nothing_gains_nothing() -> None:
    far = {("H1", "S2"): (105, Rung.ZONE)}
    given_problem = problem([need()], [person(), person("R2", site="S2")], links=far)

    told = widenings(given_problem, solve(given_problem))[0]

    assert (told.rung, told.gains) == (Rung.ZONE, ())


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=120)
def test_what_is_promised_is_kept_once_the_rung_is_open(seed: int) -> None:
    given_problem = small_problem(Random(seed))
    proposal = solve(given_problem)

    for told in widenings(given_problem, proposal):
        if told.rung is None:
            continue
        opened = {**given_problem.open_rungs}
        opened[told.incident] = opened.get(told.incident, frozenset()) | {told.rung}
        wider = replace(given_problem, open_rungs=opened)
        after = solve(wider)
        lacked, lacks = (sum(unmet.quantity for unmet in plan.unmet) for plan in (proposal, after))
        assert lacks <= lacked - sum(gain.quantity for gain in told.gains)
        assert breaches(wider, after) == ()


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=120)
def test_what_is_promised_to_all_is_kept_once_all_the_rungs_are_open(seed: int) -> None:
    given_problem = small_problem(Random(seed))
    proposal = solve(given_problem)
    told = widenings(given_problem, proposal)
    opened = {**given_problem.open_rungs}
    for one in told:
        opened[one.incident] = opened.get(one.incident, frozenset()) | ({one.rung} if one.rung is not None else set())

    after = solve(replace(given_problem, open_rungs=opened))

    gained = sum(unmet.quantity for unmet in proposal.unmet) - sum(unmet.quantity for unmet in after.unmet)
    assert gained >= sum(gain.quantity for one in told for gain in one.gains)


def test_two_incidents_are_not_told_of_the_same_stock() -> None:
    far = {("H1", "S1"): (100, Rung.ZONE), ("H2", "S1"): (100, Rung.ZONE)}
    needs = [need("N1", wants=Item("pc"), quantity=20), need("N2", wants=Item("pc"), quantity=20, at="H2")]
    given_problem = problem(needs, [], [stock(quantity=30)], links=far)

    told = widenings(given_problem, solve(given_problem))

    assert [(one.rung, one.gains[0].quantity) for one in told] == [(Rung.ZONE, 15), (Rung.ZONE, 15)]


def test_how_soon_is_told_of_those_who_would_come() -> None:
    far = {("H1", "S1"): (100, Rung.ZONE)}
    stocks = [replace(stock(quantity=5), delays=Delays(15, 45)), stock("K2", of="printer", quantity=5)]
    given_problem = problem([need(wants=Item("pc"), quantity=5)], [], stocks, links=far)

    assert widenings(given_problem, solve(given_problem))[0].gains == (Gain("N1", "S1", "L1", 5, minutes=160),)


def test_what_is_left_of_a_team_whose_lead_is_on_the_way_may_come_from_the_next_rung() -> None:
    far = {("H1", "S2"): (100, Rung.ZONE)}
    lines = [need("A", team="T", leads=True), need("B", wants="forensics", team="T")]
    people = [person("R1"), person("R2", site="S2", knows="forensics")]
    given_problem = problem(lines, people, links=far, engagements=[engaged("A", "R1")])

    assert widenings(given_problem, solve(given_problem))[0].gains == (Gain("B", "S2", "L2", 1, minutes=100),)


def test_the_floor_of_a_competence_holds_beyond_the_open_rungs_too() -> None:
    far = {("H1", "S1"): (100, Rung.ZONE)}
    sites = [Site("S1", "L1", competence_floors={"network": 2})]
    given_problem = problem([need(quantity=9)], [person(f"R{number}") for number in range(5)], links=far, sites=sites)

    assert widenings(given_problem, solve(given_problem))[0].gains == (Gain("N1", "S1", "L1", 3, minutes=100),)
