"""The only documents that are executed, where an installation lists them: each by its SHA-256, sent in full or by that name alone."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from planblanc.domain.errors import PlanblancError

_SCHEME = "sha256:"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class UnreadableDocuments(PlanblancError):
    """Le fichier de PLANBLANC_TRUSTED_DOCUMENTS doit être un objet JSON : l'empreinte SHA-256 de chaque document, puis son texte."""


@dataclass(frozen=True)
class TrustedDocuments:
    """The documents by their digest, in hexadecimal."""

    texts: Mapping[str, str]

    def text_of(self, request: Mapping[str, object]) -> str | None:
        """The document that a request asks for, in full or by its digest; nothing when it is not one of these.

        By its digest: `documentId: "sha256:…"`, or the `persistedQuery` extension that other clients send.
        """
        query = request.get("query")
        if isinstance(query, str):
            return query if digest(query) in self.texts else None
        return self.texts.get(_named(request))


def digest(text: str) -> str:
    """By what a document is listed."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(path: Path) -> TrustedDocuments:
    """The documents that a file lists; `UnreadableDocuments` when it is not such a list, or a digest is not that of its text."""
    try:
        listed = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableDocuments from error
    if not isinstance(listed, dict):
        raise UnreadableDocuments
    texts = {str(name).removeprefix(_SCHEME): text for name, text in listed.items()}
    if not all(isinstance(text, str) and digest(text) == name for name, text in texts.items()):
        raise UnreadableDocuments
    return TrustedDocuments(texts)


def listed(texts: Iterable[str]) -> str:
    """The file that lists these documents."""
    return json.dumps({_SCHEME + digest(text): text for text in texts}, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _named(request: Mapping[str, object]) -> str:
    named = request.get("documentId")
    extensions = request.get("extensions")
    if named is None and isinstance(extensions, dict) and isinstance(extensions.get("persistedQuery"), dict):
        named = extensions["persistedQuery"].get("sha256Hash")
    name = named.removeprefix(_SCHEME).lower() if isinstance(named, str) else ""
    return name if _DIGEST.fullmatch(name) else ""
