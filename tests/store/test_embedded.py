"""The server of our own: started by anyone, after any death."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import psutil
import pytest

from planblanc.domain.errors import Unavailable
from planblanc.store import binaries, embedded

ROOT = Path(__file__).parents[2]
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def base() -> Iterator[Path]:
    """A folder that every user can enter, and whose server is discarded."""
    folder = Path(tempfile.mkdtemp(prefix="planblanc-tests-"))
    folder.chmod(0o755)
    yield folder
    if folder.exists():
        embedded.discard(folder)


async def keep(url: str, word: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
    await connection.execute("INSERT INTO kept VALUES ($1)", word)
    await connection.close()


async def kept(url: str) -> list[str]:
    connection = await asyncpg.connect(url)
    rows = await connection.fetch("SELECT word FROM kept")
    await connection.close()
    return [row["word"] for row in rows]


def postmaster(place: Path) -> psutil.Process:
    return psutil.Process(int((place / "data" / "postmaster.pid").read_text().split()[0]))


def kill_all(place: Path) -> None:
    """What a power cut does to the processes."""
    server = postmaster(place)
    for process in [server, *server.children(recursive=True)]:
        process.send_signal(signal.SIGKILL)
    psutil.wait_procs([server], timeout=10)


def unburied(place: Path) -> subprocess.Popen[bytes]:
    """A process of the server's account that was killed, and that nobody waits for."""
    account = binaries.account_for(place / "data")
    process = subprocess.Popen(["sleep", "60"], user=account.uid if account else None)
    process.kill()
    return process


def wheel_programs() -> Path:
    return next(folder for folder in binaries._candidates() if binaries._is_of_wheel(folder))


async def test_data_outlive_a_stop(base: Path) -> None:
    await keep(embedded.start(base), "dax")
    embedded.stop(base)

    assert await kept(embedded.start(base)) == ["dax"]


def test_a_second_start_finds_the_first_server(base: Path) -> None:
    first = embedded.start(base, durable=False)
    number = postmaster(base).pid

    assert embedded.start(base, durable=False) == first
    assert postmaster(base).pid == number


def test_starts_at_once_make_one_server(base: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "import sys, pathlib; from planblanc.store import embedded; print(embedded.start(pathlib.Path(sys.argv[1]), durable=False))",
        str(base),
    ]
    with ThreadPoolExecutor(3) as starters:
        done = list(starters.map(lambda _: subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True), range(3)))

    assert len({start.stdout for start in done}) == 1


async def test_what_was_committed_outlives_a_kill_of_everything(base: Path) -> None:
    await keep(embedded.start(base), "armentières")
    kill_all(base)

    assert await kept(embedded.start(base)) == ["armentières"]


async def test_a_kill_of_the_first_process_alone_is_survived(base: Path) -> None:
    await keep(embedded.start(base), "versailles")
    server = postmaster(base)
    server.kill()
    psutil.wait_procs([server], timeout=10)

    assert await kept(embedded.start(base)) == ["versailles"]


async def test_a_process_number_used_again_by_another_program_is_no_server(base: Path) -> None:
    await keep(embedded.start(base), "tarbes")
    kill_all(base)
    number = base / "data" / "postmaster.pid"
    number.write_text("\n".join([str(os.getpid()), *number.read_text().splitlines()[1:]]), "utf-8")

    assert await kept(embedded.start(base)) == ["tarbes"]


async def test_a_killed_server_that_nobody_has_buried_is_not_taken_for_a_living_one(base: Path) -> None:
    await keep(embedded.start(base), "bayonne")
    kill_all(base)
    dead = unburied(base)
    for named in (base / "data" / "postmaster.pid", base / "run" / ".s.PGSQL.5432.lock"):
        named.write_text("\n".join([str(dead.pid), *named.read_text().splitlines()[1:]]), "utf-8")

    assert await kept(embedded.start(base)) == ["bayonne"]
    dead.wait()


async def test_a_server_whose_socket_was_swept_away_is_started_again(base: Path) -> None:
    await keep(embedded.start(base), "pau")
    for path in (base / "run").iterdir():
        path.unlink()

    assert await kept(embedded.start(base)) == ["pau"]


