"""The words behind the ids of a problem: needs, resources, lenders, and how each gets there."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from planblanc.domain.identity import LenderId
from planblanc.domain.planning import PlannedLender, PlannedNeed, PlannedResponder, PlannedStock, Snapshot
from planblanc.domain.plans import Journey
from planblanc.planning.translate import Translated, site_key
from planblanc.travel.journeys import MEAN_ERROR, Basis
from planblanc.travel.places import Place, great_circle_km

Resource = PlannedResponder | PlannedStock


@dataclass(frozen=True)
class Words:
    """The words behind the ids of a problem."""

    snapshot: Snapshot
    translated: Translated

    @cached_property
    def needs(self) -> dict[str, PlannedNeed]:
        """Needs by their id in the problem."""
        return {str(need.id): need for need in self.snapshot.needs}

    @cached_property
    def resources(self) -> dict[str, Resource]:
        """Responders and stocks by their id in the problem."""
        found: tuple[Resource, ...] = (*self.snapshot.responders, *self.snapshot.stocks)
        return {str(resource.id): resource for resource in found}

    @cached_property
    def at_site(self) -> dict[str, list[Resource]]:
        """The resources of each site of the problem."""
        found: dict[str, list[Resource]] = {}
        for resource in self.resources.values():
            found.setdefault(site_key(resource.lender, resource.spot), []).append(resource)
        return found

    @cached_property
    def lenders(self) -> dict[LenderId, PlannedLender]:
        """Lenders by key."""
        return {lender.id: lender for lender in self.snapshot.lenders}

    def journey(self, need: PlannedNeed, resource: Resource) -> Journey | None:
        """How the resource gets there, or nothing where there is no way."""
        road = self.translated.problem.reach.road_of(need.victim_key, site_key(resource.lender, resource.spot))
        if road == float("inf"):
            return None
        waits = resource.wait.alert_minutes + resource.wait.preparation_minutes
        return Journey(
            distance_km=self.distance_km(need, resource),
            alert_minutes=resource.wait.alert_minutes,
            preparation_minutes=resource.wait.preparation_minutes,
            road_minutes=int(road),
            least_minutes=round(waits + road * (1 - MEAN_ERROR)),
            most_minutes=round(waits + road * (1 + MEAN_ERROR)),
            arrives_at=self.snapshot.at + timedelta(minutes=waits + road),
        )

    def distance_km(self, need: PlannedNeed, resource: Resource) -> float:
        """The great circle that is shown, by geopy."""
        return great_circle_km(_place(resource), _place(need))

    def lender_of(self, key: str) -> PlannedLender:
        """A lender by its id in the problem."""
        return self.lenders[LenderId(UUID(key))]

    def basis(self, need: PlannedNeed, resource: Resource) -> Basis:
        """What the minutes of road rest on."""
        reach = self.translated.problem.reach
        row, column = reach.row_of[need.victim_key], reach.column_of[site_key(resource.lender, resource.spot)]
        return Basis(int(self.translated.journeys.basis[row, column]))


def _place(thing: PlannedNeed | Resource) -> Place:
    return Place(thing.spot.latitude, thing.spot.longitude, thing.spot.network)
