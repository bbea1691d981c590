"""What has happened to the trust in a site's accounts."""

from dataclasses import dataclass
from uuid import UUID

from planblanc.domain.fact import Fact


@dataclass(frozen=True)
class SecurityStateChanged(Fact):
    """Somebody said whether the accounts of a site may be trusted."""

    establishment_id: UUID
    state: str


@dataclass(frozen=True)
class GlassBroken(Fact):
    """The operator let a named account in without its provider; `told`, the role and its scope."""

    grant_id: UUID
    told: str


@dataclass(frozen=True)
class AccessCodeUsed(Fact):
    """Somebody came in for a site by a code."""

    establishment_id: UUID
    kind: str
