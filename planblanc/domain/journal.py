"""The main courante: what a line says, and in which chain it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from planblanc.domain.access import Channel
from planblanc.domain.identity import IncidentId

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


@dataclass(frozen=True)
class LogLine:
    """One line: a stable word for programs, a French sentence for people, and the facts behind it.

    `at` is when it is recorded, `declared_at` when it is said to have happened; `personal` is text that may have to
    be erased later, kept apart and sealed by a salted hash only. `channel` and `on_behalf_of` are said when the act
    did not come as its actor usually acts: a call taken for an establishment.
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
