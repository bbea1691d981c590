"""Around a victim: the nearest responders and stocks by the index of their lane, with all that a choice asks."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from asyncpg import Record

from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.nearest import Crossing, Pause, Resource, Sought, Victim
from planblanc.domain.planning import Kinship
from planblanc.domain.positions import Position
from planblanc.domain.requests import NeedKind
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("nearest")


@dataclass(frozen=True)
class Lane:
    """A lane of the index, with what people call what it holds."""

    number: int
    label: str


async def victim_by_finess(tx: Transaction, finess: str) -> Victim | None:
    """The site of this FINESS number, as a place where help is wanted."""
    row = await tx.row(QUERIES["read_victim_by_finess"], finess=finess)
    if row is None:
        return None
    position = Position(row["latitude"], row["longitude"], row["road_network_code"])
    return Victim(row["id"], position, _kinship(row))


async def victim_at(tx: Transaction, position: Position, department: str) -> Victim | None:
    """A point of a department, as a place where help is wanted."""
    row = await tx.row(QUERIES["read_zone_of_department"], code=department)
    return Victim(None, position, Kinship(department, row["region_code"], row["zone_code"])) if row else None


async def lanes(tx: Transaction, *, competence: str | None, equipment_type: str | None) -> list[int]:
    """The lanes of the index that hold a competence, or else a type and then its substitutes; none when it is unknown."""
    name, code = ("read_competence_lane", competence) if competence is not None else ("read_equipment_lanes", equipment_type)
    return [row["number"] for row in await tx.rows(QUERIES[name], code=code)]


async def lanes_of(tx: Transaction, *, competences: Collection[str], equipment_types: Collection[str]) -> dict[tuple[NeedKind, str], Lane]:
    """The lane of each of these codes, by its kind; those that exist."""
    rows = await tx.rows(QUERIES["read_lanes"], competences=sorted(competences), equipment_types=sorted(equipment_types))
    return {(NeedKind(row["kind"]), row["code"]): Lane(row["number"], row["label"]) for row in rows}


async def responders(tx: Transaction, sought: Sought, victim: Victim, number: int, *, most: int) -> list[Resource]:
    """Those of a competence (by its number) among the `most` nearest rows of its lane that the actor may see."""
    return (await responders_of(tx, sought, victim, [number], most=most))[number]


async def responders_of(tx: Transaction, sought: Sought, victim: Victim, numbers: Sequence[int], *, most: int) -> dict[int, list[Resource]]:
    """The same for several competences at once, for the window of what is sought."""
    rows = await tx.rows(
        QUERIES["read_nearest_responders"],
        **_around(victim),
        numbers=list(numbers),
        most=most,
        called_at=sought.called_at,
        starts_at=sought.starts_at,
        ends_at=sought.ends_at,
    )
    return _by_lane(numbers, ((row["lane"], _responder(row)) for row in rows))


async def stocks(tx: Transaction, victim: Victim, numbers: Sequence[int], *, most: int) -> list[Resource]:
    """Those of a type (the first of the numbers) or of its substitutes among the `most` nearest rows of each lane."""
    rows = await tx.rows(QUERIES["read_nearest_stocks"], **_around(victim), number=numbers[0], numbers=list(numbers), most=most)
    return [Resource(**_shared(row), is_person=False, is_substitute=row["is_substitute"]) for row in rows]


async def stocks_of(tx: Transaction, victim: Victim, numbers: Sequence[int], *, most: int) -> dict[int, list[Resource]]:
    """The stocks of several types at once, without what may serve in their place."""
    rows = await tx.rows(QUERIES["read_nearest_stocks"], **_around(victim), number=0, numbers=list(numbers), most=most)
    return _by_lane(numbers, ((row["lane"], Resource(**_shared(row), is_person=False)) for row in rows))


def _by_lane(numbers: Sequence[int], found: Iterable[tuple[int, Resource]]) -> dict[int, list[Resource]]:
    lanes: dict[int, list[Resource]] = {number: [] for number in numbers}
    for number, resource in found:
        lanes[number].append(resource)
    return lanes


def _around(victim: Victim) -> dict[str, object]:
    return {
        "victim": victim.establishment_id,
        "victim_region": victim.kinship.region,
        "victim_network": victim.position.network,
        "latitude": victim.position.latitude,
        "longitude": victim.position.longitude,
    }


def _responder(row: Record) -> Resource:
    return Resource(
        **_shared(row),
        is_person=True,
        level=row["level"],
        expires_on=row["expires_on"],
        longest_days=row["longest_days"],
        around=row["around"],
        around_promised=row["around_promised"],
        hours=tuple(
            Hours(HoursKind(kind), *line)
            for kind, *line in zip(row["kinds"], row["starts"], row["ends"], row["froms"], row["tos"], row["days"], strict=True)
        ),
    )


def _shared(row: Record) -> dict[str, Any]:
    return {
        "id": row["id"],
        "lender_id": row["lender_id"],
        "lender_name": row["lender_name"],
        "label": row["label"],
        "commune": row["commune"],
        "position": Position(row["latitude"], row["longitude"], row["road_network_code"]),
        "time_zone": row["time_zone"],
        "kinship": _kinship(row),
        "touches": row["touches"],
        "units": row["units"],
        "promised": row["promised"],
        "floor": row["floor"],
        "pause": Pause(
            alert_by_day=row["alert_by_day"],
            alert_by_night=row["alert_by_night"],
            preparation_by_day=row["preparation_by_day"],
            preparation_by_night=row["preparation_by_night"],
            confirmed=row["delays_confirmed"],
        ),
        "crossing": _crossing(row),
        "confirm_by": row["confirm_by"],
        "active": row["active"],
        "synthetic": row["synthetic"],
        "is_victim": row["is_victim"],
        "shares_fate": row["shares_fate"],
    }


def _crossing(row: Record) -> Crossing | None:
    if row["overhead_minutes"] is None:
        return None
    return Crossing(row["overhead_minutes"], row["flight_minutes"], row["crossing_confirmed"])


def _kinship(row: Record) -> Kinship:
    return Kinship(
        department=row["department_code"],
        region=row["region_code"],
        zone=row["zone_code"],
        legal_entity=row["legal_entity_id"],
        hospital_group=row["hospital_group_code"],
        private_group=row["private_group"],
    )
