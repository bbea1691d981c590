"""The published example queries: a title in the first line, variables in a file beside."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Example:
    """One query that a newcomer can run as it stands."""

    name: str
    title: str
    query: str
    variables: dict[str, Any]
    asked_by: str  # an identity of the demonstration


def read(folder: Path) -> tuple[Example, ...]:
    """The examples of a folder, by name."""
    return tuple(_example(path) for path in sorted(folder.glob("*.graphql")))


def _example(path: Path) -> Example:
    text = path.read_text("utf-8")
    beside = path.with_suffix(".json")
    asked_by = re.search(r"^# as: (\S+)$", text, re.MULTILINE)
    return Example(
        name=path.stem,
        title=text.split("\n", 1)[0].lstrip("# ").strip(),
        query=text,
        variables=json.loads(beside.read_text("utf-8")) if beside.is_file() else {},
        asked_by=asked_by[1] if asked_by else "ars-75",
    )
