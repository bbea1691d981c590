"""A seeded region where help is scarce: nothing in it is real."""

from collections.abc import Iterator

import numpy as np

from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, SharedFate, Site, Stock
from solver.reach import NO_WAY, Reach
from solver.stress.problem import Staffing, StressProblem, Target

HOUR = 60
DAILY = 24 * HOUR
COMPETENCES = ("network", "directory", "forensics", "backup", "biomedical", "crisis", "telephony", "care", "logistics")
TYPES = ("pc", "router", "printer", "radio", "phone", "usb")

Asked = tuple[Skill | Item, tuple[int, int], Criticality, int]

# what, how many for a small and for a large establishment, how critical, within how many hours
PACK: tuple[Asked, ...] = (
    (Skill("network", 1), (1, 3), Criticality.VITAL, 2),
    (Skill("directory", 2), (1, 2), Criticality.VITAL, 3),
    (Skill("forensics", 2), (1, 2), Criticality.HIGH, 4),
    (Skill("backup", 1), (1, 2), Criticality.HIGH, 4),
    (Skill("biomedical", 1), (1, 2), Criticality.VITAL, 3),
    (Skill("crisis", 2), (1, 1), Criticality.HIGH, 3),
    (Skill("telephony", 1), (1, 2), Criticality.NORMAL, 4),
    (Skill("care", 1), (1, 3), Criticality.NORMAL, 4),
    (Skill("logistics", 1), (1, 2), Criticality.NORMAL, 4),
    (Item("pc"), (10, 40), Criticality.VITAL, 4),
    (Item("router"), (2, 6), Criticality.VITAL, 3),
    (Item("printer"), (2, 8), Criticality.HIGH, 4),
    (Item("radio", frozenset({"phone"})), (4, 20), Criticality.HIGH, 4),
    (Item("phone"), (4, 20), Criticality.NORMAL, 4),
    (Item("usb"), (10, 30), Criticality.NORMAL, 4),
)

DAY = Staffing("jour", 2 * DAILY + 10 * HOUR, Delays(15, 30))
NIGHT = Staffing("nuit", 2 * DAILY + 26 * HOUR, Delays(20, 35))
WEEK_END = Staffing("week-end", 5 * DAILY + 14 * HOUR, Delays(20, 35))


def region(seed: int, *, establishments: int = 300, people: int = 420) -> StressProblem:
    """Hospitals in a square of 250 km and on two islands; small ones keep most of their staff, and fewer come at night."""
    random = np.random.default_rng(seed)
    weight = random.pareto(1.2, establishments) + 0.2
    home = random.choice(establishments, people, p=weight / weight.sum())
    staff = np.bincount(home, minlength=establishments)
    names = [f"e{number:03}" for number in range(establishments)]
    sites = tuple(Site(f"s{name}", f"l{name}", int(staff[number]) // 2) for number, name in enumerate(names))
    is_large = weight > np.quantile(weight, 0.8)
    crew = tuple(_people(random, names, home))
    return StressProblem(
        sites=sites,
        people=crew,
        stocks=tuple(_stocks(random, names, weight)),
        reach=_reach(random, names),
        targets=tuple(Target(name, frozenset({f"l{name}"}), tuple(_needs(name, large=bool(is_large[n])))) for n, name in enumerate(names)),
        staffings=(DAY, _slower(NIGHT, crew), _slower(WEEK_END, crew)),
        shared_fates=tuple(_fates(random, names)),
    )


def _people(random: np.random.Generator, names: list[str], home: np.ndarray) -> Iterator[Person]:
    scarcity = np.array([6, 2.5, 0.8, 3, 2, 0.5, 4, 6, 6])
    for number, place in enumerate(home.tolist()):
        held = random.choice(len(COMPETENCES), int(random.integers(1, 4)), replace=False, p=scarcity / scarcity.sum())
        competences = {COMPETENCES[code]: int(random.choice([1, 2, 3], p=[0.4, 0.4, 0.2])) for code in sorted(held.tolist())}
        weekdays = tuple((day * DAILY + 7 * HOUR, day * DAILY + 23 * HOUR) for day in range(5))
        free = ((-7 * DAILY, 21 * DAILY),) if random.random() < 0.4 else weekdays
        yield Person(f"p{number:04}", f"s{names[place]}", competences, free, Delays(15, 30), is_stale=bool(random.random() < 0.1))


def _stocks(random: np.random.Generator, names: list[str], weight: np.ndarray) -> Iterator[Stock]:
    for name, size in zip(names, weight.tolist(), strict=True):
        for code in TYPES:
            if random.random() < 0.35:
                quantity = int(random.integers(1, 12) * (1 + min(size, 4)))
                yield Stock(f"k{name}-{code}", f"s{name}", code, quantity, Delays(20, 60), quantity // 2)


def _needs(name: str, *, large: bool) -> Iterator[Need]:
    for number, (wants, quantities, criticality, hours) in enumerate(PACK):
        starts = hours * HOUR
        yield Need(f"n{name}-{number:02}", f"i{name}", name, wants, quantities[large], starts, starts + 8 * HOUR, criticality, starts)


def _reach(random: np.random.Generator, names: list[str]) -> Reach:
    place = random.random((len(names), 2)) * 250
    department = (place[:, 0] // 84).astype(int) * 3 + (place[:, 1] // 84).astype(int)
    group = department * 3 + random.integers(0, 3, len(names))
    island = np.where(random.random(len(names)) < 0.03, random.integers(1, 3, len(names)), 0)
    km = np.hypot(*(place[:, None, axis] - place[None, :, axis] for axis in (0, 1)))
    minutes = np.where(island[:, None] == island[None, :], 15 + 0.829 * km, NO_WAY)
    rung = np.full(km.shape, Rung.REGION.value, dtype=np.int8)
    rung[department[:, None] == department[None, :]] = Rung.DEPARTMENT.value
    rung[group[:, None] == group[None, :]] = Rung.OWN_GROUP.value
    return Reach(tuple(names), tuple(f"s{name}" for name in names), minutes, km, rung)


def _fates(random: np.random.Generator, names: list[str]) -> Iterator[SharedFate]:
    for start in range(0, len(names) - 4, 25):
        members = names[start : start + int(random.integers(2, 5))]
        for one in members:
            yield from (SharedFate(one, f"l{other}", bool(random.random() < 0.1)) for other in members if other != one)


def _slower(staffing: Staffing, people: tuple[Person, ...]) -> Staffing:
    return Staffing(staffing.name, staffing.now, staffing.usual, {person.id: staffing.usual for person in people})
