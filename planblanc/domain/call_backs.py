"""The call-back that verifies a request: a number, where it is from, who answered, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import ToVerifyFirst
from planblanc.domain.identity import EstablishmentId, IncidentId, RequestId


class NumberFrom(StrEnum):
    """Where the number that was called back is from."""

    DIRECTORY = "DIRECTORY"
    CALLER = "CALLER"
    PORTAL = "PORTAL"


class Purpose(StrEnum):
    """Why somebody was called back."""

    REQUEST = "REQUEST"
    ACCESS = "ACCESS"
    CONTACTS = "CONTACTS"
    OTHER = "OTHER"


PURPOSE_WORDS: Mapping[Purpose, str] = {
    Purpose.REQUEST: "pour une demande",
    Purpose.ACCESS: "pour rouvrir un accès",
    Purpose.CONTACTS: "pour un point de contact",
    Purpose.OTHER: "pour vérifier qui parle",
}
SOURCE_WORDS: Mapping[NumberFrom, str] = {
    NumberFrom.DIRECTORY: "de l'annuaire établi avant l'incident",
    NumberFrom.CALLER: "donné par l'appelant",
    NumberFrom.PORTAL: "de la déclaration du portail",
}


@dataclass(frozen=True)
class CallBackTold:
    """What an officer did: called a number, and reached somebody, by function, who confirmed or not."""

    number: str
    number_from: NumberFrom
    reached: str
    confirmed: bool
    note: str = ""


@dataclass(frozen=True)
class CallBack:
    """A call-back that was made; `entry` is the number of the directory that was called, where it is one that may be trusted."""

    told: CallBackTold
    made_name: str
    made_at: datetime
    purpose: Purpose = Purpose.REQUEST
    entry: UUID | None = None
    id: UUID | None = None


@dataclass(frozen=True)
class Of:
    """What a call-back is of: a request of an incident, or a site."""

    region: str
    incident: IncidentId | None = None
    request: RequestId | None = None
    site: EstablishmentId | None = None


def require_safe_number(told: CallBackTold, *, in_doubt: bool) -> None:
    """An attacker who holds the victim's accounts may answer the number that the caller gives."""
    if told.confirmed and in_doubt and told.number_from is not NumberFrom.DIRECTORY:
        reason = "Cet établissement est peut-être compromis : rappelez un numéro de l'annuaire établi avant l'incident."
        raise ToVerifyFirst(reason, ("number_from",))
