"""The parts of an engagement, as the API shows them."""

from datetime import date, datetime

import strawberry

from planblanc.api.engagement_words import CostRule, EndKind, EngagementState
from planblanc.domain import costs as domain_costs
from planblanc.domain import missions as domain
from planblanc.domain.agreements import Terms
from planblanc.domain.costs import Costs
from planblanc.store.missions import Hours


@strawberry.type(description="Un pas d'un engagement, à l'heure déclarée.")
class EngagementStep:
    state: EngagementState = strawberry.field(description="Le pas.")
    at: datetime = strawberry.field(description="Quand il a eu lieu, tel que déclaré.")


@strawberry.type(description="Réception, dite par l'établissement qui reçoit.")
class EngagementReceipt:
    quantity: int = strawberry.field(description="Combien sont arrivés en tout.")
    missing: int = strawberry.field(description="Combien manquent.")
    awaits_more: bool = strawberry.field(description="La suite est-elle attendue ?")
    at: datetime = strawberry.field(description="Quand, tel que déclaré.")
    by: str = strawberry.field(description="Qui a reçu, par sa fonction.")

    @classmethod
    def of(cls, mission: domain.Mission) -> "EngagementReceipt | None":
        """The receipt, once there is one."""
        if mission.receipt is None:
            return None
        said = mission.receipt
        return cls(quantity=said.quantity, missing=mission.missing, awaits_more=mission.awaits_more, at=said.at, by=said.by)


@strawberry.type(description="Où se présenter à l'arrivée.")
class ReportPoint:
    entrance: str = strawberry.field(description="L'entrée.")
    report_to: str = strawberry.field(description="Qui demander, par sa fonction.")

    @classmethod
    def of(cls, point: domain.ReportPoint) -> "ReportPoint":
        """The place, as the API shows it."""
        return cls(entrance=point.entrance, report_to=point.report_to)


@strawberry.type(description="Retour demandé par le prêteur.")
class EngagementReturnAsked:
    asked_at: datetime = strawberry.field(description="Quand il a été demandé.")
    wanted_at: datetime = strawberry.field(description="Pour quand.")
    reason: str = strawberry.field(description="Pourquoi.")


@strawberry.type(description="Achat approuvé par l'établissement aidé, pour un prêteur payant.")
class EngagementPurchase:
    approved_at: datetime = strawberry.field(description="Quand.")
    approved_by: str = strawberry.field(description="Par qui.")
    reference: str = strawberry.field(description="Numéro de la commande.")
    most: str | None = strawberry.field(description="Plafond en euros, à deux décimales (« 1234.50 ») ; aucun sans précision.")


@strawberry.type(description="Fin décidée par une personne avant le terme.")
class EngagementEnd:
    kind: EndKind = strawberry.field(description="Comment.")
    reason: str = strawberry.field(description="Pourquoi.")


@strawberry.type(description="Convention d'entraide qui s'applique à un engagement, au jour où il commence.")
class EngagementTerms:
    agreement: str | None = strawberry.field(description="Titre de la convention ; rien sans convention.")
    preauthorised: bool = strawberry.field(description="Le transfert est-il autorisé d'avance ?")
    rule: CostRule | None = strawberry.field(description="Comment elle compte.")
    rate: str | None = strawberry.field(description="Tarif en euros, à deux décimales.")
    is_paid: bool = strawberry.field(description="Le prêteur est-il payant ? Il ne part alors qu'une fois l'achat approuvé.")

    @classmethod
    def of(cls, terms: Terms) -> "EngagementTerms":
        """The terms, as the API shows them."""
        return cls(
            agreement=terms.title,
            preauthorised=terms.preauthorised,
            rule=terms.rule,
            rate=euros(terms.rate_cents),
            is_paid=terms.is_paid,
        )


@strawberry.type(description="Ce que coûte un engagement : provisoire, puis figé quand l'incident est clos et l'engagement fini.")
class EngagementCosts:
    minutes: int = strawberry.field(description="Minutes travaillées, telles qu'enregistrées.")
    amount: str | None = strawberry.field(description="Montant dû en euros, à deux décimales ; rien sans convention.")
    rule: CostRule | None = strawberry.field(description="Comment il est compté.")
    rate: str | None = strawberry.field(description="Tarif en euros, à deux décimales.")
    frozen_at: datetime | None = strawberry.field(description="Depuis quand plus rien ne le change.")

    @classmethod
    def of(cls, costs: Costs) -> "EngagementCosts":
        """The costs, as the API shows them."""
        return cls(
            minutes=costs.minutes, amount=euros(costs.cents), rule=costs.rule, rate=euros(costs.rate_cents), frozen_at=costs.frozen_at
        )


@strawberry.type(description="Heures d'une journée.")
class EngagementHours:
    worked_on: date = strawberry.field(description="Le jour, au calendrier de Paris.")
    minutes: int = strawberry.field(description="Minutes travaillées, toutes unités ensemble.")
    recorded_by: str = strawberry.field(description="Qui les a enregistrées.")
    recorded_at: datetime = strawberry.field(description="Quand.")

    @classmethod
    def of(cls, hours: Hours) -> "EngagementHours":
        """The hours, as the API shows them."""
        return cls(worked_on=hours.worked_on, minutes=hours.minutes, recorded_by=hours.recorded_by, recorded_at=hours.recorded_at)


def euros(cents: int | None) -> str | None:
    """An amount as the API writes it."""
    return domain_costs.decimal(cents) if cents is not None else None


def purchase(bought: domain.Purchase | None) -> EngagementPurchase | None:
    """The purchase, once it is approved."""
    if bought is None:
        return None
    most = euros(bought.most_cents)
    return EngagementPurchase(approved_at=bought.approved_at, approved_by=bought.approved_by, reference=bought.reference, most=most)
