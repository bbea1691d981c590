"""Time shared among lines: whatever the lines, each in turn has as much as the best sharing of all leaves it."""

from itertools import product
from random import Random

import pytest

from solver.relief.sharing import served


def test_who_can_do_only_one_thing_does_it() -> None:
    assert served([5, 5], [["both"], ["both", "one"]], {"both": 5, "one": 5}) == (5, 5)
    assert served([5, 5], [["both", "one"], ["both"]], {"both": 5, "one": 5}) == (5, 5)
    assert served([5, 5], [["both"], ["both"]], {"both": 8}) == (5, 3)


def test_a_chain_of_people_makes_room() -> None:
    assert served([1, 1, 1], [["p", "q"], ["q", "r"], ["p"]], {"p": 1, "q": 1, "r": 1}) == (1, 1, 1)


def test_nobody_and_nothing() -> None:
    assert served([], [], {"p": 1}) == ()
    assert served([3], [[]], {}) == (0,)
    assert served([3], [["p"]], {"p": 0}) == (0,)


@pytest.mark.parametrize("seed", range(60))
def test_equals_the_best_of_all_sharings(seed: int) -> None:
    random = Random(seed)
    people = [f"p{number}" for number in range(random.randint(1, 4))]
    asked = [random.randint(1, 4) for _ in range(random.randint(1, 3))]
    able = [[who for who in people if random.random() < 0.6] for _ in asked]
    gives = {who: random.randint(0, 2) for who in people}
    units = [who for who, time in gives.items() for _ in range(time)]

    best = max(_received(asked, able, units, chosen) for chosen in product(range(len(asked)), repeat=len(units)))

    assert served(asked, able, gives) == best, f"seed {seed}"


def _received(asked: list[int], able: list[list[str]], units: list[str], chosen: tuple[int, ...]) -> tuple[int, ...]:
    got = [sum(at == line and who in able[line] for who, at in zip(units, chosen, strict=True)) for line in range(len(asked))]
    return tuple(min(pair) for pair in zip(got, asked, strict=True))
