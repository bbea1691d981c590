"""Snapshots for tests of the planning: one place, one lender; a test states only what matters."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.identity import IncidentId, LenderId, NeedId, RequestId, ResponderId
from planblanc.domain.planning import Kinship, PlannedIncident, PlannedLender, PlannedNeed, PlannedResponder, Snapshot, Spot, Wait

NIGHT = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)  # 02:40 in Paris
DAX = Spot(43.71, -1.05, "METROPOLE", "Europe/Paris")
LANDES = Kinship("40", "75", "SUD_OUEST")
INCIDENT, LENDER = IncidentId(UUID(int=1)), LenderId(UUID(int=2))


def hours(kind: HoursKind = HoursKind.WINDOW, **changed: Any) -> Hours:
    """Always, in 2021."""
    year = {"starts_at": datetime(2021, 1, 1, tzinfo=UTC), "ends_at": datetime(2022, 1, 1, tzinfo=UTC)}
    return Hours(kind, **{**year, **changed})


def by_day() -> Hours:
    """From 08:00 to 18:00."""
    return hours(HoursKind.DAILY, daily_from=time(8), daily_to=time(18))


def need(number: int = 10, **changed: Any) -> PlannedNeed:
    """Somebody for the network, from 02:40, for eight hours."""
    told: dict[str, Any] = {
        "id": NeedId(UUID(int=number)),
        "request": RequestId(UUID(int=3)),
        "incident": INCIDENT,
        "establishment": None,
        "spot": DAX,
        "kinship": LANDES,
        "label": "Réseau",
        "kind": "RESPONDER",
        "competence": "NETWORK",
        "least_level": 1,
        "equipment_type": None,
        "service_domain": None,
        "quantity": 1,
        "wanted_at": None,
        "starts_at": NIGHT,
        "ends_at": NIGHT + timedelta(hours=8),
        "criticality": "VITAL",
        "version": 1,
    }
    return PlannedNeed(**{**told, **changed})


def responder(number: int = 20, **changed: Any) -> PlannedResponder:
    """Somebody for the network, always there."""
    told: dict[str, Any] = {
        "id": ResponderId(UUID(int=number)),
        "lender": LENDER,
        "label": "Réseau (synthétique)",
        "commune": "DAX",
        "capacity": 1,
        "spot": DAX,
        "competences": (("NETWORK", 2),),
        "hours": (hours(),),
        "wait": Wait(15, 30, confirmed=True),
        "longest_days": 3,
        "confirm_by": None,
        "synthetic": True,
        "version": 1,
    }
    return PlannedResponder(**{**told, **changed})


def snapshot(needs: Sequence[PlannedNeed], responders: Sequence[PlannedResponder], *, at: datetime = NIGHT) -> Snapshot:
    """One incident in the Landes, and a lender next to it."""
    return Snapshot(
        at=at,
        incidents=(PlannedIncident(INCIDENT, "75", None, exercise=False, open_rungs=frozenset(), version=1),),
        needs=tuple(needs),
        lenders=(PlannedLender(LENDER, "ALPI", None, LANDES, people_floor=0, synthetic=True, version=1),),
        responders=tuple(responders),
        stocks=(),
        promises=(),
        refusals=(),
        struck=frozenset(),
        shared_fates=(),
        attestations=(),
        substitutes=(),
        others_at=(),
        adjacent_regions=frozenset(),
        travel_links=(),
    )
