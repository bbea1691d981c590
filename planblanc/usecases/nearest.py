"""Who could come for one need, from where and how soon; reads, and commits nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from planblanc.domain import access, nearest, perimeter, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.availability import Span, spans
from planblanc.domain.errors import BadInput
from planblanc.domain.establishments import require_finess
from planblanc.domain.french import PARIS
from planblanc.domain.nearest import Answer, Candidate, Crossing, Pause, Resource, Sought, Victim
from planblanc.domain.perimeter import Rung
from planblanc.domain.plans import Journey, LineFlag
from planblanc.domain.positions import Position, usual_network
from planblanc.store import nearest as stored
from planblanc.store.transaction import Transaction
from planblanc.travel import journeys as on_road
from planblanc.travel import on_site
from planblanc.travel.clocks import is_night
from planblanc.travel.journeys import DocumentedEstimate
from planblanc.travel.networks import NetworkLink, linked

# What the straight line brings is more than what is needed: the road, the clock and the rules choose among it.
_FIRST_LOOK = 60
_SECOND_LOOK = 1500


@dataclass(frozen=True)
class Whereabouts:
    """Where the help is wanted: a site by its FINESS number, or else a point and its department."""

    finess: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    department: str | None = None


async def find(tx: Transaction, actor: Actor, sought: Sought, at: Whereabouts) -> Answer:
    """The nearest that the actor may see; a second, wider look is taken when the first leaves the need uncovered."""
    access.require(actor, Act.FIND_RESOURCES)
    victim = await whither(tx, at)
    look = partial(_look, tx, sought, victim, await _lanes(tx, sought))
    answer = await look(most=_FIRST_LOOK)
    if answer.covered < answer.wanted and not answer.is_complete:
        answer = await look(most=_SECOND_LOOK)
    return answer


async def _look(tx: Transaction, sought: Sought, victim: Victim, lanes: Sequence[int], *, most: int) -> Answer:
    if sought.competence is not None:
        found = await stored.responders(tx, sought, victim, lanes[0], most=most)
    else:
        found = await stored.stocks(tx, victim, lanes, most=most)
    return chosen(found, sought, victim, is_complete=len(found) < most)


def chosen(found: Sequence[Resource], sought: Sought, victim: Victim, *, is_complete: bool) -> Answer:
    """Who of these would come, and why not the others."""
    active = [resource for resource in found if resource.active]
    candidates = [
        _candidate(resource, travelled, sought, victim) for resource, travelled in zip(active, _journeys(active, victim), strict=True)
    ]
    return nearest.choose(sought, candidates, is_complete=is_complete)


async def whither(tx: Transaction, at: Whereabouts) -> Victim:
    """The place where the help is wanted; `BadInput` when nobody knows it."""
    if at.finess is not None:
        found = await stored.victim_by_finess(tx, require_finess(at.finess, ("establishment",)))
        if found is None:
            raise BadInput(f"Aucun établissement ne porte le numéro FINESS {at.finess}.", ("establishment",))
        return found
    if at.latitude is None or at.longitude is None or at.department is None:
        raise BadInput("Indiquez un établissement, ou bien une position et son département.", ("establishment",))
    position = Position(at.latitude, at.longitude, usual_network(at.department))
    found = await stored.victim_at(tx, position, at.department)
    if found is None:
        raise BadInput(f"Le département {texts.quoted(at.department)} n'existe pas.", ("department",))
    return found


async def _lanes(tx: Transaction, sought: Sought) -> list[int]:
    """The lanes of the index that hold what is asked: of the competence, or of the type and then of its substitutes."""
    found = await stored.lanes(tx, competence=sought.competence, equipment_type=sought.equipment_type)
    if not found and sought.competence is not None:
        raise BadInput(f"La compétence {texts.quoted(sought.competence)} n'existe pas.", ("competence",))
    if not found and sought.equipment_type is not None:
        raise BadInput(f"Le type de matériel {texts.quoted(sought.equipment_type)} n'existe pas.", ("equipment_type",))
    return found


def _journeys(resources: Sequence[Resource], victim: Victim) -> list[on_road.Journey]:
    """The way of each resource to the victim, all measured at once."""
    links = linked(_link(resource, resource.crossing, victim) for resource in resources if resource.crossing is not None)
    return on_road.to_one(DocumentedEstimate(links), victim.position, [one.position for one in resources])


def _link(resource: Resource, crossing: Crossing, victim: Victim) -> NetworkLink:
    return NetworkLink(
        origin=resource.position.network,
        destination=victim.position.network,
        overhead=timedelta(minutes=crossing.overhead_minutes),
        flight=timedelta(minutes=crossing.flight_minutes),
        confirmed=crossing.confirmed,
    )


def _candidate(resource: Resource, travelled: on_road.Journey, sought: Sought, victim: Victim) -> Candidate:
    adjacent = {(victim.kinship.region, resource.kinship.region)} if resource.touches else set()
    rung = perimeter.rung_of(resource.kinship, seen_from=victim.kinship, adjacent=adjacent)
    free = spans(resource.hours, ZoneInfo(resource.time_zone), sought.called_at, sought.ends_at)
    at_night = is_night(sought.called_at, ZoneInfo(resource.time_zone))
    needed = on_site.time_on_site(_delays(resource.pause), travelled, at_night=at_night)
    return Candidate(
        resource=resource,
        rung=rung,
        journey=None if needed is None else _told(needed, sought, resource, free),
        free=free,
        flags=_flags(resource, sought, rung, needed),
    )


def _delays(pause: Pause) -> on_site.Delays:
    return on_site.Delays(
        alert_by_day=timedelta(minutes=pause.alert_by_day),
        alert_by_night=timedelta(minutes=pause.alert_by_night),
        preparation_by_day=timedelta(minutes=pause.preparation_by_day),
        preparation_by_night=timedelta(minutes=pause.preparation_by_night),
        confirmed=pause.confirmed,
    )


def _told(needed: on_site.TimeOnSite, sought: Sought, resource: Resource, free: Sequence[Span]) -> Journey:
    departs = sought.called_at
    if resource.is_person:
        departs = next((begins for begins, ends in free if begins <= sought.starts_at and sought.ends_at <= ends), departs)
    return Journey(
        distance_km=round(needed.km, 1),
        alert_minutes=_minutes(needed.alert),
        preparation_minutes=_minutes(needed.preparation),
        road_minutes=_minutes(needed.road),
        least_minutes=_minutes(needed.earliest),
        most_minutes=_minutes(needed.latest),
        arrives_at=max(departs, sought.called_at) + needed.total,
    )


def _minutes(duration: timedelta) -> int:
    return round(duration / timedelta(minutes=1))


def _flags(resource: Resource, sought: Sought, rung: Rung, needed: on_site.TimeOnSite | None) -> frozenset[LineFlag]:
    today = sought.called_at.astimezone(PARIS).date()
    told = {
        LineFlag.TO_CONFIRM: resource.confirm_by is not None and resource.confirm_by < today,
        LineFlag.TO_ATTEST: rung is Rung.OWN_GROUP,
        LineFlag.ASSUMED_DELAY: needed is not None and needed.is_assumed,
        LineFlag.EXTRAPOLATED: needed is not None and needed.is_extrapolated,
        LineFlag.SUBSTITUTE: resource.is_substitute,
        LineFlag.SYNTHETIC: resource.synthetic,
    }
    return frozenset(flag for flag, is_so in told.items() if is_so)
