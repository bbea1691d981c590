"""A server that keeps what it commits, and for each test a database of its own on it, as the command gives to each drill."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from planblanc.cli import drill
from planblanc.drill.faults.ground import Ground


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    with drill.prepared() as folder:
        yield folder


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return count()


@pytest.fixture
def ground(prepared: Path, numbers: Iterator[int]) -> Ground:
    """The smallest ground."""
    return drill.ground_of(f"test_{next(numbers)}", prepared, seed=1, size=0.02)