async def test_a_path_too_long_for_a_socket_is_no_obstacle(base: Path) -> None:
    deep = base / ("d" * 60) / ("e" * 60)
    url = embedded.start(deep, durable=False)

    await keep(url, "bayonne")

    assert await kept(url) == ["bayonne"]
    embedded.discard(deep)


def test_nobody_else_may_pass_the_door(base: Path) -> None:
    embedded.start(base, durable=False)

    assert stat.S_IMODE((base / "run").stat().st_mode) == 0o700
    assert postmaster(base).net_connections(kind="inet") == []


def test_a_start_cut_short_leaves_no_half_made_data(base: Path) -> None:
    half = base / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n", "utf-8")

    assert embedded.start(base, durable=False)


def test_data_of_another_version_are_not_touched(base: Path) -> None:
    embedded.start(base, durable=False)
    embedded.stop(base)
    (base / "data" / "PG_VERSION").write_text("14\n", "utf-8")

    with pytest.raises(Unavailable, match="sont de PostgreSQL 14"):
        embedded.start(base, durable=False)


def test_a_folder_that_cannot_be_made_is_said_in_french(base: Path) -> None:
    (base / "file").write_text("not a folder", "utf-8")

    with pytest.raises(Unavailable, match="ne peut pas être écrit"):
        embedded.start(base / "file" / "database")


def test_without_the_wheel_the_system_serves(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = base / "system"
    system.mkdir()
    (system / "18").symlink_to(wheel_programs().parent)
    monkeypatch.setattr(binaries, "_WHEEL", "a_wheel_that_is_not_there")
    monkeypatch.setattr(binaries, "_SYSTEM", system)

    assert binaries.find(None).folder == system / "18" / "bin"


def test_without_any_postgresql_says_what_to_install(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "_WHEEL", "a_wheel_that_is_not_there")
    monkeypatch.setattr(binaries, "_SYSTEM", base / "nowhere")
    monkeypatch.setenv("PATH", str(base))

    with pytest.raises(Unavailable, match="PostgreSQL est introuvable : installez"):
        embedded.start(base)


@pytest.mark.skipif(not IS_ROOT, reason="only root may not serve")
def test_root_serves_as_another_user_from_a_folder_of_its_own(base: Path) -> None:
    secret = base / "home-of-root"
    secret.mkdir(mode=0o700)

    url = embedded.start(secret / "database", durable=False)
    place = Path((secret / "database" / "place").read_text("utf-8"))

    assert postmaster(place).uids().real != 0
    assert str(place) in url
    embedded.discard(secret / "database")
    assert not place.exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root may not serve")
def test_programs_that_the_other_user_cannot_read_are_copied(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = wheel_programs().parents[1]
    hidden = base / "venv"
    hidden.mkdir(mode=0o700)
    for part in (package, package.with_name(f"{package.name}.libs")):
        (hidden / part.name).symlink_to(part)
    monkeypatch.setattr(binaries, "_SHARED", base / "shared")
    account = binaries.account_for(base / "none")

    copy = binaries._readable_copy(hidden / package.name / "pginstall18" / "bin")

    assert copy.is_relative_to(base / "shared")
    assert (copies := binaries._programs(copy, account)) is not None
    assert copies.run("pg_isready", "--version").returncode == 0


async def test_a_copy_holds_what_its_source_held(base: Path) -> None:
    await keep(embedded.start(base, durable=False), "mont-de-marsan")

    copy = embedded.clone(base, "copy")

    assert await kept(copy) == ["mont-de-marsan"]
    assert embedded.number(base) == postmaster(base).pid
    with pytest.raises(Unavailable, match="n'a pas pu être copiée"):
        embedded.clone(base, "copy")


def test_a_server_that_does_not_run_has_no_number_and_no_copy(base: Path) -> None:
    with pytest.raises(Unavailable, match="ne tourne pas"):
        embedded.number(base)
    with pytest.raises(Unavailable, match="ne tourne pas"):
        embedded.clone(base, "copy")


def test_a_server_is_gone_once_discarded(base: Path) -> None:
    embedded.start(base, durable=False)
    server = postmaster(base)

    embedded.discard(base)

    deadline = time.monotonic() + 5
    while server.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not server.is_running()
    assert not base.exists()
