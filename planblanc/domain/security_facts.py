"""What has happened to the trust in a site's accounts."""

from dataclasses import dataclass
from uuid import UUID

from planblanc.domain.fact import Fact


@dataclass(frozen=True)
class SecurityStateChanged(Fact):
    """Somebody said whether the accounts of a site may be trusted."""

    establishment_id: UUID
    state: str
