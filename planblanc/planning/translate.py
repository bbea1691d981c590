"""A snapshot of the domain becomes a problem of the solver; pure."""

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np

from planblanc.domain import perimeter
from planblanc.domain.availability import Hours, spans
from planblanc.domain.identity import EstablishmentId, IncidentId, LenderId, StockId
from planblanc.domain.planning import (
    PlannedLender,
    PlannedNeed,
    PlannedResponder,
    PlannedStock,
    Promise,
    Snapshot,
    Spot,
    TravelLink,
    Wait,
)
from planblanc.planning import by_hand, lowered
from planblanc.planning.by_hand import Choice
from planblanc.travel.journeys import DocumentedEstimate, Journeys, TravelModel
from planblanc.travel.networks import NetworkLink, linked
from planblanc.travel.places import Place
from solver.engaged import Engagement, Progress, Refused
from solver.needs import Criticality, Item, Need, Skill
from solver.pool import Delays, Person, Rung, SharedFate, Site, Stock
from solver.problem import Problem
from solver.reach import Reach

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_PROGRESS = {
    "PROPOSED": Progress.PROPOSED,
    "ALERTED": Progress.ALERTED,
    "DEPARTED": Progress.DEPARTED,
    "ARRIVED": Progress.ARRIVED,
    "COMPLETED": Progress.ARRIVED,
}


@dataclass(frozen=True)
class Translated:
    """The problem, the choices by hand that are in it, and the journeys (victims × sites, as in its reach) to tell its answer with."""

    problem: Problem
    journeys: Journeys
    choices: tuple[Choice, ...] = ()


def minute(at: datetime) -> int:
    """Whole minutes since the solver's epoch."""
    return int((at - EPOCH) / timedelta(minutes=1))


def moment(minutes: int) -> datetime:
    """The moment that many minutes after the solver's epoch."""
    return EPOCH + timedelta(minutes=minutes)


def site_key(lender: object, spot: Spot) -> str:
    """One lender at one place; kept once, since a national pool names each many times on its way to the solver."""
    return sys.intern(f"{lender}@{spot.latitude:.5f},{spot.longitude:.5f}")


def translate(snapshot: Snapshot, model: TravelModel | None = None) -> Translated:
    """State the problem; only needs for people and things are the solver's, procedures are looked up."""
    needs = tuple(need for need in snapshot.needs if need.kind != "PROCEDURE")
    choices = by_hand.choices(snapshot)
    lenders = {lender.id: lender for lender in snapshot.lenders}
    withheld = dict(snapshot.withheld)
    spots = _spots(snapshot)
    victims = {need.victim_key: need for need in needs}
    journeys = (model or estimate(snapshot.travel_links)).journeys(
        [place(need.spot) for need in victims.values()], [place(spot) for _, spot in spots.values()]
    )
    at_site = {key: lenders[lender] for key, (lender, _) in spots.items()}
    led = _led(needs)
    sites = _sites(snapshot, at_site)
    problem = Problem(
        now=minute(snapshot.at),
        needs=tuple(_need(need, snapshot, led) for need in needs),
        sites=sites,
        people=_people(snapshot, needs),
        stocks=tuple(_stock(stock, snapshot, withheld) for stock in snapshot.stocks),
        reach=_reach(victims, at_site, journeys, snapshot.adjacent_regions),
        victims=_victims(snapshot),
        shared_fates=_shared_fates(snapshot, needs),
        open_rungs={str(one.id): frozenset(Rung[rung] for rung in one.open_rungs) for one in snapshot.incidents},
        refused=frozenset(Refused(str(need), str(resource)) for need, resource in snapshot.refusals) | by_hand.refused(choices),
        engagements=_engagements(snapshot),
        pins=by_hand.pins(choices),
        floor_overrides=lowered.floors(snapshot, sites),
        competence_floor_overrides=lowered.competence_floors(snapshot, sites),
        pris={str(one.id): one.pris_activities for one in snapshot.lenders if one.pris_activities},
        pris_activity={need.competence: need.pris_activity for need in needs if need.competence and need.pris_activity},
    )
    return Translated(problem, journeys, choices)


