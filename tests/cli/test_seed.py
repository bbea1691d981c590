"""`planblanc seed` says what it did, in French, table by table."""

import asyncio

import asyncpg
import pytest
from click.testing import CliRunner, Result

from planblanc.cli import main


def seed(database_url: str, *options: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["seed", *options], env={"DATABASE_URL": database_url, **environment})


def test_it_tells_what_it_added_then_that_nothing_changed(database_url: str) -> None:
    first, second = seed(database_url), seed(database_url)

    assert "établissements : ajouts 1945, modifications 0, sans changement 0" in first.output
    assert "établissements : ajouts 0, modifications 0, sans changement 1945" in second.output
    assert "synthétiques" not in first.output


def test_it_tells_what_another_pool_put_aside(database_url: str) -> None:
    seed(database_url, "--pool", "dax")

    result = seed(database_url, "--pool", "armentieres")

    assert "intervenants (synthétiques) : ajouts 19, modifications 0, sans changement 0, retraits 38" in result.output


async def reckoned(database_url: str) -> tuple[int, int]:
    connection = await asyncpg.connect(database_url)
    try:
        row = await connection.fetchrow(
            "SELECT reltuples, (SELECT count(*) FROM planblanc.responder) FROM pg_class WHERE oid = 'planblanc.responder'::regclass"
        )
    finally:
        await connection.close()
    assert row
    return int(row[0]), int(row[1])


def test_postgresql_knows_at_once_how_much_was_loaded(database_url: str) -> None:
    seed(database_url, "--pool", "dax")

    known, loaded = asyncio.run(reckoned(database_url))

    assert known == loaded > 0


def test_a_database_that_was_not_migrated_is_refused(empty_database_url: str) -> None:
    result = seed(empty_database_url)

    assert result.exit_code == 1
    assert "lancez d'abord « planblanc migrate »" in result.output


@pytest.mark.parametrize(
    ("options", "environment", "told"),
    [
        (("--pool", "atlantis"), {}, "La crise « atlantis » n'est pas connue"),
        (
            ("--pool", "demo"),
            {
                "PLANBLANC_MODE": "production",
                "PLANBLANC_TOKEN_ISSUER": "https://issuer.invalid",
                "PLANBLANC_TOKEN_KEYS": "keys.json",
            },
            "Un vivier inventé n'est jamais chargé en production.",
        ),
    ],
)
def test_what_it_refuses_is_one_french_line(database_url: str, options: tuple[str, ...], environment: dict[str, str], told: str) -> None:
    result = seed(database_url, *options, **environment)

    assert result.exit_code == 1
    assert told in result.output
    assert "Traceback" not in result.output
