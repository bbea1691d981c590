"""The degraded pack of an incident: reflex sheets, then the procedures of every service that is down, to be printed once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planblanc.documents import blocks, printing
from planblanc.domain import french, procedures
from planblanc.domain.establishments import Establishment
from planblanc.domain.procedures import Procedure, ProcedureKind, ProcedureScope
from planblanc.domain.services import STATE_WORDS, Service

TITLE = "Dossier des modes dégradés"

# Their reflex sheets open every pack, whatever is down.
ALWAYS = ("INFORMATION_SYSTEM", "CRISIS_CELL")

KIND_WORDS = {ProcedureKind.REFLEX: "fiche réflexe", ProcedureKind.DEGRADED: "procédure dégradée"}
SCOPE_WORDS = {
    ProcedureScope.ESTABLISHMENT: "de l'établissement",
    ProcedureScope.GROUP: "du groupement",
    ProcedureScope.REGION: "de la région",
    ProcedureScope.NATIONAL: "nationale",
}


@dataclass(frozen=True)
class ServicePart:
    """One service that is down, under its label, with the procedures that hold there; `opening`: those that open the pack."""

    label: str
    service: Service
    sheets: tuple[Procedure, ...]
    opening: tuple[Procedure, ...] = ()


@dataclass(frozen=True)
class DegradedPack:
    """All that is printed; `incident` is the line by which people know it."""

    establishment: str
    finess: str | None
    commune: str
    incident: str
    printed_at: datetime
    exercise: bool
    reflexes: tuple[Procedure, ...]
    services: tuple[ServicePart, ...]
    national_number: str | None = None

    @property
    def without_procedure(self) -> tuple[str, ...]:
        """The labels of the services that are down and that nothing was written for."""
        return tuple(part.label for part in self.services if not part.sheets and not part.opening)


@dataclass(frozen=True)
class Heading:
    """Whose pack it is, and when it is printed."""

    establishment: str
    finess: str | None
    commune: str
    incident: str
    printed_at: datetime
    exercise: bool
    national_number: str | None = None


def compose(
    heading: Heading,
    establishment: Establishment | None,
    services: Sequence[Service],
    labels: Mapping[str, str],
    known: Sequence[Procedure],
) -> DegradedPack:
    """The pack of the services that are down, in the order of `labels` (code → French label), from the procedures that are known."""
    order = list(labels)
    down = sorted((service for service in services if service.is_down), key=lambda service: order.index(service.domain))
    always = [sheet for domain in ALWAYS for sheet in procedures.resolve(known, establishment, domain)]
    reflexes = tuple(sheet for sheet in always if sheet.kind is ProcedureKind.REFLEX)
    resolved = {service.domain: procedures.resolve(known, establishment, service.domain) for service in down}
    return DegradedPack(
        establishment=heading.establishment,
        finess=heading.finess,
        commune=heading.commune,
        incident=heading.incident,
        printed_at=heading.printed_at,
        exercise=heading.exercise,
        national_number=heading.national_number,
        reflexes=reflexes,
        services=tuple(
            ServicePart(
                labels[service.domain],
                service,
                tuple(sheet for sheet in resolved[service.domain] if sheet not in reflexes),
                tuple(sheet for sheet in resolved[service.domain] if sheet in reflexes),
            )
            for service in down
        ),
    )


def pdf(pack: DegradedPack) -> bytes:
    """The pack as one accessible A4 PDF in French."""
    told = {
        "kind": "Plan blanc numérique",
        "title": TITLE,
        "establishment": pack.establishment,
        "where": [word for word in (pack.commune, f"FINESS {pack.finess}" if pack.finess else "FINESS non connu") if word],
        "incident": blocks.typographic(pack.incident),
        "facts": [[name, blocks.typographic(value)] for name, value in _facts(pack)],
        "printed_at": french.moment(pack.printed_at),
        "exercise": pack.exercise,
        "without": list(pack.without_procedure),
        "reflexes": [_sheet(sheet) for sheet in pack.reflexes],
        "services": [_service(part) for part in pack.services],
    }
    return printing.pdf("degraded_pack", told, pack.printed_at)


def markdown(pack: DegradedPack) -> str:
    """The pack as plain text, for whoever has no printer but a screen that works."""
    return "\n\n".join(_texts(pack)) + "\n"


def _facts(pack: DegradedPack) -> list[tuple[str, str]]:
    number = [("Numéro national", pack.national_number)] if pack.national_number else []
    return [("Incident", pack.incident), *number, ("Imprimé le", french.moment(pack.printed_at))]


def _service(part: ServicePart) -> dict[str, object]:
    service = part.service
    return {
        "label": blocks.typographic(part.label),
        "state": service.state.value,
        "state_words": STATE_WORDS[service.state],
        "since": french.moment(service.since),
        "reassess": french.moment(service.reassess_at) if service.reassess_at else "heure à fixer",
        "note": blocks.typographic(service.note),
        "sheets": [_sheet(sheet) for sheet in part.sheets],
        "opening": [blocks.typographic(sheet.title) for sheet in part.opening],
    }


def _sheet(sheet: Procedure) -> dict[str, object]:
    return {
        "title": blocks.typographic(sheet.title),
        "imprint": [blocks.typographic(words) for words in _imprint(sheet)],
        "synthetic": sheet.synthetic,
        "blocks": blocks.read(sheet.body),
        "sources": [blocks.typographic(line) for line in _sources(sheet)],
    }


def _imprint(sheet: Procedure) -> list[str]:
    return [
        f"{KIND_WORDS[sheet.kind]} {SCOPE_WORDS[sheet.scope]}",
        f"version {sheet.edition}",
        f"responsable : {sheet.business_owner}",
        f"publiée par : {sheet.published_by}",
        f"à revoir le {_day(sheet.review_on)}" if sheet.review_on else "sans date de révision",
        f"exercée le {_day(sheet.last_exercised_on)}" if sheet.last_exercised_on else "jamais exercée ici",
    ]


def _sources(sheet: Procedure) -> list[str]:
    return [", ".join(str(part) for part in (source.title, source.publisher, source.year) if part) for source in sheet.sources]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _texts(pack: DegradedPack) -> Iterator[str]:
    yield f"# {TITLE} : {pack.establishment}"
    if pack.exercise:
        yield "**EXERCICE : rien de ce qui suit n'est arrivé.**"
    yield "\n".join(f"- {name} : {value}" for name, value in _facts(pack))
    if pack.without_procedure:
        yield "**Sans aucune procédure connue :** " + ", ".join(pack.without_procedure)
    if pack.reflexes:
        yield "# Fiches réflexes"
    for sheet in pack.reflexes:
        yield _sheet_text(sheet)
    for part in pack.services:
        yield from _service_texts(part)


def _service_texts(part: ServicePart) -> Iterator[str]:
    yield f"# {part.label}"
    yield f"{STATE_WORDS[part.service.state]}, depuis {french.moment(part.service.since)}"
    if part.opening:
        yield "En tête de ce dossier : " + ", ".join(sheet.title for sheet in part.opening)
    elif not part.sheets:
        yield "**Aucune procédure n'est connue pour ce service.**"
    for sheet in part.sheets:
        yield _sheet_text(sheet)


def _sheet_text(sheet: Procedure) -> str:
    sources = "\n".join(f"- {line}" for line in _sources(sheet))
    parts = [f"## {sheet.title}", "*" + " · ".join(_imprint(sheet)) + "*", blocks.demoted(sheet.body, by=1)]
    return "\n\n".join([*parts, f"Sources\n\n{sources}"] if sources else parts)
