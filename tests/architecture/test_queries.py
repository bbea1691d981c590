"""Every named query is one that PostgreSQL understands, and that somebody asks."""

import ast

import asyncpg
import pytest

from planblanc.store import queries
from planblanc.store.queries import Query
from tests.architecture.sources import under

ALL = [pytest.param(query, id=f"{noun}.{query.name}") for noun in queries.nouns() for query in queries.load(noun).values()]


@pytest.fixture(scope="session")
def texts() -> frozenset[str]:
    """Every text of the code: names of queries, and of tables that a query is named after."""
    return frozenset(text for source in under("planblanc") for text in source.texts)


@pytest.fixture(scope="session")
def prefixes() -> frozenset[str]:
    """What stands before the name of a table, where the name of a query is made of both: `f"put_{table}"`."""
    return frozenset(
        str(node.slice.values[0].value)
        for source in under("planblanc/store")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.JoinedStr) and isinstance(node.slice.values[0], ast.Constant)
    )


@pytest.mark.parametrize("query", ALL)
async def test_every_query_prepares(migrated: asyncpg.Connection, query: Query) -> None:
    prepared = await migrated.prepare(query.sql)

    assert len(prepared.get_parameters()) == len(query.parameters)


@pytest.mark.parametrize("query", ALL)
def test_every_query_is_asked(texts: frozenset[str], prefixes: frozenset[str], query: Query) -> None:
    subjects = {query.name.removeprefix(prefix) for prefix in prefixes if query.name.startswith(prefix)}

    is_asked = query.name in texts or not texts.isdisjoint(subjects)
    assert is_asked, f"nobody asks {query.name}"
