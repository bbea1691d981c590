"""Sentences that can be read aloud."""

from datetime import UTC, datetime

import pytest

from planblanc.domain import french


@pytest.mark.parametrize(
    ("at", "told"),
    [
        (datetime(2021, 2, 9, 1, 40, tzinfo=UTC), "9 février 2021 à 02 h 40"),
        (datetime(2022, 8, 20, 23, 5, tzinfo=UTC), "21 août 2022 à 01 h 05"),
    ],
)
def test_a_moment_is_told_in_paris_time(at: datetime, told: str) -> None:
    assert french.moment(at) == told


def test_a_moment_of_another_place_is_told_by_its_own_clock() -> None:
    at = datetime.fromisoformat("2026-11-25T02:00:00+04:00")

    assert french.local_moment(at) == "mercredi 25 novembre 2026, 2 h"
    assert french.local_moment(at.replace(minute=5)) == "mercredi 25 novembre 2026, 2 h 05"


@pytest.mark.parametrize(("parts", "told"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")])
def test_parts_are_listed(parts: list[str], told: str) -> None:
    assert french.listed(parts) == told


@pytest.mark.parametrize(("number", "told"), [(0, "0 besoin"), (1, "1 besoin"), (2, "2 besoins"), (1_200, "1\u202f200 besoins")])
def test_a_number_agrees_with_its_noun(number: int, told: str) -> None:
    assert french.counted(number, "besoin", "besoins") == told


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (999, "999"), (10_000, "10\u202f000"), (-1_000_000, "-1\u202f000\u202f000")])
def test_thousands_are_apart(number: int, told: str) -> None:
    assert french.number(number) == told


def test_a_moment_of_these_days_is_told_without_its_year() -> None:
    at = datetime(2021, 2, 9, 23, 40, tzinfo=UTC)

    assert (french.near(at), french.near_day(at)) == ("mercredi 10 février à 00 h 40", "mercredi 10 février")


@pytest.mark.parametrize(
    ("registered", "told"),
    [
        ("CENTRE HOSPITALIER DE PAU", "Centre Hospitalier de Pau"),
        ("CHU DE BORDEAUX - SITE PELLEGRIN", "CHU de Bordeaux - site Pellegrin"),
        ("SSR L'ADOUR", "SSR l'Adour"),
        ("LE HAVRE", "Le Havre"),
        ("HÔPITAL ST ANDRÉ", "Hôpital St André"),
        ("CH D'ARLES", "CH d'Arles"),
        ("Ville de Dax", "Ville de Dax"),
        ("", ""),
    ],
)
def test_a_name_in_capitals_is_told_as_a_name(registered: str, told: str) -> None:
    assert french.name(registered) == told


@pytest.mark.parametrize(
    ("kept", "read"),
    [("+33536490101", "05 36 49 01 01"), ("+262262905050", "+262262905050"), ("astreinte@ch.example", "astreinte@ch.example")],
    ids=["france", "la reunion", "mail"],
)
def test_a_number_of_france_is_read_as_it_is_dialled(kept: str, read: str) -> None:
    assert french.dialled(kept) == read
