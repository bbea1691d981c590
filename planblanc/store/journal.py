"""The lines of the main courante, appended last in the transaction that makes them true."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from planblanc.domain.access import Actor
from planblanc.domain.journal import LogLine
from planblanc.sealing.canonical import Json, canonical_bytes
from planblanc.sealing.personal import SALT_BYTES, seal_text
from planblanc.store.queries import load

QUERIES = load("journal")


def columns(actor: Actor, lines: Sequence[LogLine]) -> dict[str, object]:
    """The parameters of `append_lines`: one array a column, in the order in which the lines were noted."""
    salts = [secrets.token_bytes(SALT_BYTES) if line.personal is not None else None for line in lines]
    return {
        "kinds": [line.chain.kind.value for line in lines],
        "keys": [line.chain.key for line in lines],
        "lines": [canonical_bytes(_content(actor, line, salt)) for line, salt in zip(lines, salts, strict=True)],
        "salts": salts,
        "bodies": [line.personal for line in lines],
        "at": lines[0].at,
    }


def _content(actor: Actor, line: LogLine, salt: bytes | None) -> dict[str, Json]:
    content: dict[str, Json] = {
        "kind": line.kind.value,
        "act": line.act,
        "text": line.text,
        "recorded_at": _moment(line.at),
        "declared_at": _moment(line.declared_at or line.at),
        "actor": {"id": str(actor.id), "name": actor.name, "role": actor.role.value},
        "channel": (line.channel or actor.channel).value,
        "tlp": line.tlp.value,
        "details": dict(line.details),
    }
    if line.corrects is not None:
        content["corrects"] = line.corrects
    on_behalf_of = line.on_behalf_of or actor.on_behalf_of
    if on_behalf_of is not None:
        content["on_behalf_of"] = on_behalf_of
    if line.personal is not None and salt is not None:
        content["personal_sha256"] = seal_text(line.personal, salt=salt).hex()
    return content


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
