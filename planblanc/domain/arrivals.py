"""What arrives at a victim's, in one short text that can be read on a telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planblanc.domain import french
from planblanc.domain.engagements import EngagementState
from planblanc.domain.french import PARIS

_TITLES = (
    (EngagementState.ARRIVED, "Sur place"),
    (EngagementState.DEPARTED, "En route"),
    (EngagementState.ALERTED, "Confirmé"),
)
_MOST_LINES = 8


@dataclass(frozen=True)
class Arrival:
    """So many things of a kind, or people when the kind is empty, from one lender; never who."""

    state: EngagementState
    kind: str | None
    quantity: int
    lender: str
    expected_at: datetime | None = None


def told(arrivals: Sequence[Arrival]) -> str:
    """What is there, on its way and confirmed, the nearest first; empty when there is nothing to say."""
    return " ".join(
        f"{title} : {_listed([one for one in arrivals if one.state is state])}." for state, title in _TITLES if _has(arrivals, state)
    )


def _has(arrivals: Sequence[Arrival], state: EngagementState) -> bool:
    return any(one.state is state for one in arrivals)


def _listed(arrivals: Sequence[Arrival]) -> str:
    lines = [_line(one) for one in arrivals[:_MOST_LINES]]
    more = len(arrivals) - _MOST_LINES
    return " ; ".join([*lines, french.counted(more, "autre envoi", "autres envois")] if more > 0 else lines)


def _line(one: Arrival) -> str:
    what = french.counted(one.quantity, "intervenant", "intervenants") if one.kind is None else f"{one.quantity} × {one.kind}"
    when = f", vers {one.expected_at.astimezone(PARIS):%H h %M}" if one.expected_at and one.state is not EngagementState.ARRIVED else ""
    return f"{what} ({one.lender}{when})"
