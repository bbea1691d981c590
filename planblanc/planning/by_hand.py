"""What coordinators set by hand, as the solver takes it: who must go, and who must not."""

from collections.abc import Sequence
from dataclasses import dataclass

from planblanc.domain.adjustments import Adjustment, AdjustmentKind
from planblanc.domain.planning import Snapshot
from solver.engaged import Pin, Refused

ABSENT = "absent"
TAKEN = "taken"


@dataclass(frozen=True)
class Choice:
    """One adjustment as the solver takes it; `is_absent` when its resource is nowhere in the problem."""

    id: str
    pins: tuple[Pin, ...] = ()
    refused: frozenset[Refused] = frozenset()
    is_absent: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one choice.

    `obstacle`: why a pin was not kept: the first rule that rejects it, `ABSENT`, or `TAKEN` when nothing rejects it by
    itself. `preference`, `by`: the first preference that the choice worsens, and by how much; nothing when it costs none.
    """

    id: str
    obstacle: str | None = None
    preference: str | None = None
    by: int = 0


def choices(snapshot: Snapshot) -> tuple[Choice, ...]:
    """The adjustments that bear on what is planned, oldest first."""
    needs = {need.id for need in snapshot.needs}
    resources = {one.id for one in snapshot.responders} | {one.id for one in snapshot.stocks}
    standing = sorted(snapshot.adjustments, key=lambda one: (one.made_at, str(one.id)))
    return tuple(_choice(one, is_absent=one.resource.key not in resources) for one in standing if one.need is None or one.need in needs)


def pins(wanted: Sequence[Choice]) -> tuple[Pin, ...]:
    """All that must go, as far as the rules let it."""
    return tuple(pin for choice in wanted for pin in choice.pins)


def refused(wanted: Sequence[Choice]) -> frozenset[Refused]:
    """All that must not go."""
    return frozenset(one for choice in wanted for one in choice.refused)


def _choice(one: Adjustment, *, is_absent: bool) -> Choice:
    place, resource = str(one.need or one.incident), str(one.resource.key)
    if one.kind is AdjustmentKind.REFUSAL:
        return Choice(str(one.id), refused=frozenset({Refused(place, resource)}))
    kept = () if is_absent else (Pin(place, resource, one.quantity or 1),)
    gone = frozenset({Refused(place, str(one.replaced))}) if one.replaced is not None else frozenset()
    return Choice(str(one.id), kept, gone, is_absent)
