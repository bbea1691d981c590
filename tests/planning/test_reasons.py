"""Every preference that can put a runner-up second has its words."""

from planblanc.planning import reasons
from solver import goals
from solver.goals import cover_fairly


def test_every_preference_has_words_for_the_runner_up() -> None:
    # One unit for another leaves coverage as it is: it never speaks against a runner-up.
    comparing = {goal.name for goal in goals.GOALS if goal is not cover_fairly.GOAL}

    assert comparing <= reasons._BEHIND.keys()
