"""The reference facts agree with each other and with what is published."""

import csv
from collections import Counter

import pytest
from geopy.distance import great_circle

from planblanc import shipped
from planblanc.domain.identity import finess_key_is_right, is_finess

# South, west, north, east of each region: a drawn box, a little wider than the region.
BOXES = {
    "01": (15.7, -63.2, 18.2, -60.9),
    "02": (14.3, -61.3, 15.0, -60.7),
    "03": (2.0, -54.7, 5.9, -51.5),
    "04": (-21.5, 55.1, -20.8, 55.9),
    "06": (-13.1, 44.9, -12.5, 45.4),
    "11": (48.1, 1.4, 49.3, 3.6),
    "24": (46.3, 0.0, 49.0, 3.2),
    "27": (46.1, 2.8, 48.5, 7.2),
    "28": (48.1, -2.0, 50.1, 1.9),
    "32": (48.8, 1.3, 51.1, 4.3),
    "44": (47.4, 3.3, 50.2, 8.3),
    "52": (46.2, -2.6, 48.6, 1.0),
    "53": (47.2, -5.2, 49.0, -1.0),
    "75": (42.7, -1.9, 47.2, 2.7),
    "76": (42.3, -0.4, 45.1, 4.9),
    "84": (44.1, 2.0, 46.9, 7.2),
    "93": (42.9, 4.2, 45.2, 7.8),
    "94": (41.3, 8.5, 43.1, 9.6),
}


def rows(name: str) -> list[dict[str, str]]:
    with (shipped.seeds_dir() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(name: str, field: str) -> list[str]:
    return [row[field] for row in rows(name)]


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("defence_zones", 10),
        ("regions", 18),
        ("departments", 103),
        ("region_adjacency", 46),
        ("road_networks", 15),
        ("network_travel", 105),
        ("hospital_groups", 135),
        ("legal_entities", 1336),
        ("establishments", 1945),
    ],
)
def test_nothing_is_missing(name: str, count: int) -> None:
    assert len(rows(name)) == count


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("defence_zones", "code"),
        ("regions", "code"),
        ("departments", "code"),
        ("road_networks", "code"),
        ("hospital_groups", "code"),
        ("legal_entities", "finess"),
        ("establishments", "finess"),
        ("person_delays", "kind"),
    ],
)
def test_a_key_stands_once(name: str, key: str) -> None:
    assert [value for value, times in Counter(column(name, key)).items() if times > 1] == []


@pytest.mark.parametrize(
    ("name", "field", "other", "key"),
    [
        ("regions", "zone_code", "defence_zones", "code"),
        ("departments", "region_code", "regions", "code"),
        ("region_adjacency", "region_code", "regions", "code"),
        ("region_adjacency", "neighbour_code", "regions", "code"),
        ("network_travel", "from_code", "road_networks", "code"),
        ("network_travel", "to_code", "road_networks", "code"),
        ("hospital_groups", "region_code", "regions", "code"),
        ("establishments", "legal_entity_finess", "legal_entities", "finess"),
        ("establishments", "road_network_code", "road_networks", "code"),
        ("establishment_services", "finess", "establishments", "finess"),
        ("establishment_services", "service_domain_code", "service_domains", "code"),
    ],
)
def test_what_is_named_exists(name: str, field: str, other: str, key: str) -> None:
    assert set(column(name, field)) - set(column(other, key)) == set()


def test_every_department_of_the_country_is_there() -> None:
    mainland = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"}

    assert set(column("departments", "code")) == mainland | {"971", "972", "973", "974", "976", "977", "978"}


def test_an_establishment_is_in_the_region_of_its_department() -> None:
    region_of = {row["code"]: row["region_code"] for row in rows("departments")}

    assert [row for row in rows("establishments") if region_of[row["department_code"]] != row["region_code"]] == []


def test_a_commune_begins_with_its_department() -> None:
    assert [row for row in rows("establishments") if not row["commune_code"].startswith(row["department_code"])] == []


def test_every_site_stands_inside_its_region() -> None:
    def is_outside(row: dict[str, str]) -> bool:
        south, west, north, east = BOXES[row["region_code"]]
        return not (south <= float(row["latitude"]) <= north and west <= float(row["longitude"]) <= east)

    assert [row["finess"] for row in rows("establishments") if is_outside(row)] == []


def test_every_finess_number_is_well_formed_and_its_key_is_right() -> None:
    numbers = column("establishments", "finess") + column("legal_entities", "finess")

    assert [number for number in numbers if not (is_finess(number) and finess_key_is_right(number))] == []


def test_a_region_touches_whoever_touches_it() -> None:
    touching = {(row["region_code"], row["neighbour_code"]) for row in rows("region_adjacency")}

    assert touching == {(there, here) for here, there in touching}
    assert not any(here == there for here, there in touching)


def test_no_island_is_reached_by_road() -> None:
    assert not {"01", "02", "03", "04", "06", "94"} & set(column("region_adjacency", "region_code"))


def test_each_pair_of_networks_has_one_way() -> None:
    codes = column("road_networks", "code")
    pairs = Counter(frozenset((row["from_code"], row["to_code"])) for row in rows("network_travel"))

    assert len(pairs) == len(codes) * (len(codes) - 1) // 2
    assert set(pairs.values()) == {1}


def test_the_overhead_of_a_flight_is_never_said_to_be_confirmed() -> None:
    assert set(column("network_travel", "confirmed")) == {"false"}


def test_a_hospital_group_has_the_region_of_its_code() -> None:
    assert [row for row in rows("hospital_groups") if row["code"][:2] != row["region_code"]] == []


def test_one_site_a_samu() -> None:
    assert Counter(column("establishments", "samu_seat")) == {"false": 1844, "true": 101}


def test_a_borrowed_name_is_that_of_a_site_of_the_entity() -> None:
    sites = {row["finess"]: row for row in rows("establishments")}
    borrowed = [row for row in rows("legal_entities") if row["named_after"]]

    assert [row for row in borrowed if sites[row["named_after"]]["legal_entity_finess"] != row["finess"]] == []
    assert [row for row in borrowed if sites[row["named_after"]]["name"] != row["name"]] == []


@pytest.mark.parametrize(
    ("finess", "km"),
    [
        ("640000162", 43.5),  # Bayonne
        ("400000139", 48.9),  # Mont-de-Marsan
        ("640000600", 70.6),  # Pau
        ("650000417", 104.6),  # Tarbes
        ("330781360", 129.1),  # Bordeaux Pellegrin
    ],
)
def test_the_neighbours_of_dax_are_where_they_were(finess: str, km: float) -> None:
    at = {row["finess"]: (float(row["latitude"]), float(row["longitude"])) for row in rows("establishments")}

    assert great_circle(at["400000105"], at[finess]).km == pytest.approx(km, abs=1)


def test_every_file_tells_where_it_comes_from() -> None:
    sources = (shipped.seeds_dir() / "SOURCES.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in shipped.seeds_dir().glob("*.csv"))

    assert [name for name in files if f"`{name}`" not in sources] == []
