"""The rungs of the ladder that were opened for an incident."""

from datetime import datetime

import strawberry

from planblanc.api.operation import Info
from planblanc.api.perimeter import Rung
from planblanc.api.regions import Region
from planblanc.domain import ladder_messages, victims
from planblanc.domain import rungs as domain
from planblanc.domain.incidents import Incident
from planblanc.domain.ladder_messages import Sender
from planblanc.store import regions as stored_regions
from planblanc.store import rungs as stored


async def sender(info: Info, incident: Incident) -> Sender:
    """Who tells the other agencies of what it decided for this incident."""
    region = await info.context.load(stored_regions.regions_by_code, incident.region)
    return Sender(region.ars_name if region else incident.region, victims.told_name(incident.victim), incident.exercise)


@strawberry.type(description="Ouverture d'un échelon du périmètre pour un incident.")
class RungAuthorisation:
    opened: strawberry.Private[domain.Authorisation]
    incident: strawberry.Private[Incident]
    rung: Rung = strawberry.field(description="L'échelon.")
    reason: str = strawberry.field(description="Pourquoi il a été ouvert.")
    authorised_by: str = strawberry.field(description="Qui l'a ouvert.")
    authorised_at: datetime = strawberry.field(description="Quand.")
    is_open: bool = strawberry.field(description="L'est-il encore ?")
    revoked_by: str | None = strawberry.field(description="Qui l'a refermé.")
    revoked_at: datetime | None = strawberry.field(description="Quand.")
    revoked_reason: str | None = strawberry.field(description="Pourquoi il a été refermé.")

    @classmethod
    def of(cls, opened: domain.Authorisation, incident: Incident) -> "RungAuthorisation":
        """The authorisation, as the API shows it."""
        revoked = opened.revoked
        return cls(
            opened=opened,
            incident=incident,
            rung=opened.rung,
            reason=opened.reason,
            authorised_by=opened.authorised_name,
            authorised_at=opened.authorised_at,
            is_open=revoked is None,
            revoked_by=revoked.name if revoked else None,
            revoked_at=revoked.at if revoked else None,
            revoked_reason=revoked.reason if revoked else None,
        )

    @strawberry.field(
        description="Le message préparé pour les agences dont des prêteurs deviennent sollicitables : à relire, puis à envoyer."
    )
    async def prepared_message(self, info: Info) -> str:
        return ladder_messages.of_rung(await sender(info, self.incident), self.opened)

    @strawberry.field(description="Les régions à qui l'adresser : vingt au plus.")
    async def addressees(self, info: Info) -> list[Region]:
        codes = await info.context.load(stored.reached, (self.incident.region, self.opened.rung))
        found = [await info.context.load(stored_regions.regions_by_code, code) for code in codes]
        return [Region.of(region) for region in found if region]
