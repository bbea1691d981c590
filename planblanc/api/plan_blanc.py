"""The plans blancs of an incident."""

from datetime import datetime

import strawberry

from planblanc.api import enums
from planblanc.domain import plan_blanc as domain
from planblanc.domain.plan_blanc import ActivationTold, Authority, PlanBlancLevel

enums.describe(
    PlanBlancLevel,
    "Niveau d'un plan blanc.",
    {
        PlanBlancLevel.TENSION: "Gestion des tensions, avant le plan blanc.",
        PlanBlancLevel.PLAN_BLANC: "Plan blanc.",
        PlanBlancLevel.UNKNOWN: "Pas encore connu.",
    },
)
enums.describe(
    Authority,
    "Qui doit être informé d'un plan blanc.",
    {
        Authority.ARS: "L'agence régionale de santé.",
        Authority.PREFET: "Le préfet du département.",
        Authority.SAMU: "Le SAMU.",
    },
)


@strawberry.type(description="Activation d'un plan blanc.")
class PlanBlancActivation:
    level: PlanBlancLevel = strawberry.field(description="Niveau.")
    digital_annex: bool = strawberry.field(description="L'annexe numérique est-elle activée ?")
    decided_by: str = strawberry.field(description="Qui l'a décidé, par sa fonction.")
    decided_at: datetime = strawberry.field(description="Quand.")
    informed: list[Authority] = strawberry.field(description="Qui en a été informé : trois au plus.")
    ended_at: datetime | None = strawberry.field(description="Quand il s'est terminé, si c'est le cas.")

    @classmethod
    def of(cls, activation: domain.Activation) -> "PlanBlancActivation":
        """The activation, as the API shows it."""
        return cls(
            level=activation.level,
            digital_annex=activation.digital_annex,
            decided_by=activation.decided_by,
            decided_at=activation.decided_at,
            informed=list(activation.informed),
            ended_at=activation.ended_at,
        )


@strawberry.input(description="Un plan blanc qui commence, ou qui est terminé.")
class RecordPlanBlancInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    level: PlanBlancLevel = strawberry.field(description="Niveau.", default=PlanBlancLevel.PLAN_BLANC)
    digital_annex: bool = strawberry.field(description="L'annexe numérique est-elle activée ?", default=True)
    decided_by: str = strawberry.field(description="Qui l'a décidé, par sa fonction.")
    decided_at: datetime | None = strawberry.field(description="Quand ; maintenant sans précision.", default=None)
    informed: list[Authority] = strawberry.field(description="Qui en a été informé.", default_factory=list)
    ended_at: datetime | None = strawberry.field(description="Quand il s'est terminé, si c'est déjà le cas.", default=None)

    def told(self) -> ActivationTold:
        """What the use case takes."""
        return ActivationTold(self.level, self.digital_annex, self.decided_by, self.decided_at, tuple(self.informed), self.ended_at)
