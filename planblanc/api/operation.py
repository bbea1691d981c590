"""What one operation carries from the door to its resolvers: who asks, the clock, and one transaction shared by all."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime
from typing import Any, TypeAlias, TypeVar

import strawberry
from strawberry.dataloader import DataLoader

from planblanc.domain.access import Actor
from planblanc.sealing.encryption import KeyRing
from planblanc.store.transaction import Database, Transaction

K = TypeVar("K")
V = TypeVar("V")

Clock: TypeAlias = Callable[[Transaction], Awaitable[datetime]]
ReadMany: TypeAlias = Callable[[Transaction, list[K]], Awaitable[Sequence[V]]]


# The door's own statement, which says who asks; it is the same whatever is asked.
_DOOR_STATEMENTS = 1


class Operation:
    """One query or mutation of one actor; `info.context` in the resolvers."""

    def __init__(
        self, actor: Actor, database: Database, clock: Clock, *, real_clock: Callable[[], datetime], private_targets: bool = False
    ) -> None:
        self.actor = actor
        self.database = database
        self.clock = clock
        self.real_clock = real_clock  # of accounts, keys and sessions, whatever the time of the crisis
        self.private_targets = private_targets  # may outside programs be on the installation's own network?
        self.name = "-"
        self.statements = 0
        self.refused: list[tuple[str, str]] = []  # the code of each refusal that was answered as data, and its field
        self._stack = AsyncExitStack()
        self._opening = asyncio.Lock()
        self._reading: Transaction | None = None
        self._now: datetime | None = None
        self._loaders: dict[object, DataLoader[Any, Any]] = {}

    @property
    def keys(self) -> KeyRing:
        """With what personal and secret columns are sealed."""
        return self.database.keys

    async def tx(self) -> Transaction:
        """The operation's read-only transaction, opened on first use: every resolver sees the same moment."""
        async with self._opening:
            if self._reading is None:
                reading = self.database.transaction(self.actor, read_only=True)
                self._reading = await self._stack.enter_async_context(reading)
        return self._reading

    async def now(self) -> datetime:
        """The time of the crisis: the real one, but for a demonstration's; one moment for the whole reading."""
        if self._now is None:
            self._now = await self.clock(await self.tx())
        return self._now

    def load(self, read_many: "ReadMany[K, V]", key: K) -> Awaitable[V]:
        """One value by its key, read together with all those that the same level asks for, in one statement.

        `read_many(tx, keys)` answers in the order of the keys. It must be a module's function: it names the loader.
        """
        loader = self._loaders.get(read_many)
        if loader is None:

            async def read(keys: list[K]) -> Sequence[V]:
                return await read_many(await self.tx(), keys)

            loader = self._loaders[read_many] = DataLoader(load_fn=read)
        return loader.load(key)

    def count(self, tx: Transaction) -> None:
        """Add the statements of a transaction that ends to those of the operation."""
        self.statements += tx.statements - _DOOR_STATEMENTS

    async def close(self) -> None:
        """End the reading, and forget what it read; the next one, if any, sees a later moment."""
        self._loaders.clear()
        self._now = None
        if self._reading is not None:
            self.count(self._reading)
            self._reading = None
        await self._stack.aclose()


Info: TypeAlias = "strawberry.Info[Operation, None]"
