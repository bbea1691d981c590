"""Links that answer once: 128 bits that nobody guesses, for one solicitation or one engagement, until they expire."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from planblanc.domain import french
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, LinkRefused
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, SolicitationId

LIFETIME = timedelta(hours=24)
LONGEST_LIFETIME = timedelta(days=7)
TOKEN_BYTES = 16
_TOKEN = re.compile(r"^[A-Za-z0-9_-]{22}$")

# What a person may still be told and say of an engagement; after these, a link to it opens nothing.
_OPENS = frozenset({EngagementState.PROPOSED, EngagementState.ALERTED, EngagementState.DEPARTED, EngagementState.ARRIVED})


@dataclass(frozen=True)
class OneUseLink:
    """A link that was handed out, to one lender for one solicitation, or to one person for one engagement."""

    id: UUID
    incident: IncidentId
    region: str
    lender: LenderId
    issued_by: UUID
    issued_name: str
    issued_at: datetime
    expires_at: datetime
    solicitation: SolicitationId | None = None
    engagement: EngagementId | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class Opened:
    """What a token opens, as it stands: `engagement_state` of a link to one engagement."""

    id: UUID
    lender: LenderId
    lender_name: str
    region: str
    expires_at: datetime
    solicitation: SolicitationId | None
    engagement: EngagementId | None
    engagement_state: EngagementState | None
    used_at: datetime | None
    revoked_at: datetime | None


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("ascii")).digest()


def looks_like_one(token: str) -> bool:
    """Whether it may be a token of ours at all."""
    return _TOKEN.fullmatch(token) is not None


def expiry(hours: int | None, now: datetime) -> datetime:
    """Until when a new link opens; `BadInput` for a life that is none, or too long."""
    life = LIFETIME if hours is None else timedelta(hours=hours)
    if not timedelta(hours=1) <= life <= LONGEST_LIFETIME:
        raise BadInput("Un lien vaut d'une heure à sept jours (168 heures).", ("hours",))
    return now + life


def require_opens(link: Opened | None, now: datetime) -> Opened:
    """The link, unless it was made up, taken back, too old, or about something that is called off: each says which."""
    if link is None:
        raise LinkRefused
    if link.revoked_at is not None:
        raise LinkRefused("Ce lien a été retiré : appelez la cellule de crise.")
    if link.engagement_state is EngagementState.CANCELLED:
        raise LinkRefused("Cet engagement a été annulé : ne partez pas, vous n'êtes plus attendu.")
    if link.engagement_state is not None and link.engagement_state not in _OPENS:
        raise LinkRefused("Cet engagement est terminé, ou a été refusé : ce lien ne sert plus.")
    if now >= link.expires_at:
        raise LinkRefused(f"Ce lien a expiré le {french.moment(link.expires_at)} : appelez la cellule de crise.")
    return link
