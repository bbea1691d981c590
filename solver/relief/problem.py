"""Weeks of relief as the solver sees them: shifts, people, travel between establishments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from solver.needs import Criticality
from solver.refusal import require
from solver.relief.duties import WorkingTime
from solver.relief.relievers import Reliever
from solver.relief.shifts import Shift

Share = tuple[Criticality, str]


@dataclass(frozen=True, eq=False)
class ReliefProblem:
    """Everything a roster depends on; times are minutes elapsed since an epoch that the caller chose.

    `travel`: (from, to) → minutes between two establishments; an absent pair cannot be travelled between two shifts.
    """

    shifts: tuple[Shift, ...]
    relievers: tuple[Reliever, ...]
    travel: Mapping[tuple[str, str], int] = field(default_factory=dict)
    working_time: WorkingTime = field(default_factory=WorkingTime)

    def __post_init__(self) -> None:
        require(len(self.shift) == len(self.shifts), "shifts", "an id is given twice")
        require(len(self.reliever) == len(self.relievers), "relievers", "an id is given twice")
        for (start, end), minutes in self.travel.items():
            require(minutes >= 0, f"travel from {start!r} to {end!r}", f"{minutes} minutes are negative")
        first = min((shift.duty.starts_at for shift in self.shifts), default=0)
        for reliever in self.relievers:
            for duty in reliever.worked:
                is_past = not self.shifts or duty.starts_at < first
                require(is_past, f"reliever {reliever.id!r}", f"worked from {duty.starts_at}, not before the first shift ({first})")

    @cached_property
    def shift(self) -> dict[str, Shift]:
        """Shifts by id, in order of time then of id."""
        ordered = sorted(self.shifts, key=lambda shift: (shift.duty.starts_at, shift.duty.ends_at, shift.id))
        return {shift.id: shift for shift in ordered}

    @cached_property
    def reliever(self) -> dict[str, Reliever]:
        """Relievers by id, in its order."""
        return {reliever.id: reliever for reliever in sorted(self.relievers, key=lambda reliever: reliever.id)}

    @cached_property
    def establishments(self) -> tuple[str, ...]:
        """Where shifts are, in order."""
        return tuple(sorted({shift.duty.establishment for shift in self.shifts}))

    @cached_property
    def asked(self) -> dict[Share, int]:
        """(criticality, establishment) → how many places in crews are to be filled."""
        places: dict[Share, int] = {}
        for shift in self.shift.values():
            for post in shift.posts:
                share = post.criticality, shift.duty.establishment
                places[share] = places.get(share, 0) + post.quantity
        return dict(sorted(places.items()))
