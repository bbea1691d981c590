"""Who has access: accounts, what each one may do, who decided it, and until when. Nothing is given by default."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from planblanc.domain.access import Role
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import EstablishmentId, LenderId, key_of

LONGEST_DEPUTY = timedelta(days=60)
PROPOSED_AGAIN_AFTER = timedelta(days=7)

ROLE_WORDS: Mapping[Role, str] = {
    Role.ARS_COORDINATOR: "coordonnateur de l'ARS",
    Role.ZONE_COORDINATOR: "coordonnateur de l'ARS de zone",
    Role.NATIONAL_COORDINATOR: "coordonnateur national",
    Role.NATIONAL_READER: "lecteur national",
    Role.SAMU: "SAMU",
    Role.ESTABLISHMENT: "établissement",
    Role.RESOURCE_MANAGER: "gestionnaire de ressources",
    Role.DUTY_DIRECTOR: "directeur de garde",
    Role.SERVICE: "programme",
    Role.ADMINISTRATOR: "administrateur",
}

# What a role is held within: of whom nothing is named, the nation or the installation.
WITHOUT_SCOPE = frozenset({Role.NATIONAL_COORDINATOR, Role.NATIONAL_READER, Role.ADMINISTRATOR})
OF_REGIONS = frozenset({Role.ARS_COORDINATOR, Role.ZONE_COORDINATOR, Role.SAMU})


class AccountKind(StrEnum):
    """Whose account it is."""

    PERSON = "PERSON"
    SERVICE = "SERVICE"


class AccessState(StrEnum):
    """Where a first access stands."""

    PENDING = "PENDING"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"


@dataclass(frozen=True)
class ShownIdentity:
    """What a provider vouches for at a login: its own word for somebody, their name, and the numbers it knows them by."""

    issuer: str
    subject: str
    name: str
    rpps: str | None = None
    finess: tuple[str, ...] = ()
    siret: tuple[str, ...] = ()

    @property
    def key(self) -> UUID:
        """By what somebody is known before anything is read."""
        return identity_key(self.issuer, self.subject)


@dataclass(frozen=True)
class Scope:
    """What a role holds within; `lies_in`, the regions (INSEE codes) where that is, none in particular for the nation."""

    regions: frozenset[str] = frozenset()
    establishments: frozenset[EstablishmentId] = frozenset()
    lenders: frozenset[LenderId] = frozenset()
    lies_in: frozenset[str] = frozenset()

    def is_within(self, other: "Scope") -> bool:
        """Whether the other scope holds all of this one."""
        pairs = ((self.regions, other.regions), (self.establishments, other.establishments), (self.lenders, other.lenders))
        return all(mine <= theirs for mine, theirs in pairs)


@dataclass(frozen=True)
class Account:
    """Somebody, or a program, whom the service knows; it has no right by itself."""

    id: UUID
    kind: AccountKind
    name: str
    created_name: str
    created_at: datetime
    ended_at: datetime | None = None
    ended_reason: str | None = None


@dataclass(frozen=True)
class Identity:
    """How a provider calls somebody, and the numbers it showed last."""

    account: UUID
    issuer: str
    subject: str
    rpps: str | None
    finess: tuple[str, ...]
    siret: tuple[str, ...]
    last_seen_at: datetime


@dataclass(frozen=True)
class Ended:
    """Who ended an access, when and why."""

    by: UUID
    name: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Grant:
    """One role within one scope, for a time or until it is ended; `deputy_of`, the grant of whoever named this deputy."""

    id: UUID
    account: UUID
    role: Role
    scope: Scope
    approved_by: UUID
    approved_name: str
    approved_at: datetime
    starts_at: datetime
    until: datetime | None = None
    deputy_of: UUID | None = None
    request: UUID | None = None
    ended: Ended | None = None

    def is_live(self, at: datetime) -> bool:
        """Whether it gives its role at that moment of the real clock."""
        return self.ended is None and self.starts_at <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class AccessRequest:
    """A first access that the rules propose, until a person of the scope has decided; `label` says why it is proposed."""

    id: UUID
    account: UUID
    role: Role
    scope: Scope
    label: str
    asked_at: datetime
    state: AccessState = AccessState.PENDING
    decided_name: str | None = None
    decided_at: datetime | None = None
    reason: str | None = None


def identity_key(issuer: str, subject: str) -> UUID:
    """By what somebody is known: a provider, and its own word for them."""
    return key_of("account", f"{issuer}\n{subject}")


def require_open(account: Account) -> None:
    """Refuse whoever has left."""
    if account.ended_at is not None:
        raise Forbidden("Votre accès a pris fin : adressez-vous à l'administrateur de l'installation.")


def require_pending(request: AccessRequest | None, by: UUID) -> AccessRequest:
    """The request, unless it is decided already, or is the decider's own."""
    if request is None:
        raise NotFound("Cette demande d'accès n'existe pas, ou n'est pas de votre périmètre.", ("request",))
    if request.account == by:
        raise Forbidden("Personne ne décide de son propre accès.", ("request",))
    if request.state is not AccessState.PENDING:
        raise TransitionRefused("Cette demande d'accès est déjà décidée.", ("request",))
    return request


def require_meaning(role: Role, scope: Scope) -> None:
    """Refuse a role without the scope that it holds within, or with another kind of scope."""
    if role not in ROLE_WORDS:
        raise BadInput("Ce rôle ne se donne pas à un compte.", ("role",))
    if role in WITHOUT_SCOPE and scope != Scope():
        raise BadInput("Ce rôle est national : n'indiquez ni région, ni établissement, ni prêteur.", ("role",))
    if role in OF_REGIONS and (not scope.regions or scope.establishments or scope.lenders):
        raise BadInput("Ce rôle porte sur des régions : indiquez-en une au moins, et rien d'autre.", ("regions",))
    if role not in WITHOUT_SCOPE | OF_REGIONS and not scope.establishments | scope.lenders and not _keeps_a_region(role, scope):
        raise BadInput("Ce rôle porte sur des établissements ou des prêteurs : indiquez-en un au moins.", ("establishments",))


def until_of_deputy(ends_at: datetime, holder: Grant, now: datetime) -> datetime:
    """Until when a deputy stands in; `BadInput` for a time that is over, too long, or longer than the holder's own."""
    if not now < ends_at <= now + LONGEST_DEPUTY:
        raise BadInput(f"Une suppléance dure {LONGEST_DEPUTY.days} jours au plus, à partir de maintenant.", ("until",))
    if holder.until is not None and ends_at > holder.until:
        raise BadInput("Une suppléance ne dure pas plus longtemps que l'accès de la personne suppléée.", ("until",))
    return ends_at


def require_holder(holder: Grant | None, by: UUID, now: datetime) -> Grant:
    """The grant that its holder wants a deputy for; nobody names one for another, and no deputy names a deputy."""
    if holder is None or holder.account != by or not holder.is_live(now):
        raise NotFound("Cet accès n'est pas le vôtre, ou n'est plus ouvert.", ("grant",))
    if holder.deputy_of is not None:
        raise Forbidden("Un suppléant n'en désigne pas un autre.", ("grant",))
    return holder


def _keeps_a_region(role: Role, scope: Scope) -> bool:
    """A GRADeS keeps the pool of its whole region."""
    return role is Role.RESOURCE_MANAGER and bool(scope.regions)
