"""Who was told what, by which channel and with which end; alerts and who heard them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.incidents import Incident, read_incident
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.notice_words import AlertState, NoticeKind, NoticeState
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import access
from planblanc.domain import alerts as domain
from planblanc.domain.access import Act, Actor
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import IncidentId
from planblanc.store import alerts as stored_alerts
from planblanc.store import notifications as stored
from planblanc.store.notifications import JournalRow
from planblanc.store.transaction import Transaction
from planblanc.usecases import alerts as usecases

OfIncident = Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")]


@strawberry.type(description="Ce qui a été dit à un destinataire par un canal, et la fin que cela a eue ; jamais un numéro ni une adresse.")
class Notification:
    kind: NoticeKind = strawberry.field(description="Nature de l'avis.")
    recipient: str = strawberry.field(description="Destinataire : une fonction ou une organisation.")
    subject: str = strawberry.field(description="Objet de l'avis.")
    exercise: bool = strawberry.field(description="Pour un exercice ? Personne n'est alors prévenu.")
    channel: ContactChannel | None = strawberry.field(description="Canal essayé ; rien quand aucun n'a pu l'être.")
    label: str = strawberry.field(description="Fonction jointe.")
    state: NoticeState = strawberry.field(description="Fin de cet essai.")
    attempts: int = strawberry.field(description="Nombre d'envois par ce canal.")
    created_at: datetime = strawberry.field(description="Depuis quand ce canal est essayé.")
    settled_at: datetime | None = strawberry.field(description="Quand l'essai a pris fin.")
    reason: str | None = strawberry.field(description="Pourquoi il n'a pas abouti, ou pas encore.")

    @classmethod
    def of(cls, row: JournalRow) -> "Notification":
        """The row, as the API shows it."""
        return cls(
            kind=row.kind,
            recipient=row.recipient_name,
            subject=row.subject,
            exercise=row.exercise,
            channel=row.channel,
            label=row.label,
            state=row.state,
            attempts=row.attempts,
            created_at=row.created_at,
            settled_at=row.settled_at,
            reason=row.reason,
        )


@strawberry.type(description="Alerte d'un nouvel incident à l'astreinte de la région, jusqu'à ce que quelqu'un en accuse réception.")
class Alert(Node):
    known: strawberry.Private[domain.Alert]
    incident: strawberry.ID = strawberry.field(description="Identifiant global de l'incident.")
    region: str = strawberry.field(description="Code INSEE de la région.")
    exercise: bool = strawberry.field(description="Pour un exercice ? Personne n'est alors réveillé.")
    state: AlertState = strawberry.field(description="Où elle en est.")
    raised_at: datetime = strawberry.field(description="Quand elle a été donnée.")
    woken: int = strawberry.field(description="Nombre d'astreintes prévenues, l'une après l'autre.")
    escalate_at: datetime | None = strawberry.field(description="Quand l'astreinte suivante sera prévenue, sans accusé de réception.")
    acknowledged_by: str | None = strawberry.field(description="Qui en a accusé réception.")
    acknowledged_at: datetime | None = strawberry.field(description="Quand.")

    @classmethod
    def of(cls, alert: domain.Alert) -> "Alert":
        """The alert, as the API shows it."""
        return cls(
            id=global_id("Alert", alert.incident),
            known=alert,
            incident=global_id("Incident", alert.incident),
            region=alert.region,
            exercise=alert.exercise,
            state=alert.state,
            raised_at=alert.raised_at,
            woken=alert.steps,
            escalate_at=alert.escalate_at,
            acknowledged_by=alert.acknowledged_name,
            acknowledged_at=alert.acknowledged_at,
        )

    @strawberry.field(description="L'incident lui-même, si vous le lisez.")
    async def about(self, info: Info) -> Incident | None:
        return await read_incident(info.context, str(self.known.incident))


@strawberry.input(description="L'alerte dont on accuse réception.")
class AcknowledgeAlertInput:
    incident: strawberry.ID = strawberry.field(description="Identifiant global de l'incident.")


AcknowledgeAlertResult = Annotated[Alert | Refusal, strawberry.union("AcknowledgeAlertResult", description="L'alerte reçue, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Qui a été prévenu de quoi pour un incident, par quel canal et avec quelle fin ; le plus récent d'abord.")
    async def notifications(
        self, info: Info, incident: OfIncident, first: First = DEFAULT_SIZE, after: After = None
    ) -> Connection[Notification]:
        access.require(info.context.actor, Act.READ_NOTIFICATIONS)
        page = connections.page(first, after, datetime, UUID)
        key = incident_id(incident)
        found = await stored.page(await info.context.tx(), key, limit=page.limit, after_at=page.key(0), after_id=page.key(1))
        return connections.connection(page, found, lambda row: (row.created_at, row.place), Notification.of)

    @strawberry.field(description="Les alertes d'une région, la plus récente d'abord.")
    async def alerts(
        self,
        info: Info,
        region: Annotated[str, strawberry.argument(description="Code INSEE de la région.")],
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Alert]:
        page = connections.page(first, after, datetime, UUID)
        found = await stored_alerts.page(await info.context.tx(), region, limit=page.limit, after_at=page.key(0), after_id=page.key(1))
        return connections.connection(page, found, lambda alert: (alert.raised_at, alert.incident), Alert.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Accuser réception de l'alerte d'un incident : personne d'autre n'est réveillé. Prendre en charge suffit aussi."
    )
    async def acknowledge_alert(
        self, info: Info, input: InputOf[AcknowledgeAlertInput], idempotency_key: IdempotencyKey
    ) -> AcknowledgeAlertResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.acknowledge(tx, actor, incident_id(input.incident), now)

        return await mutations.once(info, idempotency_key, input, effect, read_alert)


async def read_alert(operation: Operation, key: str) -> Alert | None:
    """The alert of one incident, with the rights of whoever asks."""
    found = await operation.load(stored_alerts.by_incidents, IncidentId(as_uuid(key)))
    return Alert.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"Alert": read_alert}
