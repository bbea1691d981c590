"""The health of the pool: what it holds, what is out, and what should be confirmed."""

from datetime import date

import strawberry

from planblanc.api.filters import RegionCode
from planblanc.api.operation import Info
from planblanc.domain import french
from planblanc.domain import pool_health as domain
from planblanc.store import pool_health as stored


@strawberry.type(description="Santé du vivier, dans ce que vous en voyez.")
class PoolHealth:
    people: int = strawberry.field(description="Personnes, capacités anonymes comprises.")
    people_on_call: int = strawberry.field(description="Dont celles joignables par une astreinte.")
    people_out: int = strawberry.field(description="Dont celles engagées en ce moment, exercices à part.")
    people_to_confirm: int = strawberry.field(description="Dont celles dont la date de confirmation est passée.")
    equipment: int = strawberry.field(description="Objets à prêter, au-dessus des planchers.")
    equipment_out: int = strawberry.field(description="Objets engagés en ce moment, exercices à part.")
    equipment_to_confirm: int = strawberry.field(description="Objets à prêter dont la date de confirmation est passée.")
    lenders: int = strawberry.field(description="Prêteurs.")
    contacts: int = strawberry.field(description="Moyens de joindre un prêteur ou un établissement.")
    contacts_never_tested: int = strawberry.field(description="Dont ceux dont aucun essai n'est connu.")
    synthetic: int = strawberry.field(description="Lignes synthétiques, inventées pour une démonstration.")
    oldest_confirm_by: date | None = strawberry.field(description="La date de confirmation la plus ancienne.")

    @classmethod
    def of(cls, health: domain.PoolHealth) -> "PoolHealth":
        """The health of a pool, as the API shows it."""
        return cls(**vars(health))


@strawberry.type
class Queries:
    @strawberry.field(description="Ce que contient le vivier, ce qui en est sorti, et ce qu'il faudrait confirmer.")
    async def pool_health(self, info: Info, region: RegionCode = None) -> PoolHealth:
        today = (await info.context.now()).astimezone(french.PARIS).date()
        return PoolHealth.of(await stored.read(await info.context.tx(), region, today))
