"""Outside programs that are sent signed messages, and what became of each message."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.notice_words import DeliveryState
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import webhooks as domain
from planblanc.domain.access import Actor
from planblanc.store import webhooks as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import webhooks


@strawberry.type(description="Message envoyé à un programme, et la fin qu'il a eue.")
class WebhookDelivery:
    message_id: str = strawberry.field(description="Identifiant du message, le même à chaque envoi (en-tête webhook-id).")
    kind: str = strawberry.field(description="Nature du message.")
    created_at: datetime = strawberry.field(description="Quand il a été écrit.")
    state: DeliveryState = strawberry.field(description="Fin du message.")
    attempts: int = strawberry.field(description="Nombre d'envois.")
    settled_at: datetime | None = strawberry.field(description="Quand il a pris fin.")
    reason: str | None = strawberry.field(description="Pourquoi il n'a pas été accepté, ou pas encore.")

    @classmethod
    def of(cls, delivery: stored.Delivery) -> "WebhookDelivery":
        """The message, as the API shows it."""
        return cls(
            message_id=delivery.message_id,
            kind=delivery.kind,
            created_at=delivery.created_at,
            state=delivery.state,
            attempts=delivery.attempts,
            settled_at=delivery.settled_at,
            reason=delivery.reason,
        )


@strawberry.type(
    description="Abonnement d'un programme extérieur : des messages signés (Standard Webhooks) sur une région ou un établissement."
)
class Webhook(Node):
    key: strawberry.Private[UUID]
    region: str = strawberry.field(description="Code INSEE de la région.")
    is_of_one_site: bool = strawberry.field(description="Sur un seul établissement ?")
    label: str = strawberry.field(description="Nom du programme.")
    url: str = strawberry.field(description="Adresse qui reçoit les messages.")
    kinds: list[str] = strawberry.field(description="Messages voulus, une vingtaine au plus.")
    exercises: bool = strawberry.field(description="Reçoit-il aussi ceux des exercices ?")
    active: bool = strawberry.field(description="En service ?")
    saved_by: str = strawberry.field(description="Qui l'a enregistré.")
    saved_at: datetime = strawberry.field(description="Quand.")
    version: int = strawberry.field(description="Version lue, à rendre pour modifier.")

    @classmethod
    def of(cls, webhook: domain.Webhook) -> "Webhook":
        """The subscription, as the API shows it: its secrets are shown to nobody."""
        return cls(
            id=global_id("Webhook", webhook.id),
            key=webhook.id,
            region=webhook.region,
            is_of_one_site=webhook.establishment_id is not None,
            label=webhook.label,
            url=webhook.url,
            kinds=list(webhook.kinds),
            exercises=webhook.exercises,
            active=webhook.active,
            saved_by=webhook.saved_name,
            saved_at=webhook.saved_at,
            version=webhook.version,
        )

    @strawberry.field(description="Ses messages, le plus récent d'abord.")
    async def deliveries(self, info: Info, first: First = DEFAULT_SIZE, after: After = None) -> Connection[WebhookDelivery]:
        page = connections.page(first, after, datetime, UUID)
        found = await stored.deliveries(await info.context.tx(), self.key, limit=page.limit, after_at=page.key(0), after_id=page.key(1))
        return connections.connection(page, found, lambda row: (row.created_at, row.id), WebhookDelivery.of)


@strawberry.input(description="Un abonnement, sur une région ou bien sur un établissement.")
class SaveWebhookInput:
    label: str = strawberry.field(description="Nom du programme.")
    url: str = strawberry.field(description="Adresse https:// publique qui reçoit les messages.")
    kinds: list[str] = strawberry.field(description="Messages voulus, par exemple incident.declared (voir schema/messages).")
    region: str | None = strawberry.field(description="Code INSEE de la région.", default=None)
    establishment_finess: str | None = strawberry.field(description="Ou l'établissement, par son numéro FINESS.", default=None)
    secret: str | None = strawberry.field(
        description="Secret du programme : whsec_ et 24 à 64 octets en base 64. Jamais relu ; un nouveau s'ajoute au précédent.",
        default=None,
    )
    exercises: bool = strawberry.field(description="Recevoir aussi les messages des exercices ?", default=False)
    active: bool = strawberry.field(description="En service ?", default=True)
    id: strawberry.ID | None = strawberry.field(description="L'abonnement à modifier ; rien pour en créer un.", default=None)
    version: int | None = strawberry.field(description="La version lue, pour modifier.", default=None)

    def wanted(self, *, private_allowed: bool) -> domain.WebhookWanted:
        """What the use case takes."""
        return domain.WebhookWanted(
            label=self.label,
            url=self.url,
            kinds=tuple(self.kinds),
            region=self.region,
            establishment_finess=self.establishment_finess,
            secret=self.secret,
            exercises=self.exercises,
            active=self.active,
            id=nodes.uuid_of(self.id, "Webhook") if self.id else None,
            version=self.version,
            private_allowed=private_allowed,
        )


SaveWebhookResult = Annotated[Webhook | Refusal, strawberry.union("SaveWebhookResult", description="L'abonnement, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Les programmes abonnés à une région et à ses établissements, par nom.")
    async def webhooks(
        self,
        info: Info,
        region: Annotated[str, strawberry.argument(description="Code INSEE de la région.")],
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Webhook]:
        page = connections.page(first, after, str, UUID)
        found = await stored.page(await info.context.tx(), region, limit=page.limit, after_label=page.key(0), after_id=page.key(1))
        return connections.connection(page, found, lambda webhook: (webhook.label, webhook.id), Webhook.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Abonner un programme extérieur, ou modifier son abonnement. Une adresse locale ou d'un réseau privé est refusée, "
        "ici et à chaque envoi, sauf si l'installation l'autorise."
    )
    async def save_webhook(self, info: Info, input: InputOf[SaveWebhookInput], idempotency_key: IdempotencyKey) -> SaveWebhookResult:
        given = input.wanted(private_allowed=info.context.private_targets)
        wanted = await webhooks.resolved(info.context.actor, given)

        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await webhooks.save(tx, actor, wanted, now)

        return await mutations.once(info, idempotency_key, input, effect, read_webhook)


async def read_webhook(operation: Operation, key: str) -> Webhook | None:
    """One subscription by its key, with the rights of whoever asks."""
    found = await operation.load(stored.by_ids, as_uuid(key))
    return Webhook.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Webhook": read_webhook}
