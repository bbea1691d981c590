"""The bare statements of one mutation, as they were heard, run again and again by PostgreSQL's own pgbench."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote
from uuid import UUID

from planblanc.domain.errors import Unavailable
from planblanc.store import binaries

Heard: TypeAlias = "tuple[str, Sequence[object]]"

_PARAMETER = re.compile(r"\$(\d+)")
_RATE = re.compile(r"tps = ([0-9.]+)")


@dataclass(frozen=True)
class Varied:
    """What changes from one run to the next: the key of the mutation, and which of these incidents it is for."""

    key: str
    incident: UUID
    incidents: tuple[UUID, ...]


def script(heard: Sequence[Heard], varied: Varied) -> str:
    """The statements as a script of pgbench, every argument written out, but for what is varied."""
    choices = ", ".join(f"'{incident}'" for incident in varied.incidents)
    put = {varied.key: ":key::text", str(varied.incident): f"(ARRAY[{choices}])[:incident]"}
    heading = f"\\set key random(1, 9000000000000000)\n\\set incident random(1, {len(varied.incidents)})\n"
    return heading + "".join(f"{_on_one_line(_written(sql, arguments, put))};\n" for sql, arguments in heard)


def as_role(url: str, role: str) -> str:
    """The same database, entered as one role."""
    return f"{url}&options={quote(f'-c role={role} -c timezone=UTC')}"


def rate(url: str, text: str, folder: Path, *, clients: int, seconds: int) -> float:
    """How many runs of a script a second pgbench reaches with so many clients; each statement is prepared once."""
    written = folder / "bare.sql"
    written.write_text(text, "utf-8")
    written.chmod(0o644)
    programs = binaries.find(binaries.account_for(folder / "nowhere"))
    fixed = ("--no-vacuum", "--protocol=prepared", "--jobs=1", f"--client={clients}", f"--time={seconds}")
    done = programs.run("pgbench", *fixed, f"--file={written}", url)
    reached = _RATE.search(done.stdout)
    if done.returncode != 0 or reached is None:
        raise Unavailable(f"pgbench n'a pas abouti : {done.stderr.strip()[-300:]}")
    return float(reached[1])


def _written(sql: str, arguments: Sequence[object], put: Mapping[str, str]) -> str:
    return _PARAMETER.sub(lambda number: _literal(arguments[int(number[1]) - 1], put), sql)


def _on_one_line(sql: str) -> str:
    return " ".join(line.split("--", 1)[0].strip() for line in sql.rstrip("; \n").splitlines())


def _literal(value: object, put: Mapping[str, str]) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, bytes):
        return f"'\\x{value.hex()}'"
    if isinstance(value, list | tuple):
        return f"ARRAY[{', '.join(_literal(one, put) for one in value)}]"
    return _text(value, put)


def _text(value: object, put: Mapping[str, str]) -> str:
    if isinstance(value, datetime):
        told = value.isoformat()
    elif isinstance(value, timedelta):
        told = f"{value.total_seconds()} seconds"
    else:
        told = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    if told in put:
        return f"({put[told]})::uuid" if isinstance(value, UUID) else put[told]
    # pgbench takes a colon and a letter for a variable, wherever they stand.
    escaped = told.replace("\\", "\\\\").replace("'", "''").replace(":", "\\003A")
    return f"U&'{escaped}'"
