"""A stress test is begun, stopped and read from its page; a national reader sees every region at once."""

import re
from datetime import datetime
from typing import Any

from planblanc.api import nodes
from planblanc.console.views import national, resilience
from planblanc.domain.identity import StressRunId
from planblanc.store.transaction import Transaction
from planblanc.usecases import stress
from planblanc.worker.relay import WORKER
from tests.console.desk import Desk
from tests.usecases.dax import NIGHT

START = {"form": "start", "back": "/resilience", "region": "75", "staffings": "NIGHT"}
NOW = "2026-11-25T02:00:00+00:00"


async def at_night(_: Transaction) -> datetime:
    return NIGHT


async def done(desk: Desk) -> str:
    """A test of the region, begun from its page and run."""
    await desk.send("/actes/startStressTest", **START)
    task = re.search(r'name="task" value="([^"]+)"', (await desk.page("/resilience")).text)
    assert task is not None
    await stress.run(desk.crisis.worker, WORKER, StressRunId(nodes.uuid_of(task[1], "StressTest")), at_night)
    return task[1]


def site(vital: int, total: int, *, of: int = 10) -> dict[str, Any]:
    return {
        "victim": {"finess": "400000105", "name": "CH DE DAX"},
        "asked": {"vital": 4, "total": of},
        "covered": {"vital": vital, "total": total},
        "coverage": total / of,
        "position": None,
    }


def outcome(*sites: dict[str, Any], read_at: str = NOW) -> dict[str, Any]:
    empty = {"edges": [], "pageInfo": {"hasNextPage": False}}
    tables = dict.fromkeys(("alone", "groups", "pairs", "shortages", "losses", "gains"), empty)
    return {"staffings": ["NIGHT"], "readAt": read_at, "fragility": list(sites), **tables}


async def test_a_region_that_was_never_tested_says_so_and_offers_to(desk: Desk) -> None:
    await desk.log_in()

    page = (await desk.page("/resilience")).text

    assert "Aucun test de résistance n'a encore abouti dans cette région." in page
    assert "Lancer un test" in page


async def test_a_test_under_way_is_told_and_stopped(desk: Desk) -> None:
    await desk.log_in()
    await desk.send("/actes/startStressTest", **START)
    under_way = (await desk.page("/resilience")).text
    task = re.search(r'name="task" value="([^"]+)"', under_way)

    assert "<progress" in under_way
    assert 'action="/actes/startStressTest"' not in under_way
    assert task is not None
    await desk.send("/actes/cancelTask", form="cancel", back="/resilience", task=task[1], nonce="n2")
    assert '<span class="word">arrêté avant sa fin</span>' in (await desk.page("/resilience")).text


async def test_what_was_found_is_on_a_map_and_in_tables(desk: Desk) -> None:
    await desk.log_in()
    test = await done(desk)

    page = (await desk.page("/resilience")).text
    same = (await desk.page(f"/resilience/{test}?first=2")).text

    for title in ("Ce qui manque, de nuit", "Ce dont tout dépend, de nuit", "Ce qu'un de plus apporterait, de nuit", "Fragilité, de nuit"):
        assert title in page
        assert title in same
    assert page.count('class="map-point"><title>') == 188
    assert 'href="/cartes/75.svg?v=' in page
    assert "Montrer plus de lignes" in page
    assert len(page.encode()) > len(same.encode())


async def test_a_staffing_that_was_not_tested_is_said(desk: Desk) -> None:
    await desk.log_in()
    await done(desk)

    assert "Ce test n'a pas éprouvé cet effectif : le week-end." in (await desk.page("/resilience?staffing=WEEK_END")).text


async def test_who_may_not_read_a_test_is_told_who_does(desk: Desk) -> None:
    await desk.log_in()
    test = await done(desk)
    await desk.log_in("samu-40")

    assert "sont lus par qui coordonne" in (await desk.page("/resilience")).text
    assert (await desk.page(f"/resilience/{test}")).status_code == 404


async def test_a_national_reader_sees_every_region_and_acts_on_none(desk: Desk) -> None:
    await desk.log_in()
    await done(desk)
    await desk.log_in("cert-sante")
    page = (await desk.page("/national")).text

    assert page.count('<tr><th scope="row">') >= 18
    assert "1 incident ouvert" in page
    assert "de nuit" in page
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]


def test_a_site_is_called_after_the_worst_that_it_lacks() -> None:
    shown = resilience.found(outcome(site(3, 9), site(4, 5), site(4, 9), site(4, 10)), NOW)

    assert [(one.tone, one.words, one.count) for one in shown["classes"]] == [
        ("alert", "il manque pour des vies", 1),
        ("warn", "moins des trois quarts couverts", 1),
        ("warn", "couvert en partie", 1),
        ("ok", "couvert en entier", 1),
    ]
    assert shown["points"][0]["says"] == "90 % couvert, 1 unité manque, dont 1 pour des vies"


def test_data_of_long_ago_are_called_old() -> None:
    assert resilience.found(outcome(read_at="2026-10-01T00:00:00+00:00"), NOW)["is_old"]
    assert not resilience.found(outcome(), NOW)["is_old"]


def test_a_part_is_whole_only_when_nothing_lacks() -> None:
    assert resilience.percent(0.9999) == "99 %"
    assert resilience.percent(1) == "100 %"


def test_regions_stand_by_what_they_lack_and_exercises_do_not_count() -> None:
    regions = [
        {"code": code, "name": name} for code, name in (("11", "Île-de-France"), ("75", "Nouvelle-Aquitaine"), ("32", "Hauts-de-France"))
    ]
    real = incident("75", missing=2)
    exercise = incident("11", missing=50, exercise=True)

    told = national.listed(
        {
            "regions": {"edges": [{"node": region} for region in regions]},
            "incidents": {"edges": [{"node": real}, {"node": exercise}]},
            "latestStressTests": [],
        }
    )

    assert [(row.region["code"], row.missing, row.exercises) for row in told["rows"]] == [("75", 2, 0), ("32", 0, 0), ("11", 0, 1)]


def incident(region: str, *, missing: int, exercise: bool = False) -> dict[str, Any]:
    return {
        "id": region,
        "region": {"code": region},
        "officer": None,
        "exercise": exercise,
        "victim": {"name": "CH", "town": "", "establishment": None},
        "requests": [],
        "cover": [{"criticality": "VITAL", "wanted": missing, "missing": missing}],
    }
