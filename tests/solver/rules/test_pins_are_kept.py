"""Pins are kept, or told as not kept."""

from dataclasses import replace

from solver.engaged import Pin
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules import pins_are_kept
from tests.solver import brute
from tests.solver.builders import need, person, problem

PIN = Pin("N1", "R1")


def told(given: Problem, proposal: Proposal) -> list[str]:
    return list(pins_are_kept.broken(given, proposal))


def test_a_pin_that_is_dropped_without_a_word_is_a_breach() -> None:
    given = problem([need()], [person()], pins=[PIN])
    dropped = brute.proposal_of(given, {})

    assert told(given, dropped) == []
    assert len(told(given, replace(dropped, unkept_pins=()))) == 1


def test_a_pin_that_is_kept_may_not_be_told_as_dropped() -> None:
    given = problem([need()], [person()], pins=[PIN])
    kept = brute.proposal_of(given, {("N1", "R1"): 1})

    assert told(given, kept) == []
    assert len(told(given, replace(kept, unkept_pins=(PIN,)))) == 1
