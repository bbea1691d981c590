"""The table of the solver, told in French, case after case."""

from collections.abc import Iterator, Mapping
from typing import Any

from planblanc.bench.solver.measured import OURS

_COUNTS = {
    "incidents": "incidents",
    "lines": "lignes",
    "units": "unités",
    "people": "personnes",
    "stocks": "stocks",
    "arcs": "arcs",
    "establishments": "établissements",
    "attacks": "attaques",
    "days": "jours",
    "teams": "équipes",
    "shifts": "postes",
}
_CRITICALITIES = {"VITAL": "vitaux", "HIGH": "élevés", "NORMAL": "normaux"}


def lines(title: str, told: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one case: the instance, each contestant with its ratio to ours, the goals."""
    yield title
    yield "  " + ", ".join(f"{_number(count)} {_COUNTS[name]}" for name, count in told["counts"].items())
    seconds = told["seconds"]
    for name, lasted in seconds.items():
        ratio = "" if name == OURS else f"{_decimal(lasted / seconds[OURS])} ×"
        yield f"  {name:<52}{_duration(lasted):>10}{ratio:>12}".rstrip()
    yield from _facts(told["facts"])
    for goal in told["goals"]:
        yield "  " + _goal(goal)


def _goal(goal: Mapping[str, Any]) -> str:
    wanted = f"au moins {goal['wanted']} ×" if goal["unit"] == "×" else f"sous {_decimal(goal['wanted'])} {goal['unit']}"
    if goal["is_reached"] is None:
        return f"objectif {goal['title']}, {wanted} : non mesuré ici"
    found = f"{_decimal(goal['found'])} {goal['unit']}"
    return f"objectif {goal['title']}, {wanted} : {found}, {'atteint' if goal['is_reached'] else 'non atteint'}"


def _facts(facts: Mapping[str, Any]) -> Iterator[str]:
    if "optimum" in facts:
        yield f"  même optimum : {_number(facts['optimum'])}"
    if "proven_stages" in facts:
        gaps = f", écart restant : {', '.join(facts['with_a_gap'])}" if facts["with_a_gap"] else ""
        yield f"  {facts['proven_stages']} étapes prouvées optimales{gaps}"
    if "vacancies" in facts:
        yield f"  places d'équipe non pourvues : {_number(facts['vacancies'])}"
    if "not_fully_covered" in facts:
        yield f"  attaques qui laissent un besoin non couvert : {_number(facts['not_fully_covered'])}"
    if "uncovered" in facts:
        yield f"  unités non couvertes : {_uncovered(facts['uncovered'])}"
        yield f"  au plus proche : {_uncovered(facts['uncovered_nearest_first'])}, soit {facts['more_percent']} % de plus"


def _uncovered(units: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {_CRITICALITIES[name]}" for name, count in units.items())


def _duration(seconds: float) -> str:
    return f"{_decimal(seconds)} s" if seconds >= 1 else f"{_decimal(seconds * 1000)} ms"


def _decimal(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}".replace(".", ",")


def _number(count: int) -> str:
    return f"{count:,}".replace(",", " ")
