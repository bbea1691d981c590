"""The national procedures of `seeds/procedures/`, as records."""

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path

from planblanc.documents import procedure_sheet
from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import key_of
from planblanc.usecases.seeds.sheets import Record


def read(folder: Path, domains: Collection[object]) -> list[Record]:
    """A record for each sheet of the folder; `BadInput` names the file that is wrong, and the line."""
    return [_record(path, domains) for path in sorted(folder.glob("*.md"))]


def _record(path: Path, domains: Collection[object]) -> Record:
    try:
        sheet = procedure_sheet.read(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadInput(f"{path.name} : l'en-tête de cette procédure est incorrect ({error}).", (path.name,)) from error
    if sheet.service_domain not in domains:
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
        "rank": _place(path),
        "search_text": texts.searchable(sheet.title, sheet.body),
        "synthetic": False,
    }


def _place(path: Path) -> int:
    # The files are numbered in the order of a printed pack, the ransomware reflexes first.
    number, _, _ = path.name.partition("-")
    if not number.isdigit():
        raise BadInput(f"{path.name} : le nom de ce fichier commence par son rang.", (path.name,))
    return int(number) * 10
