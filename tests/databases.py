"""Servers and databases for tests: made from nothing or from a template, thrown away after."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit
from uuid import uuid4

import asyncpg

from planblanc.sealing import encryption
from planblanc.store import embedded
from planblanc.store.transaction import Database, Hear, Patience

# One ring for all that a test opens on one database: the service, its worker, and the test itself.
_DRAWN = Path(tempfile.mkdtemp(prefix="planblanc-keys-"))
atexit.register(shutil.rmtree, _DRAWN)
KEY_FILE = _DRAWN / "data-keys"
encryption.make(KEY_FILE)
KEYS = encryption.named(KEY_FILE)


async def connect(url: str, role: str, *, size: int = 10, patience: Patience | None = None, hear: Hear | None = None) -> Database:
    """The database as a role sees it, with the keys of the tests."""
    return (await Database.connect(url, role, size=size, patience=patience, hear=hear)).keyed(KEYS)


@contextmanager
def throw_away_server() -> Iterator[str]:
    """A server that forgets everything; the URL is its administrator's."""
    base = Path(tempfile.mkdtemp(prefix="planblanc-tests-"))
    base.chmod(0o755)  # run by root, the server is another user's
    try:
        yield embedded.start(base, durable=False)
    finally:
        embedded.discard(base)


def database_at(url: str, name: str) -> str:
    """The same server and user, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


class Administrator:
    """Makes databases for tests, and drops them."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def __aenter__(self) -> Self:
        self._connection = await asyncpg.connect(self._url)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connection.close()

    async def create(self, template: str = "template0") -> str:
        name = f"planblanc_test_{uuid4().hex[:16]}"
        await self._connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    async def drop(self, name: str) -> None:
        await self._connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
