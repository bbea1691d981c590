"""Seeded synthetic problems of the size of a region or of the nation; nothing in them is real."""

from dataclasses import dataclass

import numpy as np

from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, Site, Stock
from solver.problem import Problem
from solver.reach import Reach

HOUR = 60
COMPETENCES = tuple(f"c{number:02}" for number in range(12))
TYPES = tuple(f"t{number:02}" for number in range(60))


@dataclass(frozen=True)
class Size:
    """How large an instance is."""

    sites: int
    people: int
    items: int
    incidents: int
    lines: int


REGION = Size(sites=300, people=600, items=6_000, incidents=6, lines=48)
NATION = Size(sites=3_000, people=20_000, items=200_000, incidents=50, lines=400)


def instance(seed: int, size: Size) -> Problem:
    """A problem whose hospitals lie at random in a square of 900 km, in 13 regions of 8 departments."""
    random = np.random.default_rng(seed)
    sites = [Site(f"s{number:05}", f"l{number:05}", people_floor=0) for number in range(size.sites)]
    weight = random.pareto(1.5, size.sites) + 0.3
    weight /= weight.sum()
    home = random.choice(size.sites, size.people, p=weight)
    people = _people(random, size, home)
    staff = np.bincount(home, minlength=size.sites)
    sites = [Site(site.id, site.lender, people_floor=int(staff[number]) // 2) for number, site in enumerate(sites)]
    stocks = _stocks(random, size, weight)
    struck = random.choice(size.sites, size.incidents, replace=False)
    return Problem(
        now=0,
        needs=_needs(random, size),
        sites=tuple(sites),
        people=people,
        stocks=stocks,
        reach=_reach(random, size, struck),
        victims=frozenset(sites[number].lender for number in struck),
        open_rungs=_open_rungs(random, size),
    )


def _people(random: np.random.Generator, size: Size, home: np.ndarray) -> tuple[Person, ...]:
    held = random.integers(1, 5, size.people)
    ranked = np.argsort(random.random((size.people, len(COMPETENCES))), axis=1)
    levels = random.choice([1, 2, 3], (size.people, 4), p=[0.4, 0.4, 0.2])
    starts = random.integers(0, 48, size.people) * HOUR
    ends = starts + random.integers(24, 14 * 24, size.people) * HOUR
    stale = random.random(size.people) < 0.1
    return tuple(
        Person(
            id=f"p{number:05}",
            site=f"s{home[number]:05}",
            competences={COMPETENCES[ranked[number, k]]: int(levels[number, k]) for k in range(held[number])},
            availability=((int(starts[number]), int(ends[number])),),
            delays=Delays(10, 20),
            is_stale=bool(stale[number]),
        )
        for number in range(size.people)
    )


def _stocks(random: np.random.Generator, size: Size, weight: np.ndarray) -> tuple[Stock, ...]:
    kinds = len(TYPES)
    share = np.repeat(weight * 0.5 + 0.5 / size.sites, kinds) / kinds
    cells = np.bincount(random.choice(size.sites * kinds, size.items, p=share), minlength=size.sites * kinds)
    return tuple(
        Stock(
            id=f"k{cell:06}",
            site=f"s{cell // kinds:05}",
            type=TYPES[cell % kinds],
            quantity=int(cells[cell]),
            floor=(int(cells[cell]) + 1) // 2,
            delays=Delays(15, 45),
        )
        for cell in np.flatnonzero(cells)
    )


def _needs(random: np.random.Generator, size: Size) -> tuple[Need, ...]:
    needs = []
    for number in range(size.lines):
        incident = number % size.incidents
        is_equipment = random.random() < 0.3
        starts = int(random.integers(2, 48)) * HOUR
        wants = (
            Item(str(random.choice(TYPES)))
            if is_equipment
            else Skill(str(random.choice(COMPETENCES)), int(random.choice([1, 2, 3], p=[0.35, 0.4, 0.25])))
        )
        needs.append(
            Need(
                id=f"n{number:04}",
                incident=f"i{incident:03}",
                establishment=f"e{incident:03}",
                wants=wants,
                quantity=int(random.integers(1, 13 if is_equipment else 5)),
                starts_at=starts,
                ends_at=starts + int(random.choice([12, 24, 72, 120])) * HOUR,
                criticality=Criticality(int(random.choice([1, 2, 3], p=[0.3, 0.4, 0.3]))),
                arrive_by=starts,
            )
        )
    return tuple(needs)


def _reach(random: np.random.Generator, size: Size, struck: np.ndarray) -> Reach:
    x, y = random.random(size.sites) * 900, random.random(size.sites) * 900
    department = (x // 90).astype(int) * 10 + (y // 90).astype(int)
    region = (x // 225).astype(int) * 4 + (y // 225).astype(int)
    zone = (x // 450).astype(int) * 2 + (y // 450).astype(int)
    group = department * 2 + random.integers(0, 2, size.sites)
    km = np.hypot(x[struck][:, None] - x[None, :], y[struck][:, None] - y[None, :])
    rung = np.full(km.shape, Rung.NATIONAL.value, dtype=np.int8)
    for level, key in ((Rung.ZONE, zone), (Rung.REGION, region), (Rung.DEPARTMENT, department), (Rung.OWN_GROUP, group)):
        rung[key[struck][:, None] == key[None, :]] = level.value
    establishments = tuple(f"e{number:03}" for number in range(size.incidents))
    return Reach(establishments, tuple(f"s{number:05}" for number in range(size.sites)), 15 + 0.829 * km, km, rung)


def _open_rungs(random: np.random.Generator, size: Size) -> dict[str, frozenset[Rung]]:
    wider: tuple[frozenset[Rung], ...] = (
        frozenset(),
        frozenset({Rung.ADJACENT_REGION, Rung.ZONE}),
        frozenset({Rung.ADJACENT_REGION, Rung.ZONE, Rung.NATIONAL}),
    )
    return {f"i{number:03}": wider[int(random.choice(3, p=[0.6, 0.25, 0.15]))] for number in range(size.incidents)}
