"""What a coordinator sets by hand for the plans of an incident: pinned, locked, refused, swapped, and undone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId, NeedId
from planblanc.domain.needs import MOST_UNITS
from planblanc.domain.numbers import within
from planblanc.domain.requests import NeedKind, NeedLine


class AdjustmentKind(StrEnum):
    """What is set: somebody who must go, who stays as planned, who must not go, who goes in the place of another."""

    PIN = "PIN"
    LOCK = "LOCK"
    REFUSAL = "REFUSAL"
    SWAP = "SWAP"


KIND_WORDS: Mapping[AdjustmentKind, str] = {
    AdjustmentKind.PIN: "fixé",
    AdjustmentKind.LOCK: "verrouillé",
    AdjustmentKind.REFUSAL: "écarté",
    AdjustmentKind.SWAP: "échangé",
}


@dataclass(frozen=True)
class Resource:
    """A responder, or a stock, by its key."""

    key: UUID
    is_stock: bool


@dataclass(frozen=True)
class AdjustmentWanted:
    """What a coordinator asks for; no need means the whole incident, `replaced` is who goes no longer, for a swap."""

    incident: IncidentId
    kind: AdjustmentKind
    resource: Resource
    reason: str
    need: NeedId | None = None
    quantity: int | None = None
    replaced: Resource | None = None


@dataclass(frozen=True)
class Undone:
    """Who undid an adjustment, when and why."""

    name: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Adjustment:
    """One choice by hand; `told` and `replaced_told` name the resources as the plan does: lender, then what it is.

    `quantity`: how many are to go; nothing for a refusal.
    """

    id: UUID
    incident: IncidentId
    kind: AdjustmentKind
    resource: Resource
    told: str
    reason: str
    made_by: UUID
    made_name: str
    made_at: datetime
    need: NeedId | None = None
    quantity: int | None = None
    replaced: UUID | None = None
    replaced_told: str | None = None
    undone: Undone | None = None
    version: int = 1

    @property
    def is_standing(self) -> bool:
        """Whether the next plan keeps it."""
        return self.undone is None


@dataclass(frozen=True)
class Kept:
    """What a plan made of one choice: kept or not and why, and the first preference that it worsens."""

    adjustment: str
    told: str
    is_kept: bool
    why: str = ""
    cost: str = ""


def sentence(adjustment: Adjustment, need: str) -> str:
    """What was set, to be read aloud; `need` is the label of the need."""
    match adjustment.kind:
        case AdjustmentKind.REFUSAL:
            return f"{adjustment.told} : écarté {f'pour « {need} »' if need else 'pour tout cet incident'}."
        case AdjustmentKind.SWAP:
            return f"{adjustment.told} à la place de {adjustment.replaced_told}, pour « {need} »."
        case _:
            return f"{adjustment.told} : {adjustment.quantity} {KIND_WORDS[adjustment.kind]}, pour « {need} »."


def line(adjustment: Adjustment, need: str) -> str:
    """The same for the journal, which is for ever and has other readers: no name, the key in its details says who."""
    something = "un matériel" if adjustment.resource.is_stock else "un intervenant"
    unnamed = replace(adjustment, told=something, replaced_told="un autre" if adjustment.replaced is not None else None)
    return sentence(unnamed, need)


def require_meaning(wanted: AdjustmentWanted) -> None:
    """Refuse what makes no sense whatever the data; the path names the field."""
    if wanted.need is None and wanted.kind is not AdjustmentKind.REFUSAL:
        raise BadInput("Indiquez le besoin : seul un refus peut valoir pour tout l'incident.", ("need",))
    if wanted.quantity is not None:
        if wanted.kind is not AdjustmentKind.PIN:
            raise BadInput("Une quantité ne se donne que pour fixer une ressource.", ("quantity",))
        within(wanted.quantity, ("quantity",), least=1, most=MOST_UNITS)
    if (wanted.kind is AdjustmentKind.SWAP) != (wanted.replaced is not None):
        told = "Indiquez qui est remplacé." if wanted.replaced is None else "Seul un échange remplace quelqu'un."
        raise BadInput(told, ("instead_of",))
    if wanted.replaced == wanted.resource:
        raise BadInput("Une ressource ne se remplace pas elle-même.", ("instead_of",))
    texts.paragraphs(wanted.reason, ("reason",), most=2000)


def require_serves(need: NeedLine, resource: Resource, path: tuple[str, ...] = ("resource",)) -> None:
    """Refuse people for things, and things for people."""
    if need.kind is NeedKind.PROCEDURE:
        raise BadInput("Une procédure se cherche : il n'y a personne à choisir pour ce besoin.", ("need",))
    if (need.kind is NeedKind.EQUIPMENT) != resource.is_stock:
        told = "du matériel : choisissez un stock" if need.kind is NeedKind.EQUIPMENT else "des personnes : choisissez un intervenant"
        raise BadInput(f"Ce besoin demande {told}.", path)
