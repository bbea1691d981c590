"""What is asked for: so many people of a competence, or so many things of a type, somewhere, for a time."""

from dataclasses import dataclass
from enum import IntEnum

from solver.refusal import require

LARGEST_QUANTITY = 100_000


class Criticality(IntEnum):
    """How much hangs on a need; the lowest number is served first."""

    VITAL = 1
    HIGH = 2
    NORMAL = 3


@dataclass(frozen=True)
class Skill:
    """People who hold a competence at this level or above (1 basic, 2 confirmed, 3 expert)."""

    competence: str
    level: int

    def __post_init__(self) -> None:
        require(self.competence != "", "competence", "its code is empty")
        require(self.level in (1, 2, 3), f"level {self.level} of {self.competence}", "a level is 1, 2 or 3")


@dataclass(frozen=True)
class Item:
    """Things of a type, or of one of the types accepted in its place."""

    type: str
    substitutes: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        require(self.type != "", "equipment type", "its code is empty")
        require(self.type not in self.substitutes, f"equipment type {self.type}", "it is no substitute of itself")


@dataclass(frozen=True)
class Need:
    """One line of a request.

    `starts_at`, `ends_at`: the window in which the help is of use, in minutes since the epoch of the problem.
    `arrive_by`: the latest useful arrival, same unit; None sets no bound but the end of the window.
    `team`: lines of one team are covered together or not at all, `is_lead` being the line of who leads it.
    `is_pris`: only providers with the PRIS qualification for what is asked may answer.
    """

    id: str
    incident: str
    establishment: str
    wants: Skill | Item
    quantity: int
    starts_at: int
    ends_at: int
    criticality: Criticality
    arrive_by: int | None = None
    team: str | None = None
    is_lead: bool = False
    is_pris: bool = False

    def __post_init__(self) -> None:
        name = f"need {self.id!r}"
        require(self.id != "", name, "its id is empty")
        require(0 < self.quantity <= LARGEST_QUANTITY, name, f"quantity {self.quantity} is not in 1..{LARGEST_QUANTITY}")
        require(self.starts_at < self.ends_at, name, f"its window ends ({self.ends_at}) before it begins ({self.starts_at})")
        require(isinstance(self.criticality, Criticality), name, f"criticality {self.criticality!r} is unknown")
        require(self.team is None or self.wants_people, name, "a team is made of people, not of things")
        require(self.team is not None or not self.is_lead, name, "it leads no team")
        require(not self.is_pris or self.wants_people, name, "PRIS qualifies who works, not things")

    @property
    def wants_people(self) -> bool:
        """Whether the need is for people rather than for things."""
        return isinstance(self.wants, Skill)
