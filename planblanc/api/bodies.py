"""Reads the body of a request: bounded, strict, refused in one French sentence."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from starlette.requests import ClientDisconnect

from planblanc.api.trusted_documents import TrustedDocuments

LARGEST_BODY = 256 * 1024
DEEPEST_JSON = 32
SECONDS_TO_SEND = 10.0
_JSON_TYPE = re.compile(r"application/json\s*(;\s*charset=(utf-8|\"utf-8\")\s*)?", re.IGNORECASE)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_OPTIONAL = {"operationName": str, "variables": dict, "extensions": dict}


class BadRequest(Exception):
    """A request that is not a well-formed GraphQL-over-HTTP request, and the status that says so."""

    def __init__(self, status: int, message: str, code: str = "BAD_REQUEST") -> None:
        self.status = status
        self.message = message
        self.code = code
        super().__init__(message)


@dataclass(frozen=True)
class Wanted:
    """What the caller wants executed."""

    query: str
    operation_name: str | None
    variables: dict[str, Any] | None


async def read(content_type: str | None, stream: AsyncIterator[bytes], trusted: TrustedDocuments | None = None) -> Wanted:
    """The request that a body holds; `BadRequest` with 400, 413 or 415 otherwise."""
    if content_type is None or _JSON_TYPE.fullmatch(content_type.strip()) is None:
        raise BadRequest(415, "Le corps doit être du JSON en UTF-8 : Content-Type: application/json.")
    return wanted(decoded(await bounded(stream, most=LARGEST_BODY, seconds=SECONDS_TO_SEND)), trusted)


async def bounded(stream: AsyncIterator[bytes], *, most: int, seconds: float) -> bytes:
    """A body of so many bytes at most, counted while it comes, for so long at most; `BadRequest` with 400, 408 or 413 otherwise."""
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in stream:
                body += chunk
                if len(body) > most:
                    raise too_large(most)
    except TimeoutError:
        raise BadRequest(408, "Le corps met trop de temps à arriver.") from None
    except ClientDisconnect:
        raise BadRequest(400, "La connexion s'est fermée avant la fin du corps.") from None
    return bytes(body)


def too_large(most: int) -> BadRequest:
    """How a body of more than so many bytes is refused."""
    return BadRequest(413, f"Le corps est trop grand : {most // 1024} Kio au plus.")


def decoded(body: bytes) -> object:
    """The JSON that a body holds, whole and unambiguous; `BadRequest` otherwise."""
    try:
        content = json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except UnicodeDecodeError:
        raise BadRequest(400, "Le corps n'est pas de l'UTF-8.") from None
    except RecursionError:
        raise BadRequest(400, f"Le corps est trop imbriqué : {DEEPEST_JSON} niveaux au plus.") from None
    except ValueError:
        raise BadRequest(400, "Le corps n'est pas du JSON valide.") from None
    _check_values(content)
    return content


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    content = dict(pairs)
    # Two readers of a repeated key may each keep another value: what is checked would not be what is done.
    if len(content) != len(pairs):
        raise BadRequest(400, "Le corps répète une même clé.")
    return content


def _refuse_constant(word: str) -> object:
    raise ValueError(word)


def _check_values(content: object) -> None:
    waiting: list[tuple[object, int]] = [(content, 1)]
    while waiting:
        value, depth = waiting.pop()
        if depth > DEEPEST_JSON:
            raise BadRequest(400, f"Le corps est trop imbriqué : {DEEPEST_JSON} niveaux au plus.")
        if isinstance(value, dict):
            waiting.extend((key, depth) for key in value)
            waiting.extend((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            waiting.extend((item, depth + 1) for item in value)
        elif isinstance(value, str):
            _check_text(value)


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise BadRequest(400, "Le corps contient le caractère nul.")
    if _HALF_CHARACTER.search(text):
        raise BadRequest(400, "Le corps contient un caractère Unicode incomplet.")


def wanted(content: object, trusted: TrustedDocuments | None = None) -> Wanted:
    """The request that a JSON value holds, of a document that is trusted where some are listed; `BadRequest` otherwise."""
    if not isinstance(content, dict):
        raise BadRequest(400, "Le corps doit être un objet JSON.")
    query = content.get("query") if trusted is None else trusted.text_of(content)
    if query is None and trusted is not None:
        raise BadRequest(400, "Ce service n'exécute que les documents de sa liste, et celui-ci n'y est pas.", "DOCUMENT_NOT_TRUSTED")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(400, "Le champ query doit contenir un document GraphQL.")
    for name, kind in _OPTIONAL.items():
        if content.get(name) is not None and not isinstance(content[name], kind):
            raise BadRequest(400, f"Le champ {name} doit être {'un texte' if kind is str else 'un objet'}.")
    return Wanted(query, content.get("operationName"), content.get("variables"))
