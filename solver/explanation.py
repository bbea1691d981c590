"""Why a proposal is what it is, need by need, and what a wider perimeter would add."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver.pool import Rung


@dataclass(frozen=True)
class Rejection:
    """A resource that may not serve a need: the first rule that rejects it, and the others that do.

    Take all of them away and it is eligible.
    """

    resource: str
    rule: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Obstacle:
    """Why a near resource leaves a need unmet: the rules that block it, or the needs that the plan sends it to."""

    resource: str
    rule: str
    sent_to: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunnerUp:
    """Who else would come in the place of the last chosen, the first preference that speaks against it, and by how much.

    It is one of those who send nothing to the need yet: more of what is chosen already is nobody else.

    `by` counts as the preference does, for one unit (levels, minutes, classes of ten minutes, units); a tie-break says
    only that nothing else told them apart.
    """

    resource: str
    instead_of: str
    preference: str
    by: int


@dataclass(frozen=True)
class NeedExplained:
    """One need.

    `rejected`: the nearest rejected candidates of the open rungs, nearest first; candidates hold the competence at some
    level, or are of an accepted type. `rejected_by`: how many of the open rungs each rule is the first to reject, those
    that have nothing of what is asked among them. `beyond`: the same for the closed rungs, without persons; those that
    the closed rung alone rejects are under its name. `obstacles`: for an unmet need, what blocks the nearest.
    """

    need: str
    runner_up: RunnerUp | None
    rejected: tuple[Rejection, ...]
    rejected_by: Mapping[str, int]
    beyond: Mapping[str, int]
    obstacles: tuple[Obstacle, ...]


@dataclass(frozen=True)
class Gain:
    """What one site of a wider rung would add to one need: units, never persons, and how soon the last is there (minutes)."""

    need: str
    site: str
    lender: str
    quantity: int
    minutes: int


@dataclass(frozen=True)
class Widening:
    """The next closed rung that holds anyone new for an incident, and the closed rungs before it that hold nobody.

    It gains nothing where the plan lacks nothing, or where what is new goes to other incidents that open theirs.
    """

    incident: str
    rung: Rung | None
    gains: tuple[Gain, ...]
    empty: tuple[Rung, ...]


@dataclass(frozen=True)
class Sacrifice:
    """Giving `units` of the resource to `to` takes them from `gives`.

    `delay_minutes`: by how much the last help of `gives` comes later, none where `lacks` more of its units would stay
    uncovered. `gains`: units more that `to` would receive, and `sooner_minutes` by how much its last help comes sooner, none
    where nothing came before.
    """

    gives: str
    to: str
    resource: str
    units: int
    delay_minutes: int | None
    lacks: int
    gains: int
    sooner_minutes: int | None
