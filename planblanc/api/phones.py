"""A person's own number, asked for one at a time; who asked, for whoever keeps the directory and for the person."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.roles import Role
from planblanc.domain import phone_reveals as domain
from planblanc.domain.access import Actor
from planblanc.domain.identity import ResponderId
from planblanc.domain.phone_reveals import RevealWanted
from planblanc.store.transaction import Transaction
from planblanc.usecases import phones as usecases


@strawberry.type(description="Une consultation du numéro d'une personne.")
class PhoneAccess:
    at: datetime = strawberry.field(description="Quand.")
    name: str = strawberry.field(description="Qui l'a consulté.")
    role: Role = strawberry.field(description="À quel titre.")
    motive: str = strawberry.field(description="Pourquoi.")
    incident: strawberry.ID | None = strawberry.field(description="Pour quel incident ; rien quand c'est pour tenir l'annuaire.")

    @classmethod
    def of(cls, known: domain.PhoneAccess) -> "PhoneAccess":
        """The access, as the API shows it."""
        incident = global_id("Incident", known.incident) if known.incident else None
        return cls(at=known.at, name=known.name, role=known.role, motive=known.motive, incident=incident)


@strawberry.type(description="Le numéro d'un intervenant, affiché dix minutes à qui l'a demandé.")
class RevealedPhone:
    responder: strawberry.ID = strawberry.field(description="De qui.")
    phone: str = strawberry.field(description="Le numéro.")
    access: PhoneAccess = strawberry.field(description="Ce qui est gardé de cette consultation, et que la personne peut lire.")

    @classmethod
    def of(cls, found: domain.RevealedPhone) -> "RevealedPhone":
        """The number, as the API shows it."""
        responder = global_id("Responder", found.access.responder)
        return cls(responder=responder, phone=found.phone, access=PhoneAccess.of(found.access))


@strawberry.type(description="Ce que le service garde de la personne qui tient un lien : elle seule le lit.")
class PersonalRecord:
    label: str = strawberry.field(description="Sous quel nom.")
    phone: str | None = strawberry.field(description="Son numéro, s'il est enregistré.")
    accesses: list[PhoneAccess] = strawberry.field(description="Qui a consulté ce numéro, le dernier d'abord : cinquante au plus.")

    @classmethod
    def of(cls, known: domain.PersonalRecord) -> "PersonalRecord":
        """The record, as the API shows it."""
        return cls(label=known.label, phone=known.phone, accesses=[PhoneAccess.of(one) for one in known.accesses])


@strawberry.input(description="Le numéro d'un intervenant, un à la fois.")
class RevealPhoneInput:
    responder: strawberry.ID = strawberry.field(description="L'intervenant.")
    motive: str = strawberry.field(description="Pourquoi, 300 caractères au plus ; la personne peut le lire.")
    incident: strawberry.ID | None = strawberry.field(
        description="L'incident pour lequel il est engagé ; rien quand vous tenez l'annuaire de son prêteur.", default=None
    )

    def wanted(self) -> RevealWanted:
        """What the use case takes."""
        responder = ResponderId(nodes.uuid_of(self.responder, "Responder", ("responder",)))
        return RevealWanted(responder, self.motive, incident_id(self.incident) if self.incident else None)


RevealPhoneResult = Annotated[RevealedPhone | Refusal, strawberry.union("RevealPhoneResult", description="Le numéro, ou un refus.")]


@strawberry.type
class Queries:
    @strawberry.field(description="Qui a consulté le numéro d'un intervenant de votre annuaire, du plus récent au plus ancien.")
    async def access_log(
        self,
        info: Info,
        responder: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'intervenant.")],
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[PhoneAccess]:
        page = connections.page(first, after, datetime, UUID)
        key = ResponderId(nodes.uuid_of(responder, "Responder", ("responder",)))
        tx, actor = await info.context.tx(), info.context.actor
        found = await usecases.accesses(tx, actor, key, limit=page.limit, after=(page.key(0), page.key(1)))
        return connections.connection(page, found, lambda one: (one.at, one.id), PhoneAccess.of)

    @strawberry.field(description="Ce que le service garde de vous, quand vous tenez le lien de votre engagement ; rien sinon.")
    async def my_record(self, info: Info) -> PersonalRecord | None:
        found = await usecases.own_record(await info.context.tx(), info.context.actor)
        return PersonalRecord.of(found) if found else None


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Révéler le numéro d'un intervenant, un à la fois, pour un motif : engagé dans un incident que vous conduisez, et un "
        "jour après, ou de votre propre annuaire. Demande une connexion récente ; vingt par heure au plus ; la main courante le dit, et la "
        "personne peut le lire."
    )
    async def reveal_phone(self, info: Info, input: InputOf[RevealPhoneInput], idempotency_key: IdempotencyKey) -> RevealPhoneResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await usecases.reveal(tx, actor, input.wanted(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_reveal)


async def read_reveal(operation: Operation, key: str) -> RevealedPhone | None:
    """The number that was asked for, while it is shown."""
    return RevealedPhone.of(await usecases.read(await operation.tx(), as_uuid(key)))
