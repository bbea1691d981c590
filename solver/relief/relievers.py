"""Who can relieve: what they know, when they are free, where they are already."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from solver.refusal import require
from solver.relief.duties import Duty

Span = tuple[int, int]


@dataclass(frozen=True)
class Stay:
    """An engagement under way: until it ends, the person serves this establishment and no other."""

    establishment: str
    starts_at: int
    ends_at: int

    def __post_init__(self) -> None:
        require(self.starts_at < self.ends_at, f"stay at {self.establishment!r}", f"it ends ({self.ends_at}) before it begins")


@dataclass(frozen=True)
class Reliever:
    """One person; unnamed capacity is given as so many persons of its own.

    `competences`: code → level (1 to 3). `free`: (start, end) spans, those that touch counting as one. `granted`: leave
    that holds; `wished`: leave that was only asked for. `minutes_to`: establishment → travel from home, an absent one
    having no way to it. `knows`: establishments where the person needs no guide. `worked`: duties before the first shift
    of the problem, which count for rest, week and run.
    """

    id: str
    competences: Mapping[str, int]
    free: tuple[Span, ...]
    minutes_to: Mapping[str, int]
    granted: tuple[Span, ...] = ()
    wished: tuple[Span, ...] = ()
    knows: frozenset[str] = field(default_factory=frozenset)
    stays: tuple[Stay, ...] = ()
    worked: tuple[Duty, ...] = ()

    def __post_init__(self) -> None:
        name = f"reliever {self.id!r}"
        require(self.id != "", name, "its id is empty")
        for competence, level in self.competences.items():
            require(level in (1, 2, 3), name, f"level {level} of {competence} is not 1, 2 or 3")
        for start, end in (*self.free, *self.granted, *self.wished):
            require(start < end, name, f"a span ends ({end}) before it begins ({start})")
        for establishment, minutes in self.minutes_to.items():
            require(minutes >= 0, name, f"travel of {minutes} minutes to {establishment!r} is negative")

    def is_free(self, duty: Duty) -> bool:
        """Whether the free spans, joined where they touch, hold the whole duty."""
        reached = duty.starts_at
        for start, end in sorted(self.free):
            if start <= reached:
                reached = max(reached, end)
        return reached >= duty.ends_at

    def wishes_off(self, duty: Duty) -> bool:
        """Whether the duty falls into leave that was asked for."""
        return any(duty.starts_at < end and start < duty.ends_at for start, end in self.wished)

    def is_staying_at(self, establishment: str) -> bool:
        """Whether an engagement under way holds the person there."""
        return any(stay.establishment == establishment for stay in self.stays)

    def is_known_at(self, establishment: str) -> bool:
        """Whether the person needs no guide there from the first day."""
        has_worked = any(duty.establishment == establishment for duty in self.worked)
        return establishment in self.knows or has_worked or self.is_staying_at(establishment)
