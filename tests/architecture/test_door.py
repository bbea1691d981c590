"""One door to the database, and SQL in `.sql` files alone."""

import re

import pytest

from tests.architecture.sources import Source, under

# The exceptions, by name: the feed listens, the runner migrates.
CONNECTS = {"planblanc/store/transaction.py", "planblanc/store/migrate.py", "planblanc/store/feed.py"}
CONNECTION = re.compile(r"(?:asyncpg\.connect|create_pool|\.acquire)$")
# What prepares the ground of the queries cannot be one of them: it has no schema yet.
SPEAKS_SQL = {"planblanc/store/migrate.py", "planblanc/store/dump.py", "planblanc/store/feed.py"}
STATEMENT = re.compile(
    r"\s*(?:SELECT\s.*\bFROM\b|SELECT\s+\w+\(|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|MERGE\s+INTO\s|WITH\s+\w+\s+AS\s*\("
    r"|(?:CREATE|ALTER|DROP|TRUNCATE)\s+(?:TABLE|ROLE|SCHEMA|INDEX|POLICY|FUNCTION|DATABASE|VIEW)|SET\s+(?:LOCAL|ROLE|SESSION)\b)",
    re.DOTALL,
)


def test_connections_are_taken_at_the_door_alone() -> None:
    takers = {source.name for source in under("planblanc", "solver") if any(CONNECTION.search(call) for call in source.calls)}

    assert takers <= CONNECTS


@pytest.mark.parametrize("source", under("planblanc", "solver"), ids=lambda source: source.name)
def test_sql_stands_in_sql_files(source: Source) -> None:
    statements = [text for text in source.texts if STATEMENT.match(text)]

    assert not statements or source.name in SPEAKS_SQL
