"""What is kept on a person, wherever it stands: found, given out, erased. By the operator's role, which reads every row."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from planblanc.domain.journal import Chain, ChainKind
from planblanc.domain.persons import ERASED, Sought
from planblanc.store import sealed
from planblanc.store.queries import load
from planblanc.store.sealed import ADDRESS, CALL_BACK, INCIDENT_CONTACT, MESSAGE, REQUEST_CONTACT, RESPONDER_PHONE, Column
from planblanc.store.transaction import Transaction

QUERIES = load("personal_data")
_NUMBERS = (RESPONDER_PHONE, INCIDENT_CONTACT, REQUEST_CONTACT, CALL_BACK, ADDRESS)
_MESSAGES_AT_ONCE = 500
_CODED_LETTER = re.compile(r"(?<!\\)\\u(00[89a-f][0-9a-f]|0[1-9a-f][0-9a-f]{2}|[1-9a-cef][0-9a-f]{3})", re.IGNORECASE)
_PERSON = ("forget_competences", "forget_calendars", "forget_phones", "forget_reveals")


@dataclass(frozen=True)
class Kept:
    """One thing that is kept on a person: where, and what."""

    source: str
    told: Any


@dataclass(frozen=True)
class KeptText:
    """What somebody typed in the journal that names a person."""

    chain: Chain
    sequence: int
    body: str


@dataclass(frozen=True)
class Responders:
    """The persons of the pool who are meant: their keys and the names that they are known by."""

    ids: tuple[UUID, ...]
    labels: tuple[str, ...]


async def responders(tx: Transaction, pattern: str | None, key: UUID | None) -> Responders:
    """The persons of the pool of this key, or of a name like this."""
    rows = await tx.rows(QUERIES["list_named"], id=key, pattern=pattern)
    return Responders(tuple(row["id"] for row in rows), tuple(row["label"] for row in rows))


async def numbers(tx: Transaction, found: Responders) -> list[str]:
    """The numbers of these persons."""
    known = await sealed.values(tx, RESPONDER_PHONE)
    return [known[key] for key in found.ids if key in known]


async def engaged(tx: Transaction, found: Responders) -> int:
    """How many of these persons are engaged now."""
    return int(await tx.value(QUERIES["count_engaged"], ids=list(found.ids)))


async def kept(tx: Transaction, person: Sought, found: Responders) -> list[Kept]:
    """Every row that is about a person: by its key, its name or one of its numbers, sealed or not."""
    rows = await tx.rows(QUERIES["list_of_responders"], ids=list(found.ids))
    rows += await tx.rows(QUERIES["list_rows"], pattern=person.pattern)
    shown = [Kept(row["source"], _without_seals(row["told"])) for row in rows]
    for column in _NUMBERS:
        said = await sealed.values(tx, column)
        shown += [Kept(column.table, {"key": str(key), column.name: text}) for key, text in said.items() if person.is_in(text)]
    shown += [Kept("inbox", {"key": str(key), "body": body}) for key, body in (await _messages(tx, person)).items()]
    return list({json.dumps([one.source, one.told], sort_keys=True): one for one in shown}.values())


async def texts(tx: Transaction, person: Sought) -> list[KeptText]:
    """What people typed in the journal that names a person."""
    rows = await tx.rows(QUERIES["list_journal_texts"], pattern=person.pattern)
    return [KeptText(Chain(ChainKind(row["kind"]), row["key"]), row["sequence"], row["body"]) for row in rows]


async def sealed_lines(tx: Transaction, person: Sought) -> int:
    """In how many lines of the journal the person stands as the author of an act: these are never changed."""
    return int(await tx.value(QUERIES["count_sealed_lines"], pattern=person.pattern))


async def reports(tx: Transaction, person: Sought) -> int:
    """In how many situation reports the person stands: kept as they were issued."""
    return int(await tx.value(QUERIES["count_reports"], pattern=person.pattern))


async def erase(tx: Transaction, person: Sought, found: Responders) -> Mapping[str, int]:
    """Take the person out of every row but those of the journal; how many values went, by table."""
    gone: Counter[str] = Counter()
    for name in _PERSON:
        gone["responder"] += await tx.execute(QUERIES[name], ids=list(found.ids))
    gone["responder"] += await tx.execute(QUERIES["forget_responders"], ids=list(found.ids), replacement=ERASED)
    gone.update(await _erase_numbers(tx, person))
    messages = {key: person.erased_from(body) for key, body in (await _messages(tx, person)).items()}
    for key, body in messages.items():
        await tx.execute(QUERIES["put_message"], id=key, body=sealed.seal_bytes(tx, MESSAGE, key, body.encode()))
    gone["inbox"] += len(messages)
    for row in await tx.rows(QUERIES["erase_words"], pattern=person.pattern, replacement=ERASED):
        gone[row["source"]] += row["changed"]
    return {table: times for table, times in sorted(gone.items()) if times}


async def _erase_numbers(tx: Transaction, person: Sought) -> Counter[str]:
    gone: Counter[str] = Counter()
    named = [row["id"] for row in await tx.rows(QUERIES["list_contact_names"], pattern=person.pattern)]
    for column, name, more in (
        (RESPONDER_PHONE, "forget_phones", []),
        (INCIDENT_CONTACT, "forget_contacts", named),
        (REQUEST_CONTACT, "forget_callers", []),
        (CALL_BACK, "forget_called", []),
        (ADDRESS, "forget_addresses", []),
    ):
        keys = [*more, *await _keys(tx, column, person)]
        gone[column.table] += await tx.execute(QUERIES[name], ids=keys)
    return gone


async def _keys(tx: Transaction, column: Column, person: Sought) -> Sequence[UUID]:
    return [key for key, text in (await sealed.values(tx, column)).items() if person.is_in(text)]


async def _messages(tx: Transaction, person: Sought) -> dict[UUID, str]:
    """The messages of the portal that name a person."""
    found: dict[UUID, str] = {}
    after = UUID(int=0)
    while rows := await tx.rows(QUERIES["list_message_keys"], after=after, limit=_MESSAGES_AT_ONCE):
        for row in rows:
            body = sealed.opened_bytes(tx, MESSAGE, row["id"], clear=row["body"], sealed=row["body"] if row["sealed"] else None)
            text = _in_letters(body.decode("utf-8", "replace"))
            if person.is_in(text):
                found[row["id"]] = text
        after = rows[-1]["id"]
    return found


def _in_letters(message: str) -> str:
    """A message of a program that wrote its accents as codes, as anybody reads it."""
    return _CODED_LETTER.sub(lambda coded: chr(int(coded[1], 16)), message)


def _without_seals(told: Mapping[str, Any]) -> dict[str, Any]:
    """A row without the columns that are sealed: their values are told opened."""
    return {name: value for name, value in told.items() if not name.endswith("_sealed") and name not in {"body", "search_text"}}
