"""Choices made by hand, as the API shows them, and what a plan made of each."""

from datetime import datetime

import strawberry

from planblanc.api import enums
from planblanc.api.nodes import Node, global_id
from planblanc.domain import adjustments as domain
from planblanc.domain.adjustments import AdjustmentKind

enums.describe(
    AdjustmentKind,
    "Ce qu'un coordonnateur fixe à la main.",
    {
        AdjustmentKind.PIN: "Fixer : cette ressource va à ce besoin, si les règles le permettent.",
        AdjustmentKind.LOCK: "Verrouiller : ce que le plan envoie à ce besoin ne bouge plus.",
        AdjustmentKind.REFUSAL: "Écarter : cette ressource ne va pas à ce besoin, ou à rien de cet incident.",
        AdjustmentKind.SWAP: "Échanger : cette ressource va à ce besoin à la place d'une autre.",
    },
)


@strawberry.type(
    description="Choix fait à la main par un coordonnateur : les plans suivants le gardent, ou disent pourquoi ils ne le peuvent pas."
)
class PlanAdjustment(Node):
    kind: AdjustmentKind = strawberry.field(description="Ce qui est fixé.")
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    need: strawberry.ID | None = strawberry.field(description="Le besoin ; rien pour une ressource écartée de tout l'incident.")
    told: str = strawberry.field(description="La ressource : son prêteur, puis ce qu'elle est.")
    instead_of: str | None = strawberry.field(description="Qui elle remplace, pour un échange.")
    quantity: int | None = strawberry.field(description="Combien ; rien pour une ressource écartée.")
    reason: str = strawberry.field(description="Pourquoi.")
    made_by: str = strawberry.field(description="Par qui.")
    made_at: datetime = strawberry.field(description="Quand.")
    is_standing: bool = strawberry.field(description="Le choix tient-il encore ?")
    undone_by: str | None = strawberry.field(description="Qui l'a annulé.")
    undone_at: datetime | None = strawberry.field(description="Quand il a été annulé.")
    undone_reason: str | None = strawberry.field(description="Pourquoi il a été annulé.")

    @classmethod
    def of(cls, made: domain.Adjustment) -> "PlanAdjustment":
        """The choice, as the API shows it."""
        undone = made.undone
        return cls(
            id=global_id("PlanAdjustment", made.id),
            kind=made.kind,
            incident=global_id("Incident", made.incident),
            need=global_id("NeedLine", made.need) if made.need is not None else None,
            told=made.told,
            instead_of=made.replaced_told,
            quantity=made.quantity,
            reason=made.reason,
            made_by=made.made_name,
            made_at=made.made_at,
            is_standing=made.is_standing,
            undone_by=undone.name if undone else None,
            undone_at=undone.at if undone else None,
            undone_reason=undone.reason if undone else None,
        )


@strawberry.type(description="Ce qu'un plan a fait d'un choix à la main.")
class PlanAdjustmentKept:
    adjustment: strawberry.ID = strawberry.field(description="Le choix.")
    told: str = strawberry.field(description="Le choix, en une phrase.")
    is_kept: bool = strawberry.field(description="Le plan le garde-t-il ?")
    why: str = strawberry.field(description="Pourquoi il n'a pas pu être gardé ; vide s'il l'est.")
    cost: str = strawberry.field(description="La première préférence qu'il dégrade, et de combien ; vide s'il ne coûte rien.")

    @classmethod
    def of(cls, kept: domain.Kept) -> "PlanAdjustmentKept":
        """The choice as it was kept, as the API shows it."""
        return cls(
            adjustment=global_id("PlanAdjustment", kept.adjustment),
            told=kept.told,
            is_kept=kept.is_kept,
            why=kept.why,
            cost=kept.cost,
        )
