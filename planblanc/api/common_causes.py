"""One cause, many victims: declared once, an incident a site."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import mutations, services
from planblanc.api.incident_inputs import ContactInput
from planblanc.api.incident_words import Origin, Severity, Tlp
from planblanc.api.incidents import Incident
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.services import ServiceStatusInput
from planblanc.api.victims import VictimInput
from planblanc.domain.access import Actor
from planblanc.domain.common_causes import CommonCauseTold, StruckTold
from planblanc.domain.incidents import UNKNOWN_CATEGORY
from planblanc.domain.reports import ContactTold, IncidentTold, source_of
from planblanc.domain.victims import VictimTold
from planblanc.store import incidents as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import common_causes


@strawberry.type(description="Cause commune à plusieurs victimes, déclarée une seule fois.")
class CommonCause(Node):
    cause: str = strawberry.field(description="La cause : un prestataire, un réseau, une panne.")
    incidents: list[Incident] = strawberry.field(description="Un incident par structure touchée, ceux que vous voyez : cent au plus.")


@strawberry.input(description="Une structure touchée par une cause commune.")
class StruckSiteInput:
    victim: VictimInput = strawberry.field(description="La structure touchée.")
    contacts: list[ContactInput] = strawberry.field(description="Qui y rappeler.", default_factory=list)
    services: list[ServiceStatusInput] = strawberry.field(description="Ses services dont l'état est connu.", default_factory=list)

    def told(self) -> StruckTold:
        """What the use case takes."""
        contacts = tuple(ContactTold(contact.name, contact.phone, contact.position) for contact in self.contacts)
        return StruckTold(self.victim.told(), contacts, services.told(self.services))


@strawberry.input(description="Cause commune à déclarer, avec les structures touchées : toutes ou aucune.")
class DeclareCommonCauseInput:
    cause: str = strawberry.field(description="La cause : un prestataire, un réseau, une panne ; 200 caractères au plus.")
    sites: list[StruckSiteInput] = strawberry.field(description="Les structures touchées : de deux à cent.")
    by_phone: bool = strawberry.field(description="Un appel en est-il la source ?", default=False)
    category: str = strawberry.field(description="Code de la catégorie de cause.", default=UNKNOWN_CATEGORY)
    origin: Origin = strawberry.field(description="Malveillant ou non : jamais supposé.", default=Origin.UNKNOWN)
    severity: Severity = strawberry.field(description="Gravité.", default=Severity.UNKNOWN)
    summary: str = strawberry.field(description="Ce qui en est dit, 4 000 caractères au plus.", default="")
    occurred_at: datetime | None = strawberry.field(description="Quand cela est survenu.", default=None)
    observed_at: datetime | None = strawberry.field(description="Quand cela a été observé.", default=None)
    awareness_at: datetime | None = strawberry.field(description="Quand cela a été connu comme tel.", default=None)
    exercise: bool = strawberry.field(description="Est-ce un exercice ?", default=False)
    tlp: Tlp | None = strawberry.field(description="Qui peut le lire ; AMBER sans précision.", default=None)

    def told(self, actor: Actor) -> CommonCauseTold:
        """What the use case takes."""
        told = IncidentTold(
            source=source_of(actor, by_phone=self.by_phone),
            victim=VictimTold(),
            category=self.category,
            origin=self.origin,
            severity=self.severity,
            summary=self.summary,
            occurred_at=self.occurred_at,
            observed_at=self.observed_at,
            awareness_at=self.awareness_at,
            exercise=self.exercise,
            tlp=self.tlp,
        )
        return CommonCauseTold(self.cause, told, tuple(site.told() for site in self.sites))


CommonCauseResult = Annotated[CommonCause | Refusal, strawberry.union("CommonCauseResult", description="La cause commune, ou un refus.")]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Déclarer une cause commune : un incident par structure, chacun dans sa région ; tous ou aucun.")
    async def declare_common_cause(
        self, info: Info, input: InputOf[DeclareCommonCauseInput], idempotency_key: IdempotencyKey
    ) -> CommonCauseResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return await common_causes.declare(tx, actor, input.told(actor), now)

        return await mutations.once(info, idempotency_key, input, effect, read_cause)


async def read_cause(operation: Operation, key: str) -> CommonCause | None:
    """The common cause of this key, with those of its incidents that the caller sees."""
    found = await operation.load(stored.of_causes, as_uuid(key))
    if not found:
        return None
    return CommonCause(
        id=global_id("CommonCause", key),
        cause=found[0].common_cause or "",
        incidents=[Incident.of(incident) for incident in found[:100]],
    )


NODES: Mapping[str, ReadNode] = {"CommonCause": read_cause}