def estimate(links: Iterable[TravelLink]) -> DocumentedEstimate:
    """The documented estimate of travel, with what is known of the ways between road networks."""
    return DocumentedEstimate(
        linked(
            NetworkLink(
                link.origin,
                link.destination,
                timedelta(minutes=link.overhead_minutes),
                timedelta(minutes=link.flight_minutes),
                link.confirmed,
            )
            for link in links
        )
    )


def place(spot: Spot) -> Place:
    """Where something stands, as journeys are measured from it."""
    return Place(spot.latitude, spot.longitude, spot.network)


def _spots(snapshot: Snapshot) -> dict[str, tuple[LenderId, Spot]]:
    """Every lender at every place from which it lends what is wanted, in a fixed order."""
    resources: Iterable[PlannedResponder | PlannedStock] = (*snapshot.responders, *snapshot.stocks)
    found = {site_key(resource.lender, resource.spot): (resource.lender, resource.spot) for resource in resources}
    return dict(sorted(found.items()))


def _team(need: PlannedNeed) -> str | None:
    return f"{need.request}:{need.team}" if need.team is not None else None


def _led(needs: Iterable[PlannedNeed]) -> frozenset[str | None]:
    """The teams whose lead is still to come; once its window is over, what is left of a team is planned line by line."""
    return frozenset(_team(need) for need in needs if need.is_lead)


def _need(need: PlannedNeed, snapshot: Snapshot, led: frozenset[str | None]) -> Need:
    """A need as it is now: of a window that has begun, what is left of it."""
    if need.competence is not None:
        wants: Skill | Item = Skill(need.competence, need.least_level or 1)
    else:
        wanted = need.equipment_type or ""
        wants = Item(wanted, frozenset(substitute for kind, substitute in snapshot.substitutes if kind == wanted))
    return Need(
        id=str(need.id),
        incident=str(need.incident),
        establishment=need.victim_key,
        wants=wants,
        quantity=need.quantity,
        starts_at=min(minute(max(need.starts_at, snapshot.at)), minute(need.ends_at) - 1),
        ends_at=minute(need.ends_at),
        criticality=Criticality[need.criticality],
        arrive_by=_bound(need, snapshot.at),
        team=_team(need) if _team(need) in led else None,
        is_lead=need.is_lead,
        is_pris=need.pris_qualified,
    )


def _bound(need: PlannedNeed, at: datetime) -> int | None:
    """By when to arrive; an hour that is past bounds nothing: late help is better than none (decision 0010)."""
    return minute(need.wanted_at) if need.wanted_at is not None and need.wanted_at > at else None


def _sites(snapshot: Snapshot, at_site: Mapping[str, PlannedLender]) -> tuple[Site, ...]:
    """The floor that is left to keep once those who hold nothing that is wanted stay where they are."""
    others: Counter[str] = Counter()
    for lender, latitude, longitude, people in snapshot.others_at:
        others[site_key(lender, Spot(latitude, longitude, "", ""))] += people
    skilled: Counter[tuple[str, str]] = Counter()
    for lender, latitude, longitude, competence, people in snapshot.skilled_others_at:
        skilled[site_key(lender, Spot(latitude, longitude, "", "")), competence] += people
    return tuple(
        Site(
            key,
            str(lender.id),
            max(0, lender.people_floor - others[key]),
            {code: people - skilled[key, code] for code, people in lender.competence_floors if people > skilled[key, code]},
        )
        for key, lender in at_site.items()
    )


def _people(snapshot: Snapshot, needs: Sequence[PlannedNeed]) -> tuple[Person, ...]:
    """Everyone; calendars that are equal are laid out once, and no further than the needs for people reach."""
    until = max((need.ends_at for need in needs if need.competence is not None), default=snapshot.at)

    @cache
    def free(hours: tuple[Hours, ...], time_zone: str) -> tuple[tuple[int, int], ...]:
        found = spans(hours, ZoneInfo(time_zone), snapshot.at, until)
        return tuple((minute(start), minute(end)) for start, end in found)

    withheld = dict(snapshot.withheld)
    return tuple(_person(one, free(one.hours, one.spot.time_zone), snapshot.at, withheld) for one in snapshot.responders)


