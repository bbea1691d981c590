"""A stress test to be read in a terminal: for each staffing, what falls short, on whom all hangs, and what would help."""

from collections.abc import Iterator, Sequence

from planblanc.documents.stress_words import by_criticality, duration, lacking, percent
from planblanc.domain import french
from planblanc.domain.requests import CRITICALITY_WORDS
from planblanc.domain.stress import (
    STAFFING_LABELS,
    StressAttack,
    StressGain,
    StressLoss,
    StressPart,
    StressReport,
    StressRow,
    StressRun,
    StressShortage,
    StressSummary,
)

_WIDEST = 62
_MOST_LACKS = 3
_COVERED = ("entièrement couvert", "entièrement couverts")
_COVERED_TOO = ("entièrement couverte", "entièrement couvertes")
_GAP = "  "
_TITLES = {
    StressPart.ALONE: "Établissements attaqués seuls, ceux à qui manque le plus de vital d'abord",
    StressPart.SHORTAGE: "Besoins non couverts, sur toutes ces attaques",
    StressPart.LOSS: "Points de défaillance : ce que découvrirait l'absence d'une seule ressource",
    StressPart.GAIN: "Ce que couvrirait une unité de plus",
    StressPart.GROUP: "Groupes au sort commun, attaqués tout entiers",
    StressPart.PAIR: "Paires attaquées ensemble, celles à qui manque le plus de vital d'abord",
}
_ATTACK = ("Établissement", "Commune", "Couvert", "1er sur place", "Tout couvert", "Manque")
_TOGETHER = ("Établissements", "Couvert", "De plus que seuls", "Manque")
_HEADERS = {
    StressPart.ALONE: _ATTACK,
    StressPart.SHORTAGE: ("Besoin", "Criticité", "Unités", "Attaques"),
    StressPart.LOSS: ("Ressource", "Prêteur", "Commune", "Découvre", "Attaques"),
    StressPart.GAIN: ("Une unité de", "Chez", "Commune", "Couvrirait"),
    StressPart.GROUP: _TOGETHER,
    StressPart.PAIR: _TOGETHER,
}
_NUMBERS = frozenset({"Couvert", "1er sur place", "Tout couvert", "De plus que seuls", "Unités", "Attaques"})


def lines(region: str, run: StressRun, report: StressReport, most: int) -> Iterator[str]:
    """The lines of the sheet, `most` rows a table at most."""
    yield f"Test de résistance du vivier, {region}"
    yield "Chaque établissement attaqué demande le lot « Premières 24 h » à sa taille ; l'aide vient de la région."
    if run.read_at is not None:
        yield f"Vivier lu le {french.moment(run.read_at)}."
    for summary in report.summaries:
        yield ""
        yield f"{STAFFING_LABELS[summary.staffing].capitalize()} : {french.local_moment(summary.at)}"
        yield from _figures(summary)
        for part in _TITLES:
            yield from _table(part, report.tables.get((part, summary.staffing), ()), most)


def _figures(summary: StressSummary) -> Iterator[str]:
    yield _part("Établissements attaqués seuls", _COVERED, summary.attacks_covered, summary.attacks)
    if summary.attacks_at_most:
        told = french.counted(summary.attacks_at_most, "couverture est un maximum", "couvertures sont des maximums")
        yield f"  Dont {told} : des personnes qu'un prêteur garde pour une compétence y sont comptées"
    if summary.groups:
        yield _part("Groupes au sort commun", _COVERED, summary.groups_covered, summary.groups)
    if summary.pairs:
        yield _part("Paires attaquées ensemble", _COVERED_TOO, summary.pairs_covered or 0, summary.pairs)
    yield _part("Unités demandées par les établissements seuls", ("couverte", "couvertes"), summary.covered.total, summary.asked.total)


def _part(what: str, covered: tuple[str, str], number: int, whole: int) -> str:
    part = percent(number / whole) if whole else "–"
    said = covered[0] if number < 2 else covered[1]
    return f"  {what} : {french.number(number)} {said} sur {french.number(whole)} ({part})"


def _table(part: StressPart, found: Sequence[StressRow], most: int) -> Iterator[str]:
    """A table with its title; attacks that are wholly covered are left out."""
    rows = [row for row in found if not isinstance(row, StressAttack) or row.lacking]
    if not rows:
        return
    header, shown = _HEADERS[part], rows[:most]
    cells = [header, *(_cells(part, row) for row in shown)]
    widths = [min(_WIDEST, max(len(row[column]) for row in cells)) for column in range(len(header))]
    yield ""
    yield f"  {_TITLES[part]}" + (f" : {most} sur {french.number(len(rows))}" if len(rows) > most else "")
    for row in cells:
        yield f"    {_GAP.join(_fitted(cell, width, name) for cell, width, name in zip(row, widths, header, strict=True))}".rstrip()


def _fitted(cell: str, width: int, name: str) -> str:
    cut = cell if len(cell) <= width or name in {"Manque", "Couvrirait", "Découvre"} else f"{cell[: width - 1]}…"
    return cut.rjust(width) if name in _NUMBERS else cut.ljust(width)


def _cells(part: StressPart, row: StressRow) -> tuple[str, ...]:
    if isinstance(row, StressAttack):
        return _alone(row) if part is StressPart.ALONE else _together(row)
    if isinstance(row, StressShortage):
        return row.sought.label, CRITICALITY_WORDS[row.criticality], french.number(row.units), str(row.attacks)
    if isinstance(row, StressLoss):
        return row.label, row.lender_name, row.commune, by_criticality(row.uncovered), str(row.attacks)
    return _gain(row)


def _gain(row: StressGain) -> tuple[str, ...]:
    return row.sought.label, row.lender_name, row.commune, by_criticality(row.covered)


def _alone(row: StressAttack) -> tuple[str, ...]:
    (victim,) = row.victims
    times = duration(victim.first_minutes), duration(victim.full_minutes)
    return victim.name, victim.commune, _coverage(row), *times, lacking(row, _MOST_LACKS)


def _coverage(row: StressAttack) -> str:
    return f"au plus {percent(row.coverage)}" if row.at_most else percent(row.coverage)


def _together(row: StressAttack) -> tuple[str, ...]:
    names = " + ".join(victim.name for victim in row.victims)
    return names, _coverage(row), french.number(row.beyond_alone or 0), lacking(row, _MOST_LACKS)
