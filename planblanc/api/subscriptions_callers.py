"""Whoever holds a connection open: known until its token ends, and bounded in number."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from planblanc.api.operation import Operation
from planblanc.api.reach import Reach
from planblanc.api.subscriptions_follower import Follower
from planblanc.api.subscriptions_hub import Hub
from planblanc.auth import tokens
from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.errors import PlanblancError, TooManyStreams, Unavailable

MOST_OF_A_CONNECTION = 10
_MOST_OF_AN_ACTOR = 30
_MOST = 3000
_LONGEST_TRUST = timedelta(seconds=15)
_EXPIRED = "Votre jeton n'est plus valide : reprenez avec un nouveau, après votre dernier curseur."


class Stopping(Unavailable):
    """Le service s'arrête : reprenez dans un instant, après votre dernier curseur."""


class Caller:
    """One connection of one actor, and the streams that it holds."""

    def __init__(self, token: str, reach: Reach, hub: Hub) -> None:
        self._token = token
        self._reach = reach
        self._hub = hub
        self._open = 0
        self._ended: PlanblancError | None = None
        self.followers: set[Follower] = set()
        self.idle = asyncio.Event()
        self.actor = reach.verifier.verify(token, reach.real_clock())

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

    async def watch(self) -> None:
        """Wait until the token ends, or is no longer trusted, and end every stream then."""
        while (left := tokens.expiry(self._token) - self._reach.real_clock()) > timedelta(0):
            await asyncio.sleep(min(left, _LONGEST_TRUST).total_seconds())
            try:
                self._reach.verifier.verify(self._token, self._reach.real_clock())
            except NotAuthenticated:
                break
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

    def stop(self) -> None:
        """The service stops: end every stream, open no other."""
        self._is_stopping = True
        for caller in self._callers:
            caller.end(Stopping())
