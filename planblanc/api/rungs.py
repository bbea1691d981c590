"""The rungs of the ladder that were opened for an incident."""

from datetime import datetime

import strawberry

from planblanc.api.perimeter import Rung
from planblanc.domain import rungs as domain


@strawberry.type(description="Ouverture d'un échelon du périmètre pour un incident.")
class RungAuthorisation:
    rung: Rung = strawberry.field(description="L'échelon.")
    reason: str = strawberry.field(description="Pourquoi il a été ouvert.")
    authorised_by: str = strawberry.field(description="Qui l'a ouvert.")
    authorised_at: datetime = strawberry.field(description="Quand.")
    is_open: bool = strawberry.field(description="L'est-il encore ?")
    revoked_by: str | None = strawberry.field(description="Qui l'a refermé.")
    revoked_at: datetime | None = strawberry.field(description="Quand.")
    revoked_reason: str | None = strawberry.field(description="Pourquoi il a été refermé.")

    @classmethod
    def of(cls, opened: domain.Authorisation) -> "RungAuthorisation":
        """The authorisation, as the API shows it."""
        revoked = opened.revoked
        return cls(
            rung=opened.rung,
            reason=opened.reason,
            authorised_by=opened.authorised_name,
            authorised_at=opened.authorised_at,
            is_open=revoked is None,
            revoked_by=revoked.name if revoked else None,
            revoked_at=revoked.at if revoked else None,
            revoked_reason=revoked.reason if revoked else None,
        )
