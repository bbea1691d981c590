"""The legal clocks of an incident: what is to be filed, to whom, until when; and which obligations of the law are followed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, enums, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.filters import RegionCode
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import obligations as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import ObligationId
from planblanc.domain.obligations import Anchor, ObligationState
from planblanc.store import obligations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import obligations

enums.describe(
    ObligationState,
    "Où en est une obligation légale.",
    {
        ObligationState.NO_DEADLINE: "Sans délai : la loi ne fixe pas d'heure, c'est à faire maintenant.",
        ObligationState.NOT_STARTED: "Pas encore commencée : son délai part d'une autre étape.",
        ObligationState.RUNNING: "En cours : son délai court.",
        ObligationState.MET: "Faite : son retard, s'il y en a un, ne change plus.",
        ObligationState.WAIVED: "Sans objet, avec un motif.",
    },
)
enums.describe(
    Anchor,
    "D'où part un délai.",
    {
        Anchor.AWARENESS: "De la prise de connaissance de l'incident.",
        Anchor.BREACH: "De la connaissance d'une violation de données personnelles.",
        Anchor.FILING: "Du dépôt d'une autre obligation.",
        Anchor.NONE: "De rien : il n'y a pas de délai.",
    },
)


@strawberry.type(description="Obligation de la loi, telle que l'installation la connaît : ce qui est vide n'est pas connu.")
class ObligationTemplate:
    code: str = strawberry.field(description="Code stable.")
    label: str = strawberry.field(description="Ce qui est à faire.")
    authority: str = strawberry.field(description="Auprès de qui.")
    legal_basis: str = strawberry.field(description="Le texte qui l'impose.")
    applies_if: str = strawberry.field(description="Qui ou quoi elle vise ; vide : tout incident.")
    portal: str = strawberry.field(description="Par quel portail.")
    phone: str = strawberry.field(description="À quel numéro.")
    if_portal_down: str = strawberry.field(description="Que faire si le portail ne répond pas.")
    anchor: Anchor = strawberry.field(description="D'où part son délai.")
    after: str | None = strawberry.field(description="Le code de l'obligation dont le dépôt fait partir son délai.")
    limit_hours: int | None = strawberry.field(description="Délai en heures, s'il se compte ainsi.")
    limit_months: int | None = strawberry.field(description="Délai en mois, s'il se compte ainsi.")
    in_phases: bool = strawberry.field(description="Un premier dépôt suffit-il, complété ensuite ?")
    enabled: bool = strawberry.field(description="Est-elle suivie pour les incidents ?")
    origin: str = strawberry.field(description="D'où vient ce modèle.")
    confirmed: bool = strawberry.field(description="A-t-il été vérifié ?")
    decided_by: str | None = strawberry.field(description="Qui l'a activée ou désactivée en dernier.")
    decided_at: datetime | None = strawberry.field(description="Quand.")

    @classmethod
    def of(cls, template: domain.Template) -> "ObligationTemplate":
        """The template, as the API shows it."""
        hidden = {"rank", "met_by_portal"}
        return cls(**{name: value for name, value in vars(template).items() if name not in hidden})


@strawberry.type(description="Obligation légale d'un incident : son délai, son dépôt.")
class Obligation(Node):
    template: ObligationTemplate = strawberry.field(description="L'obligation de la loi.")
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    state: ObligationState = strawberry.field(description="Où elle en est.")
    exercise: bool = strawberry.field(description="Est-ce un exercice ?")
    anchor_at: datetime | None = strawberry.field(description="D'où part son délai, si c'est connu.")
    anchor_assumed: bool = strawberry.field(description="Supposé : sans prise de connaissance dite, la déclaration en tient lieu.")
    due_at: datetime | None = strawberry.field(description="Jusqu'à quand ; rien s'il n'y a pas de délai, ou s'il n'a pas commencé.")
    late_minutes: int | None = strawberry.field(description="Retard en minutes, figé au dépôt ; rien s'il n'y a pas de délai qui court.")
    filed_at: datetime | None = strawberry.field(description="Quand elle a été faite.")
    reference: str | None = strawberry.field(description="Sous quelle référence.")
    filed_by: str | None = strawberry.field(description="Par qui cela a été dit.")
    supplements: list[str] = strawberry.field(description="Les références de ce qui l'a complétée ensuite.")
    waived_at: datetime | None = strawberry.field(description="Quand elle a été déclarée sans objet.")
    waived_by: str | None = strawberry.field(description="Par qui.")
    waived_reason: str | None = strawberry.field(description="Pourquoi.")

    @classmethod
    def of(cls, known: domain.Obligation, now: datetime) -> "Obligation":
        """The obligation, as the API shows it at a moment of the crisis."""
        filing, waiver, late = known.filing, known.waiver, known.late(now)
        return cls(
            id=global_id("Obligation", known.id),
            template=ObligationTemplate.of(known.template),
            incident=global_id("Incident", known.incident),
            state=known.state,
            exercise=known.exercise,
            anchor_at=known.anchor,
            anchor_assumed=known.anchor_is_assumed,
            due_at=known.due,
            late_minutes=int(late.total_seconds()) // 60 if late is not None else None,
            filed_at=filing.at if filing else None,
            reference=filing.reference if filing else None,
            filed_by=filing.by if filing else None,
            supplements=list(filing.supplements) if filing else [],
            waived_at=waiver.at if waiver else None,
            waived_by=waiver.by if waiver else None,
            waived_reason=waiver.reason if waiver else None,
        )


@strawberry.input(description="Une obligation dont le délai commence.")
class StartObligationInput:
    obligation: strawberry.ID = strawberry.field(description="L'obligation.")
    at: datetime | None = strawberry.field(description="Quand son point de départ a été atteint ; maintenant sans précision.", default=None)


@strawberry.input(description="Une obligation qui a été faite.")
class FileObligationInput:
    obligation: strawberry.ID = strawberry.field(description="L'obligation.")
    reference: str = strawberry.field(description="La référence du dépôt, 200 caractères au plus.")
    filed_at: datetime | None = strawberry.field(description="Quand ; maintenant sans précision.", default=None)


@strawberry.input(description="Une obligation qui n'a pas lieu d'être.")
class WaiveObligationInput:
    obligation: strawberry.ID = strawberry.field(description="L'obligation.")
    reason: str = strawberry.field(description="Pourquoi, 2 000 caractères au plus.")


@strawberry.input(description="Une obligation de la loi à suivre, ou à ne plus suivre.")
class DecideObligationTemplateInput:
    code: str = strawberry.field(description="Son code.")
    enabled: bool = strawberry.field(description="Est-elle à suivre pour les incidents ouverts et à venir ?")


ObligationResult = Annotated[Obligation | Refusal, strawberry.union("ObligationResult", description="L'obligation, ou un refus.")]
ObligationTemplateResult = Annotated[
    ObligationTemplate | Refusal, strawberry.union("ObligationTemplateResult", description="L'obligation de la loi, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(description="Les obligations légales, la plus proche échéance d'abord ; sans délai, l'heure de la déclaration.")
    async def obligations(
        self,
        info: Info,
        *,
        incident: Annotated[strawberry.ID | None, strawberry.argument(description="D'un seul incident.")] = None,
        region: RegionCode = None,
        open: Annotated[bool, strawberry.argument(description="Celles qui restent à faire seulement.")] = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Obligation]:
        page = connections.page(first, after, datetime, UUID)
        key = incident_id(incident) if incident is not None else None
        now = await info.context.now()
        wanted = stored.Wanted(region, key, open)
        found = await stored.page(await info.context.tx(), wanted, limit=page.limit, after_at=page.key(0), after_id=page.key(1))
        return connections.connection(page, found, lambda one: (one.due or one.times.declared, one.id), lambda one: Obligation.of(one, now))

    @strawberry.field(description="Les obligations de la loi connues de l'installation, suivies ou non : quelques dizaines.")
    async def obligation_templates(self, info: Info) -> list[ObligationTemplate]:
        return [ObligationTemplate.of(template) for template in await stored.templates(await info.context.tx())]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Dire quand le délai d'une obligation commence : une violation de données est connue.")
    async def start_obligation(self, info: Info, input: InputOf[StartObligationInput], idempotency_key: IdempotencyKey) -> ObligationResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await obligations.start(tx, actor, _key(input.obligation), input.at, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_obligation)

    @strawberry.mutation(description="Enregistrer le dépôt d'une obligation, avec sa référence ; un dépôt par étapes se complète de même.")
    async def file_obligation(self, info: Info, input: InputOf[FileObligationInput], idempotency_key: IdempotencyKey) -> ObligationResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            filed = obligations.Filed(input.reference, input.filed_at)
            return (await obligations.file(tx, actor, _key(input.obligation), filed, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_obligation)

    @strawberry.mutation(description="Déclarer une obligation sans objet, avec un motif ; elle reste visible.")
    async def waive_obligation(self, info: Info, input: InputOf[WaiveObligationInput], idempotency_key: IdempotencyKey) -> ObligationResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return (await obligations.waive(tx, actor, _key(input.obligation), input.reason, now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_obligation)

    @strawberry.mutation(description="Suivre une obligation de la loi une fois vérifiée, ou ne plus la suivre : à l'administrateur.")
    async def decide_obligation_template(
        self, info: Info, input: InputOf[DecideObligationTemplateInput], idempotency_key: IdempotencyKey
    ) -> ObligationTemplateResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> str:
            return (await obligations.decide(tx, actor, obligations.Decision(input.code, input.enabled), now)).code

        return await mutations.once(info, idempotency_key, input, effect, _template)


async def read_obligation(operation: Operation, key: str) -> Obligation | None:
    """The obligation of this key, if the caller sees it."""
    found = await operation.load(stored.by_ids, ObligationId(as_uuid(key)))
    return Obligation.of(found, await operation.now()) if found else None


async def _template(operation: Operation, code: str) -> ObligationTemplate | None:
    return ObligationTemplate.of(await stored.template(await operation.tx(), code))


def _key(given: strawberry.ID) -> ObligationId:
    return ObligationId(nodes.uuid_of(given, "Obligation", ("obligation",)))


NODES: Mapping[str, ReadNode] = {"Obligation": read_obligation}
