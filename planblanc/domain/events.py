"""What is told live: the lines of an incident's journal, or of all those of a region, each at its place in one sequence."""

import re
from dataclasses import dataclass
from enum import StrEnum

from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import ChainKind

_CURSOR = re.compile(r"(?P<key>[A-Za-z0-9-]{1,60})\.(?P<sequence>0|[1-9][0-9]{0,17})")


class EventKind(StrEnum):
    """Why something is sent: the stream opens, a line was written, or the client was too slow and reads again from its last cursor."""

    OPENED = "OPENED"
    LINE = "LINE"
    RESYNC = "RESYNC"


@dataclass(frozen=True)
class Topic:
    """What is followed: one incident, or one region with all its incidents."""

    kind: ChainKind
    key: str

    @classmethod
    def of_incident(cls, incident: IncidentId) -> "Topic":
        """One incident, whose sequence is that of its journal."""
        return cls(ChainKind.INCIDENT, str(incident))

    @classmethod
    def of_region(cls, code: str) -> "Topic":
        """One region, by its INSEE code; its sequence is its own."""
        return cls(ChainKind.REGION, code)

    def cursor(self, sequence: int) -> str:
        """The place of an event, as clients keep it and hand it back."""
        return f"{self.key}.{sequence}"

    def after(self, cursor: str, head: int) -> int:
        """The number that a cursor stands for; `BadInput` when it is malformed, of another stream, or of an event that is not yet."""
        place = _CURSOR.fullmatch(cursor)
        if place is None:
            raise BadInput("Ce curseur n'est pas valide : reprenez celui du dernier événement reçu.", ("after",))
        if place["key"] != self.key:
            raise BadInput("Ce curseur est celui d'un autre flux.", ("after",))
        sequence = int(place["sequence"])
        if sequence > head:
            raise BadInput(
                "Ce curseur est en avance sur le flux : l'événement qu'il désigne n'existe pas encore. Reprenez sans curseur.", ("after",)
            )
        return sequence
