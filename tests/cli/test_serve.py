"""The service as a process: it starts, answers, stays light, stops when told, and says why when it cannot start."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import httpx2
import psutil
import pytest

from tests.databases import KEY_FILE, database_at

MEBIBYTE = 1024 * 1024


def environment(home: Path, **more: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANBLANC") and name != "DATABASE_URL"}
    return kept | {"PLANBLANC_HOME": str(home), "PYTHONUNBUFFERED": "1"} | more


def planblanc(*arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "planblanc", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def served(env: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A running `planblanc serve` on a free port, and its address."""
    command = [sys.executable, "-m", "planblanc", "serve", "--port", "0"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            told = re.search(r"http://\S+", process.stdout.readline())
            assert told
            yield process, told[0]
        finally:
            process.kill()


def test_the_service_answers_stays_light_and_stops_when_told(seeded_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, DATABASE_URL=seeded_url)
    token = planblanc("token", "--as", "ars-75", env=env).stdout.strip()
    with served(env) as (process, address):
        client = httpx2.Client(base_url=address, headers={"Authorization": f"Bearer {token}"}, timeout=10)
        for _ in range(50):
            answer = client.post("/graphql", json={"query": "{ viewer { name } regions { edges { node { name } } } }"})

        assert answer.json()["data"]["viewer"]["name"] == "ARS Nouvelle-Aquitaine, cellule de crise"
        assert client.get("/health/ready").json()["status"] == "ok"
        assert psutil.Process(process.pid).memory_info().rss < 200 * MEBIBYTE

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) in (0, -signal.SIGTERM)
        with pytest.raises(httpx2.ConnectError):
            client.get("/health/live")


def test_the_command_imports_neither_ortools_nor_pandas() -> None:
    code = "import sys, planblanc.cli, planblanc.app; print(sorted({'ortools', 'pandas', 'scipy'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_callers_wait_on_an_inherited_socket_while_one_process_takes_over_from_another(seeded_url: str, tmp_path: Path) -> None:
    env = environment(tmp_path, DATABASE_URL=seeded_url)
    with socket.create_server(("127.0.0.1", 0)) as listening, httpx2.Client(timeout=30) as client:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/health/live"
        command = [sys.executable, "-m", "planblanc", "serve", "--fd", str(listening.fileno())]
        with begun(command, env, listening) as first:
            assert client.get(address).status_code == 200
            first.send_signal(signal.SIGTERM)
            first.wait(timeout=15)

        with ThreadPoolExecutor() as caller:
            waiting = caller.submit(client.get, address)
            with begun(command, env, listening):
                assert waiting.result().status_code == 200


@contextmanager
def begun(command: list[str], env: Mapping[str, str], listening: socket.socket) -> Iterator[subprocess.Popen[str]]:
    """A process that inherits a socket, once it says that it listens."""
    passed, silent = [listening.fileno()], subprocess.DEVNULL
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=silent, text=True, pass_fds=passed) as process:
        try:
            assert process.stdout
            assert "écoute" in process.stdout.readline()
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("number", ["0", "987"])
def test_what_is_not_a_listening_socket_is_refused_in_one_french_line(seeded_url: str, tmp_path: Path, number: str) -> None:
    refused = planblanc("serve", "--fd", number, env=environment(tmp_path, DATABASE_URL=seeded_url))

    assert refused.returncode == 1
    assert refused.stderr == f"Erreur : Le descripteur {number} n'est pas une socket en écoute : vérifiez qui lance le service (--fd).\n"


def test_a_taken_port_is_said_in_one_french_line(seeded_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        refused = planblanc("serve", "--port", port, env=environment(tmp_path, DATABASE_URL=seeded_url))

    assert refused.returncode == 1
    assert refused.stderr.startswith(f"Erreur : Le port {port} est déjà pris")
    assert "Traceback" not in refused.stderr


def test_a_database_that_does_not_answer_is_said_in_one_french_line(tmp_path: Path) -> None:
    url = "postgresql://nobody:secret@127.0.0.1:1/none"

    refused = planblanc("serve", "--port", "0", env=environment(tmp_path, DATABASE_URL=url))

    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert "La base de données (127.0.0.1:1) ne répond pas" in refused.stderr
    assert "secret" not in refused.stderr


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)])
def test_a_database_that_was_not_migrated_is_not_served(empty_database_url: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    refused = planblanc(*command, env=environment(tmp_path, DATABASE_URL=empty_database_url))

    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert "lancez d'abord « planblanc migrate »" in refused.stderr


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)])
def test_a_server_without_our_roles_is_not_served(own_server_url: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    refused = planblanc(*command, env=environment(tmp_path, DATABASE_URL=own_server_url))

    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert "lancez d'abord « planblanc migrate »" in refused.stderr


async def test_a_database_behind_this_version_is_not_served(database_url: str, tmp_path: Path) -> None:
    connection = await asyncpg.connect(database_url)
    await connection.execute("DELETE FROM planblanc.schema_migration WHERE version = (SELECT max(version) FROM planblanc.schema_migration)")
    await connection.close()

    refused = planblanc("serve", "--port", "0", env=environment(tmp_path, DATABASE_URL=database_url))

    assert (refused.returncode, "n'est pas à jour" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("account", "base", "told"), [("inconnu", "postgres", "refuse ce compte"), ("postgres", "aucune", "n'existe pas sur le serveur")]
)
def test_a_connection_that_is_refused_says_why(server_url: str, tmp_path: Path, account: str, base: str, told: str) -> None:
    url = database_at(server_url, base).replace("//postgres@", f"//{account}@")

    refused = planblanc("worker", env=environment(tmp_path, DATABASE_URL=url))

    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert told in refused.stderr


@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("worker",)])
async def test_production_refuses_the_database_of_a_demonstration(seeded_url: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    connection = await asyncpg.connect(seeded_url)
    await connection.execute("""INSERT INTO planblanc.setting VALUES ('demonstration', '{"crisis_offset_seconds": -1}')""")
    await connection.close()
    real = {
        "PLANBLANC_TOKEN_ISSUER": "https://identites.example",
        "PLANBLANC_TOKEN_KEYS": "keys.json",
        "PLANBLANC_DATA_KEYS": str(KEY_FILE),
    }

    refused = planblanc(*command, env=environment(tmp_path, DATABASE_URL=seeded_url, PLANBLANC_MODE="production", **real))

    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert "Cette base est celle d'une démonstration" in refused.stderr


def test_the_demonstration_identities_do_not_exist_in_production(tmp_path: Path) -> None:
    env = environment(
        tmp_path, PLANBLANC_MODE="production", PLANBLANC_TOKEN_ISSUER="https://identites.example", PLANBLANC_TOKEN_KEYS="keys.json"
    )

    refused = planblanc("token", "--as", "ars-75", env=env)

    assert (refused.returncode, "n'existent pas en production" in refused.stderr) == (1, True)


def test_identities_are_listed_when_none_is_named(tmp_path: Path) -> None:
    listed = planblanc("token", env=environment(tmp_path)).stdout

    assert len(listed.splitlines()) == 13
    assert "grades-esea" in listed
