"""One's own sessions: which are open, since when, and their end."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import mutations
from planblanc.api.enums import describe
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import global_id, uuid_of
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.domain import sessions as domain
from planblanc.domain.access import Actor
from planblanc.domain.errors import NotFound
from planblanc.domain.sessions import SessionKind
from planblanc.store import sessions as stored
from planblanc.store.transaction import Transaction

__all__ = ["SessionKind"]

describe(
    SessionKind,
    "Comment une session a été ouverte.",
    {
        SessionKind.LOGIN: "Par un fournisseur d'identité.",
        SessionKind.CALL_BACK: "Par un contre-appel.",
        SessionKind.PAPER: "Par un code papier.",
        SessionKind.BREAK_GLASS: "Par un accès de secours.",
    },
)


@strawberry.type(description="Session ouverte : un navigateur ou un programme, jusqu'à ce qu'elle soit fermée ou périmée.")
class Session:
    id: strawberry.ID = strawberry.field(description="Identifiant.")
    kind: SessionKind = strawberry.field(description="Comment elle a été ouverte.")
    opened_at: datetime = strawberry.field(description="Quand.")
    seen_at: datetime = strawberry.field(description="Dernière utilisation, à une minute près.")
    expires_at: datetime = strawberry.field(description="Quand elle finit, quoi qu'il arrive.")

    @classmethod
    def of(cls, session: domain.Standing) -> "Session":
        """The session, as the API shows it."""
        return cls(
            id=global_id("Session", session.id),
            kind=session.kind,
            opened_at=session.opened_at,
            seen_at=session.seen_at,
            expires_at=session.expires_at,
        )


@strawberry.type(description="Ce qui vient d'être fermé, et ce qui reste ouvert.")
class EndedSessions:
    sessions: list[Session] = strawberry.field(description="Les sessions encore ouvertes, cent au plus.")


@strawberry.input(description="La session à fermer ; toutes les vôtres, celle-ci comprise, si aucune n'est nommée.")
class EndSessionInput:
    session: strawberry.ID | None = strawberry.field(default=None, description="La session, par son identifiant.")

    def key(self) -> UUID | None:
        """The session that is named, if one is."""
        return uuid_of(self.session, "Session", ("session",)) if self.session is not None else None


EndSessionResult = Annotated[EndedSessions | Refusal, strawberry.union("EndSessionResult", description="Les sessions, ou un refus.")]


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Fermer une de vos sessions, ou toutes : sur tous les serveurs, ses flux compris.")
    async def end_session(self, info: Info, input: InputOf[EndSessionInput], idempotency_key: IdempotencyKey) -> EndSessionResult:
        real = info.context.real_clock()

        async def effect(tx: Transaction, actor: Actor, _: datetime) -> object:
            if actor.account is None:
                raise NotFound("Vous n'avez pas de session : vous vous présentez autrement.")
            key = input.key()
            if key is None:
                await stored.revoke_of_account(tx, actor.account, real, "Fermée par son titulaire")
            elif not await stored.revoke(tx, key, real, "Fermée par son titulaire"):
                raise NotFound("Cette session n'est pas la vôtre, ou est déjà fermée.", ("session",))
            return actor.account

        return await mutations.once(info, idempotency_key, input, effect, _left)


async def _left(operation: Operation, _: str) -> EndedSessions | None:
    return EndedSessions(sessions=await of_actor(operation))


async def of_actor(operation: Operation) -> list[Session]:
    """The sessions of whoever asks that are still open."""
    account = operation.actor.account
    if account is None:
        return []
    return [Session.of(one) for one in await stored.of_account(await operation.tx(), account, operation.real_clock())]
