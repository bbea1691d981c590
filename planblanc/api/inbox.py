"""The messages of the portal that a person is to match."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.filters import RegionCode
from planblanc.api.incident_inputs import incident_id
from planblanc.api.incidents import IncidentResult, read_incident
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.victims import VictimInput
from planblanc.domain.access import Actor
from planblanc.store import unmatched as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import matching
from planblanc.usecases.matching import Match


@strawberry.type(description="Message signé du portail, gardé, qu'une personne doit rapprocher d'un incident.")
class UnmatchedMessage(Node):
    received_at: datetime = strawberry.field(description="Quand il a été reçu.")
    national_number: str | None = strawberry.field(description="Numéro national de la déclaration.")
    region_code: str | None = strawberry.field(description="Code INSEE de la région dont l'ARS a été prévenue ; vide : toute région.")
    reason: str | None = strawberry.field(description="Pourquoi le service n'a pas pu le rapprocher seul.")
    finess: str | None = strawberry.field(description="Numéro FINESS donné.")
    name: str | None = strawberry.field(description="Nom donné.")
    town: str | None = strawberry.field(description="Commune donnée.")
    summary: str | None = strawberry.field(description="Ce qui en est dit.")
    exercise: bool = strawberry.field(description="Est-ce un exercice ?")

    @classmethod
    def of(cls, message: stored.UnmatchedMessage) -> "UnmatchedMessage":
        """The message, as the API shows it."""
        structure = message.structure
        return cls(
            id=global_id("UnmatchedMessage", message.id),
            received_at=message.received_at,
            national_number=message.national_number,
            region_code=message.region,
            reason=message.reason,
            finess=structure.get("finess"),
            name=structure.get("name"),
            town=structure.get("town"),
            summary=message.summary,
            exercise=message.exercise,
        )


@strawberry.input(description="Ce à quoi un message du portail se rapporte : un incident connu, ou un nouveau à déclarer.")
class MatchMessageInput:
    message: strawberry.ID = strawberry.field(description="Le message.")
    incident: strawberry.ID | None = strawberry.field(description="L'incident connu.", default=None)
    victim: VictimInput | None = strawberry.field(description="La structure touchée, pour déclarer un incident.", default=None)

    def wanted(self) -> Match:
        """What the use case takes."""
        return Match(
            incident=incident_id(self.incident) if self.incident is not None else None,
            victim=self.victim.told() if self.victim is not None else None,
        )


@strawberry.type
class Queries:
    @strawberry.field(description="Les messages du portail à rapprocher, le plus ancien d'abord.")
    async def unmatched_messages(
        self,
        info: Info,
        region: RegionCode = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[UnmatchedMessage]:
        page = connections.page(first, after, datetime, UUID)
        found = await stored.page(
            await info.context.tx(), region=region, limit=page.limit, after_received_at=page.key(0), after_id=page.key(1)
        )
        return connections.connection(page, found, lambda message: (message.received_at, message.id), UnmatchedMessage.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Rapprocher d'un incident un message du portail ; il est alors lu comme les autres.")
    async def match_message(self, info: Info, input: InputOf[MatchMessageInput], idempotency_key: IdempotencyKey) -> IncidentResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            message = nodes.uuid_of(input.message, "UnmatchedMessage", ("message",))
            return (await matching.match(tx, actor, message, input.wanted(), now)).id

        return await mutations.once(info, idempotency_key, input, effect, read_incident)


async def _message_node(operation: Operation, key: str) -> Node | None:
    found = await stored.read(await operation.tx(), as_uuid(key))
    return UnmatchedMessage.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"UnmatchedMessage": _message_node}
