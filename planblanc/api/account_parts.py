"""What an account is made of, as the API shows it: what its providers call it, what it may do, what was asked, its keys."""

from datetime import datetime
from uuid import UUID

import strawberry

from planblanc.api.account_words import AccessState
from planblanc.api.establishments import Establishment
from planblanc.api.nodes import Node, global_id
from planblanc.api.operation import Info
from planblanc.api.roles import Role
from planblanc.domain import accounts as domain
from planblanc.domain.service_keys import ServiceKey as KnownKey
from planblanc.store import establishments as stored_establishments


@strawberry.type(description="Comment un fournisseur d'identité appelle une personne, et les numéros qu'il en montre.")
class AccountIdentity:
    issuer: str = strawberry.field(description="Fournisseur d'identité.")
    subject: str = strawberry.field(description="Son identifiant chez lui.")
    rpps: str | None = strawberry.field(description="Numéro RPPS montré.")
    finess: list[str] = strawberry.field(description="Numéros FINESS montrés, une vingtaine au plus.")
    siret: list[str] = strawberry.field(description="Numéros SIRET montrés, une vingtaine au plus.")
    last_seen_at: datetime = strawberry.field(description="Dernière connexion.")

    @classmethod
    def of(cls, identity: domain.Identity) -> "AccountIdentity":
        """The identity, as the API shows it."""
        return cls(
            issuer=identity.issuer,
            subject=identity.subject,
            rpps=identity.rpps,
            finess=list(identity.finess),
            siret=list(identity.siret),
            last_seen_at=identity.last_seen_at,
        )


@strawberry.type(description="Ce sur quoi porte un rôle ; rien de nommé pour un rôle national.")
class AccessScope:
    known: strawberry.Private[domain.Scope]
    regions: list[str] = strawberry.field(description="Régions (codes INSEE).")
    lenders: list[strawberry.ID] = strawberry.field(description="Prêteurs, par leur identifiant global, cent au plus.")

    @classmethod
    def of(cls, scope: domain.Scope) -> "AccessScope":
        """The scope, as the API shows it."""
        return cls(known=scope, regions=sorted(scope.regions), lenders=[global_id("Lender", key) for key in sorted(scope.lenders)])

    @strawberry.field(description="Établissements, deux cents au plus.")
    async def establishments(self, info: Info) -> list[Establishment]:
        wanted = sorted(self.known.establishments)
        found = [await info.context.load(stored_establishments.establishments_by_id, key) for key in wanted]
        return [Establishment.of(site) for site in found if site is not None]


@strawberry.type(description="Un accès : un rôle sur un périmètre, accordé par une personne, pour un temps ou sans terme.")
class AccessGrant(Node):
    role: Role = strawberry.field(description="Rôle.")
    scope: AccessScope = strawberry.field(description="Sur quoi il porte.")
    is_live: bool = strawberry.field(description="Ouvert en ce moment ?")
    deputy_of: strawberry.ID | None = strawberry.field(description="L'accès de la personne suppléée, pour un suppléant.")
    approved_by: str = strawberry.field(description="Qui l'a accordé.")
    approved_at: datetime = strawberry.field(description="Quand.")
    until: datetime | None = strawberry.field(description="Jusqu'à quand ; rien s'il n'a pas de terme.")
    ended_by: str | None = strawberry.field(description="Qui y a mis fin.")
    ended_at: datetime | None = strawberry.field(description="Quand.")
    ended_reason: str | None = strawberry.field(description="Pourquoi.")

    @classmethod
    def of(cls, grant: domain.Grant, real: datetime) -> "AccessGrant":
        """The grant, as the API shows it at that moment of the real clock."""
        ended = grant.ended
        return cls(
            id=global_id("AccessGrant", grant.id),
            role=grant.role,
            scope=AccessScope.of(grant.scope),
            is_live=grant.is_live(real),
            deputy_of=global_id("AccessGrant", grant.deputy_of) if grant.deputy_of else None,
            approved_by=grant.approved_name,
            approved_at=grant.approved_at,
            until=grant.until,
            ended_by=ended.name if ended else None,
            ended_at=ended.at if ended else None,
            ended_reason=ended.reason if ended else None,
        )


@strawberry.type(description="Clé d'un programme : elle n'est dite qu'une fois, et n'est gardée nulle part.")
class ServiceKey(Node):
    shown: str = strawberry.field(description="Ses premiers caractères, pour la reconnaître.")
    label: str = strawberry.field(description="À quoi elle sert.")
    is_live: bool = strawberry.field(description="Ouvre-t-elle encore ?")
    issued_by: str = strawberry.field(description="Qui l'a remise.")
    issued_at: datetime = strawberry.field(description="Quand.")
    expires_at: datetime = strawberry.field(description="Jusqu'à quand elle ouvre.")
    revoked_by: str | None = strawberry.field(description="Qui l'a révoquée.")
    revoked_at: datetime | None = strawberry.field(description="Quand.")
    revoked_reason: str | None = strawberry.field(description="Pourquoi.")
    key: str | None = strawberry.field(description="La clé, dite une seule fois, à qui l'a demandée.", default=None)

    @classmethod
    def of(cls, known: KnownKey, real: datetime, key: str | None = None) -> "ServiceKey":
        """The key, as the API shows it; itself, for whoever has just asked for it."""
        return cls(
            id=global_id("ServiceKey", known.id),
            shown=known.shown,
            label=known.label,
            is_live=known.is_live(real),
            issued_by=known.issued_name,
            issued_at=known.issued_at,
            expires_at=known.expires_at,
            revoked_by=known.revoked_name,
            revoked_at=known.revoked_at,
            revoked_reason=known.revoked_reason,
            key=key,
        )


@strawberry.type(description="Premier accès proposé par une règle : il attend la décision d'une personne du périmètre.")
class AccessRequest(Node):
    account_id: strawberry.Private[UUID]
    role: Role = strawberry.field(description="Rôle proposé.")
    scope: AccessScope = strawberry.field(description="Sur quoi il porterait.")
    label: str = strawberry.field(description="La règle qui le propose.")
    asked_at: datetime = strawberry.field(description="Depuis quand il attend.")
    state: AccessState = strawberry.field(description="Où il en est.")
    decided_by: str | None = strawberry.field(description="Qui a décidé.")
    decided_at: datetime | None = strawberry.field(description="Quand.")
    reason: str | None = strawberry.field(description="Pourquoi.")

    @classmethod
    def of(cls, request: domain.AccessRequest) -> "AccessRequest":
        """The first access, as the API shows it."""
        return cls(
            id=global_id("AccessRequest", request.id),
            account_id=request.account,
            role=request.role,
            scope=AccessScope.of(request.scope),
            label=request.label,
            asked_at=request.asked_at,
            state=request.state,
            decided_by=request.decided_name,
            decided_at=request.decided_at,
            reason=request.reason,
        )
