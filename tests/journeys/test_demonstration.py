"""The demonstration from end to end, on real processes: each crisis has its outcome, and nothing keeps it from running again."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx2
import psutil
import pytest

from planblanc.store import embedded
from tests.journeys.stage import copied, demo, served


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One folder for all: each demonstration finds what the one before it left."""
    folder = tmp_path_factory.mktemp("demonstration")
    yield folder
    embedded.discard(folder / "database")


async def tables_of(url: str) -> int:
    connection = await asyncpg.connect(url)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM pg_tables WHERE schemaname = 'planblanc'"))
    finally:
        await connection.close()


def lives(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def test_dax_goes_from_the_first_call_to_the_closing(home: Path) -> None:
    played = demo(home, "--once")

    assert (played.returncode, played.stderr) == (0, "")
    told = " ".join(played.stdout.split())
    for line in (
        "Approuver ? Le service refuse : « La demande doit d'abord être vérifiée par un contre-appel. »",
        "Il manque 30 postes.",
        "+30 postes, CH Tarbes Lourdes Gespe site Tarbes, 104,6 km, autre région (Occitanie), autre zone (Sud)",
        "Le plan atteint 90 postes, de 6 prêteurs, hôpitaux ou non, et ne déplace personne",
        "Le portail reçoit ce qui est couvert, signé",
        "La Ville de Dax refuse",
        "L'ALPI en donne 22 sur 25.",
        "Tarbes rappellera dans 40 minutes",
        "Tarbes passerait de 30 à 34 postes, personne d'autre ne bouge, et il en manquerait 4",
        "De Tarbes : reçu 28/30.",
        "# Point de situation n° 2",
        "Les 84 postes reçus sont rendus, effacés, attestation à l'appui.",
        "L'incident est clos.",
        "Tout s'est passé comme attendu.",
    ):
        assert line in told
    assert max(len(line) for line in played.stdout.splitlines() if str(home) not in line) <= 100
    assert (home / "dossier-degrade-dax.pdf").read_bytes().startswith(b"%PDF-")


def test_without_the_stock_of_tarbes_no_wider_rung_helps_and_the_same_folder_serves_again(home: Path) -> None:
    played = demo(home, "--once", "--scenario", "dax-sans-tarbes")

    assert (played.returncode, played.stderr) == (0, "")
    told = " ".join(played.stdout.split())
    assert "Il manque 30 postes. Aucun échelon plus large n'en ajouterait" in told
    assert "Le plan reste le même : 60 postes, 30 manquent, et personne n'est déplacé." in told


async def test_armentieres_is_covered_within_its_region_on_a_database_that_is_given(tmp_path: Path, empty_database_url: str) -> None:
    played = demo(tmp_path, "--once", "--scenario", "armentieres", DATABASE_URL=empty_database_url)

    assert (played.returncode, played.stderr) == (0, "")
    told = " ".join(played.stdout.split())
    assert "Tout est couvert sans sortir de la région : 30 besoins. Du CHU de Lille, à 14,4 km" in told
    assert "Le portail reçoit la clôture, signée." in told
    assert await tables_of(empty_database_url) > 20
    assert not (tmp_path / "database").exists()


def test_it_runs_again_after_any_kill_and_a_signal_stops_all_of_it(home: Path) -> None:
    with served(home) as one:
        one.kill_everything()

    with served(home) as two:
        assert httpx2.get(f"{two.address}health/ready").json()["status"] == "ok"
        assert "tourne déjà" in demo(home, "--once").stderr
        left = two.processes()
        two.process.kill()
        two.process.wait()
        assert len([process for process in left if lives(process)]) == 3

    with served(home) as three:
        started = three.processes()
        assert [process for process in left[:2] if lives(process)] == []
        three.process.send_signal(signal.SIGTERM)
        assert three.process.wait(timeout=60) == 130

    assert [process for process in started if lives(process)] == []


def test_what_does_not_come_out_as_expected_ends_with_one_and_is_said(home: Path, tmp_path: Path) -> None:
    checkout = copied(tmp_path / "checkout")
    replay = checkout / "seeds" / "demo" / "dax" / "replay.json"
    replay.write_text(replay.read_text("utf-8").replace('"incident.state": "REPORTED"', '"incident.state": "CLOSED"'), "utf-8")

    played = demo(home, "--once", checkout=checkout)

    assert played.returncode == 1
    assert "Étape « incident » : incident.state : attendu 'CLOSED', obtenu 'REPORTED'." in played.stderr
    assert "Tout s'est passé" not in played.stdout


async def test_a_database_that_the_demonstration_did_not_make_is_refused_untouched(tmp_path: Path, seeded_url: str) -> None:
    before = await tables_of(seeded_url)

    refused = demo(tmp_path, "--once", DATABASE_URL=seeded_url)

    assert refused.returncode == 1
    assert "Cette base n'a pas été créée par la démonstration : rien n'y a été touché." in refused.stderr
    assert await tables_of(seeded_url) == before


def test_a_taken_port_is_said_before_anything_is_touched(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = demo(tmp_path, "--port", port)

    assert refused.returncode == 1
    assert f"Le port {port} est déjà pris" in refused.stderr
    assert not (tmp_path / "database").exists()


def test_a_scenario_that_is_not_is_said_with_those_that_are(tmp_path: Path) -> None:
    refused = demo(tmp_path, "--scenario", "versailles")

    assert refused.returncode == 1
    assert "armentieres, dax, dax-sans-tarbes" in refused.stderr


def test_there_is_no_demonstration_in_production(tmp_path: Path) -> None:
    refused = demo(
        tmp_path,
        "--once",
        PLANBLANC_MODE="production",
        PLANBLANC_TOKEN_ISSUER="https://identites.example",
        PLANBLANC_TOKEN_KEYS="keys.json",
    )

    assert (refused.returncode, "n'existe pas en production" in refused.stderr) == (1, True)
