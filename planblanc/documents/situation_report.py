"""A situation report on one page, as Markdown and as PDF: what changed first, then services, needs, links and clocks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from planblanc.documents import blocks, printing
from planblanc.domain import french, situation
from planblanc.domain.incidents import STATE_WORDS as INCIDENT_WORDS
from planblanc.domain.incidents import Origin, Severity
from planblanc.domain.requests import CRITICALITY_WORDS
from planblanc.domain.services import STATE_WORDS as SERVICE_WORDS
from planblanc.domain.situation import IncidentSituation, NeedFigures, RegionSituation, SituationReport

T = TypeVar("T")

SEVERITY_WORDS = {
    Severity.MINOR: "mineure",
    Severity.MODERATE: "modérée",
    Severity.MAJOR: "majeure",
    Severity.CRITICAL: "critique",
    Severity.UNKNOWN: "pas encore connue",
}
ORIGIN_WORDS = {Origin.MALICIOUS: "malveillante", Origin.NOT_MALICIOUS: "non malveillante", Origin.UNKNOWN: "pas encore connue"}
FIGURES = ("Voulu", "Demandé", "Promis", "En route", "Sur place", "Reçu", "Manque")

# What holds on one page, whatever the crisis: the rest is counted, and read on the screen.
_CHANGES, _SERVICES, _NEEDS, _OTHERS, _NOTED, _INCIDENTS = 7, 8, 7, 3, 13, 22
_LONGEST_CELL, _LONGEST_SENTENCE = 40, 100


@dataclass(frozen=True)
class Table:
    """A title, the heads of the columns, the rows; the first column is text, the others are figures when `is_figures`."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: str = ""
    is_figures: bool = False


@dataclass(frozen=True)
class Notes:
    """A title and sentences under it."""

    title: str
    sentences: tuple[str, ...]
    left_out: str = ""


@dataclass(frozen=True)
class Page:
    """The report as it is laid out, in Markdown and on paper alike."""

    title: str
    subject: str
    facts: tuple[tuple[str, str], ...]
    changes: Notes
    tables: tuple[Table, ...]
    notes: tuple[Notes, ...]
    exercise: bool
    told: str
    seal: str


def page(report: SituationReport) -> Page:
    """Lay a report out."""
    found = report.situation
    changes, notes = _changes(report), _notes(found) if isinstance(found, IncidentSituation) else ()
    number = f"n° {report.number}" if report.issued is not None else f"n° {report.number} (projet)"
    return Page(
        title=f"Point de situation {number}",
        subject=f"Région {found.name}" if isinstance(found, RegionSituation) else found.victim,
        facts=_region_facts(found) if isinstance(found, RegionSituation) else _facts(found),
        changes=changes,
        tables=_region_tables(found) if isinstance(found, RegionSituation) else _tables(found, _room(changes, notes)),
        notes=notes,
        exercise=report.scope.exercise,
        told=f"Établi le {french.moment(report.told_at)}" + (f" par {report.issued.by}" if report.issued else ""),
        seal=f"SHA-256 {report.issued.sha256}" if report.issued is not None else "Projet : rien n'est encore conservé",
    )


def markdown(report: SituationReport) -> str:
    """The report as Markdown."""
    laid = page(report)
    lines = [f"# {_safe(laid.title)} · {_safe(laid.subject)}", ""]
    lines += ["**Exercice : aucune ressource réelle n'est engagée.**", ""] if laid.exercise else []
    lines += [f"- **{name}** : {_safe(value)}" for name, value in laid.facts]
    lines += _listed(laid.changes)
    for table in laid.tables:
        lines += ["", f"## {table.title}", ""]
        lines += [f"| {' | '.join(table.heads)} |", f"|{'|'.join('---' for _ in table.heads)}|"]
        lines += [f"| {' | '.join(_safe(cell) for cell in row)} |" for row in table.rows]
        lines += ["", table.left_out] if table.left_out else []
    for part in laid.notes:
        lines += _listed(part)
    return "\n".join([*lines, "", f"{laid.told}. {laid.seal}.", ""])


