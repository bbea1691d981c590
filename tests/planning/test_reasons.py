"""The reasons of a plan, in words: every preference has its own, and every rule that rejects somebody is named."""

from planblanc.planning import reasons, telling
from planblanc.planning.solve import solve
from planblanc.planning.translate import translate
from planblanc.planning.work import Work
from solver import goals
from solver.goals import cover_fairly
from tests.planning.snapshots import need, responder, snapshot


def test_every_preference_has_words_for_the_runner_up() -> None:
    # One unit for another leaves coverage as it is: it never speaks against a runner-up.
    comparing = {goal.name for goal in goals.GOALS if goal is not cover_fairly.GOAL}

    assert comparing <= reasons._BEHIND.keys()


def test_every_rule_that_rejects_a_candidate_is_named() -> None:
    read = snapshot([need(least_level=3)], [responder(hours=())])
    translated = translate(read)
    found = solve(Work(translated.problem, telling.as_proposal({})), on_better=lambda _: None)

    (answer,) = telling.tell(read, translated, found, before={}, procedures={}).answers

    titles = ("Avoir la compétence au niveau demandé, ou être du type demandé", "Être disponible pendant toute la fenêtre")
    assert [(one.title, one.also) for one in answer.rejected] == [(titles[0], titles[1:])]
    assert [(one.title, one.also) for one in answer.obstacles] == [(titles[0], titles[1:])]
