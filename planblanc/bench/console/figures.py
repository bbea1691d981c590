"""What a browser measured of the console."""

from collections.abc import Sequence
from dataclasses import dataclass

from planblanc.bench.figures import Durations

FIRST_PAGE_BYTES = 120_000
FURTHER_PAGE_BYTES = 60_000
INTERACTIVE_SECONDS = 1.0
SLOW_SECONDS = 4.0
EVENT_SECONDS = 1.0


@dataclass(frozen=True)
class Carried:
    """One page: the bytes that came over the wire for it, and when it could be used, in seconds."""

    name: str
    bytes: int
    interactive: float
    behind: int = 0  # what comes once it can be used: its stream, and what is kept for when the network is gone


@dataclass(frozen=True)
class Crowd:
    """Many consoles at once: how late an event is told, how long a page is read again, and what of two cores it takes."""

    consoles: int
    told: Durations
    read: Durations
    lost: int
    put_off: int  # pages that a busy service asked to read later
    processor: float


@dataclass(frozen=True)
class Measured:
    """The whole measure."""

    first: Carried
    slow: Carried
    pages: Sequence[Carried]
    event: Durations
    crowd: Crowd
