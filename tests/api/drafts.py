"""A small noun for the tests of the frame: drafts of procedures, which a region's own people alone can read."""

from datetime import datetime
from typing import Annotated, cast
from uuid import UUID, uuid4

import strawberry

from planblanc.api import mutations
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import texts
from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Conflict, Unavailable
from planblanc.store.queries import parse
from planblanc.store.transaction import Transaction

QUERIES = parse(
    """
-- name: add_draft
-- Adds a draft to a region.
INSERT INTO procedure (id, code, edition, title, kind, service_domain_code, scope, region_code, business_owner, published_by,
                       body, search_text, published)
VALUES (:id::uuid, :id::uuid::text, '1', :title, 'REFLEX', 'TEST', 'REGION', :region, 'test', 'test', 'test', 'test', false)

-- name: read_draft
-- One draft.
SELECT id, title FROM procedure WHERE id = :id

-- name: count_drafts
-- How many drafts there are.
SELECT count(*) FROM procedure

-- name: sleep
-- Holds the transaction.
SELECT pg_sleep(:seconds)
""",
    "drafts",
)


@strawberry.type(description="Brouillon.")
class Draft(Node):
    title: str = strawberry.field(description="Titre.")


async def read_draft(operation: Operation, key: str) -> Draft | None:
    row = await (await operation.tx()).row(QUERIES["read_draft"], id=UUID(key))
    return Draft(id=global_id("Draft", row["id"]), title=row["title"]) if row else None


@strawberry.input(description="Brouillon à ajouter.")
class AddDraftInput:
    title: str = strawberry.field(description="Titre.")
    region: str = strawberry.field(description="Région.")
    short_name: str = strawberry.field(description="Nom court.", default="court")
    since: datetime | None = strawberry.field(description="Depuis.", default=None)


AddDraftResult = Annotated[Draft | Refusal, strawberry.union("AddDraftResult", description="Le brouillon, ou un refus.")]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Ajouter un brouillon.")
    async def add_draft(self, info: Info, input: InputOf[AddDraftInput], idempotency_key: IdempotencyKey) -> AddDraftResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            key = uuid4()
            title = texts.line(input.title, ("title",))
            texts.line(input.short_name, ("short_name",), most=20)
            await tx.execute(QUERIES["add_draft"], id=key, title=title, region=input.region)
            if title == "refusé":
                raise Conflict
            if title == "cassé":
                raise RuntimeError("secret of ours")
            if title == "lent":
                await tx.execute(QUERIES["sleep"], seconds=0.3)
            return key

        return await mutations.once(info, idempotency_key, input, effect, read_draft)


@strawberry.type
class Queries:
    @strawberry.field(description="Nombre de brouillons visibles.")
    async def drafts(self, info: Info) -> int:
        counted: int = await (await info.context.tx()).value(QUERIES["count_drafts"])
        return counted

    @strawberry.field(description="Une panne.")
    async def broken(self, info: Info) -> int | None:
        raise RuntimeError("secret of ours")

    @strawberry.field(description="Une valeur qui n'existe pas.")
    async def wrong(self, info: Info) -> Role:
        return cast("Role", "secret of ours")

    @strawberry.field(description="Une partie qui manque.")
    async def missing(self, info: Info) -> int:
        raise Unavailable("Le calcul est arrêté.")

    @strawberry.field(description="Attendre, connexion en main.")
    async def wait(self, info: Info, seconds: Annotated[float, strawberry.argument(description="Durée.")]) -> int:
        await (await info.context.tx()).execute(QUERIES["sleep"], seconds=seconds)
        return 1


NODES = {"Draft": read_draft}
