"""What the stages so far leave free, and costs that grow with each unit."""

from dataclasses import dataclass

from solver.arrays import Flags, Indices, Whole


@dataclass(frozen=True, eq=False)
class Face:
    """Bounds on the units of every arc."""

    lower: Whole
    upper: Whole

    @property
    def is_free(self) -> Flags:
        """Whether the arc may still carry different numbers of units."""
        return self.lower < self.upper


@dataclass(frozen=True, eq=False)
class Ladder:
    """Costs that grow with each unit on the arcs of a slice: one entry a unit, beyond what the arc must carry.

    `arc`: which arc of the slice, in order. `cost`: of one unit more, never less than that of the unit before it.
    `beside`: what a unit on each sending arc costs besides; nothing where it is None.
    """

    arcs: slice
    arc: Indices
    cost: Whole
    beside: Whole | None = None


Costs = Whole | Ladder
