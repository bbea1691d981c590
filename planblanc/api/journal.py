"""The main courante: read line by line, written by hand."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.roles import Channel, Role
from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import Chain, ChainKind
from planblanc.store import log as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import log

_ENTRY = re.compile(r"(?P<kind>INCIDENT|REGION|NATION):(?P<chain>[A-Za-z0-9-]{1,60}):(?P<sequence>[1-9][0-9]{0,17})")


@strawberry.type(description="Ligne de la main courante : ajoutée, jamais modifiée, scellée par la précédente.")
class LogEntry(Node):
    sequence: int = strawberry.field(description="Rang dans la chaîne, sans trou.")
    act: str = strawberry.field(description="Mot stable qui désigne l'acte.")
    text: str = strawberry.field(description="Ce qui s'est passé, en une phrase.")
    body: str | None = strawberry.field(description="Le texte saisi par une personne ; rien s'il a été effacé, ou n'est pas pour vous.")
    recorded_at: datetime = strawberry.field(description="Quand la ligne a été écrite.")
    declared_at: datetime = strawberry.field(description="Quand cela s'est passé, à ce qui est dit.")
    actor_name: str = strawberry.field(description="Qui a agi.")
    actor_role: Role = strawberry.field(description="Son rôle.")
    channel: Channel = strawberry.field(description="Par quel canal.")
    on_behalf_of: str | None = strawberry.field(description="Pour qui, quand un agent a agi pour un autre.")
    hash: str = strawberry.field(description="Empreinte SHA-256 qui scelle la ligne et celles d'avant, en hexadécimal.")

    @classmethod
    def of(cls, entry: stored.LogEntry) -> "LogEntry":
        """The line, as the API shows it."""
        return cls(
            id=global_id("LogEntry", f"{entry.chain.kind}:{entry.chain.key}:{entry.sequence}"),
            sequence=entry.sequence,
            act=entry.act,
            text=entry.text,
            body=entry.body,
            recorded_at=entry.recorded_at,
            declared_at=entry.declared_at,
            actor_name=entry.actor_name,
            actor_role=entry.actor_role,
            channel=entry.channel,
            on_behalf_of=entry.on_behalf_of,
            hash=entry.hash.hex(),
        )


@strawberry.input(description="Ce qui est écrit à la main, dans la main courante d'un incident ou d'une région.")
class AddLogEntryInput:
    incident: strawberry.ID | None = strawberry.field(description="L'incident.", default=None)
    region: str | None = strawberry.field(description="Le code INSEE de la région, quand il ne s'agit pas d'un incident.", default=None)
    text: str = strawberry.field(description="Le texte, 4 000 caractères au plus.")
    declared_at: datetime | None = strawberry.field(description="Quand cela s'est passé ; maintenant sans précision.", default=None)

    async def write(self, tx: Transaction, actor: Actor, now: datetime) -> log.WrittenLine:
        """Write it where it belongs."""
        written = log.Written(self.text, self.declared_at)
        if self.incident is not None and self.region is None:
            incident = IncidentId(nodes.uuid_of(self.incident, "Incident", ("incident",)))
            return await log.write(tx, actor, incident, written, now)
        if self.region is not None and self.incident is None:
            return await log.write_in_region(tx, actor, self.region, written, now)
        raise BadInput("Indiquez un incident ou une région, et un seul des deux.", ("incident",))


AddLogEntryResult = Annotated[LogEntry | Refusal, strawberry.union("AddLogEntryResult", description="La ligne, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="La main courante d'un incident ou d'une région, ligne après ligne.")
    async def journal(
        self,
        info: Info,
        incident: Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global de l'incident.")] = None,
        region: Annotated[str | None, strawberry.argument(description="Code INSEE de la région.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[LogEntry]:
        page = connections.page(first, after, int)
        chain = _chain(incident, region)
        found = await stored.page(await info.context.tx(), chain, after=page.key(0) or 0, limit=page.limit)
        return connections.connection(page, found, lambda entry: (entry.sequence,), LogEntry.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Écrire une ligne dans la main courante.")
    async def add_log_entry(self, info: Info, input: InputOf[AddLogEntryInput], idempotency_key: IdempotencyKey) -> AddLogEntryResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> str:
            line = await input.write(tx, actor, now)
            return f"{line.chain.kind}:{line.chain.key}:{line.key}"

        return await mutations.once(info, idempotency_key, input, effect, _written)


def _chain(incident: str | None, region: str | None) -> Chain:
    if incident is not None and region is None:
        return Chain.of_incident(IncidentId(nodes.uuid_of(incident, "Incident", ("incident",))))
    if region is not None and incident is None:
        return Chain.of_region(region)
    raise BadInput("Indiquez un incident ou une région, et un seul des deux.", ("incident",))


async def _written(operation: Operation, reference: str) -> LogEntry | None:
    kind, chain, key = reference.split(":")
    found = await stored.find(await operation.tx(), Chain(ChainKind(kind), chain), key)
    return LogEntry.of(found) if found else None


async def _entry_node(operation: Operation, key: str) -> Node | None:
    named = _ENTRY.fullmatch(key)
    if named is None:
        raise BadInput("Cet identifiant n'est pas valide.", ("id",))
    chain = Chain(ChainKind(named["kind"]), named["chain"])
    found = await stored.page(await operation.tx(), chain, after=int(named["sequence"]) - 1, limit=1)
    return LogEntry.of(found[0]) if found and found[0].sequence == int(named["sequence"]) else None


NODES: Mapping[str, ReadNode] = {"LogEntry": _entry_node}
