"""Who could come for one need, from where, how soon, and why not the others."""

from datetime import datetime, timedelta
from typing import Annotated

import strawberry

from planblanc.api import enums
from planblanc.api.equipment import EquipmentStock, read_stock
from planblanc.api.lenders import Lender, read_lender
from planblanc.api.levels import Level
from planblanc.api.operation import Info
from planblanc.api.perimeter import Rung
from planblanc.api.plan_parts import PlanJourney
from planblanc.api.responders import Responder, read_responder
from planblanc.domain import nearest as domain
from planblanc.domain import numbers
from planblanc.domain.nearest import Rejection, Sought
from planblanc.domain.plans import LineFlag
from planblanc.usecases import nearest
from planblanc.usecases.nearest import Whereabouts

_MOST_SHOWN = 100
_USUAL_WINDOW = timedelta(days=1)

enums.describe(
    Rejection,
    "Règle qui empêche une ressource de venir ; les mêmes que celles d'un plan.",
    {
        Rejection.HAS_WHAT_IS_ASKED: "Ne détient pas la compétence au niveau demandé, ou ne la détient plus.",
        Rejection.IS_NO_VICTIM: "Est elle-même victime.",
        Rejection.SHARES_NO_FATE: "Partage le sort de la victime.",
        Rejection.IS_AVAILABLE: "N'est pas disponible pendant toute la période.",
        Rejection.WITHIN_LONGEST_DEPLOYMENT: "La période dépasse son engagement le plus long.",
        Rejection.HAS_A_WAY: "Aucun trajet n'est connu.",
        Rejection.IS_THERE_IN_TIME: "Arriverait trop tard.",
        Rejection.IS_NOT_ELSEWHERE: "Est déjà engagée ailleurs.",
        Rejection.SITE_KEEPS_ITS_PEOPLE: "Son site doit garder cet effectif.",
        Rejection.LENDER_KEEPS_ITS_STOCK: "Son prêteur doit garder ce stock.",
    },
)


@strawberry.input(description="Un besoin : une compétence ou un type de matériel, à un endroit, pendant une période.")
class NearestInput:
    starts_at: datetime | None = strawberry.field(description="Début de la période ; maintenant sans précision.", default=None)
    ends_at: datetime | None = strawberry.field(
        description="Fin de la période, dans un an au plus ; un jour après son début sans précision.", default=None
    )
    quantity: int = strawberry.field(description="Combien, de 1 à 10 000.", default=1)
    competence: str | None = strawberry.field(description="Code de la compétence.", default=None)
    least_level: Level = strawberry.field(description="Niveau minimal de cette compétence.", default=Level.BASIC)
    equipment_type: str | None = strawberry.field(description="Ou code du type de matériel.", default=None)
    arrive_by: datetime | None = strawberry.field(description="Heure limite d'arrivée.", default=None)
    establishment: str | None = strawberry.field(description="L'établissement, par son numéro FINESS.", default=None)
    latitude: float | None = strawberry.field(description="Ou une position : latitude, en degrés.", default=None)
    longitude: float | None = strawberry.field(description="Longitude, en degrés.", default=None)
    department: str | None = strawberry.field(description="Département de cette position (code INSEE).", default=None)

    def sought(self, called_at: datetime) -> Sought:
        """What is looked for, if the call is made at this moment."""
        starts_at = self.starts_at or called_at
        return Sought(
            quantity=self.quantity,
            called_at=called_at,
            starts_at=starts_at,
            ends_at=self.ends_at or starts_at + _USUAL_WINDOW,
            competence=self.competence,
            least_level=self.least_level,
            equipment_type=self.equipment_type,
            arrive_by=self.arrive_by,
        )

    def whereabouts(self) -> Whereabouts:
        """Where it is wanted."""
        return Whereabouts(self.establishment, self.latitude, self.longitude, self.department)


