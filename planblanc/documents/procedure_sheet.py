"""A procedure as it is kept in a file: a front matter of `key: value` lines, then its Markdown text."""

from dataclasses import dataclass
from datetime import date

from planblanc.domain.procedures import ProcedureSource

_FENCE = "---"
_WORDS = ("code", "title", "service_domain", "kind", "scope", "version", "business_owner", "published_by", "review_date")


@dataclass(frozen=True)
class ProcedureSheet:
    """A degraded-mode procedure or a reflex sheet, with where it comes from and who answers for it."""

    code: str
    title: str
    service_domain: str
    kind: str
    scope: str
    version: str
    business_owner: str
    published_by: str
    review_date: date
    sources: tuple[ProcedureSource, ...]
    body: str


def read(text: str) -> ProcedureSheet:
    """The sheet that a file holds; `ValueError` says which line of its front matter is wrong."""
    opening, _, rest = text.partition("\n")
    head, fence, body = rest.partition(f"\n{_FENCE}\n")
    if opening != _FENCE or not fence:
        raise ValueError("the front matter stands between two lines of three dashes")
    plain, _, listed = head.partition("\nsources:\n")
    words = dict(_word(line) for line in plain.splitlines())
    if set(words) != set(_WORDS):
        raise ValueError(f"the front matter has exactly {', '.join(_WORDS)}: {sorted(set(words) ^ set(_WORDS))}")
    return ProcedureSheet(
        code=words["code"],
        title=words["title"],
        service_domain=words["service_domain"],
        kind=words["kind"],
        scope=words["scope"],
        version=words["version"],
        business_owner=words["business_owner"],
        published_by=words["published_by"],
        review_date=date.fromisoformat(words["review_date"]),
        sources=tuple(_source(line) for line in listed.splitlines()),
        body=body.strip(),
    )


def _word(line: str) -> tuple[str, str]:
    key, colon, value = line.partition(": ")
    if not colon or not value.strip():
        raise ValueError(f"this line is not `key: value`: {line}")
    return key, value.strip()


def _source(line: str) -> ProcedureSource:
    parts = [part.strip() for part in line.removeprefix("- ").split("|")]
    if not line.startswith("- ") or len(parts) != 3:
        raise ValueError(f"this line is not `- title | publisher | year`: {line}")
    return ProcedureSource(parts[0], parts[1], int(parts[2]) if parts[2] else None)
