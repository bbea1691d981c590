"""The main courante: read line by line, written by hand."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.incident_words import Tlp
from planblanc.api.journal_words import LineKind
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.roles import Channel, Role
from planblanc.domain import texts
from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.journal import Chain, ChainKind
from planblanc.store import log as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import log

_ENTRY = re.compile(r"(?P<kind>INCIDENT|REGION|NATION):(?P<chain>[A-Za-z0-9-]{1,60}):(?P<sequence>[1-9][0-9]{0,17})")


@strawberry.type(description="Ligne de la main courante : ajoutée, jamais modifiée, scellée par la précédente.")
class LogEntry(Node):
    sequence: int = strawberry.field(description="Rang dans la chaîne, sans trou.")
    kind: LineKind = strawberry.field(description="Ce qu'est la ligne : la trace d'un acte, ou ce qu'une personne a écrit.")
    act: str = strawberry.field(description="Mot stable qui désigne l'acte.")
    text: str = strawberry.field(description="Ce qui s'est passé, en une phrase.")
    body: str | None = strawberry.field(description="Le texte saisi par une personne ; rien s'il a été effacé, ou n'est pas pour vous.")
    recorded_at: datetime = strawberry.field(description="Quand la ligne a été écrite.")
    declared_at: datetime = strawberry.field(description="Quand cela s'est passé, à ce qui est dit.")
    actor_name: str = strawberry.field(description="Qui a agi.")
    actor_role: Role = strawberry.field(description="Son rôle.")
    channel: Channel = strawberry.field(description="Par quel canal.")
    on_behalf_of: str | None = strawberry.field(description="Pour qui, quand un agent a agi pour un autre.")
    tlp: Tlp = strawberry.field(description="Qui peut la lire ; RED n'est lue que de ceux qui conduisent la crise, et de qui l'a écrite.")
    corrects: int | None = strawberry.field(description="Le rang de la ligne qu'elle corrige.")
    corrected_by: list[int] = strawberry.field(description="Les rangs des lignes qui la corrigent, dans l'ordre.")
    hash: str = strawberry.field(description="Empreinte SHA-256 qui scelle la ligne et celles d'avant, en hexadécimal.")

    @classmethod
    def of(cls, entry: stored.LogEntry) -> "LogEntry":
        """The line, as the API shows it."""
        return cls(
            id=global_id("LogEntry", f"{entry.chain.kind}:{entry.chain.key}:{entry.sequence}"),
            sequence=entry.sequence,
            kind=entry.kind,
            act=entry.act,
            text=entry.text,
            body=entry.body,
            recorded_at=entry.recorded_at,
            declared_at=entry.declared_at,
            actor_name=entry.actor_name,
            actor_role=entry.actor_role,
            channel=entry.channel,
            on_behalf_of=entry.on_behalf_of,
            tlp=entry.tlp,
            corrects=entry.corrects,
            corrected_by=list(entry.corrected_by),
            hash=entry.hash.hex(),
        )


@strawberry.input(description="Ce qui est écrit à la main, dans la main courante d'un incident ou d'une région.")
class AddLogEntryInput:
    incident: strawberry.ID | None = strawberry.field(description="L'incident.", default=None)
    region: str | None = strawberry.field(description="Le code INSEE de la région, quand il ne s'agit pas d'un incident.", default=None)
    text: str = strawberry.field(description="Le texte, 4 000 caractères au plus.")
    kind: LineKind = strawberry.field(description="Note, décision, appel ou observation.", default=LineKind.NOTE)
    tlp: Tlp | None = strawberry.field(description="Qui peut la lire ; comme son incident sans précision.", default=None)
    declared_at: datetime | None = strawberry.field(description="Quand cela s'est passé ; maintenant sans précision.", default=None)

    async def write(self, tx: Transaction, actor: Actor, now: datetime) -> log.WrittenLine:
        """Write it where it belongs."""
        written = log.Written(self.text, self.declared_at, self.kind, self.tlp)
        if self.incident is not None and self.region is None:
            incident = incident_id(self.incident)
            return await log.write(tx, actor, incident, written, now)
        if self.region is not None and self.incident is None:
            return await log.write_in_region(tx, actor, self.region, written, now)
        raise BadInput("Indiquez un incident ou une région, et un seul des deux.", ("incident",))


@strawberry.input(description="Ce qui était faux dans une ligne, et ce qui est vrai.")
class CorrectLogEntryInput:
    entry: strawberry.ID = strawberry.field(description="La ligne à corriger : elle reste telle qu'elle était.")
    text: str = strawberry.field(description="Le texte, 4 000 caractères au plus.")
    tlp: Tlp | None = strawberry.field(
        description="Qui peut lire la correction : pas plus de personnes que la ligne ; comme elle sans précision.", default=None
    )

    async def write(self, tx: Transaction, actor: Actor, now: datetime) -> log.WrittenLine:
        """Write it in the chain of the line."""
        place = _place(nodes.key_of(self.entry, "LogEntry", ("entry",)), ("entry",))
        return await log.correct(tx, actor, place, log.Written(self.text, tlp=self.tlp), now)


AddLogEntryResult = Annotated[LogEntry | Refusal, strawberry.union("AddLogEntryResult", description="La ligne, ou un refus.")]
CorrectLogEntryResult = Annotated[
    LogEntry | Refusal, strawberry.union("CorrectLogEntryResult", description="La ligne qui corrige, ou un refus.")
]
Kinds = Annotated[list[LineKind] | None, strawberry.argument(description="Les lignes de ces sortes seulement.")]
Search = Annotated[
    str | None,
    strawberry.argument(
        description="Des mots français, dans n'importe quelle forme, avec ou sans accents : « entre guillemets » pour une suite, "
        "- devant un mot pour l'exclure, or pour l'un ou l'autre. Cherche aussi dans les textes saisis que vous pouvez lire."
    ),
]
NewestFirst = Annotated[bool, strawberry.argument(description="Vrai : la dernière ligne d'abord.")]


@strawberry.type
class Queries:
    @strawberry.field(description="La main courante d'un incident ou d'une région, ligne après ligne.")
    async def journal(
        self,
        info: Info,
        *,
        incident: Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global de l'incident.")] = None,
        region: Annotated[str | None, strawberry.argument(description="Code INSEE de la région.")] = None,
        search: Search = None,
        kinds: Kinds = None,
        newest_first: NewestFirst = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[LogEntry]:
        page = connections.page(first, after, int)
        chain = _chain(incident, region)
        words = texts.line(search, ("search",)) if search is not None else None
        wanted = stored.Wanted(tuple(kinds) if kinds is not None else None, words)
        tx = await info.context.tx()
        if newest_first:
            found = await stored.page_back(tx, chain, before=page.key(0), limit=page.limit, wanted=wanted)
        else:
            found = await stored.page(tx, chain, after=page.key(0) or 0, limit=page.limit, wanted=wanted)
        return connections.connection(page, found, lambda entry: (entry.sequence,), LogEntry.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Écrire une ligne dans la main courante.")
    async def add_log_entry(self, info: Info, input: InputOf[AddLogEntryInput], idempotency_key: IdempotencyKey) -> AddLogEntryResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> str:
            return _reference(await input.write(tx, actor, now))

        return await mutations.once(info, idempotency_key, input, effect, _written)

    @strawberry.mutation(description="Corriger une ligne de la main courante par une autre : rien n'est jamais modifié.")
    async def correct_log_entry(
        self, info: Info, input: InputOf[CorrectLogEntryInput], idempotency_key: IdempotencyKey
    ) -> CorrectLogEntryResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> str:
            return _reference(await input.write(tx, actor, now))

        return await mutations.once(info, idempotency_key, input, effect, _written)


def _chain(incident: str | None, region: str | None) -> Chain:
    if incident is not None and region is None:
        return Chain.of_incident(incident_id(incident))
    if region is not None and incident is None:
        return Chain.of_region(region)
    raise BadInput("Indiquez un incident ou une région, et un seul des deux.", ("incident",))


def _reference(line: log.WrittenLine) -> str:
    return f"{line.chain.kind}:{line.chain.key}:{line.key}"


def _place(key: str, path: tuple[str, ...]) -> tuple[Chain, int]:
    named = _ENTRY.fullmatch(key)
    if named is None:
        raise BadInput("Cet identifiant n'est pas valide.", path)
    if named["kind"] == ChainKind.INCIDENT:
        nodes.as_uuid(named["chain"], path)
    return Chain(ChainKind(named["kind"]), named["chain"]), int(named["sequence"])


async def _written(operation: Operation, reference: str) -> LogEntry | None:
    kind, chain, key = reference.split(":")
    found = await stored.find(await operation.tx(), Chain(ChainKind(kind), chain), key)
    return LogEntry.of(found) if found else None


async def _entry_node(operation: Operation, key: str) -> Node | None:
    place = _place(key, ("id",))
    found = (await stored.read(await operation.tx(), [place])).get(place)
    return LogEntry.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"LogEntry": _entry_node}
