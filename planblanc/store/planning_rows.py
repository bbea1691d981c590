"""Rows of the planner's reading, as words of the domain."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from asyncpg import Record

from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.planning import (
    Kinship,
    LoweredFloor,
    PlannedIncident,
    PlannedLender,
    PlannedNeed,
    PlannedResponder,
    PlannedStock,
    Promise,
    Spot,
    TravelLink,
    Wait,
)
from planblanc.travel.clocks import is_night


class Nights:
    """Whether it is night in each time zone at one moment; asked once a zone."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._known: dict[str, bool] = {}

    def fall_in(self, time_zone: str) -> bool:
        """Whether it is night there."""
        if time_zone not in self._known:
            self._known[time_zone] = is_night(self._at, ZoneInfo(time_zone))
        return self._known[time_zone]


def incident(row: Record) -> PlannedIncident:
    """A row of `read_incidents`."""
    return PlannedIncident(
        id=row["id"],
        region=row["region_code"],
        establishment=row["establishment_id"],
        exercise=row["exercise"],
        open_rungs=frozenset(row["open_rungs"]),
        version=row["version"],
    )


def need(row: Record) -> PlannedNeed:
    """A row of `read_needs`."""
    return PlannedNeed(
        id=row["id"],
        request=row["request_id"],
        incident=row["incident_id"],
        establishment=row["establishment_id"],
        spot=spot(row),
        kinship=kinship(row),
        label=row["label"],
        kind=row["kind"],
        competence=row["competence_code"],
        least_level=row["least_level"],
        equipment_type=row["equipment_type_code"],
        service_domain=row["service_domain_code"],
        quantity=row["quantity"],
        wanted_at=row["wanted_at"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        criticality=row["criticality"],
        version=row["version"],
        team=row["team"],
        is_lead=row["is_lead"],
        pris_qualified=row["pris_qualified"],
        pris_activity=row["pris_activity"],
        victim=row["victim"] or "",
    )


def qualified_lender(row: Record) -> PlannedLender:
    """A row of `read_lenders`, with what the lender keeps by competence and is qualified for."""
    floors = tuple(zip(row["floor_codes"], row["floor_people"], strict=True))
    return replace(lender(row), competence_floors=floors, pris_activities=frozenset(row["pris_activities"]))


def lender(row: Record) -> PlannedLender:
    """Who lends, with what its rung is told by."""
    return PlannedLender(
        id=row["id"],
        name=row["name"],
        establishment=row["establishment_id"],
        kinship=kinship(row),
        people_floor=row["people_floor"],
        synthetic=row["synthetic"],
        version=row["version"],
    )


def responder(row: Record, hours: Sequence[Hours], nights: Nights) -> PlannedResponder:
    """A row of `read_responders`, with the calendar of that responder."""
    return PlannedResponder(
        id=row["id"],
        lender=row["lender_id"],
        label=row["label"],
        commune=row["commune"],
        capacity=row["capacity"],
        spot=spot(row),
        competences=tuple(zip(row["codes"], row["levels"], strict=True)),
        hours=tuple(hours),
        wait=wait(row, nights),
        longest_days=row["longest_days"],
        confirm_by=row["confirm_by"],
        synthetic=row["synthetic"],
        version=row["version"],
    )


def stock(row: Record, nights: Nights) -> PlannedStock:
    """A row of `read_stocks`."""
    return PlannedStock(
        id=row["id"],
        lender=row["lender_id"],
        equipment_type=row["equipment_type_code"],
        label=row["label"],
        commune=row["commune"],
        quantity=row["quantity"],
        floor=row["floor"],
        spot=spot(row),
        wait=wait(row, nights),
        confirm_by=row["confirm_by"],
        synthetic=row["synthetic"],
        version=row["version"],
    )


def hours(row: Record) -> Hours:
    """A row of `read_hours`."""
    return Hours(
        kind=HoursKind(row["kind"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        daily_from=row["daily_from"],
        daily_to=row["daily_to"],
        weekdays=row["weekdays"],
    )


def promise(row: Record) -> Promise:
    """A row of `read_promises`."""
    return Promise(
        id=row["id"],
        need=row["need_id"],
        resource=row["resource_id"],
        quantity=row["quantity"],
        state=row["state"],
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        version=row["version"],
        incident=row["incident_id"],
        pris_activity=row["pris_activity"],
    )


def lowered(row: Record) -> LoweredFloor:
    """A row of `read_lowered`."""
    return LoweredFloor(row["id"], row["incident_id"], row["lender_id"], row["floor"], row["competence_code"], row["stock_id"])


def link(row: Record) -> TravelLink:
    """A row of `read_links`."""
    return TravelLink(
        origin=row["from_code"],
        destination=row["to_code"],
        overhead_minutes=row["overhead_minutes"],
        flight_minutes=row["flight_minutes"],
        confirmed=row["confirmed"],
    )


def wait(row: Record, nights: Nights) -> Wait:
    """The delays of a row as they hold by day or by night in its time zone."""
    part = "night" if nights.fall_in(row["time_zone"]) else "day"
    return Wait(row[f"alert_minutes_{part}"], row[f"preparation_minutes_{part}"], row["delays_confirmed"])


def spot(row: Record) -> Spot:
    """Where the thing of a row stands."""
    return Spot(row["latitude"], row["longitude"], row["road_network_code"], row["time_zone"])


def kinship(row: Record) -> Kinship:
    """What the rung of the organisation of a row is told by."""
    return Kinship(
        department=row["department_code"],
        region=row["region_code"],
        zone=row["zone_code"],
        legal_entity=row["legal_entity_id"],
        hospital_group=row["hospital_group_code"],
        private_group=row["private_group"],
    )
