"""Links with partners that were cut to protect one of the two, and restored once somebody attested that they may be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId, LenderId


class LinkKind(StrEnum):
    """What goes through the link."""

    NETWORK = "NETWORK"
    DIRECTORY = "DIRECTORY"
    MAIL = "MAIL"
    APPLICATION = "APPLICATION"
    REMOTE_ACCESS = "REMOTE_ACCESS"
    HOSTING = "HOSTING"
    OTHER = "OTHER"


class CutBy(StrEnum):
    """Which of the two cut the link."""

    VICTIM = "VICTIM"
    PARTNER = "PARTNER"


KIND_WORDS: Mapping[LinkKind, str] = {
    LinkKind.NETWORK: "réseau",
    LinkKind.DIRECTORY: "annuaire",
    LinkKind.MAIL: "messagerie",
    LinkKind.APPLICATION: "application partagée",
    LinkKind.REMOTE_ACCESS: "accès à distance",
    LinkKind.HOSTING: "hébergement",
    LinkKind.OTHER: "autre lien",
}


@dataclass(frozen=True)
class Restoration:
    """When the link was restored, who attested that it may be, and on what grounds; `recorded_name` wrote it down."""

    at: datetime
    attested_by: str
    attestation: str
    recorded_name: str


@dataclass(frozen=True)
class PartnerLink:
    """One link of the victim with one partner, which may be a lender of the pool: CUT → RESTORED."""

    id: UUID
    incident: IncidentId
    partner: str
    kind: LinkKind
    cut_at: datetime
    cut_by: CutBy
    cut_name: str
    description: str = ""
    lender: LenderId | None = None
    restored: Restoration | None = None


@dataclass(frozen=True)
class CutTold:
    """A link that was cut, as somebody tells it; `cut_at` empty: now. The partner is named, or is a lender."""

    kind: LinkKind
    partner: str | None = None
    lender: LenderId | None = None
    description: str = ""
    cut_by: CutBy = CutBy.VICTIM
    cut_at: datetime | None = None


@dataclass(frozen=True)
class RestorationTold:
    """A link that was restored, as somebody tells it; `restored_at` empty: now."""

    attested_by: str
    attestation: str
    restored_at: datetime | None = None


def check_cut(told: CutTold, now: datetime) -> None:
    """Refuse a link with nobody, or one that will be cut later."""
    if told.partner is None and told.lender is None:
        raise BadInput("Nommez le partenaire, ou désignez-le parmi les prêteurs.", ("partner",))
    if told.cut_at is not None and told.cut_at > now:
        raise BadInput("Cette date est dans le futur.", ("cut_at",))


def restored(link: PartnerLink, restoration: Restoration, now: datetime) -> PartnerLink:
    """The link, restored; refused twice, in the future, or before it was cut."""
    if link.restored is not None:
        raise TransitionRefused("Ce lien est déjà rétabli : s'il a été coupé de nouveau, notez une nouvelle coupure.", ("link",))
    if restoration.at > now:
        raise BadInput("Cette date est dans le futur.", ("restored_at",))
    if restoration.at < link.cut_at:
        raise BadInput("Un lien ne peut pas être rétabli avant d'avoir été coupé.", ("restored_at",))
    return replace(link, restored=restoration)
