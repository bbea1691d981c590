"""Links that answer once: handed out, with their address told once, or taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import mutations
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import Node, ReadNode, as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.solicitation_inputs import IssueLinkInput, RevokeLinkInput
from planblanc.auth import links as auth
from planblanc.domain import links as domain
from planblanc.domain.access import Actor
from planblanc.store import links as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import links


@strawberry.type(description="Lien de réponse : sans compte, il répond une fois, à une sollicitation ou pour un engagement.")
class AnswerLink(Node):
    solicitation: strawberry.ID | None = strawberry.field(description="La sollicitation qu'il ouvre.")
    engagement: strawberry.ID | None = strawberry.field(description="L'engagement qu'il ouvre.")
    issued_by: str = strawberry.field(description="Qui l'a remis.")
    issued_at: datetime = strawberry.field(description="Quand.")
    expires_at: datetime = strawberry.field(description="Jusqu'à quand il ouvre.")
    used_at: datetime | None = strawberry.field(description="Quand il a répondu.")
    revoked_at: datetime | None = strawberry.field(description="Quand il a été retiré.")
    address: str | None = strawberry.field(
        description="Son chemin sur ce service, dit une seule fois, à qui l'a demandé : il n'est gardé nulle part.", default=None
    )

    @classmethod
    def of(cls, link: domain.OneUseLink, token: str | None = None) -> "AnswerLink":
        """The link, as the API shows it; with its address for whoever has just asked for it."""
        return cls(
            id=global_id("AnswerLink", link.id),
            solicitation=global_id("Solicitation", link.solicitation) if link.solicitation else None,
            engagement=global_id("Engagement", link.engagement) if link.engagement else None,
            issued_by=link.issued_name,
            issued_at=link.issued_at,
            expires_at=link.expires_at,
            used_at=link.used_at,
            revoked_at=link.revoked_at,
            address=f"/lien/{token}" if token is not None else None,
        )


AnswerLinkResult = Annotated[AnswerLink | Refusal, strawberry.union("AnswerLinkResult", description="Le lien, ou un refus.")]


@strawberry.type
class Mutations:
    @strawberry.mutation(
        description="Remettre un lien de réponse. Son adresse n'est dite qu'une fois : rejouée, la demande rend le lien sans elle."
    )
    async def issue_link(self, info: Info, input: InputOf[IssueLinkInput], idempotency_key: IdempotencyKey) -> AnswerLinkResult:
        made: list[str] = []

        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            made.append(auth.new_token())
            return await links.issue(tx, actor, input.wanted(made[0]), now)

        async def answer(operation: Operation, key: str) -> AnswerLink | None:
            found = await stored.by_id(await operation.tx(), as_uuid(key))
            return AnswerLink.of(found, made[0] if made else None) if found else None

        return await mutations.once(info, idempotency_key, input, effect, answer)

    @strawberry.mutation(description="Retirer un lien de réponse : il n'ouvre plus rien.")
    async def revoke_link(self, info: Info, input: InputOf[RevokeLinkInput], idempotency_key: IdempotencyKey) -> AnswerLinkResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> object:
            return await links.revoke(tx, actor, input.key(), now)

        return await mutations.once(info, idempotency_key, input, effect, read_link)


async def read_link(operation: Operation, key: str) -> AnswerLink | None:
    """One link by its key, without its address."""
    found = await stored.by_id(await operation.tx(), as_uuid(key))
    return AnswerLink.of(found) if found else None


NODES: Mapping[str, ReadNode] = {"AnswerLink": read_link}
