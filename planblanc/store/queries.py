"""Named queries: SQL lives in `sql/<noun>.sql`, each query with its name, its purpose and named parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "sql"
_NAME = re.compile(r"^-- name: *(?P<name>\w*) *$")
_PURPOSE = re.compile(r"^-- (?P<purpose>\S.*)$")
# What is quoted or commented holds no parameter, nor does a cast (`::text`) or an array slice (`[1:2]`).
_TOKEN = re.compile(
    r"""
      (?P<kept> '(?:[^']|'')*' | "(?:[^"]|"")*" | (?P<dollar>\$\w*\$).*?(?P=dollar) | --[^\n]* | /\*.*?\*/ | :: )
    | (?<![\w\]:]) : (?P<parameter>[a-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Query:
    """One named statement, with `$n` for its parameters in the order of their names."""

    name: str
    purpose: str
    sql: str
    parameters: tuple[str, ...]

    def arguments(self, given: Mapping[str, object]) -> list[object]:
        """The values in the order of the statement; `TypeError` unless they are exactly its parameters."""
        if given.keys() != set(self.parameters):
            raise TypeError(f"{self.name} takes {', '.join(self.parameters) or 'nothing'}; given: {', '.join(given) or 'nothing'}")
        return [given[name] for name in self.parameters]


class MalformedQueries(ValueError):
    """A file of queries that breaks the form: a mistake of ours, never an answer to a caller."""


@cache
def load(noun: str) -> dict[str, Query]:
    """The queries of `sql/<noun>.sql`, by name."""
    return parse((_FOLDER / f"{noun}.sql").read_text("utf-8"), noun)


def nouns() -> tuple[str, ...]:
    """The files of queries there are."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.sql")))


def parse(text: str, source: str) -> dict[str, Query]:
    """Read a file of queries; raise `MalformedQueries`, naming the query, for a duplicate or a missing part."""
    found: dict[str, Query] = {}
    for block in _blocks(text):
        query = _query(block, source)
        if query.name in found:
            raise MalformedQueries(f"{source}.sql: {query.name} is there twice")
        found[query.name] = query
    return found


def _blocks(text: str) -> list[list[str]]:
    """The lines of each query, from its name on; what stands before the first name is a heading."""
    blocks: list[list[str]] = []
    for line in text.splitlines():
        if _NAME.match(line):
            blocks.append([])
        if blocks:
            blocks[-1].append(line)
    return blocks


def _query(block: list[str], source: str) -> Query:
    named = _NAME.match(block[0])
    name = named["name"] if named else ""
    purpose = _PURPOSE.match(block[1]) if len(block) > 1 else None
    body = "\n".join(block[2:]).strip().rstrip(";").rstrip()
    if not name:
        raise MalformedQueries(f"{source}.sql: a query has no name")
    if purpose is None:
        raise MalformedQueries(f"{source}.sql: {name} does not say its purpose on its second line")
    if not _without_comments(body):
        raise MalformedQueries(f"{source}.sql: {name} has no statement")
    sql, parameters = _numbered(body)
    return Query(name, purpose["purpose"], sql, parameters)


def _without_comments(sql: str) -> str:
    return re.sub(r"--[^\n]*|/\*.*?\*/", "", sql, flags=re.DOTALL).strip()


def _numbered(sql: str) -> tuple[str, tuple[str, ...]]:
    """Put `$n` for `:name`, the same number for the same name."""
    order: dict[str, int] = {}

    def replace(match: re.Match[str]) -> str:
        parameter = match["parameter"]
        if parameter is None:
            return match[0]
        return f"${order.setdefault(parameter, len(order) + 1)}"

    return _TOKEN.sub(replace, sql), tuple(order)
