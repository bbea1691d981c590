"""Brings a database to this version: plain SQL files, in order, each in one transaction, each recorded with its hash."""

from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import asyncpg

from planblanc import shipped
from planblanc.domain.errors import MigrationRefused, Unavailable

BEHIND = "Cette base n'est pas à jour : lancez d'abord « planblanc migrate »."
_LOCK = 0x504C414E
_LEAST_VERSION = 150000
# A file that begins so runs with the rights of the connection; the others as the owner of the schema.
_AS_CONNECTION = "-- as: connection\n"
_OWNER = "planblanc_owner"
_RECORDER = "planblanc_migrator"


@dataclass(frozen=True)
class Migration:
    """One step: its version is the file's name without the extension."""

    version: str
    sql: str

    @property
    def sha256(self) -> str:
        """The hash of the file, by which a change after the fact is seen."""
        return sha256(self.sql.encode()).hexdigest()


def read(folder: Path) -> tuple[Migration, ...]:
    """The migrations of a folder, in order."""
    return tuple(Migration(path.stem, path.read_text("utf-8")) for path in sorted(folder.glob("*.sql")))


def latest() -> str:
    """The last migration that this version of the service knows."""
    return read(shipped.schema_dir() / "migrations")[-1].version


async def migrate(url: str, folder: Path | None = None) -> tuple[str, ...]:
    """Apply what is missing and return its versions; two runs at once do it once.

    The first run needs CREATEROLE and CREATE on the database, never a superuser. Raises `MigrationRefused` when a file
    has changed, is missing, comes too late or fails: what was applied before it is kept, nothing of it is. Raises
    `Unavailable` when the database does not answer.
    """
    wanted = read(folder or shipped.schema_dir() / "migrations")
    async with AsyncExitStack() as stack:
        connection = await _connect(url)
        stack.push_async_callback(connection.close)
        _require_version(connection)
        await connection.execute("SELECT pg_advisory_lock($1)", _LOCK)
        pending = _pending(wanted, await _applied(connection))
        for migration in pending:
            await _apply(connection, migration)
    return tuple(migration.version for migration in pending)


async def require_current(url: str, folder: Path | None = None) -> None:
    """Raise `MigrationRefused`, saying what to do, when the database still misses a step."""
    connection = await _connect(url)
    try:
        if _pending(read(folder or shipped.schema_dir() / "migrations"), await _applied(connection)):
            raise MigrationRefused(BEHIND)
    finally:
        await connection.close()


async def _connect(url: str) -> asyncpg.Connection:
    try:
        return await asyncpg.connect(url)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"La base de données ne répond pas : {error}") from error


def _require_version(connection: asyncpg.Connection) -> None:
    version = connection.get_server_version()
    if version.major * 10_000 < _LEAST_VERSION:
        raise MigrationRefused(f"Cette base est un PostgreSQL {version.major} : il faut la version 15 ou une plus récente.")


async def _applied(connection: asyncpg.Connection) -> Mapping[str, str]:
    if await connection.fetchval("SELECT to_regclass('planblanc.schema_migration')") is None:
        return {}
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {_RECORDER}")
        rows = await connection.fetch("SELECT version, sha256 FROM planblanc.schema_migration ORDER BY version")
    return {row["version"]: row["sha256"] for row in rows}


def _pending(wanted: tuple[Migration, ...], applied: Mapping[str, str]) -> tuple[Migration, ...]:
    known = {migration.version for migration in wanted}
    for version in applied:
        if version not in known:
            raise MigrationRefused(f"La migration {version} a été faite par une version plus récente du service : installez celle-ci.")
    for migration in wanted:
        if applied.get(migration.version, migration.sha256) != migration.sha256:
            raise MigrationRefused(f"Le fichier de la migration {migration.version} a été modifié depuis qu'elle a été faite.")
    pending = tuple(migration for migration in wanted if migration.version not in applied)
    if applied and pending and pending[0].version < max(applied):
        raise MigrationRefused(f"La migration {pending[0].version} vient avant d'autres déjà faites : renommez-la pour qu'elle les suive.")
    return pending


async def _apply(connection: asyncpg.Connection, migration: Migration) -> None:
    try:
        async with connection.transaction():
            if not migration.sql.startswith(_AS_CONNECTION):
                await connection.execute(f"SET LOCAL ROLE {_OWNER}")
            await connection.execute(migration.sql)
            await connection.execute(f"SET LOCAL ROLE {_RECORDER}")
            await connection.execute(
                "INSERT INTO planblanc.schema_migration (version, sha256) VALUES ($1, $2)", migration.version, migration.sha256
            )
    except asyncpg.InsufficientPrivilegeError as error:
        raise MigrationRefused(
            f"La migration {migration.version} demande un compte qui a CREATEROLE et CREATE sur la base : {error}"
        ) from error
    except asyncpg.PostgresError as error:
        raise MigrationRefused(
            f"La migration {migration.version} a échoué{_place_of(error, migration.sql)}, et rien n'en a été gardé : {error}"
        ) from error


def _place_of(error: asyncpg.PostgresError, sql: str) -> str:
    position = getattr(error, "position", None)
    return f" à la ligne {sql.count(chr(10), 0, int(position)) + 1}" if position else ""
