"""The national procedures of `seeds/procedures/`, as records."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from planblanc.documents import procedure_sheet
from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import key_of
from planblanc.usecases.seed_files import Record

# In a printed pack the reflex sheets come first, whatever their service.
_AFTER_THE_REFLEX_SHEETS = 1000


def read(folder: Path, domain_ranks: Mapping[object, object]) -> list[Record]:
    """A record for each sheet of the folder; `BadInput` names the file that is wrong, and the line."""
    return [_record(path, domain_ranks) for path in sorted(folder.glob("*.md"))]


def _record(path: Path, domain_ranks: Mapping[object, object]) -> Record:
    try:
        sheet = procedure_sheet.read(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput(f"{path.name} : l'en-tête de cette procédure est incorrect ({error}).", (path.name,)) from error
    rank = domain_ranks.get(sheet.service_domain)
    if not isinstance(rank, int):
        told = f"{path.name}, champ « service_domain » : « {sheet.service_domain} » n'existe pas dans service_domains.csv."
        raise BadInput(told, (path.name, "service_domain"))
    return {
        "id": str(key_of("procedure", sheet.code)),
        "code": sheet.code,
        "edition": sheet.version,
        "title": sheet.title,
        "kind": sheet.kind,
        "service_domain_code": sheet.service_domain,
        "scope": sheet.scope,
        "business_owner": sheet.business_owner,
        "published_by": sheet.published_by,
        "review_on": sheet.review_date.isoformat(),
        "body": sheet.body,
        "sources": [asdict(source) for source in sheet.sources],
        "published": True,
        "rank": rank if sheet.kind == "REFLEX" else rank + _AFTER_THE_REFLEX_SHEETS,
        "search_text": texts.searchable(sheet.title, sheet.body),
        "synthetic": False,
    }
