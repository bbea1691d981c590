"""Organisations that fall together: same directory, hosting, network or supplier."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from planblanc.domain.identity import EstablishmentId, LenderId


class SharedFateKind(StrEnum):
    """What two organisations share."""

    DIRECTORY = "DIRECTORY"
    HOSTING = "HOSTING"
    NETWORK = "NETWORK"
    SUPPLIER = "SUPPLIER"


KIND_WORDS = {
    SharedFateKind.DIRECTORY: "même annuaire",
    SharedFateKind.HOSTING: "même hébergement",
    SharedFateKind.NETWORK: "même réseau",
    SharedFateKind.SUPPLIER: "même fournisseur",
}


@dataclass(frozen=True)
class SharedFateLink:
    """An establishment and a lender that fall together; `region` is the lender's."""

    id: UUID
    establishment_id: EstablishmentId
    lender_id: LenderId
    region: str
    kind: SharedFateKind
    note: str = ""
    ended: bool = False
    synthetic: bool = False
    version: int = 0
    establishment_name: str = ""
    lender_name: str = ""
    establishment_finess: str = ""


@dataclass(frozen=True)
class SharedFateWanted:
    """A link as somebody types it; `version` is the one that was read, and is empty for a new link."""

    establishment_finess: str
    lender_id: LenderId
    kind: SharedFateKind
    note: str = ""
    ended: bool = False
    id: UUID | None = None
    version: int | None = None
