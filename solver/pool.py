"""Who and what can be lent, and from where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from solver.needs import LARGEST_QUANTITY
from solver.refusal import require


class Rung(IntEnum):
    """The perimeter ladder, nearest first."""

    OWN_GROUP = 0
    DEPARTMENT = 1
    REGION = 2
    ADJACENT_REGION = 3
    ZONE = 4
    NATIONAL = 5
    EU = 6


HOME_PERIMETER = frozenset({Rung.OWN_GROUP, Rung.DEPARTMENT, Rung.REGION})


@dataclass(frozen=True)
class Site:
    """One lender at one place: what travel, rungs and the floor of people are told by.

    `people_floor`: how many of the site's people (all those of the problem, available or not) must stay.
    `competence_floors`: competence → how many of those who hold it, at whatever level, must; who holds several counts for each.
    """

    id: str
    lender: str
    people_floor: int = 0
    competence_floors: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        require(self.id != "" and self.lender != "", f"site {self.id!r}", "its id or its lender is empty")
        require(self.people_floor >= 0, f"site {self.id!r}", f"floor {self.people_floor} is negative")
        for competence, floor in self.competence_floors.items():
            require(floor >= 0, f"site {self.id!r}", f"floor {floor} of {competence} is negative")


@dataclass(frozen=True)
class Delays:
    """Minutes from the call to someone who can act, then to the departure; day or night is the caller's choice."""

    alert: int
    preparation: int

    def __post_init__(self) -> None:
        require(min(self.alert, self.preparation) >= 0, f"delays {self}", "a delay is never negative")


@dataclass(frozen=True)
class Person:
    """A responder, or unnamed capacity: `count` people who cannot be told apart.

    `competences`: code → level (1 to 3). `availability`: (start, end) spans in minutes since the epoch; spans
    that touch or overlap count as one; none at all means never. `longest_deployment`: minutes, None for no limit.
    `is_stale`: past the date by which it should have been confirmed.
    """

    id: str
    site: str
    competences: Mapping[str, int]
    availability: tuple[tuple[int, int], ...]
    delays: Delays
    count: int = 1
    longest_deployment: int | None = None
    is_stale: bool = False

    def __post_init__(self) -> None:
        name = f"person {self.id!r}"
        require(self.id != "", name, "its id is empty")
        require(0 < self.count <= LARGEST_QUANTITY, name, f"count {self.count} is not in 1..{LARGEST_QUANTITY}")
        for competence, level in self.competences.items():
            require(level in (1, 2, 3), name, f"level {level} of {competence} is not 1, 2 or 3")
        for start, end in self.availability:
            require(start < end, name, f"an availability ends ({end}) before it begins ({start})")
        longest = self.longest_deployment
        require(longest is None or longest > 0, name, f"longest deployment {longest} is not positive")

    @property
    def units(self) -> int:
        """How many there are."""
        return self.count

    @property
    def is_named(self) -> bool:
        """Whether it is one person, whose hours are known."""
        return self.count == 1

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The availability with touching and overlapping spans joined, in order of time."""
        if len(self.availability) < 2:
            return self.availability
        joined: list[tuple[int, int]] = []
        for start, end in sorted(self.availability):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple(joined)


@dataclass(frozen=True)
class Stock:
    """So many whole things of one type that one lender keeps at one place, and how many of them must stay.

    No thing can be divided or lent twice: while one is out for a need, whatever the hours, it serves no other.
    """

    id: str
    site: str
    type: str
    quantity: int
    delays: Delays
    floor: int = 0
    is_stale: bool = False

    def __post_init__(self) -> None:
        name = f"stock {self.id!r}"
        require(self.id != "" and self.type != "", name, "its id or its type is empty")
        require(0 <= self.quantity <= LARGEST_QUANTITY, name, f"quantity {self.quantity} is not in 0..{LARGEST_QUANTITY}")
        require(self.floor >= 0, name, f"floor {self.floor} is negative")

    @property
    def units(self) -> int:
        """How many there are."""
        return self.quantity

    @property
    def is_named(self) -> bool:
        """Things are counted, never named."""
        return False


@dataclass(frozen=True)
class SharedFate:
    """An establishment and a lender that fall together, unless someone attested that this time they did not."""

    establishment: str
    lender: str
    is_attested_clean: bool = False
