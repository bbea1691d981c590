"""What waits for a person: the first thing that whoever takes the watch looks at."""

from datetime import datetime

import strawberry

from planblanc.api import enums
from planblanc.api.filters import RegionCode
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.domain import waiting as domain
from planblanc.domain.waiting import WaitingKind
from planblanc.store import waiting as stored

_MOST = 100

enums.describe(
    WaitingKind,
    "Ce qui attend une personne, le plus pressant d'abord.",
    {
        WaitingKind.NOBODY_IN_CHARGE: "Incident sans personne en charge.",
        WaitingKind.HAND_OVER: "Relais à accepter.",
        WaitingKind.MESSAGE_TO_MATCH: "Message du portail à rapprocher.",
        WaitingKind.REQUEST_TO_VERIFY: "Demande à vérifier par contre-appel.",
        WaitingKind.PLAN_TO_APPROVE: "Plan à approuver.",
        WaitingKind.CALL_PAST_DUE: "Réponse attendue, délai passé.",
        WaitingKind.REASSESSMENT_DUE: "Réévaluation à faire.",
        WaitingKind.OFFER_TO_DECIDE: "Aide proposée, à décider.",
        WaitingKind.CONTACT_EDIT_TO_DECIDE: "Contact à confirmer par contre-appel.",
        WaitingKind.LOAN_OVERDUE: "Prêt qui devrait être rentré.",
    },
)


@strawberry.type(description="Une chose qui attend une personne.")
class WaitingThing:
    kind: WaitingKind = strawberry.field(description="Ce qu'il y a à faire.")
    incident: strawberry.ID | None = strawberry.field(description="L'incident, par son identifiant global, s'il y en a un.")
    at_name: str = strawberry.field(description="La structure dont il s'agit ; vide quand ce n'en est pas une.")
    what: str = strawberry.field(description="De qui ou de quoi : le prêteur, le numéro national, le matériel ; vide parfois.")
    since: datetime = strawberry.field(description="Depuis quand.")
    units: int = strawberry.field(description="Combien : services, lignes ou objets, selon ce qu'il y a à faire.")
    exercise: bool = strawberry.field(description="Est-ce un exercice ?")

    @classmethod
    def of(cls, thing: domain.WaitingThing) -> "WaitingThing":
        """The thing, as the API shows it."""
        return cls(
            kind=thing.kind,
            incident=global_id("Incident", thing.incident) if thing.incident is not None else None,
            at_name=thing.at_name,
            what=thing.what,
            since=thing.since,
            units=thing.units,
            exercise=thing.exercise,
        )


@strawberry.type(description="Ce qui attend d'une sorte.")
class WaitingCount:
    kind: WaitingKind = strawberry.field(description="Ce qu'il y a à faire.")
    count: int = strawberry.field(description="Combien.")
    oldest: datetime = strawberry.field(description="Depuis quand attend le plus ancien.")


@strawberry.type(description="Tout ce qui attend une personne, dans ce que vous voyez.")
class Waiting:
    total: int = strawberry.field(description="Combien de choses attendent.")
    counts: list[WaitingCount] = strawberry.field(description="Combien de chaque sorte : une dizaine de sortes.")
    things: list[WaitingThing] = strawberry.field(
        description="Les choses, la sorte la plus pressante d'abord, puis la plus ancienne : cent au plus."
    )

    @classmethod
    def of(cls, things: tuple[domain.WaitingThing, ...]) -> "Waiting":
        """All that waits, as the API shows it."""
        counted = domain.counts(things)
        return cls(
            total=len(things),
            counts=[WaitingCount(kind=one.kind, count=one.count, oldest=one.oldest) for one in counted],
            things=[WaitingThing.of(thing) for thing in things[:_MOST]],
        )


@strawberry.type
class Queries:
    @strawberry.field(
        description="Ce qui attend une personne : à prendre en charge, à rapprocher, à vérifier, à approuver, à rappeler, à réévaluer, à "
        "rentrer."
    )
    async def waiting(self, info: Info, region: RegionCode = None) -> Waiting:
        return Waiting.of(await stored.things(await info.context.tx(), region, await info.context.now()))
