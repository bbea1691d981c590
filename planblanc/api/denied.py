"""What was refused at the doors, as the administrator reads it."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.domain import denials as domain
from planblanc.usecases import denials


@strawberry.type(description="Qui a été refusé, pour autant qu'on le sache.")
class DenialCaller:
    actor: strawberry.ID | None = strawberry.field(description="L'acteur, s'il était connu.")
    name: str = strawberry.field(description="Son nom, ou rien.")
    role: str = strawberry.field(description="Son rôle, ou rien.")
    address: str = strawberry.field(description="L'adresse d'où venait la demande.")

    @classmethod
    def of(cls, who: domain.Who) -> "DenialCaller":
        """The caller, as the API shows it."""
        actor = None if who.actor is None else global_id("Actor", who.actor)
        return cls(actor=actor, name=who.name, role=who.role, address=who.address)


@strawberry.type(description="Ce qui a été refusé à une porte du service, compté sur quelques secondes.")
class Denial:
    code: str = strawberry.field(description="Raison : UNAUTHENTICATED, FORBIDDEN, TOO_MANY_REQUESTS…")
    door: str = strawberry.field(description="Porte : graphql, documents, websocket, gate (avant toute porte)…")
    what: str = strawberry.field(description="Opération ou chemin demandé ; jamais une valeur.")
    who: DenialCaller = strawberry.field(description="Qui.")
    first_at: datetime = strawberry.field(description="La première fois.")
    last_at: datetime = strawberry.field(description="La dernière.")
    times: int = strawberry.field(description="Combien de fois.")

    @classmethod
    def of(cls, denied: domain.Denied) -> "Denial":
        """The refusal, as the API shows it."""
        denial = denied.denial
        return cls(
            code=denial.code,
            door=denial.door,
            what=denial.what,
            who=DenialCaller.of(denial.who),
            first_at=denied.first_at,
            last_at=denied.last_at,
            times=denied.times,
        )


@strawberry.type
class Queries:
    @strawberry.field(description="Ce qui a été refusé aux portes, le plus récent d'abord : pour l'administrateur de l'installation.")
    async def denials(
        self,
        info: Info,
        code: Annotated[str | None, strawberry.argument(description="Une seule raison.")] = None,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[Denial]:
        page = connections.page(first, after, datetime, UUID)
        key = None if page.after is None else (page.key(0), page.key(1))
        found = await denials.page(await info.context.tx(), info.context.actor, code, key, page.limit)
        return connections.connection(page, found, lambda denied: (denied.last_at, denied.id), Denial.of)
