"""Help that nobody asked for: received, then accepted into the pool or declined with thanks."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain import texts
from planblanc.domain.access import Channel
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId, LenderId, OfferId
from planblanc.domain.needs import MOST_UNITS
from planblanc.domain.numbers import within

LONGEST = timedelta(days=731)


class OfferState(StrEnum):
    """What was made of an offer."""

    RECEIVED = "RECEIVED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


TRANSITIONS: Mapping[OfferState, frozenset[OfferState]] = {
    OfferState.RECEIVED: frozenset({OfferState.ACCEPTED, OfferState.DECLINED}),
    OfferState.ACCEPTED: frozenset(),
    OfferState.DECLINED: frozenset(),
}
STATE_WORDS: Mapping[OfferState, str] = {
    OfferState.RECEIVED: "reçue",
    OfferState.ACCEPTED: "acceptée",
    OfferState.DECLINED: "déclinée",
}


@dataclass(frozen=True)
class Offered:
    """So many people of a competence and level, or so many things of a type, in one window."""

    quantity: int
    starts_at: datetime
    ends_at: datetime
    competence: str | None = None
    level: int | None = None
    equipment_type: str | None = None

    @property
    def code(self) -> str:
        """The competence or the type."""
        return self.competence or self.equipment_type or ""


@dataclass(frozen=True)
class OfferWanted:
    """An offer as it is told: by a lender that is known, or by an organisation that is not one yet; for one incident, or for a region."""

    offered: Offered
    lender: LenderId | None = None
    offerer: str | None = None
    incident: IncidentId | None = None
    region: str | None = None
    note: str = ""
    speaker: str | None = None


@dataclass(frozen=True)
class Decided:
    """Who accepted or declined, when, and why."""

    by: UUID
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Offer:
    """An offer as it stands; `resource` is the stock or the responder that it became in the pool."""

    id: OfferId
    region: str
    offerer: str
    offered: Offered
    channel: Channel
    offered_by: UUID
    offered_name: str
    offered_at: datetime
    lender: LenderId | None = None
    incident: IncidentId | None = None
    offered_for: str | None = None
    note: str = ""
    state: OfferState = OfferState.RECEIVED
    decided: Decided | None = None
    resource: UUID | None = None
    version: int = 1


def require_sound(offered: Offered, now: datetime) -> None:
    """Refuse with `BadInput` what could not be used: neither people nor things, or both, none, or over before it begins."""
    if (offered.competence is None) == (offered.equipment_type is None):
        raise BadInput("Indiquez une compétence, ou bien un type de matériel.", ("competence",))
    if (offered.competence is None) != (offered.level is None):
        raise BadInput("Un niveau, de 1 à 3, va avec une compétence.", ("level",))
    if offered.level is not None:
        within(offered.level, ("level",), least=1, most=3)
    within(offered.quantity, ("quantity",), least=1, most=MOST_UNITS)
    if offered.ends_at <= offered.starts_at or offered.ends_at <= now:
        raise BadInput("La période proposée est finie, ou se termine avant de commencer.", ("ends_at",))
    if offered.ends_at - offered.starts_at > LONGEST:
        raise BadInput("Une aide se propose pour deux ans au plus.", ("ends_at",))


def decided(offer: Offer, state: OfferState, by: Decided) -> Offer:
    """The offer once somebody has decided; refused when somebody had, and a refusal says why."""
    if state not in TRANSITIONS[offer.state]:
        raise TransitionRefused(f"Cette offre est déjà {STATE_WORDS[offer.state]}.", ("offer",))
    reason = texts.paragraphs(by.reason, ("reason",), most=1000, may_be_empty=state is OfferState.ACCEPTED)
    return replace(offer, state=state, decided=replace(by, reason=reason))
