"""Relief for four weeks, drawn from a seed: crews of three, day and night, in some real hospitals."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from planblanc.bench.solver import places
from planblanc.bench.solver.measured import OURS, Measured, once, under
from planblanc.bench.solver.places import Places
from solver.needs import Criticality, Skill
from solver.relief import search
from solver.relief.calendar import Place, shifts_of
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever, Stay
from solver.relief.shifts import Post

DAY = 24 * 60
FIRST = date(2026, 11, 2)
EPOCH = datetime(2026, 11, 2, 7, tzinfo=UTC)
CREW = (
    Post(Skill("crise", 1), Criticality.VITAL, is_lead=True),
    Post(Skill("annuaire", 1), Criticality.VITAL),
    Post(Skill("réseau", 1), Criticality.HIGH),
)
# How often someone holds each.
_HELD = {"crise": 0.45, "annuaire": 0.5, "réseau": 0.6}


def measure(seed: int, _runs: int, *, relievers: int, establishments: int, days: int) -> Measured:
    """Measured once, as one asks for a roster once."""
    problem = relief(seed, relievers=relievers, establishments=establishments, days=days)
    seconds, roster = once(lambda: search.solve(problem))
    gaps = [stage.name for stage in roster.stages if stage.value != stage.bound]
    return Measured(
        counts={"people": relievers, "establishments": establishments, "days": days, "shifts": len(problem.shifts)},
        seconds={OURS: seconds},
        goals=(under("prouvé optimal", seconds, 10, is_proven=roster.is_optimal),),
        facts={"proven_stages": len(roster.stages) - len(gaps), "with_a_gap": gaps, "vacancies": len(roster.vacancies)},
    )


def relief(seed: int, *, relievers: int, establishments: int, days: int) -> ReliefProblem:
    """Three people in four are there from the start; one in five has asked for two days of leave."""
    random = np.random.default_rng(seed)
    known = places.read().of_regions(("75",), 60).some(np.sort(random.choice(60, establishments, replace=False)))
    zone = ZoneInfo("Europe/Paris")
    calendar = [FIRST + timedelta(days=number) for number in range(days)]
    shifts = tuple(shift for name in known.finess for shift in shifts_of(Place(name, zone, EPOCH), calendar, CREW))
    road = known.reach(np.arange(len(known))).road_minutes
    travel = {(known.finess[start], known.finess[end]): int(road[end, start]) for start, end in np.ndindex(road.shape) if start != end}
    return ReliefProblem(shifts, tuple(_reliever(random, number, known, days) for number in range(relievers)), travel)


def _reliever(random: np.random.Generator, number: int, known: Places, days: int) -> Reliever:
    held = {code: int(random.integers(1, 4)) for code, share in _HELD.items() if random.random() < share}
    starts = 0 if random.random() < 0.75 else int(random.integers(0, max(1, days // 3)))
    ends = days + 1 if random.random() < 0.7 else int(random.integers(days * 2 // 3, days + 1))
    wished = int(random.integers(0, days))
    near = str(random.choice(known.finess))
    return Reliever(
        id=f"p{number:03}",
        competences=held or {"réseau": 1},
        free=((starts * DAY, ends * DAY),),
        minutes_to={name: int(random.integers(20, 240)) for name in known.finess},
        wished=((wished * DAY, (wished + 2) * DAY),) if random.random() < 0.2 else (),
        knows=frozenset({near}) if random.random() < 0.3 else frozenset(),
        stays=(Stay(near, 0, 5 * DAY),) if random.random() < 0.1 and starts == 0 else (),
    )
