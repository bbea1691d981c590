"""The main courante: what a line says, and in which chain it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from planblanc.domain.access import Channel
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Tlp

Detail: TypeAlias = "str | int | float | bool | list[Detail] | dict[str, Detail] | None"


class ChainKind(StrEnum):
    """One chain an incident, one a region (pool, security), one for the nation."""

    INCIDENT = "INCIDENT"
    REGION = "REGION"
    NATION = "NATION"


@dataclass(frozen=True)
class Chain:
    """The chain in which a line stands."""

    kind: ChainKind
    key: str

    @classmethod
    def of_incident(cls, incident: IncidentId) -> "Chain":
        """The chain of one incident."""
        return cls(ChainKind.INCIDENT, str(incident))

    @classmethod
    def of_region(cls, code: str) -> "Chain":
        """The chain of one region, by its INSEE code."""
        return cls(ChainKind.REGION, code)


NATION = Chain(ChainKind.NATION, "FR")


class LineKind(StrEnum):
    """What a line is: the trace of an act, or what a person writes; a correction is a line of its own."""

    ACT = "ACT"
    NOTE = "NOTE"
    DECISION = "DECISION"
    CALL = "CALL"
    OBSERVATION = "OBSERVATION"
    CORRECTION = "CORRECTION"


# What a person may write of its own accord: acts leave their line themselves, a correction says what it corrects.
BY_HAND = frozenset({LineKind.NOTE, LineKind.DECISION, LineKind.CALL, LineKind.OBSERVATION})

# From the most widely shared to the least.
SHARED: tuple[Tlp, ...] = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)


def tlp_of_act(incident: Tlp) -> Tlp:
    """How widely the line of an act is shared: as its incident is, but never RED, since the victim follows its own incident."""
    return min(incident, Tlp.AMBER_STRICT, key=SHARED.index)


def require_as_narrow(wanted: Tlp, corrected: Tlp) -> None:
    """Refuse a correction that would be read by more people than the line that it corrects."""
    if SHARED.index(wanted) < SHARED.index(corrected):
        raise BadInput("Une correction ne peut pas être plus largement diffusée que la ligne qu'elle corrige.", ("tlp",))


@dataclass(frozen=True)
class LogLine:
    """One line: a stable word for programs, a French sentence for people, and the facts behind it.

    `at` is when it is recorded, `declared_at` when it is said to have happened; `personal` is text that may have to
    be erased later, kept apart and sealed by a salted hash only. `channel` and `on_behalf_of` are said when the act
    did not come as its actor usually acts: a call taken for an establishment. `tlp` says who reads it, whatever else
    they may read; `corrects` is the number of the line of the same chain that this one corrects.
    """

    chain: Chain
    act: str
    text: str
    at: datetime
    declared_at: datetime | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    personal: str | None = None
    channel: Channel | None = None
    on_behalf_of: str | None = None
    kind: LineKind = LineKind.ACT
    tlp: Tlp = Tlp.AMBER
    corrects: int | None = None
