"""Seeded synthetic weeks of relief; nothing in them is real."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from solver.needs import Criticality, Skill
from solver.relief.calendar import Place, shifts_of
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever, Stay
from solver.relief.shifts import Post

DAY = 24 * 60
EPOCH = datetime(2026, 11, 2, 7, tzinfo=UTC)
CREW = (
    Post(Skill("crisis", 1), Criticality.VITAL, is_lead=True),
    Post(Skill("directory", 1), Criticality.VITAL),
    Post(Skill("network", 1), Criticality.HIGH),
)
HELD_BY = {"crisis": 0.45, "directory": 0.5, "network": 0.6}


@dataclass(frozen=True)
class Size:
    """How large an instance is."""

    relievers: int
    establishments: int
    days: int
    first: date = date(2026, 11, 2)


MONTH = Size(relievers=40, establishments=3, days=28)


def instance(seed: int, size: Size) -> ReliefProblem:
    """Crews of three, day and night, in establishments of mainland France; three people in four are there from the start."""
    random = np.random.default_rng(seed)
    names = [f"e{number}" for number in range(size.establishments)]
    zone = ZoneInfo("Europe/Paris")
    days = [size.first + timedelta(days=number) for number in range(size.days)]
    shifts = [shift for name in names for shift in shifts_of(Place(name, zone, EPOCH), days, CREW)]
    travel = {(one, two): int(random.integers(30, 180)) for one in names for two in names if one != two}
    relievers = tuple(_reliever(random, number, names, size.days) for number in range(size.relievers))
    return ReliefProblem(tuple(shifts), relievers, travel)


def _reliever(random: np.random.Generator, number: int, names: list[str], days: int) -> Reliever:
    held = {code: int(random.integers(1, 4)) for code, share in HELD_BY.items() if random.random() < share}
    starts = 0 if random.random() < 0.75 else int(random.integers(0, max(1, days // 3)))
    ends = days + 1 if random.random() < 0.7 else int(random.integers(days * 2 // 3, days + 1))
    wished = int(random.integers(0, days))
    near = str(random.choice(names))
    return Reliever(
        id=f"p{number:03}",
        competences=held or {"network": 1},
        free=((starts * DAY, ends * DAY),),
        minutes_to={name: int(random.integers(20, 240)) for name in names},
        wished=((wished * DAY, (wished + 2) * DAY),) if random.random() < 0.2 else (),
        knows=frozenset({near}) if random.random() < 0.3 else frozenset(),
        stays=(Stay(near, 0, 5 * DAY),) if random.random() < 0.1 and starts == 0 else (),
    )