@strawberry.type(description="Une ressource qui pourrait venir.")
class NearestResource:
    found: strawberry.Private[domain.Resource]
    label: str = strawberry.field(description="Ce qui viendrait.")
    lender_name: str = strawberry.field(description="Prêteur.")
    commune: str = strawberry.field(description="Commune de départ.")
    available: int = strawberry.field(description="Combien d'unités pourraient venir.")
    taken: int = strawberry.field(description="Combien le besoin en prendrait, le plus proche d'abord.")
    rung: Rung = strawberry.field(description="Échelon du périmètre.")
    journey: PlanJourney = strawberry.field(description="Trajet et délai.")
    flags: list[LineFlag] = strawberry.field(description="Ce qu'il faut savoir avant d'appeler : six mentions au plus.")

    @classmethod
    def of(cls, chosen: domain.Chosen) -> "NearestResource":
        """The resource, as the API shows it."""
        candidate, resource = chosen.candidate, chosen.candidate.resource
        return cls(
            found=resource,
            label=resource.label,
            lender_name=resource.lender_name,
            commune=resource.commune,
            available=chosen.available,
            taken=chosen.taken,
            rung=candidate.rung,
            journey=PlanJourney.of(chosen.journey),
            flags=sorted(candidate.flags),
        )

    @strawberry.field(description="L'intervenant, si c'en est un.")
    async def responder(self, info: Info) -> Responder | None:
        return await read_responder(info.context, str(self.found.id)) if self.found.is_person else None

    @strawberry.field(description="Le stock, si c'en est un.")
    async def stock(self, info: Info) -> EquipmentStock | None:
        return None if self.found.is_person else await read_stock(info.context, str(self.found.id))

    @strawberry.field(description="Le prêteur.")
    async def lender(self, info: Info) -> Lender | None:
        return await read_lender(info.context, str(self.found.lender_id))


@strawberry.type(description="Combien de ressources une règle écarte : la première qui les écarte.")
class RejectionCount:
    rule: Rejection = strawberry.field(description="La règle.")
    count: int = strawberry.field(description="Combien elle en écarte.")


@strawberry.type(description="Qui pourrait venir, au plus proche, parmi ce que vous voyez ; rien n'est engagé.")
class NearestResources:
    wanted: int = strawberry.field(description="Combien d'unités sont demandées.")
    covered: int = strawberry.field(description="Combien viendraient.")
    resources: list[NearestResource] = strawberry.field(description="Les ressources, de la plus proche à la plus lointaine : cent au plus.")
    rejected: list[RejectionCount] = strawberry.field(description="Pourquoi les autres ne viendraient pas : dix règles au plus.")
    examined: int = strawberry.field(description="Combien de ressources ont été examinées, les plus proches à vol d'oiseau.")
    complete: bool = strawberry.field(description="Toutes celles que vous voyez l'ont-elles été ?")

    @classmethod
    def of(cls, answer: domain.Answer, first: int) -> "NearestResources":
        """The answer, as the API shows it."""
        return cls(
            wanted=answer.wanted,
            covered=answer.covered,
            resources=[NearestResource.of(chosen) for chosen in answer.chosen[:first]],
            rejected=[RejectionCount(rule=rule, count=count) for rule, count in answer.rejected],
            examined=answer.examined,
            complete=answer.is_complete,
        )


@strawberry.type
class Queries:
    @strawberry.field(
        description="Les ressources les plus proches pour un besoin : qui, d'où, quand, et pourquoi pas les autres. "
        "Les confirmées d'abord, puis celles qui seront sur place le plus tôt ; rien n'est engagé."
    )
    async def nearest_resources(
        self,
        info: Info,
        need: Annotated[NearestInput, strawberry.argument(description="Le besoin.")],
        first: Annotated[int, strawberry.argument(description="Combien de ressources montrer, cent au plus.")] = 20,
    ) -> NearestResources:
        shown = numbers.within(first, ("first",), least=1, most=_MOST_SHOWN)
        sought = need.sought(await info.context.now())
        answer = await nearest.find(await info.context.tx(), info.context.actor, sought, need.whereabouts())
        return NearestResources.of(answer, shown)
