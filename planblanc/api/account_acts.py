"""Access is decided, ended, lent to a deputy; programs are let in, and get and lose their keys."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import mutations, nodes
from planblanc.api.account_parts import AccessGrant, AccessRequest, ServiceKey
from planblanc.api.accounts import Account, read_account, read_grant, read_key, read_request
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.auth import keys
from planblanc.domain.access import Actor
from planblanc.domain.service_keys import DEFAULT_DAYS
from planblanc.store import service_keys as stored_keys
from planblanc.store.transaction import Transaction
from planblanc.usecases import access_requests, grants, service_keys
from planblanc.usecases.access_requests import AccessDecision
from planblanc.usecases.grants import DeputyWanted, EndWanted
from planblanc.usecases.service_keys import KeyWanted, ProgramWanted


@strawberry.input(description="Ce qui est décidé d'un premier accès.")
class DecideAccessInput:
    request: strawberry.ID = strawberry.field(description="La demande.")
    accepts: bool = strawberry.field(description="Accordé ?")
    reason: str = strawberry.field(description="Pourquoi ; il le faut pour refuser.", default="")
    until: datetime | None = strawberry.field(description="Jusqu'à quand, s'il est accordé pour un temps.", default=None)

    def wanted(self) -> AccessDecision:
        """What the use case takes."""
        return AccessDecision(nodes.uuid_of(self.request, "AccessRequest", ("request",)), self.accepts, self.reason, self.until)


@strawberry.input(description="L'accès qui prend fin, ou le compte de qui s'en va : l'un des deux.")
class EndAccessInput:
    reason: str = strawberry.field(description="Pourquoi.")
    grant: strawberry.ID | None = strawberry.field(description="L'accès.", default=None)
    account: strawberry.ID | None = strawberry.field(
        description="Le compte : tous ses accès de votre périmètre ; l'administrateur ferme le compte lui-même.", default=None
    )

    def wanted(self) -> EndWanted:
        """What the use case takes."""
        return EndWanted(self.reason, _key(self.grant, "AccessGrant", "grant"), _key(self.account, "Account", "account"))


@strawberry.input(description="Qui vous supplée, et jusqu'à quand.")
class NameDeputyInput:
    grant: strawberry.ID = strawberry.field(description="Votre accès.")
    account: strawberry.ID = strawberry.field(description="Le compte de la personne : elle le lit sur sa page (viewer).")
    until: datetime = strawberry.field(description="Jusqu'à quand, soixante jours au plus.")

    def wanted(self) -> DeputyWanted:
        """What the use case takes."""
        grant = nodes.uuid_of(self.grant, "AccessGrant", ("grant",))
        return DeputyWanted(grant, nodes.uuid_of(self.account, "Account", ("account",)), self.until)


@strawberry.input(description="Un programme, et les établissements pour lesquels il parle.")
class OpenProgramInput:
    name: str = strawberry.field(description="Nom du programme.")
    finess: list[str] = strawberry.field(description="Numéros FINESS des établissements, de 1 à 50.")

    def wanted(self) -> ProgramWanted:
        """What the use case takes."""
        return ProgramWanted(self.name, tuple(self.finess))


@strawberry.input(description="Une clé de plus pour un programme.")
class IssueServiceKeyInput:
    program: strawberry.ID = strawberry.field(description="Le compte du programme.")
    label: str = strawberry.field(description="À quoi elle sert : le serveur, l'outil.")
    days: int = strawberry.field(description="Combien de jours elle ouvre, de 1 à 366.", default=DEFAULT_DAYS)

    def wanted(self, key: str) -> KeyWanted:
        """What the use case takes, with the key that was drawn."""
        return KeyWanted(nodes.uuid_of(self.program, "Account", ("program",)), key, self.label, self.days)


@strawberry.input(description="La clé qui est révoquée.")
class RevokeServiceKeyInput:
    key: strawberry.ID = strawberry.field(description="La clé, par son identifiant.")
    reason: str = strawberry.field(description="Pourquoi.")

    def wanted(self) -> tuple[UUID, str]:
        """What the use case takes."""
        return nodes.uuid_of(self.key, "ServiceKey", ("key",)), self.reason


DecideAccessResult = Annotated[AccessRequest | Refusal, strawberry.union("DecideAccessResult", description="La demande, ou un refus.")]
AccountResult = Annotated[Account | Refusal, strawberry.union("AccountResult", description="Le compte, ou un refus.")]
NameDeputyResult = Annotated[AccessGrant | Refusal, strawberry.union("NameDeputyResult", description="L'accès du suppléant, ou un refus.")]
ServiceKeyResult = Annotated[ServiceKey | Refusal, strawberry.union("ServiceKeyResult", description="La clé, ou un refus.")]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Décider d'un premier accès de votre périmètre ; jamais du vôtre. Demande une connexion de moins de dix minutes."
    )
    async def decide_access(self, info: Info, input: InputOf[DecideAccessInput], idempotency_key: IdempotencyKey) -> DecideAccessResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await access_requests.decide(tx, actor, input.wanted(), info.context.real_clock(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_request)

    @strawberry.mutation(description="Mettre fin à un accès, ou à tous ceux de qui s'en va : suppléants, clés, sessions tombent avec lui.")
    async def end_access(self, info: Info, input: InputOf[EndAccessInput], idempotency_key: IdempotencyKey) -> AccountResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await grants.end(tx, actor, input.wanted(), info.context.real_clock(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_account)

    @strawberry.mutation(
        description="Désigner un suppléant : le même rôle, sur le même périmètre, pour un temps. "
        "Demande une connexion de moins de dix minutes."
    )
    async def name_deputy(self, info: Info, input: InputOf[NameDeputyInput], idempotency_key: IdempotencyKey) -> NameDeputyResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await grants.name_deputy(tx, actor, input.wanted(), info.context.real_clock(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_grant)

    @strawberry.mutation(description="Autoriser un programme à parler pour des établissements ; il entre une fois qu'il a une clé.")
    async def open_program(self, info: Info, input: InputOf[OpenProgramInput], idempotency_key: IdempotencyKey) -> AccountResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await service_keys.open_account(tx, actor, input.wanted(), info.context.real_clock(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_account)

    @strawberry.mutation(
        description="Remettre une clé à un programme : elle n'est dite qu'une fois ; rejouée, la demande rend la clé sans elle. "
        "La précédente ouvre encore, jusqu'à ce qu'elle soit révoquée. Demande une connexion de moins de dix minutes."
    )
    async def issue_service_key(
        self, info: Info, input: InputOf[IssueServiceKeyInput], idempotency_key: IdempotencyKey
    ) -> ServiceKeyResult:
        made: list[str] = []

        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            made.append(keys.new_key())
            return await service_keys.issue(tx, actor, input.wanted(made[0]), info.context.real_clock(), now)

        async def answer(operation: Operation, key: str) -> ServiceKey | None:
            (found,) = await stored_keys.by_ids(await operation.tx(), [as_uuid(key)])
            return ServiceKey.of(found, operation.real_clock(), made[0] if made else None) if found else None

        return await mutations.once(info, idempotency_key, input, effect, answer)

    @strawberry.mutation(description="Révoquer la clé d'un programme : elle n'ouvre plus rien, sur aucun serveur.")
    async def revoke_service_key(
        self, info: Info, input: InputOf[RevokeServiceKeyInput], idempotency_key: IdempotencyKey
    ) -> ServiceKeyResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await service_keys.revoke(tx, actor, input.wanted(), info.context.real_clock(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_key)


def _key(identifier: strawberry.ID | None, type_name: str, field: str) -> UUID | None:
    return None if identifier is None else nodes.uuid_of(identifier, type_name, (field,))
