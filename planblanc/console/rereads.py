"""What many consoles read again in the same moment is asked once for all of those who have the same rights."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, TypeAlias
from uuid import UUID

from planblanc.domain.access import COORDINATORS, Actor, Channel
from planblanc.domain.identity import key_of

Execute: TypeAlias = Callable[..., Awaitable[dict[str, Any]]]
_Key: TypeAlias = tuple[Actor, str, str]

HEADER = "x-reads-again"
_NOBODY: UUID = key_of("actor", "scope")
_AT_ONCE = 4  # what is told live passes between them: all of them at once would hold it back for seconds


class Rereads:
    """The documents that are being executed for several; an answer is never older than the question."""

    def __init__(self, execute: Execute, own: str) -> None:
        self._execute = execute
        self._own = own
        self._running: dict[_Key, asyncio.Task[dict[str, Any]]] = {}
        self._next: dict[_Key, asyncio.Task[dict[str, Any]]] = {}
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def answered(self, actor: Actor, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        """What the API answers to a page, with what is its reader's own asked for that reader; alone for whoever shares with nobody."""
        if not may_share(actor):
            return await self._execute(actor, document, variables)
        shared = await self._shared(actor, document, variables)
        async with self._turns:
            own = await self._execute(actor, self._own, {})
        return {"data": {**(shared["data"] or {}), **(own["data"] or {})}, "errors": [*shared["errors"], *own["errors"]]}

    async def _shared(self, actor: Actor, document: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        scope = scope_of(actor)
        key = (scope, document, json.dumps(variables, sort_keys=True))
        task = self._next.get(key)
        if task is None:
            task = self._next[key] = asyncio.create_task(self._run(key, variables))
        return await asyncio.shield(task)

    async def _run(self, key: _Key, variables: Mapping[str, Any]) -> dict[str, Any]:
        # What runs already began before this was asked: it may not know yet of what happened since.
        if (running := self._running.get(key)) is not None:
            await asyncio.wait([running])
        self._running[key] = self._next.pop(key)
        try:
            return await self._execute(key[0], key[1], variables)
        finally:
            if self._running[key] is asyncio.current_task():
                del self._running[key]


def may_share(actor: Actor) -> bool:
    """Coordinators of a region or of the nation alone are many who read the same; nothing of theirs depends on who they are."""
    return actor.role in COORDINATORS and not actor.confined and actor.on_behalf_of is None


def scope_of(actor: Actor) -> Actor:
    """Whoever has the same rights, and is nobody in particular."""
    return replace(actor, id=_NOBODY, name="", account=None, fresh=False, channel=Channel.CONSOLE)
