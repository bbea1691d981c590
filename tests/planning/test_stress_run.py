"""The process of a stress test is apart: watched, stopped, late or lost, the service goes on and says which."""

from dataclasses import dataclass, field, replace

import pytest

from planblanc.domain.stress import StressReport
from planblanc.domain.stress_pool import StressPool
from planblanc.planning import stress_run
from planblanc.planning.run import Bounds
from planblanc.planning.stress_run import StressFailed
from planblanc.planning.stress_work import Progress, StressWork


@dataclass
class Watcher:
    """Wants the test until it has heard so many times of it."""

    most: int = 1000
    heard: list[Progress] = field(default_factory=list)

    async def wants(self, progress: Progress) -> bool:
        self.heard.append(progress)
        return len(self.heard) < self.most


def small(pool: StressPool, sites: int = 10) -> StressWork:
    return StressWork(replace(pool, sites=pool.sites[:sites], watches=pool.watches[:1]), with_pairs=True)


async def test_a_test_is_run_in_another_process_and_tells_how_far_it_is(demonstrated: StressPool) -> None:
    watcher = Watcher()

    report = await stress_run.attack(small(demonstrated), watcher.wants)

    assert isinstance(report, StressReport)
    assert report.summaries[0].attacks == 10
    assert watcher.heard[-1].done == watcher.heard[-1].total > 0


async def test_a_test_that_is_no_longer_wanted_finds_nothing(demonstrated: StressPool) -> None:
    assert await stress_run.attack(StressWork(demonstrated, with_pairs=True), Watcher(most=2).wants) is None


async def test_a_test_that_is_late_is_stopped(demonstrated: StressPool) -> None:
    with pytest.raises(StressFailed, match="n'a pas abouti"):
        await stress_run.attack(StressWork(demonstrated, with_pairs=True), Watcher().wants, Bounds(seconds=0.2))


async def test_a_test_that_needs_too_much_memory_is_lost_and_says_so(demonstrated: StressPool) -> None:
    with pytest.raises(StressFailed, match="s'est arrêté"):
        await stress_run.attack(small(demonstrated), Watcher().wants, Bounds(memory_mib=40))


async def test_a_pool_that_cannot_be_is_told_as_such(demonstrated: StressPool) -> None:
    watch = demonstrated.watches[0]
    wrong = replace(demonstrated, watches=(replace(watch, stocks=(*watch.stocks, *watch.stocks)),))

    with pytest.raises(StressFailed, match="incohérentes"):
        await stress_run.attack(small(wrong), Watcher().wants)
