"""A region's pool before any crisis becomes a stress test: each attack is the problem that a plan would then solve; pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from planblanc.domain import packs
from planblanc.domain.identity import IncidentId, NeedId, RequestId, key_of
from planblanc.domain.needs import DEFAULT_CRITICALITY, DEFAULT_QUANTITY, NeedTold
from planblanc.domain.planning import PlannedNeed, Snapshot, Wait
from planblanc.domain.requests import BOUNDS
from planblanc.domain.stress_pool import StressPool, StressSite, Watch
from planblanc.planning.translate import translate as translate_plan
from solver.needs import Need
from solver.pool import Delays
from solver.problem import Problem
from solver.stress.problem import Staffing, StressProblem, Target


@dataclass(frozen=True)
class Staffed:
    """The stress test of one staffing, and the needs of its attacks by their id."""

    watch: Watch
    stress: StressProblem
    needs: Mapping[str, PlannedNeed]


def translate(pool: StressPool) -> Iterator[Staffed]:
    """State the stress test of each staffing, as the planner would read the pool at that moment."""
    for watch in pool.watches:
        needs = tuple(need for site in pool.sites for need in _needs(pool, site, watch))
        problem = translate_plan(_snapshot(pool, watch, needs)).problem
        yield Staffed(watch, _stress(pool, watch, problem), {str(need.id): need for need in needs})


def _snapshot(pool: StressPool, watch: Watch, needs: tuple[PlannedNeed, ...]) -> Snapshot:
    """Every establishment in need at once, and nobody engaged, refused or struck: the victims are said attack by attack."""
    return Snapshot(
        at=watch.at,
        incidents=(),
        needs=needs,
        struck=frozenset(),
        shared_fates=pool.shared_fates,
        attestations=(),
        lenders=pool.lenders,
        responders=watch.responders,
        stocks=watch.stocks,
        promises=(),
        refusals=(),
        substitutes=pool.substitutes,
        others_at=(),  # all the people of the region are read, whatever they can do
        adjacent_regions=frozenset(),
        travel_links=pool.travel_links,
    )


def _needs(pool: StressPool, site: StressSite, watch: Watch) -> Iterator[PlannedNeed]:
    """What the ready pack asks for, for an establishment of this size; procedures are looked up, not lent."""
    for number, told in enumerate(packs.expand(pool.pack, site.size, watch.at)):
        if told.service_domain is None:
            yield _need(pool, site, told, watch.at, number)


def _need(pool: StressPool, site: StressSite, told: NeedTold, at: datetime, number: int) -> PlannedNeed:
    bound = BOUNDS.get(told.wanted_by) if told.wanted_by is not None else None
    return PlannedNeed(
        id=NeedId(key_of("stress need", f"{site.finess}:{number}")),
        request=RequestId(key_of("stress request", site.finess)),
        incident=IncidentId(key_of("stress incident", site.finess)),
        establishment=site.id,
        spot=site.spot,
        kinship=site.kinship,
        label=pool.labels[told.competence or told.equipment_type or ""],
        kind="RESPONDER" if told.competence is not None else "EQUIPMENT",
        competence=told.competence,
        least_level=told.least_level,
        equipment_type=told.equipment_type,
        service_domain=None,
        quantity=told.quantity or DEFAULT_QUANTITY,
        wanted_at=None if bound is None else at + bound,
        starts_at=told.starts_at or at,
        ends_at=told.ends_at or at,
        criticality=(told.criticality or DEFAULT_CRITICALITY).value,
        version=0,
    )


def _stress(pool: StressPool, watch: Watch, problem: Problem) -> StressProblem:
    needs: defaultdict[str, list[Need]] = defaultdict(list)
    for need in problem.needs:
        needs[need.establishment].append(_from_the_attack(need, problem.now))
    lenders = {str(lender.establishment): frozenset({str(lender.id)}) for lender in pool.lenders if lender.establishment is not None}
    return StressProblem(
        sites=problem.sites,
        people=problem.people,
        stocks=problem.stocks,
        reach=problem.reach,
        targets=tuple(Target(site, lenders.get(site, frozenset()), tuple(asked)) for site, asked in needs.items()),
        staffings=(_staffing(watch, problem.now),),
        shared_fates=problem.shared_fates,
    )


def _from_the_attack(need: Need, now: int) -> Need:
    bound = None if need.arrive_by is None else need.arrive_by - now
    return replace(need, starts_at=need.starts_at - now, ends_at=need.ends_at - now, arrive_by=bound)


def _staffing(watch: Watch, now: int) -> Staffing:
    usual_of_type = {code: _delays(wait) for code, wait in watch.usual_of_type.items()}
    return Staffing(watch.staffing.value, now, _delays(watch.usual), usual_of_type=usual_of_type)


def _delays(wait: Wait) -> Delays:
    return Delays(wait.alert_minutes, wait.preparation_minutes)
