"""The invented pools are the same for the same seed, everywhere, and scarce where the field is."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, time
from functools import cache
from random import Random

import pytest

from planblanc import shipped
from planblanc.domain.availability import Hours, HoursKind
from planblanc.usecases.seeds import demonstration as demonstration_pool
from planblanc.usecases.seeds import national as national_pool
from planblanc.usecases.seeds import reference
from planblanc.usecases.seeds.pool_sheets import SHEETS, Pool
from planblanc.usecases.seeds.profiles import STOCKS, TEAMS
from planblanc.usecases.seeds.sheets import Cells


@cache
def facts() -> reference.Facts:
    return reference.read(shipped.seeds_dir())


@cache
def demonstration() -> Pool:
    return demonstration_pool.generate(facts(), Random(7))


@cache
def national() -> Pool:
    return national_pool.generate(facts(), Random(7))


def number(cells: Cells, field: str) -> int:
    return int(str(cells[field]))


def test_the_same_seed_gives_the_same_pool() -> None:
    assert demonstration_pool.generate(facts(), Random(7)) == demonstration()


def test_another_seed_gives_another_pool() -> None:
    assert demonstration_pool.generate(facts(), Random(8)) != demonstration()


@pytest.mark.parametrize("made", [demonstration, national])
def test_a_pool_has_the_columns_and_the_keys_of_its_files(made: Callable[[], Pool]) -> None:
    pool = made()

    for sheet in SHEETS:
        rows = pool[sheet.name]
        assert {frozenset(row) for row in rows} <= {frozenset(sheet.columns)}
        assert len({tuple(row[column] for column in sheet.key) for row in rows}) == len(rows)
        assert [row for row in rows if sheet.fault(row) is not None] == []


def test_every_region_has_lenders_people_and_things() -> None:
    region_of = {row["code"]: row["region_code"] for row in facts().rows("departments")}
    lenders = {row["code"]: region_of[row["department_code"]] for row in demonstration()["lenders"]}
    every_region = {row["code"] for row in facts().rows("regions")}

    assert set(lenders.values()) == every_region
    assert {lenders[row["lender_code"]] for row in demonstration()["responders"]} == every_region
    assert {lenders[row["lender_code"]] for row in demonstration()["equipment_stocks"]} == every_region


def test_every_kind_of_lender_is_there() -> None:
    assert set(Counter(row["kind"] for row in demonstration()["lenders"])) == {
        "ESTABLISHMENT",
        "GRADES",
        "LOCAL_AUTHORITY",
        "COMPANY",
        "PRIS_COMPANY",
        "STATE",
    }


def test_those_who_rebuild_a_directory_are_rarer_than_those_who_know_networks() -> None:
    held = Counter(row["competence_code"] for row in demonstration()["responder_competences"])

    assert 0 < held["DIRECTORY_REBUILD"] * 3 < held["NETWORK"]


def test_most_people_are_unnamed_capacity_and_the_others_have_no_name_either() -> None:
    people = demonstration()["responders"]
    named = [row for row in people if row["named"]]

    assert 0 < len(named) < len(people) / 2
    assert [row["label"] for row in named if not str(row["label"]).startswith("Intervenant ")] == []
    assert [row["label"] for row in people if "synthétique" not in str(row["label"])] == []


def test_a_lender_never_keeps_more_than_it_has() -> None:
    assert [row for row in demonstration()["equipment_stocks"] if number(row, "floor") > number(row, "quantity")] == []


def test_the_profiles_speak_of_what_the_catalogues_hold() -> None:
    competences = {row["code"] for row in facts().rows("competences")}
    types = {row["code"] for row in facts().rows("equipment_types")}

    assert {code for teams in TEAMS.values() for team in teams for code, _ in team.competences} <= competences
    assert {stock.equipment_type for stocks in STOCKS.values() for stock in stocks} <= types


def test_a_calendar_is_one_that_a_person_could_enter() -> None:
    for row in demonstration()["availabilities"]:
        hours = Hours(
            HoursKind(str(row["kind"])),
            datetime.fromisoformat(str(row["starts_at"])),
            datetime.fromisoformat(str(row["ends_at"])),
            time.fromisoformat(str(row["daily_from"])) if row["daily_from"] else None,
            time.fromisoformat(str(row["daily_to"])) if row["daily_to"] else None,
            number(row, "weekdays"),
        )
        assert hours.starts_at < hours.ends_at


def test_a_group_holds_hospitals_of_its_region_only() -> None:
    region_of_group = {row["code"]: row["region_code"] for row in facts().rows("hospital_groups")}
    region_of_site = {row["finess"]: row["region_code"] for row in facts().rows("establishments")}
    joined = demonstration()["establishment_groups"]

    assert len(joined) > 300
    assert [row for row in joined if region_of_group[row["hospital_group_code"]] != region_of_site[row["finess"]]] == []


def test_the_national_pool_has_its_size() -> None:
    assert len(national()["responders"]) == 20_000
    assert sum(number(row, "quantity") for row in national()["equipment_stocks"]) == 200_000


def test_what_is_indivisible_is_one() -> None:
    single = {row["code"] for row in facts().rows("equipment_types") if row["indivisible"]}

    assert {row["quantity"] for row in national()["equipment_stocks"] if row["equipment_type_code"] in single} == {1}
