"""Who the service takes the caller for."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api import sessions
from planblanc.api.accounts import Account
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.api.roles import Role
from planblanc.domain.access import Actor
from planblanc.store import accounts as stored_accounts


@strawberry.type(description="L'acteur que le service reconnaît dans le jeton présenté, et son périmètre.")
class Viewer:
    id: strawberry.ID = strawberry.field(description="Identifiant de l'acteur, tel que le journal le note.")
    name: str = strawberry.field(description="Nom affiché.")
    role: Role = strawberry.field(description="Rôle.")
    regions: list[str] = strawberry.field(description="Codes INSEE des régions du périmètre ; vide pour un rôle national.")
    establishments: list[strawberry.ID] = strawberry.field(description="Établissements du périmètre, par leur identifiant global.")
    lenders: list[strawberry.ID] = strawberry.field(description="Prêteurs du périmètre, par leur identifiant global.")
    is_fresh: bool = strawberry.field(description="Connexion de moins de dix minutes, comme le demandent les gestes qui engagent ?")
    is_confined: bool = strawberry.field(description="Entré par un contre-appel ou un code, et limité à son propre incident ?")
    account_key: strawberry.Private[UUID | None]

    @classmethod
    def of(cls, actor: Actor) -> "Viewer":
        """The actor, as the API shows it."""
        return cls(
            id=global_id("Actor", actor.id),
            name=actor.name,
            role=actor.role,
            regions=sorted(actor.regions),
            establishments=[global_id("Establishment", key) for key in sorted(actor.establishments)],
            lenders=[global_id("Lender", key) for key in sorted(actor.lenders)],
            is_fresh=actor.fresh,
            is_confined=actor.confined,
            account_key=actor.account,
        )

    @strawberry.field(description="Son compte, que lit aussi qui désigne un suppléant ; rien pour qui n'en a pas.")
    async def account(self, info: Info) -> Account | None:
        found = await info.context.load(stored_accounts.by_ids, self.account_key) if self.account_key else None
        return Account.of(found) if found else None

    @strawberry.field(description="Ses sessions ouvertes, la dernière d'abord, cent au plus ; aucune pour qui se présente autrement.")
    async def sessions(self, info: Info) -> list[sessions.Session]:
        return await sessions.of_actor(info.context)


@strawberry.type
class Queries:
    @strawberry.field(description="L'heure de la crise : celle du moment, sauf dans une démonstration, dont la crise a sa propre heure.")
    async def now(self, info: Info) -> datetime:
        return await info.context.now()

    @strawberry.field(description="Qui vous êtes pour le service : nom, rôle, périmètre.")
    async def viewer(self, info: Info) -> Viewer:
        await info.context.tx()  # the door itself says whether the actor is still trusted
        return Viewer.of(info.context.actor)
