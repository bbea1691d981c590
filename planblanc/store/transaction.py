"""The single door to the database: who is asking is said first, and the journal is written last."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Literal, Self, TypeAlias

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from planblanc.domain.access import Actor
from planblanc.domain.errors import Unavailable
from planblanc.domain.journal import LogLine
from planblanc.sealing.encryption import KeyRing
from planblanc.store import faults, journal
from planblanc.store.queries import Query, load

DOOR = load("door")
Hear: TypeAlias = Callable[[str, Sequence[object]], None]
_FROZEN: Literal["repeatable_read"] = "repeatable_read"


class _Connection(asyncpg.Connection):
    """Releases without a round trip: all that the door sets is local to its transaction."""

    def get_reset_query(self) -> str:
        return ""


@dataclass(frozen=True)
class Patience:
    """How long the door waits for a statement, a lock, a silent transaction, in milliseconds; for a free connection, in seconds."""

    statement_ms: int = 5000
    lock_ms: int = 2000
    idle_ms: int = 30_000
    connection_seconds: float = 3.0


class Transaction:
    """One transaction of one actor; statements asked at once are put one after the other."""

    def __init__(self, connection: PoolConnectionProxy, actor: Actor, keys: KeyRing | None = None) -> None:
        self.actor = actor
        self.statements = 0
        self._keys = keys
        self._connection = connection
        self._turn = asyncio.Lock()
        self._lines: list[LogLine] = []

    @property
    def keys(self) -> KeyRing:
        """With what personal and secret columns are sealed and opened; `Unavailable` where this process was given none."""
        return _given(self._keys)

    async def rows(self, query: Query, **params: object) -> list[asyncpg.Record]:
        """All the rows of a query."""
        async with self._turn:
            self.statements += 1
            with faults.in_words():
                return list(await self._connection.fetch(query.sql, *_arguments(query, params)))

    async def row(self, query: Query, **params: object) -> asyncpg.Record | None:
        """The first row, or nothing."""
        found = await self.rows(query, **params)
        return found[0] if found else None

    async def value(self, query: Query, **params: object) -> Any:
        """The first column of the first row, or nothing."""
        found = await self.row(query, **params)
        return found[0] if found is not None else None

    async def execute(self, query: Query, **params: object) -> int:
        """Run a statement; how many rows it touched."""
        async with self._turn:
            self.statements += 1
            with faults.in_words():
                status = await self._connection.execute(query.sql, *_arguments(query, params))
        return int(status.rsplit(" ", 1)[-1]) if status[-1].isdigit() else 0

    async def execute_many(self, query: Query, rows: list[dict[str, object]]) -> None:
        """Run one statement for each row, in one exchange with the server."""
        if not rows:
            return
        async with self._turn:
            self.statements += 1
            with faults.in_words():
                await self._connection.executemany(query.sql, [_arguments(query, row) for row in rows])

    def note(self, line: LogLine) -> None:
        """Add a line to the main courante; it is chained and stored as this transaction ends."""
        self._lines.append(line)

    async def close_journal(self) -> None:
        """Append the lines that were noted: the last statement before the commit, so that no head is held for long."""
        if self._lines:
            await self.execute(journal.QUERIES["append_lines"], **journal.columns(self.actor, self._lines))


class Database:
    """A pool of connections that all act as one database role."""

    def __init__(self, pool: asyncpg.Pool, patience: Patience, keys: KeyRing | None = None) -> None:
        self._pool = pool
        self._patience = patience
        self._keys = keys

    @classmethod
    async def connect(cls, url: str, role: str, *, size: int = 10, patience: Patience | None = None, hear: Hear | None = None) -> Self:
        """Open a pool on `url` as `role`; `Unavailable`, saying what to check, when that cannot be.

        `hear(sql, arguments)` is told each statement that was run.
        """

        async def prepare(connection: asyncpg.Connection) -> None:
            await _prepare(connection, hear)

        with faults.of_connecting(url, role):
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=size,
                connection_class=_Connection,
                init=prepare,
                server_settings={"role": role, "application_name": role, "timezone": "UTC"},
            )
        return cls(pool, patience or Patience())

    def keyed(self, keys: KeyRing) -> Self:
        """The same pool, with what seals and opens personal and secret columns."""
        return type(self)(self._pool, self._patience, keys)

    @property
    def keys(self) -> KeyRing:
        """With what personal and secret columns are sealed; `Unavailable` where this process was given none."""
        return _given(self._keys)

    async def close(self) -> None:
        """Let the running transactions end, then close every connection."""
        await self._pool.close()

    @asynccontextmanager
    async def transaction(self, actor: Actor, *, read_only: bool = False) -> AsyncIterator[Transaction]:
        """One transaction for one actor: committed with its journal lines, or nothing at all.

        A read-only one sees the data of one moment, however many statements it asks.
        """
        connection = await self._borrow()
        try:
            with faults.in_words():
                async with connection.transaction(isolation="repeatable_read" if read_only else None, readonly=read_only):
                    tx = Transaction(connection, actor, self._keys)
                    entering = DOOR["enter_for_sites" if actor.establishments or actor.lenders else "enter"]
                    await tx.execute(entering, **self._context(actor))
                    yield tx
                    await tx.close_journal()
        finally:
            await self._pool.release(connection)

    async def _borrow(self) -> PoolConnectionProxy:
        try:
            with faults.in_words():
                return await self._pool.acquire(timeout=self._patience.connection_seconds)
        except TimeoutError as error:
            raise Unavailable("Toutes les connexions à la base sont occupées : réessayez dans un instant.") from error

    def _context(self, actor: Actor) -> dict[str, object]:
        return {
            "role": actor.role.value,
            "actor": str(actor.id),
            "regions": ",".join(sorted(actor.regions)),
            "establishments": ",".join(sorted(map(str, actor.establishments))),
            "lenders": ",".join(sorted(map(str, actor.lenders))),
            "link_solicitation": str(actor.link.solicitation or "") if actor.link else "",
            "link_engagement": str(actor.link.engagement or "") if actor.link else "",
            "confined": actor.confined,
            "statement_timeout": f"{self._patience.statement_ms}ms",
            "lock_timeout": f"{self._patience.lock_ms}ms",
            "idle_timeout": f"{self._patience.idle_ms}ms",
        }


def _given(keys: KeyRing | None) -> KeyRing:
    if keys is None:
        raise Unavailable("Les clés de chiffrement manquent : indiquez leur fichier par PLANBLANC_DATA_KEYS.")
    return keys


async def _prepare(connection: asyncpg.Connection, hear: Hear | None) -> None:
    await connection.set_type_codec("jsonb", schema="pg_catalog", encoder=_as_json, decoder=json.loads)
    if hear is not None:
        connection.add_query_logger(lambda asked: hear(asked.query, asked.args))


def _arguments(query: Query, params: Mapping[str, object]) -> list[object]:
    """The parameters in the order of their `$n`; a missing or unknown name is a mistake of ours."""
    if params.keys() != set(query.parameters):
        raise TypeError(f"{query.name} takes {', '.join(query.parameters) or 'nothing'}, not {', '.join(params)}")
    return [params[name] for name in query.parameters]


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