def _person(responder: PlannedResponder, free: tuple[tuple[int, int], ...], at: datetime, withheld: Mapping[UUID, int]) -> Person:
    return Person(
        id=str(responder.id),
        site=site_key(responder.lender, responder.spot),
        competences=dict(responder.competences),
        availability=free,
        delays=_delays(responder.wait),
        count=max(1, responder.capacity - withheld.get(responder.id, 0)),
        longest_deployment=responder.longest_days * 24 * 60,
        is_stale=_is_stale(responder, at),
    )


def _stock(stock: PlannedStock, snapshot: Snapshot, withheld: Mapping[UUID, int]) -> Stock:
    """A stock, without what its lender said that it keeps."""
    return Stock(
        id=str(stock.id),
        site=site_key(stock.lender, stock.spot),
        type=stock.equipment_type,
        quantity=max(0, stock.quantity - withheld.get(stock.id, 0)),
        delays=_delays(stock.wait),
        floor=stock.floor,
        is_stale=_is_stale(stock, snapshot.at),
    )


@cache
def _delays(wait: Wait) -> Delays:
    return Delays(wait.alert_minutes, wait.preparation_minutes)


def _is_stale(resource: PlannedResponder | PlannedStock, at: datetime) -> bool:
    return resource.confirm_by is not None and resource.confirm_by < at.date()


def _reach(
    victims: Mapping[str, PlannedNeed],
    at_site: Mapping[str, PlannedLender],
    journeys: Journeys,
    adjacent: frozenset[tuple[str, str]],
) -> Reach:
    rungs = np.zeros((len(victims), len(at_site)), dtype=np.int8)
    for row, need in enumerate(victims.values()):
        known: dict[object, int] = {}
        for column, lender in enumerate(at_site.values()):
            if lender.id not in known:
                rung = perimeter.rung_of(lender.kinship, seen_from=need.kinship, adjacent=adjacent)
                known[lender.id] = Rung[rung.value].value
            rungs[row, column] = known[lender.id]
    return Reach(tuple(victims), tuple(at_site), np.ceil(journeys.minutes), journeys.km, rungs)


def _victims(snapshot: Snapshot) -> frozenset[str]:
    return frozenset(str(lender.id) for lender in snapshot.lenders if lender.establishment in snapshot.struck)


def _shared_fates(snapshot: Snapshot, needs: Iterable[PlannedNeed]) -> tuple[SharedFate, ...]:
    """Who falls with each site in need; attested clean where it was attested for all the incidents of that site."""
    incidents: dict[EstablishmentId | None, set[IncidentId]] = {}
    for need in needs:
        incidents.setdefault(need.establishment, set()).add(need.incident)
    return tuple(
        SharedFate(
            str(establishment),
            str(lender),
            is_attested_clean=all((incident, lender) in snapshot.attestations for incident in incidents[establishment]),
        )
        for establishment, lender in snapshot.shared_fates
        if establishment in incidents
    )


def _engagements(snapshot: Snapshot) -> tuple[Engagement, ...]:
    things = frozenset(stock.id for stock in snapshot.stocks)
    known = {responder.id for responder in snapshot.responders} | things
    return tuple(_engagement(promise, things) for promise in snapshot.promises if promise.resource in known)


def _progress(promise: Promise, things: frozenset[StockId]) -> Progress:
    """How far it has gone; things that have left are lent until they are back, so that no plan sends them elsewhere."""
    return Progress.ARRIVED if promise.state == "DEPARTED" and promise.resource in things else _PROGRESS[promise.state]


def _engagement(promise: Promise, things: frozenset[StockId]) -> Engagement:
    return Engagement(
        need=str(promise.need or promise.id),
        resource=str(promise.resource),
        quantity=promise.quantity,
        progress=_progress(promise, things),
        starts_at=minute(promise.starts_at),
        ends_at=minute(promise.ends_at),
        incident=str(promise.incident) if promise.incident is not None else None,
        pris_activity=promise.pris_activity,
    )
