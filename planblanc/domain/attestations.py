"""A lender that shares the victim's fate is attested clean for one incident, by a person, and that can be taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId, LenderId
from planblanc.domain.reconnections import PartnerLink
from planblanc.domain.revocations import Revocation


@dataclass(frozen=True)
class AttestationWanted:
    """Who is clean, and why; `link`: the restored link on which it rests, whose attestation is then the reason by default."""

    lender: LenderId
    reason: str | None = None
    link: UUID | None = None


@dataclass(frozen=True)
class Attestation:
    """One attestation; it stands until it is taken back."""

    id: UUID
    incident: IncidentId
    lender: LenderId
    lender_name: str
    reason: str
    by_id: UUID
    by_name: str
    at: datetime
    link: UUID | None = None
    withdrawn: Revocation | None = None


def require_restored(link: PartnerLink, incident: IncidentId, lender: LenderId) -> str:
    """What was attested when the link was restored; refused unless it is this incident's, with this lender, and restored."""
    if link.incident != incident or link.lender != lender:
        raise BadInput("Ce lien n'est pas celui de cet incident avec ce prêteur.", ("link",))
    if link.restored is None:
        raise BadInput("Ce lien est encore coupé : il n'atteste de rien tant qu'il n'est pas rétabli.", ("link",))
    return f"{link.restored.attestation} (attesté par {link.restored.attested_by})"