def pdf(report: SituationReport) -> bytes:
    """The report as an accessible A4 PDF in French."""
    laid = page(report)
    told = {
        "title": laid.title,
        "establishment": blocks.typographic(laid.subject),
        "incident": laid.told,
        "exercise": laid.exercise,
        "facts": [[name, blocks.typographic(value)] for name, value in laid.facts],
        "changes": _printed(laid.changes),
        "tables": [_table(table) for table in laid.tables],
        "notes": [_printed(part) for part in laid.notes],
        "told": laid.told,
        "seal": laid.seal,
    }
    return printing.pdf("situation_report", told, report.told_at)


def _facts(one: IncidentSituation) -> tuple[tuple[str, str], ...]:
    awareness = f", connu le {french.moment(one.awareness_at)}" if one.awareness_at is not None else ""
    return (
        ("État", f"{INCIDENT_WORDS[one.state]}, déclaré le {french.moment(one.declared_at)}{awareness}"),
        ("Gravité et origine", f"{SEVERITY_WORDS[one.severity]} ; origine {ORIGIN_WORDS[one.origin]}"),
        ("Responsable", one.officer or "personne encore"),
        ("Plan blanc", one.plan_blanc or "aucun en cours"),
        ("Partage (TLP)", one.tlp.value.replace("_", "+")),
    )


def _region_facts(region: RegionSituation) -> tuple[tuple[str, str], ...]:
    needs = situation.total([need for one in region.incidents for need in one.needs])
    down = sum(one.services_down for one in region.incidents)
    return (
        ("Incidents ouverts", french.number(len(region.incidents))),
        ("Services touchés", french.number(down)),
        (
            "Moyens voulus",
            f"{french.number(needs.wanted)}, dont {french.number(needs.on_site)} sur place et {french.number(needs.missing)} à trouver",
        ),
        ("Prêts", _loans(region)),
    )


def _loans(region: RegionSituation) -> str:
    out, overdue = (sum(getattr(one.loans, name) for one in region.incidents) for name in ("out", "overdue"))
    return f"{french.number(out)} dehors, dont {french.number(overdue)} en retard"


def _changes(report: SituationReport) -> Notes:
    if report.previous_at is None:
        return Notes("Ce qui a changé", ("Premier point de situation.",))
    title = f"Ce qui a changé depuis le n° {report.number - 1} ({french.moment(report.previous_at)})"
    shown, rest = _cut([_clipped(change, 2 * _LONGEST_SENTENCE) for change in report.changes], _CHANGES)
    return Notes(title, shown or ("Rien n'a changé.",), _left_out(rest, "autre changement", "autres changements"))


def _room(changes: Notes, notes: Sequence[Notes]) -> int:
    """How many lines the changes and the notes, set two by two, leave to the tables beside those that these always have."""
    said = sum(len(part.sentences) for part in notes)
    return _CHANGES - len(changes.sentences) + (_NOTED - said) // 2


def _tables(one: IncidentSituation, room: int) -> tuple[Table, ...]:
    services = sorted(one.services, key=lambda service: not service.is_down)
    said, rest = _cut([_service(service) for service in services], _SERVICES)
    ordered = sorted(one.needs, key=lambda need: (not need.missing, need.on_site >= need.wanted))
    most = _NEEDS + _SERVICES - len(said) + room
    needs, others = _cut([_need(need) for need in ordered], most)
    lacks = any(need.missing for need in ordered[most:])
    rest_told = ("autre besoin", "autres besoins") if lacks else ("autre besoin, où rien ne manque", "autres besoins, où rien ne manque")
    down = f"Services : {french.number(one.services_down)} sur {french.number(len(one.services))} ne marchent pas comme d'habitude"
    found = (
        Table(down, ("Service", "État", "Depuis le", "À revoir le"), said, _left_out(rest, "autre service", "autres services")),
        Table("Renforts et matériel", ("Besoin", *FIGURES), needs, _left_out(others, *rest_told), is_figures=True),
    )
    return tuple(table for table in found if table.rows)


