"""What is asked of the process of a stress test, and what it says."""

from dataclasses import dataclass

from planblanc.domain.stress_pool import StressPool


@dataclass(frozen=True, eq=False)
class StressWork:
    """A pool to be attacked, pair by pair too where wanted."""

    pool: StressPool
    with_pairs: bool


@dataclass(frozen=True)
class Progress:
    """So many attacks of so many."""

    done: int
    total: int
