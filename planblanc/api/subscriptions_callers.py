"""Whoever holds a connection open: known until its token ends, and bounded in number."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Self
from uuid import UUID

from graphql import GraphQLError

from planblanc.api.operation import Operation
from planblanc.api.reach import Reach
from planblanc.api.subscriptions_follower import Follower
from planblanc.api.subscriptions_hub import Hub
from planblanc.auth.callers import Identified, Shown
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain import denials
from planblanc.domain.errors import AccessSuspended, PlanblancError, TooManyStreams, Unavailable

MOST_OF_A_CONNECTION = 10
_MOST_OF_AN_ACTOR = 30
_MOST = 3000
_SHORTEST_TRUST = timedelta(seconds=0.5)
_LONGEST_TRUST = timedelta(seconds=15)
_EXPIRED = "Votre jeton n'est plus valide : reprenez avec un nouveau, après votre dernier curseur."


class Stopping(Unavailable):
    """Le service s'arrête : reprenez dans un instant, après votre dernier curseur."""


class Caller:
    """One connection of one actor, and the streams that it holds."""

    def __init__(self, shown: Shown, identified: Identified, reach: Reach, hub: Hub) -> None:
        self._shown = shown
        self._identified = identified
        self._reach = reach
        self._hub = hub
        self._open = 0
        self._ended: PlanblancError | None = None
        self.followers: set[Follower] = set()
        self.idle = asyncio.Event()
        self._doubt = asyncio.Event()
        self._doubt.set()  # whoever comes in is asked once, even where nothing is read yet
        self.actor = identified.actor

    @classmethod
    async def met(cls, shown: Shown, reach: Reach, hub: Hub) -> Self:
        """Whoever comes in, once we know whom they speak for; `NotAuthenticated` otherwise."""
        return cls(shown, await reach.callers.identify(shown), reach, hub)

    def operation(self, resume_after: str | None = None) -> "Live":
        """One more stream of this connection; `TooManyStreams` when it holds enough."""
        if self._ended is not None:
            raise self._ended
        if self._open >= MOST_OF_A_CONNECTION:
            raise TooManyStreams
        self._reach.rates.actor(self.actor.id)
        self._open += 1
        self.idle.clear()
        return Live(self, self._reach, self._hub, resume_after)

    def note_denials(self, errors: Sequence[GraphQLError]) -> None:
        """Note what was denied to whoever holds this connection, among these errors."""
        for code in (str((error.extensions or {}).get("code")) for error in errors):
            if code in denials.TOLD:
                self._reach.denied(code, "stream", actor=self.actor)

    def leave(self) -> None:
        """One stream less."""
        self._open -= 1
        if not self._open:
            self.idle.set()

    def end(self, reason: PlanblancError) -> None:
        """End every stream of this connection, and open no other."""
        self._ended = reason
        for follower in self.followers:
            follower.end(reason)

    def doubt(self, key: str | None) -> None:
        """What somebody was trusted for has changed: whoever it may be about is asked again, at once; everybody where no key is known."""
        if key is None or key in self._keys or self.actor.lenders:
            self._doubt.set()

    @property
    def _keys(self) -> set[str]:
        return {str(site) for site in self.actor.establishments} | {str(self._identified.session)}

    async def require_trust(self) -> None:
        """Come in by the door of the database once more; `AccessSuspended` when it does not open. Nothing is asked for who has no site."""
        if not (self.actor.establishments or self.actor.lenders):
            return
        with suppress(Unavailable):  # what cannot be asked now is asked again in a while
            async with self._reach.database().transaction(self.actor, read_only=True):
                pass

    async def watch(self) -> None:
        """Wait until the token ends, or is no longer trusted, and end every stream then."""
        while (left := self._identified.expires_at - self._reach.real_clock()) > timedelta(0):
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, _LONGEST_TRUST).total_seconds()):
                    await self._doubt.wait()
            self._doubt.clear()
            try:
                with suppress(Unavailable):  # what cannot be asked now is asked again in a while
                    self._identified = await self._reach.callers.identify(self._shown)
                await self.require_trust()
            except NotAuthenticated:
                break
            except AccessSuspended as suspended:
                self.end(suspended)
                return
            await asyncio.sleep(_SHORTEST_TRUST.total_seconds())
        self.end(NotAuthenticated(_EXPIRED))


class Live(Operation):
    """One stream; `info.context` in the resolvers of subscriptions. `resume_after` is a cursor that came beside the document."""

    def __init__(self, caller: Caller, reach: Reach, hub: Hub, resume_after: str | None) -> None:
        super().__init__(caller.actor, reach.database(), reach.crisis_clock, real_clock=reach.real_clock)
        self.caller = caller
        self.hub = hub
        self.resume_after = resume_after


class Connections:
    """The connections that are open; all of them end when the service stops."""

    def __init__(self) -> None:
        self._callers: set[Caller] = set()
        self._of_actor: Counter[UUID] = Counter()
        self._is_stopping = False

    def require_room(self, caller: Caller) -> None:
        """Refuse one connection more than the bound of its actor, or of the process."""
        if self._is_stopping:
            raise Stopping
        if len(self._callers) >= _MOST or self._of_actor[caller.actor.id] >= _MOST_OF_AN_ACTOR:
            raise TooManyStreams

    @contextmanager
    def held(self, caller: Caller) -> Iterator[None]:
        """Count a connection while it is open, where there is room."""
        self.require_room(caller)
        self._callers.add(caller)
        self._of_actor[caller.actor.id] += 1
        try:
            yield
        finally:
            self._callers.discard(caller)
            self._of_actor[caller.actor.id] -= 1
            if not self._of_actor[caller.actor.id]:
                del self._of_actor[caller.actor.id]

    def doubt(self, key: str | None) -> None:
        """Somebody is no longer trusted, whose key the feed tells; with none, something may have been missed."""
        for caller in self._callers:
            caller.doubt(key)

    def stop(self) -> None:
        """The service stops: end every stream, open no other."""
        self._is_stopping = True
        for caller in self._callers:
            caller.end(Stopping())
