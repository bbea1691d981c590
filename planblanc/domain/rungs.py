"""The authorisation of a wider rung for one incident: by whom, why, until when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.errors import BadInput
from planblanc.domain.perimeter import HOME, Rung
from planblanc.domain.revocations import Revocation

RUNG_WORDS: Mapping[Rung, str] = {
    Rung.OWN_GROUP: "même groupe",
    Rung.DEPARTMENT: "département",
    Rung.REGION: "région",
    Rung.ADJACENT_REGION: "région voisine",
    Rung.ZONE: "zone de défense",
    Rung.NATIONAL: "national",
    Rung.EU: "Union européenne",
}


@dataclass(frozen=True)
class Authorisation:
    """A rung that was opened for an incident."""

    id: UUID
    rung: Rung
    reason: str
    authorised_by: UUID
    authorised_name: str
    authorised_at: datetime
    revoked: Revocation | None = None


def require_wider(rung: Rung) -> None:
    """Refuse to open or close what is open to everybody from the start."""
    if rung in HOME:
        raise BadInput(f"L'échelon « {RUNG_WORDS[rung]} » est ouvert dès le début : il ne s'autorise ni ne se retire.", ("rung",))
