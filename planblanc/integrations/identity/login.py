"""Logging in with a provider: a browser goes, comes back once, and has a session."""

import secrets
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias
from uuid import UUID

from planblanc.auth import DEMONSTRATION_ISSUER, accounts, oidc, sessions
from planblanc.auth.oidc import Asked, LoginRefused, Provider, Vouched
from planblanc.auth.sessions import Opening
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain import sessions as domain
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.accounts import ShownIdentity
from planblanc.domain.sessions import SessionKind
from planblanc.store import sessions as stored
from planblanc.store.sessions import Attempt
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import accounts as recognising

Clock: TypeAlias = Callable[[Transaction], Awaitable[datetime]]

_SECRET_BYTES = 32


@dataclass(frozen=True)
class Begun:
    """Where a browser goes, and the secret that it keeps until it is back."""

    address: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class SignedIn:
    """A session that is open, the page that was wanted, and what the provider wants to be told at the end."""

    token: str = field(repr=False)
    next_path: str
    provider: str
    id_token: str = field(repr=False)


@dataclass(frozen=True)
class Back:
    """What a browser brings back: its secret, the provider's answer, where it was to come back, and the session it had."""

    secret: str = field(repr=False)
    state: str
    code: str = field(repr=False)
    address: str
    old_token: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Person:
    """Somebody who is back: who they are, when they logged in, and the session that their browser has by now."""

    shown: ShownIdentity
    authenticated_at: datetime | None
    held: UUID | None = None


class Vouching(Protocol):
    """Whoever vouches for people: a provider, as it knows us."""

    provider: Provider

    def may_vouch(self, account: UUID) -> bool:
        """Whether it may know this account."""
        ...

    async def address(self, asked: Asked, back: str, *, again: bool) -> str:
        """Where a browser goes, to come back to `back`."""
        ...

    async def exchanged(self, code: str, asked: Asked, back: str, now: datetime) -> tuple[Vouched, ShownIdentity, str]:
        """Whom a code is for: what is vouched, what is said of them, and the token that says it."""
        ...

    async def leaving(self, id_token: str, back: str) -> str | None:
        """Where a browser ends its session there too."""
        ...


class Login:
    """Lets people in by whoever vouches for them."""

    def __init__(
        self, database: Callable[[], Database], vouching: Iterable[Vouching], real_clock: Callable[[], datetime], crisis_clock: Clock
    ) -> None:
        self._database = database
        self._vouching = {one.provider.code: one for one in vouching}
        self._real_clock = real_clock
        self._crisis_clock = crisis_clock

    def offered(self, again: UUID | None = None) -> list[tuple[str, str]]:
        """The code and the name of each provider; of those that may vouch for this account `again`, when one is named."""
        return [(code, one.provider.label) for code, one in self._vouching.items() if again is None or one.may_vouch(again)]

    @property
    def invents(self) -> bool:
        """Whether these are the identities of a demonstration, which anybody may be."""
        return any(one.provider.issuer == DEMONSTRATION_ISSUER for one in self._vouching.values())

    async def begin(self, code: str, back: str, next_path: str, confirms: UUID | None = None) -> Begun:
        """Send a browser to a provider; with `confirms`, to log in again for a session that it has."""
        vouching = self._of(code)
        asked = Asked(secrets.token_urlsafe(_SECRET_BYTES), secrets.token_urlsafe(_SECRET_BYTES))
        address = await vouching.address(asked, back, again=confirms is not None)
        attempt = Attempt(code, domain.local_path(next_path), confirms, self._real_clock())
        async with self._database().transaction(accounts.AT_THE_DOOR) as tx:
            await stored.begin(tx, asked.digest, attempt)
        return Begun(address, asked.secret)

    def came(self, *, secret: str, state: str, code: str, back: str, old: str | None) -> Back:
        """What a browser brings back."""
        return Back(secret, state, code, back, old)

    async def finish(self, came: Back) -> SignedIn:
        """Open the session of whoever comes back, once; the one that the browser had is no more. `LoginRefused` otherwise."""
        asked, now = Asked(came.secret, came.state), self._real_clock()
        async with self._database().transaction(accounts.AT_THE_DOOR) as tx:
            attempt = await stored.take(tx, asked.digest, now)
        if attempt is None or not came.code:
            raise LoginRefused("Cette connexion a déjà servi, ou a commencé il y a trop longtemps : recommencez.")
        vouching = self._of(attempt.provider)
        who, shown, id_token = await vouching.exchanged(came.code, asked, came.address, now)
        again = attempt.session is not None
        held = await self._held(came.old_token, now) if again else None
        person = Person(shown, oidc.authenticated_at(vouching.provider, who, now, again=again), held)
        async with self._database().transaction(accounts.at_the_door(shown)) as tx:
            token = await self._opened(tx, person, attempt, now)
            if came.old_token is not None:
                await stored.close(tx, domain.digest(came.old_token), now, "Nouvelle connexion")
        return SignedIn(token, attempt.next_path, attempt.provider, id_token)

    async def choose(self, token: str, grant: UUID) -> str:
        """The session of the same person for another of their rights, under another token; `LoginRefused` without an account."""
        now = self._real_clock()
        opened = await sessions.identified(self._database(), token, now)
        if opened.actor.account is None or opened.kind is not SessionKind.LOGIN:
            raise LoginRefused
        door = Actor(opened.actor.account, opened.actor.name, Role.NEWCOMER, channel=Channel.CONSOLE)
        async with self._database().transaction(door) as tx:
            authenticated_at = await stored.authenticated_at(tx, opened.session)
            if not await stored.revoke(tx, opened.session, now, "Autre rôle"):
                raise LoginRefused("Cette session vient de devenir une autre, dans un autre onglet : rechargez la page.")
            wanted = Opening(SessionKind.LOGIN, door.name, door.id, grant, authenticated_at=authenticated_at)
            return await sessions.open_session(tx, wanted, now)

    async def leave(self, token: str) -> None:
        """End a session by its token."""
        async with self._database().transaction(accounts.AT_THE_DOOR) as tx:
            await stored.close(tx, domain.digest(token), self._real_clock(), "Déconnexion")

    async def leaving(self, code: str, id_token: str, back: str) -> str | None:
        """Where a browser ends its session at the provider too."""
        vouching = self._vouching.get(code)
        return await vouching.leaving(id_token, back) if vouching else None

    def _of(self, code: str) -> Vouching:
        if code not in self._vouching:
            raise LoginRefused("Ce fournisseur d'identité n'est pas de ceux de ce service.")
        return self._vouching[code]

    async def _held(self, token: str | None, now: datetime) -> UUID | None:
        """The session that a browser has now: another tab may have taken another role since a confirmation was begun."""
        if token is None:
            return None
        try:
            return (await sessions.identified(self._database(), token, now)).session
        except NotAuthenticated:
            return None

    async def _opened(self, tx: Transaction, person: Person, attempt: Attempt, now: datetime) -> str:
        known = await recognising.recognise(tx, person.shown, now=await self._crisis_clock(tx), real=now)
        grant = known.grants[0].id if known.grants else None
        if attempt.session is not None:
            confirmed = person.held or attempt.session
            kept = await stored.grant_of(tx, confirmed, known.account.id)
            if kept is None:
                raise LoginRefused("Une autre personne s'est identifiée : la session n'est pas confirmée.")
            (grant,) = kept
            await stored.revoke(tx, confirmed, now, "Session confirmée")
        wanted = Opening(SessionKind.LOGIN, known.account.name, known.account.id, grant, authenticated_at=person.authenticated_at)
        return await sessions.open_session(tx, wanted, now)
