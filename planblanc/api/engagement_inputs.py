"""What is asked of engagements."""

from datetime import date, datetime

import strawberry

from planblanc.api import nodes
from planblanc.api.engagement_words import EngagementState
from planblanc.api.incident_inputs import incident_id
from planblanc.domain.identity import EngagementId, IncidentId, ResponderId
from planblanc.usecases.engagement_changes import Extension, Recall, Replacement, ReturnWanted
from planblanc.usecases.engagement_costs import HoursTold, PurchaseWanted
from planblanc.usecases.engagements import Cancellation, Step
from planblanc.usecases.receipts import ReceiptWanted, ReportWanted

FOR_A_CALLER = "Pour qui, par sa fonction, quand un agent qui conduit la crise note un appel."


@strawberry.input(description="Un pas d'un engagement.")
class AdvanceEngagementInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    state: EngagementState = strawberry.field(description="DEPARTED, ARRIVED, COMPLETED ou RETURNED.")
    declared_at: datetime | None = strawberry.field(description="Quand il a eu lieu ; maintenant sans précision.", default=None)
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def wanted(self) -> Step:
        """What the use case takes."""
        return Step(self.state, self.declared_at, self.on_behalf_of)


@strawberry.input(description="Une heure d'arrivée annoncée.")
class UpdateEtaInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    eta_at: datetime = strawberry.field(description="Heure d'arrivée.")


@strawberry.input(description="Ce que l'on fait d'un engagement, et pourquoi.")
class EngagementReasonInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def cancellation(self) -> Cancellation:
        """What the use case takes to cancel."""
        return Cancellation(self.reason, self.on_behalf_of)

    def recall(self) -> Recall:
        """What the use case takes to recall or to release."""
        return Recall(self.reason, self.on_behalf_of)


@strawberry.input(description="Une prolongation, avec l'accord du prêteur.")
class ExtendEngagementInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    ends_at: datetime = strawberry.field(description="Nouvelle fin, après la fin prévue.")
    agreed_by: str = strawberry.field(description="Qui, chez le prêteur, a donné son accord, par sa fonction.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")

    def wanted(self) -> Extension:
        """What the use case takes."""
        return Extension(self.ends_at, self.agreed_by, self.reason)


@strawberry.input(description="Un retour demandé par le prêteur.")
class RequestReturnInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    wanted_at: datetime = strawberry.field(description="Pour quand.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def wanted(self) -> ReturnWanted:
        """What the use case takes."""
        return ReturnWanted(self.wanted_at, self.reason, self.on_behalf_of)


@strawberry.input(description="Le remplacement d'une personne malade.")
class ReplaceEngagementInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement de la personne malade.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus : ce texte n'entre pas en clair dans la main courante.")
    responder: strawberry.ID | None = strawberry.field(
        description="Qui part à sa place, du même prêteur ; sans précision, le besoin est à nouveau découvert.", default=None
    )
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def wanted(self) -> Replacement:
        """What the use case takes."""
        named = ResponderId(nodes.uuid_of(self.responder, "Responder", ("responder",))) if self.responder is not None else None
        return Replacement(self.reason, named, self.on_behalf_of)


@strawberry.input(description="Une réception : « reçu 28 sur 30 ».")
class ConfirmReceiptInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    quantity: int = strawberry.field(description="Combien sont arrivés en tout, jamais plus que promis.")
    received_by: str = strawberry.field(description="Qui a reçu, par sa fonction.")
    received_at: datetime | None = strawberry.field(description="Quand ; maintenant sans précision.", default=None)
    nothing_more: bool = strawberry.field(
        description="Vrai : rien d'autre n'est attendu, ce qui manque est à nouveau cherché.", default=False
    )
    missing_serials: list[str] = strawberry.field(
        description="Numéros de série manquants, s'il est suivi par numéros.", default_factory=list
    )
    remark: str = strawberry.field(description="Remarques, 2 000 caractères au plus.", default="")
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def wanted(self) -> ReceiptWanted:
        """What the use case takes."""
        return ReceiptWanted(
            quantity=self.quantity,
            received_by=self.received_by,
            received_at=self.received_at,
            nothing_more=self.nothing_more,
            missing_serials=tuple(self.missing_serials),
            remark=self.remark,
            on_behalf_of=self.on_behalf_of,
        )


@strawberry.input(description="Où se présenter à l'arrivée.")
class SayWhereToReportInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    entrance: str = strawberry.field(description="L'entrée.")
    report_to: str = strawberry.field(description="Qui demander, par sa fonction, jamais par son nom.")
    engagement: strawberry.ID | None = strawberry.field(description="Pour ce seul engagement ; pour tous sans précision.", default=None)
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def incident_id(self) -> IncidentId:
        """The key of the incident."""
        return incident_id(self.incident)

    def wanted(self) -> ReportWanted:
        """What the use case takes."""
        alone = engagement_id(self.engagement) if self.engagement is not None else None
        return ReportWanted(self.entrance, self.report_to, alone, self.on_behalf_of)


@strawberry.input(description="L'approbation d'un achat par l'établissement aidé.")
class ApprovePurchaseInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement d'un prêteur payant.")
    reference: str = strawberry.field(description="Numéro de la commande, 100 caractères au plus.")
    most_cents: int | None = strawberry.field(description="Plafond, en centimes d'euro ; aucun sans précision.", default=None)
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def wanted(self) -> PurchaseWanted:
        """What the use case takes."""
        return PurchaseWanted(self.reference, self.most_cents, self.on_behalf_of)


@strawberry.input(description="Les heures d'une journée.")
class RecordHoursInput:
    engagement: strawberry.ID = strawberry.field(description="L'engagement.")
    worked_on: date = strawberry.field(description="Le jour, au calendrier de Paris.")
    minutes: int = strawberry.field(description="Minutes travaillées, toutes unités ensemble ; redites, elles remplacent les précédentes.")
    on_behalf_of: str | None = strawberry.field(description=FOR_A_CALLER, default=None)

    def told(self) -> HoursTold:
        """What the use case takes."""
        return HoursTold(self.worked_on, self.minutes, self.on_behalf_of)


def engagement_id(identifier: str) -> EngagementId:
    """The key of an engagement, by its global identifier."""
    return EngagementId(nodes.uuid_of(identifier, "Engagement", ("engagement",)))
