"""What changed from one situation report to the next, in French sentences; pure."""

from collections.abc import Iterator, Mapping

from planblanc.domain import french
from planblanc.domain.incidents import STATE_WORDS as INCIDENT_WORDS
from planblanc.domain.requests import CRITICALITY_WORDS
from planblanc.domain.services import STATE_WORDS as SERVICE_WORDS
from planblanc.domain.situation import IncidentSituation, Loans, NeedFigures, RegionSituation, Situation

_FIGURES: Mapping[str, str] = {
    "wanted": "voulus",
    "asked": "demandés",
    "promised": "promis",
    "on_the_way": "en route",
    "on_site": "sur place",
    "received": "reçus",
}
_LOANS: Mapping[str, str] = {"out": "prêts dehors", "overdue": "prêts en retard", "lost": "prêts perdus"}


def changes(before: Situation, now: Situation) -> tuple[str, ...]:
    """One sentence a change, what weighs most first; nothing when nothing moved."""
    if isinstance(before, RegionSituation) and isinstance(now, RegionSituation):
        return tuple(_of_region(before, now))
    if isinstance(before, IncidentSituation) and isinstance(now, IncidentSituation):
        return tuple(_of_incident(before, now))
    raise TypeError("a report of an incident does not follow one of a region")


def _of_region(before: RegionSituation, now: RegionSituation) -> Iterator[str]:
    known = {one.incident: one for one in before.incidents}
    for one in now.incidents:
        if one.incident not in known:
            yield f"Nouvel incident : {one.victim}."
    for one in before.incidents:
        if one.incident not in {other.incident for other in now.incidents}:
            yield f"N'est plus ouvert : {one.victim}."
    for one in now.incidents:
        for change in _of_incident(known[one.incident], one) if one.incident in known else ():
            yield f"{one.victim} : {change[0].lower()}{change[1:]}"


def _of_incident(before: IncidentSituation, now: IncidentSituation) -> Iterator[str]:
    if before.state is not now.state:
        yield f"L'incident, {INCIDENT_WORDS[before.state]}, est maintenant {INCIDENT_WORDS[now.state]}."
    yield from _services(before, now)
    yield from _needs(before, now)
    yield from _links(before, now)
    yield from _entered_and_left(before.decisions, now.decisions, "Décidé", "Ne vaut plus")
    yield from _entered_and_left(before.support, now.support, "Appui national", None)
    yield from _obligations(before, now)
    yield from _loans(before.loans, now.loans)
    if before.plan_blanc != now.plan_blanc:
        yield f"Plan blanc : {now.plan_blanc}." if now.plan_blanc else "Le plan blanc est terminé."
    if before.officer != now.officer and now.officer is not None:
        yield f"Responsable : {now.officer}."


def _services(before: IncidentSituation, now: IncidentSituation) -> Iterator[str]:
    known = {service.code: service.state for service in before.services}
    for service in now.services:
        state = known.get(service.code)
        if state is None:
            yield f"{service.label} : {SERVICE_WORDS[service.state]}."
        elif state is not service.state:
            yield f"{service.label} : {SERVICE_WORDS[service.state]} (avant : {SERVICE_WORDS[state]})."


def _needs(before: IncidentSituation, now: IncidentSituation) -> Iterator[str]:
    known = {(need.label, need.criticality): need for need in before.needs}
    for need in now.needs:
        was = known.pop((need.label, need.criticality), None)
        if was is None:
            yield f"Nouveau besoin : {french.number(need.wanted)} × {_named(need)}."
        elif moved := _moved(was, need):
            yield f"{_named(need)} : {french.listed(moved)}."
    for gone in known.values():
        yield f"N'est plus demandé : {_named(gone)}."


def _named(need: NeedFigures) -> str:
    """A need as its row in the report names it: a label may be wanted twice, at two criticalities."""
    return f"{need.label} ({CRITICALITY_WORDS[need.criticality]})"


def _moved(was: NeedFigures, need: NeedFigures) -> list[str]:
    pairs = ((words, getattr(was, name), getattr(need, name)) for name, words in _FIGURES.items())
    return [f"{french.number(after)} {words} (avant : {french.number(before)})" for words, before, after in pairs if before != after]


def _links(before: IncidentSituation, now: IncidentSituation) -> Iterator[str]:
    known = {link.key: link for link in before.links}
    for link in now.links:
        was = known.get(link.key)
        if was is None:
            yield f"Lien coupé : {link.told}." if link.restored_at is None else f"Lien coupé, puis rétabli : {link.told}."
        elif was.restored_at is None and link.restored_at is not None:
            yield f"Lien rétabli : {link.told}."


def _obligations(before: IncidentSituation, now: IncidentSituation) -> Iterator[str]:
    known = {line.code: line.standing for line in before.obligations}
    for line in now.obligations:
        if known.get(line.code) != line.standing:
            yield f"{line.label} : {line.standing}."


def _loans(before: Loans, now: Loans) -> Iterator[str]:
    for name, words in _LOANS.items():
        was, number = getattr(before, name), getattr(now, name)
        if was != number:
            yield f"{words.capitalize()} : {french.number(number)} (avant : {french.number(was)})."


def _entered_and_left(before: tuple[str, ...], now: tuple[str, ...], entered: str, left: str | None) -> Iterator[str]:
    for told in now:
        if told not in before:
            yield f"{entered} : {told}."
    for told in before:
        if left is not None and told not in now:
            yield f"{left} : {told}."
