"""The published generalised assignment problems of OR-Library (Beasley 1990) have their published optima, the least and the most."""

import csv

import numpy as np
import pytest

from solver import loads
from solver.loads import Loads
from tests.solver.orlib import library

NAMES = [f"gap{group}-{number}" for group in range(1, 7) for number in range(5)]
LEAST, MOST = "min_published_fontanf", "max_published_osman_beasley"


@library.beside
@pytest.mark.parametrize("name", NAMES)
def test_the_least_cost_is_the_published_one(name: str) -> None:
    wanted = instance(name)

    taken = loads.least_costly(wanted)

    assert taken is not None
    assert (loads.load(wanted, taken) <= wanted.capacity).all()
    assert loads.total(wanted, taken) == optimum(name, LEAST)


@library.beside
@pytest.mark.parametrize("name", NAMES)
def test_the_greatest_worth_is_the_published_one(name: str) -> None:
    """What is worth most leaves least of the greatest worth there is."""
    worth = instance(name)
    top = int(worth.cost.max())

    taken = loads.least_costly(Loads(top - worth.cost, worth.weight, worth.capacity))

    assert taken is not None
    assert loads.total(worth, taken) == optimum(name, MOST)


def instance(name: str) -> Loads:
    resources, lines, *values = library.numbers(name)
    size = resources * lines
    table = np.array(values[: 2 * size]).reshape(2, resources, lines)
    return Loads(table[0], table[1], np.array(values[2 * size :]))


def optimum(name: str, column: str) -> int:
    group, _, number = name.partition("-")
    with (library.FOLDER / "gap_optima.csv").open(encoding="utf-8", newline="") as file:
        return next(int(row[column]) for row in csv.DictReader(file) if (row["set"], row["problem"]) == (group, str(int(number) + 1)))
