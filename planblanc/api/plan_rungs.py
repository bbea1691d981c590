"""What the next closed rung would add to a plan."""

import strawberry

from planblanc.api.need_lines import NeedLine
from planblanc.api.operation import Info
from planblanc.api.perimeter import Rung
from planblanc.domain import plans as domain
from planblanc.domain.identity import NeedId
from planblanc.store import needs as stored_needs


@strawberry.type(description="Ce qu'un prêteur du prochain échelon fermé ajouterait ; jamais une personne.")
class PlanOffer:
    need_key: strawberry.Private[NeedId]
    lender_name: str = strawberry.field(description="Prêteur.")
    commune: str = strawberry.field(description="Commune.")
    what: str = strawberry.field(description="Nature de l'aide.")
    quantity: int = strawberry.field(description="Combien il ajouterait.")
    distance_km: float = strawberry.field(description="Distance à vol d'oiseau, en kilomètres.")
    total_minutes: int = strawberry.field(description="Temps pour être sur place, en minutes.")
    region: str = strawberry.field(description="Code INSEE de sa région.")
    zone: str = strawberry.field(description="Code de sa zone de défense.")

    @classmethod
    def of(cls, offer: domain.Offer) -> "PlanOffer":
        """The offer, as the API shows it."""
        return cls(
            need_key=offer.need_id,
            lender_name=offer.lender_name,
            commune=offer.commune,
            what=offer.what,
            quantity=offer.quantity,
            distance_km=round(offer.distance_km, 1),
            total_minutes=offer.total_minutes,
            region=offer.region,
            zone=offer.zone,
        )

    @strawberry.field(description="Le besoin qui serait servi.")
    async def need(self, info: Info) -> NeedLine | None:
        found = await info.context.load(stored_needs.by_ids, self.need_key)
        return NeedLine.of(found) if found else None


@strawberry.type(description="Le prochain échelon fermé qui compte quelqu'un de nouveau, et ce qu'il ajouterait.")
class PlanNextRung:
    rung: Rung | None = strawberry.field(description="L'échelon ; rien quand aucun n'ajouterait quoi que ce soit.")
    skipped: list[Rung] = strawberry.field(description="Les échelons fermés qui n'ajouteraient rien : six au plus.")
    offers: list[PlanOffer] = strawberry.field(description="Ce qui serait ajouté, une ligne par prêteur et par besoin.")

    @classmethod
    def of(cls, next_rung: domain.NextRung) -> "PlanNextRung":
        """The rung, as the API shows it."""
        return cls(
            rung=Rung(next_rung.rung) if next_rung.rung else None,
            skipped=[Rung(rung) for rung in next_rung.skipped],
            offers=[PlanOffer.of(offer) for offer in next_rung.offers],
        )
