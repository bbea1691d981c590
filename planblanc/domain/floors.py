"""A lender's floor, lowered for one incident by who may, with a reason, until it is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain import french
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId, LenderId, StockId
from planblanc.domain.revocations import Revocation


class FloorKind(StrEnum):
    """Which floor: the people of each place, those who hold a competence, or the things of one stock."""

    PEOPLE = "PEOPLE"
    COMPETENCE = "COMPETENCE"
    STOCK = "STOCK"


KIND_WORDS: Mapping[FloorKind, str] = {
    FloorKind.PEOPLE: "personnes par lieu",
    FloorKind.COMPETENCE: "compétence",
    FloorKind.STOCK: "stock",
}


@dataclass(frozen=True)
class FloorWanted:
    """The floor that is to hold instead, for one incident: of the lender's people, of a competence, or of one stock."""

    lender: LenderId
    floor: int
    reason: str
    competence: str | None = None
    stock: StockId | None = None

    @property
    def kind(self) -> FloorKind:
        """Which floor it is."""
        if self.stock is not None:
            return FloorKind.STOCK
        return FloorKind.PEOPLE if self.competence is None else FloorKind.COMPETENCE


@dataclass(frozen=True)
class FloorOverride:
    """One lowered floor; `told` names it in French; it holds in every plan of the incident while it stands."""

    id: UUID
    incident: IncidentId
    lender: LenderId
    lender_name: str
    lender_region: str
    kind: FloorKind
    floor: int
    reason: str
    made_by: UUID
    made_name: str
    made_at: datetime
    competence: str | None = None
    stock: StockId | None = None
    label: str = ""
    revoked: Revocation | None = None

    @property
    def told(self) -> str:
        """Which floor it is, in a few words: "stock « Poste de travail », CH de Pau"."""
        what = f" « {self.label} »" if self.label else ""
        return f"{KIND_WORDS[self.kind]}{what}, {french.name(self.lender_name)}"


def require_meaning(wanted: FloorWanted) -> None:
    """Refuse a floor of two things at once, or below nothing."""
    if wanted.competence is not None and wanted.stock is not None:
        raise BadInput("Indiquez une compétence ou un stock, pas les deux.", ("stock",))
    if wanted.floor < 0:
        raise BadInput("Un plancher ne peut pas être négatif.", ("floor",))


def require_lower(wanted: FloorWanted, known: int) -> None:
    """Refuse what does not lower the floor: to raise it is the lender's own to do."""
    if known == 0:
        raise BadInput("Ce prêteur ne garde rien ici : il n'y a pas de plancher à abaisser.", ("floor",))
    if wanted.floor >= known:
        raise BadInput(f"Ce plancher est de {french.number(known)} : indiquez moins.", ("floor",))
