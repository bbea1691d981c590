"""What holds of every rule: its names, its two ways of telling, and that nothing is lost without it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver import rules, search
from solver.canonical import Canonical
from solver.check import breaches
from solver.circulation import SearchFailed
from solver.engaged import Pin, Progress
from solver.needs import Item
from solver.network import Network, network
from solver.optimality import NotProven
from solver.pool import Site
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rows import Rows, rows
from solver.search import RuleBroken, solve
from tests.solver import brute
from tests.solver.builders import engaged, need, person, problem, stock
from tests.solver.small import small_problem


def test_names_and_titles_are_told_once() -> None:
    names = [rule.name for rule in rules.RULES]

    assert len(set(names)) == len(names)
    assert all(rule.title[0].isupper() for rule in rules.RULES)


@given(st.integers(0, 2**32))
@settings(deadline=None, max_examples=150)
def test_the_mask_says_what_the_rule_says(seed: int) -> None:
    small = small_problem(Random(seed))
    canonical = Canonical(small)
    everyone = np.arange(len(canonical.resources))

    for asked in small.needs:
        for rule in rules.FILTERS:
            plain = [rule.allows(small, asked, resource) for resource in canonical.resources]
            assert rule.mask(canonical, asked, everyone).tolist() == plain, rule.name


# The capacities of the network, or its rows, hold these even without their filter, which the explanation needs.
HELD_TWICE = {"people_floor", "competence_floor", "stock_floor"}


@pytest.mark.parametrize("off", [rule.name for rule in rules.FILTERS if rule.name not in HELD_TWICE])
def test_with_a_filter_switched_off_in_the_search_the_check_finds_a_breach(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "FILTERS", tuple(rule for rule in rules.FILTERS if rule.name != off))

    assert any(_is_caught(small_problem(Random(seed)), off) for seed in range(2_000))


@pytest.mark.parametrize("off", sorted(HELD_TWICE))
def test_without_the_filter_of_a_floor_its_capacity_holds(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [solve(small_problem(Random(seed))).sent for seed in range(60)]
    monkeypatch.setattr(rules, "FILTERS", tuple(rule for rule in rules.FILTERS if rule.name != off))

    assert [solve(small_problem(Random(seed))).sent for seed in range(60)] == expected


def _is_caught(small: Problem, rule: str) -> bool:
    try:
        solve(small, on_better=lambda _: None)
    except RuleBroken as broken:
        return f"{rule}:" in str(broken)
    except (NotProven, SearchFailed):  # the network is not what its certificate is told of
        return False
    return False


BOTH_DAYS = problem(
    [need("N1", window=(0, 100)), need("N2", window=(200, 300))],
    [person()],
    engagements=[engaged("other", "R1", window=(400, 500))],
)
WITNESSES: dict[str, tuple[Problem, brute.Sent]] = {
    "once": (BOTH_DAYS, {("N1", "R1"): 1, ("N2", "R1"): 1}),
    "people_floor_kept": (
        problem([need(quantity=2)], [person("R1"), person("R2")], sites=[Site("S1", "L1", 1)]),
        {("N1", "R1"): 1, ("N1", "R2"): 1},
    ),
    "stock_floor_kept": (problem([need(wants=Item("pc"), quantity=9)], [], [stock(floor=2)]), {("N1", "K1"): 9}),
    "competence_floor_kept": (
        problem([need(quantity=2)], [person("R1"), person("R2")], sites=[Site("S1", "L1", competence_floors={"network": 1})]),
        {("N1", "R1"): 1, ("N1", "R2"): 1},
    ),
    "team": (
        problem([need("N1", team="T", leads=True), need("N2", team="T")], [person()]),
        {("N1", "R1"): 1},
    ),
    "asked": (problem([need()], [person(count=2)]), {("N1", "R1"): 2}),
    "arrived": (problem([need()], [person()], engagements=[engaged("N1", "R1", Progress.ARRIVED)]), {}),
    "pinned": (problem([need()], [person()], pins=[Pin("N1", "R1")]), {}),
}


@pytest.mark.parametrize("name", [rule.name for rule in rules.CAPACITIES])
def test_each_capacity_alone_tells_its_breach(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given_problem, sent = WITNESSES[name]
    wrong = replace(brute.proposal_of(given_problem, sent), unkept_pins=())
    assert len(breaches(given_problem, wrong)) == 1

    monkeypatch.setattr(rules, "RULES", tuple(rule for rule in rules.RULES if rule.name != name))
    assert breaches(given_problem, wrong) == ()


def _without(name: str) -> Callable[[Canonical], Network]:
    """The network of a problem with the capacity that holds a rule taken away."""

    def built(canonical: Canonical) -> Network:
        full = network(canonical)
        lower, upper = full.lower.copy(), full.upper.copy()
        lenders, sites, people, others = full.feeding
        for part in {"once": (lenders, sites, people), "people_floor_kept": (lenders, sites), "stock_floor_kept": (others,)}.get(name, ()):
            upper[part] += 3
        if name == "asked":
            upper[full.sending.stop : full.coverage.start] += 1
            upper[full.sending] += 1
        if name == "arrived":
            lower[full.sending] = 0
        return replace(full, lower=lower, upper=upper)

    return built


def _rows_without(name: str) -> Callable[[Network], Rows]:
    def built(full: Network) -> Rows:
        kept = rows(full)
        if name == "team":
            return replace(kept, teams=())
        return replace(kept, row=kept.row[:0], arc=kept.arc[:0], most=kept.most[:0])

    return built


def _telling_no_pin(draft: Callable[..., Proposal]) -> Callable[..., Proposal]:
    return lambda *parts: replace(draft(*parts), unkept_pins=())


@pytest.mark.parametrize("off", [rule.name for rule in rules.CAPACITIES])
def test_with_a_capacity_switched_off_in_the_search_the_check_finds_a_breach(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "FILTERS", tuple(rule for rule in rules.FILTERS if rule.name not in HELD_TWICE))
    if off in {"team", "competence_floor_kept"}:
        monkeypatch.setattr(search, "rows", _rows_without(off))
    elif off == "pinned":
        monkeypatch.setattr(search, "_draft", _telling_no_pin(search._draft))
    else:
        monkeypatch.setattr(search, "network", _without(off))

    assert any(_is_caught(small_problem(Random(seed)), off.removesuffix("_kept")) for seed in range(2_000))
