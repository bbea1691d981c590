"""A pool before the crisis, drawn from a seed over the real hospitals of two regions: help is scarce, as it is."""

from collections.abc import Iterator

import numpy as np

from planblanc.bench.solver import places
from planblanc.bench.solver.places import Places
from solver.arrays import Indices
from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, Site, Stock
from solver.stress.problem import Staffing, StressProblem, Target

HOUR = 60
COMPETENCES = tuple(f"c{number:02}" for number in range(9))
TYPES = tuple(f"t{number:02}" for number in range(4))
MORNING = Staffing("jour", 10 * HOUR, Delays(15, 30))

# What each asks for: how many, how critical, within how many hours.
_PACK: tuple[tuple[Skill | Item, int, Criticality, int], ...] = (
    (Skill("c00", 1), 3, Criticality.VITAL, 2),
    (Skill("c01", 2), 2, Criticality.VITAL, 3),
    (Skill("c02", 2), 2, Criticality.HIGH, 4),
    (Skill("c03", 1), 2, Criticality.HIGH, 4),
    (Skill("c04", 1), 2, Criticality.VITAL, 3),
    (Skill("c05", 1), 1, Criticality.HIGH, 3),
    (Skill("c06", 1), 2, Criticality.NORMAL, 4),
    (Skill("c07", 1), 3, Criticality.NORMAL, 4),
    (Item("t00"), 20, Criticality.VITAL, 4),
    (Item("t01"), 4, Criticality.VITAL, 3),
    (Item("t02"), 6, Criticality.HIGH, 4),
    (Item("t03"), 12, Criticality.NORMAL, 4),
)


def region(seed: int, *, establishments: int, people: int) -> StressProblem:
    """The first hospitals of Nouvelle-Aquitaine and of Occitanie, by FINESS, each with what it would ask for."""
    random = np.random.default_rng(seed)
    known = places.read().of_regions(("75", "76"), establishments)
    weight = random.pareto(1.2, len(known)) + 0.2
    home = random.choice(len(known), people, p=weight / weight.sum())
    staff = np.bincount(home, minlength=len(known))
    return StressProblem(
        sites=tuple(Site(name, name, int(there) // 2) for name, there in zip(known.finess, staff, strict=True)),
        people=tuple(_people(random, known, home)),
        stocks=tuple(_stocks(random, known, weight)),
        reach=known.reach(np.arange(len(known))),
        targets=tuple(Target(name, frozenset({name}), _needs(name)) for name in known.finess),
        staffings=(MORNING,),
        open_rungs=frozenset({Rung.ADJACENT_REGION}),
    )


def _people(random: np.random.Generator, known: Places, home: Indices) -> Iterator[Person]:
    for number, place in enumerate(home.tolist()):
        held = random.choice(len(COMPETENCES), int(random.integers(1, 4)), replace=False)
        levels = {COMPETENCES[code]: int(random.choice([1, 2, 3], p=[0.4, 0.4, 0.2])) for code in sorted(held.tolist())}
        yield Person(
            f"p{number:04}", known.finess[place], levels, ((0, 21 * 24 * HOUR),), Delays(15, 30), is_stale=bool(random.random() < 0.1)
        )


def _stocks(random: np.random.Generator, known: Places, weight: np.ndarray) -> Iterator[Stock]:
    for number, kind in np.ndindex(len(known), len(TYPES)):
        quantity = int(random.poisson(2 * weight[number]))
        if quantity:
            yield Stock(f"k{number:03}{kind}", known.finess[number], TYPES[kind], quantity, Delays(20, 40), floor=quantity // 2)


def _needs(victim: str) -> tuple[Need, ...]:
    return tuple(
        Need(f"{victim}-{number:02}", f"i-{victim}", victim, wants, quantity, 0, 3 * 24 * HOUR, criticality, arrive_by=hours * HOUR)
        for number, (wants, quantity, criticality, hours) in enumerate(_PACK)
    )