def _region_tables(region: RegionSituation) -> tuple[Table, ...]:
    rows, rest = _cut([_incident(one) for one in region.incidents], _INCIDENTS)
    heads = ("Incident", "Gravité", "État", "Services", *FIGURES)
    table = Table("Incidents ouverts", heads, rows, _left_out(rest, "autre incident", "autres incidents"), is_figures=True)
    return (table,) if rows else ()


def _notes(one: IncidentSituation) -> tuple[Notes, ...]:
    parts = (
        ("Liens avec les partenaires", [_link(link) for link in sorted(one.links, key=lambda link: link.restored_at is not None)]),
        ("Obligations", [f"{line.label} : {line.standing}" for line in one.obligations]),
        ("Décisions en vigueur", list(one.decisions)),
        ("Appui national", list(one.support)),
        ("Prêts", _lent(one)),
    )
    clipped = ((title, [_clipped(one, _LONGEST_SENTENCE) for one in sentences]) for title, sentences in parts if sentences)
    found = ((title, *_cut(sentences, _OTHERS)) for title, sentences in clipped)
    return tuple(Notes(title, shown, _left_out(rest, "autre", "autres")) for title, shown, rest in found)


def _lent(one: IncidentSituation) -> list[str]:
    loans = one.loans
    told = {"dehors": loans.out, "en retard": loans.overdue, "perdus": loans.lost}
    return [french.listed([f"{french.number(number)} {words}" for words, number in told.items() if number])] if any(told.values()) else []


def _link(link: situation.LinkLine) -> str:
    if link.restored_at is not None:
        return f"{link.told} : rétabli le {french.moment(link.restored_at)}"
    return f"{link.told} : coupé depuis le {french.moment(link.cut_at)}"


def _service(service: situation.ServiceLine) -> tuple[str, ...]:
    again = french.moment(service.reassess_at) if service.reassess_at is not None else ""
    return _clipped(service.label, _LONGEST_CELL), SERVICE_WORDS[service.state], french.moment(service.since), again


def _need(need: NeedFigures) -> tuple[str, ...]:
    return f"{_clipped(need.label, _LONGEST_CELL)} ({CRITICALITY_WORDS[need.criticality]})", *_figures(need)


def _incident(one: IncidentSituation) -> tuple[str, ...]:
    return (
        _clipped(one.victim, _LONGEST_CELL),
        SEVERITY_WORDS[one.severity],
        INCIDENT_WORDS[one.state],
        str(one.services_down),
        *_figures(situation.total(one.needs)),
    )


def _figures(need: NeedFigures) -> tuple[str, ...]:
    parts = (need.wanted, need.asked, need.promised, need.on_the_way, need.on_site, need.received, need.missing)
    return tuple(french.number(part) for part in parts)


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _cut(found: Sequence[T], most: int) -> tuple[tuple[T, ...], int]:
    """The first ones, and how many are left."""
    return tuple(found[:most]), max(0, len(found) - most)


def _left_out(rest: int, one: str, several: str) -> str:
    return f"Et {french.counted(rest, one, several)}, à lire à l'écran." if rest else ""


def _listed(part: Notes) -> list[str]:
    return [
        "",
        f"## {part.title}",
        "",
        *(f"- {_safe(sentence)}" for sentence in part.sentences),
        *([part.left_out] if part.left_out else []),
    ]


def _safe(text: str) -> str:
    """What people typed, as Markdown shows it: no markup, on one line."""
    return "".join(f"\\{sign}" if sign in r"\`*_[]<>#|" else sign for sign in " ".join(text.split()))


def _printed(part: Notes) -> dict[str, object]:
    return {"title": part.title, "sentences": [blocks.unbroken(one) for one in part.sentences], "left_out": part.left_out}


def _table(table: Table) -> dict[str, object]:
    rows = [[blocks.unbroken(cell) for cell in row] for row in table.rows]
    return {"title": table.title, "heads": list(table.heads), "rows": rows, "left_out": table.left_out, "figures": table.is_figures}
