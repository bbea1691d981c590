"""Writes the schema of a database as plain SQL: the same text whenever the schema is the same, for any PostgreSQL from 15 on."""

import re

from planblanc.domain.errors import Unavailable
from planblanc.store import binaries

_HEADING = """\
-- The schema as it stands after the last migration. Made by `planblanc write-schema`; a test proves that it equals the migrations.
-- To load it, make the roles first: migrations/0001_roles.sql says which.

SET check_function_bodies = false;
SET search_path = pg_catalog;
"""
# What changes with the release of the tool, with the machine, or from one run to the next.
_OF_THE_RUN = re.compile(r"^(?:\\(?:un)?restrict .*|SET .*;|SELECT pg_catalog\.set_config\(.*\);|--.*)\n", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def dump(url: str) -> str:
    """The schema `planblanc` of a database, with its owners, rights and policies; `Unavailable` when it cannot be read."""
    programs = binaries.find(None)
    dumped = programs.run("pg_dump", "--schema-only", "--schema=planblanc", f"--dbname={url}")
    if dumped.returncode != 0:
        raise Unavailable(f"Le schéma n'a pas pu être lu : {dumped.stderr.strip()}")
    return normalise(dumped.stdout)


def normalise(text: str) -> str:
    """Keep of a dump the statements alone, under a heading of ours; comments inside functions stay."""
    parts = re.split(r"(\$\$.*?\$\$)", text, flags=re.DOTALL)
    kept = [part if part.startswith("$$") else _OF_THE_RUN.sub("", part) for part in parts]
    return _HEADING + "\n" + _EMPTY_LINES.sub("\n\n", "".join(kept)).strip() + "\n"
