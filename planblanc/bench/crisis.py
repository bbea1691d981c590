"""The whole measure of a crisis: the service as it runs, then its plan taken apart, its memory and its examples."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from planblanc.bench import crises, examples, footprint, parts
from planblanc.bench.crises import IDENTITY
from planblanc.bench.figures import Crisis, Durations
from planblanc.bench.visitor import Visitor

GOALS = {"region": 1.0, "national": 2.0}
MEMORY_GOAL = 200.0


@dataclass(frozen=True)
class Service:
    """A running service: its address, the folder of its secrets, its database, the numbers of its processes."""

    address: str
    home: Path
    url: str
    api: int
    worker: int


@dataclass(frozen=True)
class Passed:
    """What the running service showed, before it is stopped for the rest; one crisis is left open."""

    total: Durations
    steps: dict[str, Durations]
    memory: dict[str, float]
    processor: dict[str, float]


async def pass_through(service: Service, runs: int) -> Passed:
    """So many crises on the running service, each at another hospital, one after the other."""
    steps: defaultdict[str, list[float]] = defaultdict(list)
    total = []
    async with Visitor(service.address, service.home, IDENTITY) as visitor:
        *struck, last = await crises.hospitals(visitor, runs + 1)
        before = footprint.processor(service.api, service.worker)
        for number, hospital in enumerate(struck, 1):
            watch = await crises.pass_through(visitor, hospital, number)
            total.append(watch.proposed)
            for name, seconds in watch.steps().items():
                steps[name].append(seconds)
        memory = dict(footprint.memory(service.api, service.worker))
        after = footprint.processor(service.api, service.worker)
        await crises.open_one(visitor, last, runs + 1)
    return Passed(
        total=Durations(tuple(total)),
        steps={name: Durations(tuple(all_)) for name, all_ in steps.items()},
        memory=memory,
        processor={name: (after[name] - before[name]) / runs for name in after},
    )


async def take_apart(url: str, pool: str, passed: Passed, runs: int) -> Crisis:
    """The parts of the plan of the crisis left open, and the cost of the examples; the service is stopped."""
    taken, counts = await parts.measure(url, runs)
    return Crisis(
        pool=pool,
        total=passed.total,
        goal_seconds=GOALS[pool],
        steps=passed.steps,
        parts=taken,
        memory=passed.memory,
        processor=passed.processor,
        memory_goal=MEMORY_GOAL,
        examples=await examples.measure(url),
        counts=counts,
    )
