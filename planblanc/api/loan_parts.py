"""A loan, as the API shows it."""

from datetime import datetime

import strawberry

from planblanc.api.engagement_words import LoanState
from planblanc.api.nodes import Node, global_id
from planblanc.api.operation import Info
from planblanc.domain import loans as domain
from planblanc.domain.identity import EngagementId
from planblanc.store import missions as stored_missions


@strawberry.type(description="Prêt : un lot de matériel dehors, jusqu'à son retour, effacé, ou sa perte.")
class Loan(Node):
    engagement_key: strawberry.Private[EngagementId]
    engagement_id: strawberry.ID = strawberry.field(description="L'engagement, par son identifiant global.")
    incident: strawberry.ID = strawberry.field(description="L'incident, par son identifiant global.")
    label: str = strawberry.field(description="Quoi.")
    quantity: int = strawberry.field(description="Combien.")
    serials: list[str] = strawberry.field(description="Numéros de série, autant que d'unités, ou aucun.")
    lot: str = strawberry.field(description="Marque du lot.")
    condition_out: str = strawberry.field(description="État à la sortie.")
    is_described: bool = strawberry.field(description="Quelqu'un l'a-t-il décrit ? Sinon il est seulement connu par la quantité engagée.")
    holds_data: bool = strawberry.field(description="Ce matériel peut-il contenir des données ?")
    state: LoanState = strawberry.field(description="Où il en est.")
    out_at: datetime = strawberry.field(description="Quand il est sorti.")
    due_at: datetime = strawberry.field(description="Quand il est attendu.")
    is_late: bool = strawberry.field(description="Est-il en retard ?")
    received_at: datetime | None = strawberry.field(description="Quand il a été reçu.")
    returned_at: datetime | None = strawberry.field(description="Quand il est revenu.")
    condition_back: str | None = strawberry.field(description="État au retour.")
    wiping_certificate: str | None = strawberry.field(description="Certificat d'effacement.")
    lost_at: datetime | None = strawberry.field(description="Quand la perte a été dite.")
    lost_reason: str | None = strawberry.field(description="Pourquoi il est perdu.")
    exercise: bool = strawberry.field(description="S'agit-il d'un exercice ?")
    version: int = strawberry.field(description="Version lue.")

    @classmethod
    def of(cls, loan: domain.Loan, now: datetime) -> "Loan":
        """The loan, as the API shows it."""
        back = loan.back
        return cls(
            id=global_id("Loan", loan.id),
            engagement_key=loan.engagement_id,
            engagement_id=global_id("Engagement", loan.engagement_id),
            incident=global_id("Incident", loan.incident_id),
            label=loan.label,
            quantity=loan.lot.quantity,
            serials=list(loan.lot.serials),
            lot=loan.lot.mark,
            condition_out=loan.lot.condition,
            is_described=loan.is_described,
            holds_data=loan.holds_data,
            state=loan.state,
            out_at=loan.out_at,
            due_at=loan.due_at,
            is_late=loan.is_late(now),
            received_at=loan.received_at,
            returned_at=back.at if back else None,
            condition_back=back.condition if back else None,
            wiping_certificate=back.wiping_certificate if back else None,
            lost_at=loan.lost_at,
            lost_reason=loan.lost_reason,
            exercise=loan.exercise,
            version=loan.version,
        )

    @strawberry.field(description="Nom du prêteur.")
    async def lender_name(self, info: Info) -> str | None:
        mission = await info.context.load(stored_missions.by_ids, self.engagement_key)
        return mission.sheet.lender_name if mission else None

    @strawberry.field(description="L'établissement aidé.")
    async def victim(self, info: Info) -> str | None:
        mission = await info.context.load(stored_missions.by_ids, self.engagement_key)
        return mission.sheet.victim if mission else None
