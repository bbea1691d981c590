"""Pools for tests of relief: one site, one lender beside it; a test states only what matters."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from planblanc.domain.identity import EngagementId, EstablishmentId, LenderId, ResponderId
from planblanc.domain.planning import PlannedLender
from planblanc.domain.relief import ReliefState, Roster, RosterId, Site, WorkingTime
from planblanc.domain.relief_pool import PooledReliever, PromisedStay, ReliefPool, RelievedSite
from planblanc.domain.relief_wanted import Crew, Post
from tests.planning import snapshots
from tests.planning.snapshots import DAX, INCIDENT, LANDES, LENDER, NIGHT

HOSPITAL = EstablishmentId(UUID(int=4))
OTHER_ROSTER = UUID(int=9)
DAY = Crew("jour", time(8), time(20), (Post("NETWORK"),))
NIGHTS = Crew("nuit", time(20), time(8), (Post("NETWORK"),))
ROSTER = Roster(
    id=RosterId(UUID(int=8)),
    region="75",
    exercise=False,
    starts_on=date(2021, 2, 10),
    weeks=1,
    working_time=WorkingTime(rest_minutes=660, week_minutes=2880, longest_run_days=6, handover_minutes=15),
    state=ReliefState.REQUESTED,
    requested_by=UUID(int=7),
    requested_name="ARS",
    requested_at=NIGHT,
)


def site(*crews: Crew, **changed: Any) -> Site:
    """The hospital, relieved by day."""
    told: dict[str, Any] = {"name": "CH", "commune": "DAX", "time_zone": "Europe/Paris", "crews": crews or (DAY,)}
    return Site(**{"establishment_id": HOSPITAL, "incident_id": INCIDENT, **told, **changed})


def reliever(number: int = 20, **changed: Any) -> PooledReliever:
    """Somebody for the network, always there."""
    told: dict[str, Any] = {"id": ResponderId(UUID(int=number)), "lender": LENDER, "label": "Réseau (synthétique)", "is_named": False}
    work = {"commune": "DAX", "capacity": 1, "spot": DAX, "competences": (("NETWORK", 2),), "hours": (snapshots.hours(),)}
    return PooledReliever(**{**told, **work, "confirm_by": None, "version": 1, **changed})


def lender(key: LenderId = LENDER, **changed: Any) -> PlannedLender:
    """The lender of those people."""
    return replace(PlannedLender(key, "ALPI", None, LANDES, people_floor=0, synthetic=True, version=1), **changed)


def stay(starts_at: datetime, hours: float, **changed: Any) -> PromisedStay:
    """An engagement of that person at the hospital."""
    ends_at = starts_at + timedelta(hours=hours)
    told: dict[str, Any] = {"id": EngagementId(UUID(int=30)), "responder": ResponderId(UUID(int=20)), "quantity": 1, "incident": INCIDENT}
    where = {"establishment": HOSPITAL, "roster": None, "unit": None, "is_night": False, "version": 1}
    return PromisedStay(**{**told, **where, "starts_at": starts_at, "ends_at": ends_at, "busy_until": ends_at, **changed})


def pool(relievers: Sequence[PooledReliever], **changed: Any) -> ReliefPool:
    """What is read of them, at the hour of the crisis."""
    place = RelievedSite(HOSPITAL, INCIDENT, DAX, LANDES, frozenset(), is_open=True, version=1)
    nothing: dict[str, Any] = dict.fromkeys(("struck", "shared_fates", "attestations", "refusals", "adjacent_regions"), frozenset())
    told = {
        "at": NIGHT,
        "sites": (place,),
        "lenders": (lender(),),
        "stays": (),
        "others_at": (),
        "skilled_others_at": (),
        "travel_links": (),
    }
    return ReliefPool(**{**nothing, **told, "relievers": tuple(relievers), **changed})
