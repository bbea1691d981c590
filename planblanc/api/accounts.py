"""Who has access: accounts, what they may do, and the first accesses that wait for a decision."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections
from planblanc.api.account_parts import AccessGrant, AccessRequest, AccountIdentity, ServiceKey
from planblanc.api.account_words import AccessState, AccountKind
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.domain import accounts as domain
from planblanc.store import access_requests as stored_requests
from planblanc.store import accounts as stored
from planblanc.store import grants as stored_grants
from planblanc.store import service_keys as stored_keys


@strawberry.type(description="Compte d'une personne ou d'un programme ; il n'ouvre rien par lui-même.")
class Account(Node):
    key: strawberry.Private[UUID]
    kind: AccountKind = strawberry.field(description="À qui il est.")
    name: str = strawberry.field(description="Nom.")
    created_by: str = strawberry.field(description="Qui l'a ouvert : la personne elle-même, à sa première connexion.")
    created_at: datetime = strawberry.field(description="Quand.")
    ended_at: datetime | None = strawberry.field(description="Quand il a été fermé.")
    ended_reason: str | None = strawberry.field(description="Pourquoi.")

    @classmethod
    def of(cls, account: domain.Account) -> "Account":
        """The account, as the API shows it."""
        return cls(
            id=global_id("Account", account.id),
            key=account.id,
            kind=account.kind,
            name=account.name,
            created_by=account.created_name,
            created_at=account.created_at,
            ended_at=account.ended_at,
            ended_reason=account.ended_reason,
        )

    @strawberry.field(description="Comment ses fournisseurs d'identité l'appellent, quelques-uns au plus.")
    async def identities(self, info: Info) -> list[AccountIdentity]:
        return [AccountIdentity.of(one) for one in await info.context.load(stored.identities, self.key)]

    @strawberry.field(description="Ses accès, ceux de votre périmètre, le dernier accordé d'abord ; quelques dizaines au plus.")
    async def grants(self, info: Info) -> list[AccessGrant]:
        real = info.context.real_clock()
        return [AccessGrant.of(one, real) for one in await info.context.load(stored_grants.of_accounts, self.key)]

    @strawberry.field(description="Ses demandes de premier accès, celles de votre périmètre ; quelques dizaines au plus.")
    async def requests(self, info: Info) -> list[AccessRequest]:
        return [AccessRequest.of(one) for one in await info.context.load(stored_requests.of_accounts, self.key)]

    @strawberry.field(description="Ses clés, s'il est un programme, la dernière remise d'abord ; quelques dizaines au plus.")
    async def keys(self, info: Info) -> list[ServiceKey]:
        real = info.context.real_clock()
        return [ServiceKey.of(one, real) for one in await info.context.load(stored_keys.of_accounts, self.key)]


@strawberry.type(description="Premier accès à décider, et la personne qui l'attend.")
class WaitingAccess:
    request: AccessRequest = strawberry.field(description="Ce qui est proposé.")

    @strawberry.field(description="Qui l'attend.")
    async def account(self, info: Info) -> Account | None:
        found = await info.context.load(stored.by_ids, self.request.account_id)
        return Account.of(found) if found else None


@strawberry.type
class Queries:
    @strawberry.field(description="Les comptes de votre périmètre, et le vôtre, par nom ; tous, pour l'administrateur.")
    async def accounts(
        self,
        info: Info,
        or_ended: Annotated[bool, strawberry.argument(description="Aussi ceux qui sont fermés ?")] = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Account]:
        page = connections.page(first, after, str, UUID)
        tx = await info.context.tx()
        found = await stored.page(tx, or_ended=or_ended, after_name=page.key(0), after_id=page.key(1), limit=page.limit)
        return connections.connection(page, found, lambda account: (account.name, account.id), Account.of)

    @strawberry.field(description="Les demandes de premier accès de votre périmètre, la plus ancienne d'abord.")
    async def access_requests(
        self,
        info: Info,
        state: Annotated[AccessState | None, strawberry.argument(description="Dans quel état ; toutes si rien n'est dit.")] = (
            AccessState.PENDING
        ),
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[WaitingAccess]:
        page = connections.page(first, after, datetime, UUID)
        tx = await info.context.tx()
        found = await stored_requests.page(tx, state, after_at=page.key(0), after_id=page.key(1), limit=page.limit)
        return connections.connection(
            page, found, lambda request: (request.asked_at, request.id), lambda request: WaitingAccess(request=AccessRequest.of(request))
        )


async def read_account(operation: Operation, key: str) -> Account | None:
    """One account by its key, with the rights of whoever asks."""
    (found,) = await stored.by_ids(await operation.tx(), [as_uuid(key)])
    return Account.of(found) if found else None


async def read_grant(operation: Operation, key: str) -> AccessGrant | None:
    """One access by its key, with the rights of whoever asks."""
    (found,) = await stored_grants.by_ids(await operation.tx(), [as_uuid(key)])
    return AccessGrant.of(found, operation.real_clock()) if found else None


async def read_request(operation: Operation, key: str) -> AccessRequest | None:
    """One first access by its key, with the rights of whoever asks."""
    (found,) = await stored_requests.by_ids(await operation.tx(), [as_uuid(key)])
    return AccessRequest.of(found) if found else None


async def read_key(operation: Operation, key: str) -> ServiceKey | None:
    """One key of a program, without what it is made of."""
    (found,) = await stored_keys.by_ids(await operation.tx(), [as_uuid(key)])
    return ServiceKey.of(found, operation.real_clock()) if found else None


NODES: Mapping[str, ReadNode] = {
    "Account": read_account,
    "AccessGrant": read_grant,
    "AccessRequest": read_request,
    "ServiceKey": read_key,
}
