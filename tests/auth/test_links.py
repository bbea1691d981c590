"""A token becomes an actor, or nothing; what is none costs the database nothing."""

from datetime import datetime

import pytest

from planblanc.auth import links
from planblanc.domain.errors import LinkRefused, Unavailable
from planblanc.store.transaction import Transaction
from tests.databases import connect


async def clock(_: Transaction) -> datetime:
    raise AssertionError("nothing was to be asked")


async def test_what_is_no_token_is_refused_before_the_database_is_asked(database_url: str) -> None:
    database = await connect(database_url, "planblanc_app")
    await database.close()

    for written in ("", "x", "a" * 21, "a" * 23, "é" * 22, f"{'a' * 22}\n"):
        with pytest.raises(LinkRefused):
            await links.identified(database, clock, written)
    with pytest.raises(Unavailable):
        await links.identified(database, clock, links.new_token())
