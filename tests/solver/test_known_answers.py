"""Cases whose answer is known before any search."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from solver import nearest
from solver.engaged import Progress
from solver.needs import Criticality, Item
from solver.pool import Rung
from solver.problem import Problem
from solver.proposal import Proof
from solver.search import solve
from tests.solver.builders import engaged, need, person, problem, stock, who_goes

EPOCH = datetime(2026, 10, 1, tzinfo=ZoneInfo("UTC"))


def at(text: str) -> int:
    """Minutes since the epoch of a wall-clock time in Paris."""
    local = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris"))
    return (local - EPOCH) // timedelta(minutes=1)


def thief() -> Problem:
    return problem(
        [need("H1-network", at="H1"), need("H2-forensics", at="H2", wants="forensics")],
        [person("R1", site="S1", knows={"network": 1, "forensics": 1}), person("R2", site="S2")],
        links={
            ("H1", "S1"): (10, Rung.REGION),
            ("H1", "S2"): (40, Rung.REGION),
            ("H2", "S1"): (25, Rung.REGION),
            ("H2", "S2"): (60, Rung.REGION),
        },
    )


def test_the_thief_is_not_robbed() -> None:
    proposal = solve(thief())

    assert who_goes(proposal.sent) == {("R2", "H1-network"), ("R1", "H2-forensics")}
    assert proposal.unmet == ()


def test_nearest_first_robs_the_thief() -> None:
    proposal = nearest.nearest_first(thief())

    assert who_goes(proposal.sent) == {("R1", "H1-network")}
    assert [unmet.need for unmet in proposal.unmet] == ["H2-forensics"]


def test_nobody_moves_for_a_nearer_newcomer() -> None:
    proposal = solve(
        problem(
            [need()],
            [person("R1", site="S1"), person("R2", site="S2")],
            links={("H1", "S1"): (60, Rung.REGION), ("H1", "S2"): (5, Rung.REGION)},
            engagements=[engaged("N1", "R1")],
        )
    )

    assert who_goes(proposal.sent) == {("R1", "N1")}


def test_one_moves_where_a_vital_need_only_they_can_meet_appears() -> None:
    proposal = solve(
        problem(
            [need("N1"), need("N2", at="H2", wants="forensics")],
            [person("R1", knows={"network": 1, "forensics": 1}), person("R2", site="S2"), person("R3", site="S2")],
            engagements=[engaged("N1", "R1")],
        )
    )

    assert ("R1", "N2") in who_goes(proposal.sent)
    assert next(stage.value for stage in proposal.stages if stage.name == "engaged_stay") == 1


def test_who_has_arrived_does_not_move_even_for_a_vital_need() -> None:
    proposal = solve(
        problem(
            [need("N1", criticality=Criticality.NORMAL), need("N2", at="H2", wants="forensics")],
            [person("R1", knows={"network": 1, "forensics": 1}), person("R2", site="S2")],
            engagements=[engaged("N1", "R1", Progress.ARRIVED)],
        )
    )

    assert who_goes(proposal.sent) == {("R1", "N1")}


def test_three_people_for_four_and_two_go_two_and_one() -> None:
    proposal = solve(problem([need("A", at="H1", quantity=4), need("B", at="H2", quantity=2)], [person(f"R{n}") for n in range(3)]))

    assert sorted((unmet.need, unmet.quantity) for unmet in proposal.unmet) == [("A", 2), ("B", 1)]


def test_vital_comes_whole_before_high() -> None:
    proposal = solve(
        problem([need("A", quantity=3), need("B", at="H2", criticality=Criticality.HIGH)], [person(f"R{n}") for n in range(3)])
    )

    assert [unmet.need for unmet in proposal.unmet] == ["B"]


def test_inside_the_home_perimeter_the_nearest_comes_whatever_the_group() -> None:
    links = {("H1", "S1"): (80, Rung.OWN_GROUP), ("H1", "S2"): (20, Rung.REGION)}

    proposal = solve(problem([need()], [person("R1", site="S1"), person("R2", site="S2")], links=links))

    assert who_goes(proposal.sent) == {("R2", "N1")}


def test_the_region_comes_before_a_nearer_neighbour_even_once_that_rung_is_open() -> None:
    links = {("H1", "S1"): (60, Rung.REGION), ("H1", "S2"): (30, Rung.ADJACENT_REGION)}
    open_rungs = {"I-H1": frozenset({Rung.ADJACENT_REGION})}

    proposal = solve(problem([need()], [person("R1", site="S1"), person("R2", site="S2")], links=links, open_rungs=open_rungs))

    assert who_goes(proposal.sent) == {("R1", "N1")}


def test_the_own_group_comes_first_within_ten_minutes() -> None:
    links = {("H1", "S1"): (29, Rung.OWN_GROUP), ("H1", "S2"): (21, Rung.REGION)}

    proposal = solve(problem([need()], [person("R1", site="S1"), person("R2", site="S2")], links=links))

    assert who_goes(proposal.sent) == {("R1", "N1")}


def test_the_load_is_spread_over_lenders_where_minutes_are_equal() -> None:
    people = [person("R1", site="S1"), person("R2", site="S1"), person("R3", site="S2")]

    proposal = solve(problem([need(quantity=2)], people))

    assert ("R3", "N1") in who_goes(proposal.sent)


def test_an_expert_stays_free_where_a_beginner_will_do() -> None:
    proposal = solve(problem([need()], [person("R1", knows={"network": 3}), person("R2", knows={"network": 1})]))

    assert who_goes(proposal.sent) == {("R2", "N1")}


def test_one_lorry_rather_than_two() -> None:
    stocks = [stock("K1", site="S1", quantity=2), stock("K2", site="S2", quantity=2), stock("K3", site="S3", quantity=4)]

    proposal = solve(problem([need(wants=Item("pc"), quantity=4)], [], stocks))

    assert proposal.sent == {("N1", "K3"): 4}
    assert proposal.proof is Proof.OPTIMAL


def test_two_lines_share_lorries_as_few_as_can_be() -> None:
    wants = Item("pc")
    stocks = [stock(f"K{number}", site=f"S{number}", quantity=quantity) for number, quantity in ((1, 3), (2, 3), (3, 2))]

    proposal = solve(problem([need("A", wants=wants, quantity=5), need("B", at="H2", wants=wants, quantity=3)], [], stocks))

    assert next(stage.value for stage in proposal.stages if stage.name == "lenders") == 3


def test_what_is_asked_for_already_stays_asked() -> None:
    people = [person(f"R{number}") for number in range(5)]

    proposals = [solve(problem([need()], people, engagements=[engaged("N1", one.id, Progress.PROPOSED)])).sent for one in people]

    assert proposals == [{("N1", one.id): 1} for one in people]


def test_a_substitute_counts_as_one_level() -> None:
    wants = Item("pc", frozenset({"laptop"}))

    proposal = solve(problem([need(wants=wants, quantity=1)], [], [stock("K1", of="laptop"), stock("K2", of="pc")]))

    assert proposal.sent == {("N1", "K2"): 1}


def test_who_is_confirmed_comes_before_who_is_nearer_and_stale() -> None:
    people = [person("R1", site="S1", stale=True), person("R2", site="S2")]
    links = {("H1", "S1"): (10, Rung.REGION), ("H1", "S2"): (90, Rung.REGION)}

    assert solve(problem([need()], people, links=links)).sent == {("N1", "R2"): 1}
    assert solve(problem([need()], people[:1], links=links)).sent == {("N1", "R1"): 1}


def test_vital_minutes_come_before_the_minutes_of_many_normal_needs() -> None:
    links = {("H1", "S1"): (10, Rung.REGION), ("H1", "S2"): (30, Rung.REGION)}
    links |= {("H2", "S1"): (10, Rung.REGION), ("H2", "S2"): (300, Rung.REGION)}
    needs = [need("N1"), need("N2", at="H2", criticality=Criticality.NORMAL)]

    proposal = solve(problem(needs, [person("R1", site="S1"), person("R2", site="S2")], links=links))

    assert who_goes(proposal.sent) == {("R1", "N1"), ("R2", "N2")}


def test_a_night_shift_across_midnight_is_covered_by_its_nightly_span() -> None:
    night = (at("2026-11-03T22:00"), at("2026-11-04T06:00"))
    span = (at("2026-11-03T20:00"), at("2026-11-04T07:00"))

    proposal = solve(problem([need(window=night)], [person(free=(span,))], now=at("2026-11-03T20:00")))

    assert who_goes(proposal.sent) == {("R1", "N1")}


def test_the_night_of_the_clock_change_lasts_as_long_as_it_lasts() -> None:
    night = (at("2026-10-24T20:00"), at("2026-10-25T07:00"))
    now = at("2026-10-24T18:00")

    too_short = solve(problem([need(window=night)], [person(longest=11 * 60)], now=now))
    long_enough = solve(problem([need(window=night)], [person(longest=12 * 60)], now=now))

    assert too_short.assignments == ()
    assert who_goes(long_enough.sent) == {("R1", "N1")}


def test_who_was_asked_hours_ago_is_not_called_off_since_an_hour_is_counted_from_now() -> None:
    asked = engaged("N1", "R1", Progress.PROPOSED)
    links = {("H1", "S1"): (60.0, Rung.REGION)}

    proposal = solve(problem([need(arrive_by=30)], [person()], links=links, engagements=[asked]))
    anew = solve(problem([need(arrive_by=30)], [person()], links=links))

    assert who_goes(proposal.sent) == {("R1", "N1")}
    assert proposal.unmet == ()
    assert who_goes(anew.sent) == set()
