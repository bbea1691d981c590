"""Starts and stops a PostgreSQL of our own, from nothing, in a folder; whoever runs it, and whatever was killed before.

The server listens on a socket only, in a folder that its user alone can enter. It outlives the process that started it.
"""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil

from planblanc.domain.errors import Unavailable
from planblanc.store import binaries
from planblanc.store.binaries import Programs

_LONGEST_SOCKET_FOLDER = 85  # the system allows 103 bytes for "<folder>/.s.PGSQL.5432", some 91
_PORT = 5432
_START_SECONDS = 120
_ORPHAN_SECONDS = 15
_SETTINGS = ("listen_addresses=", "unix_socket_permissions=0700", "max_connections=100", "timezone=UTC", "log_timezone=UTC")
_THROW_AWAY = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
    "shared_buffers=64MB",
)


@dataclass(frozen=True)
class _Server:
    """One data folder with the programs that serve it."""

    place: Path
    programs: Programs

    @property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def log(self) -> Path:
        return self.place / "log"


def start(base: Path, *, durable: bool = True) -> str:
    """Serve the databases kept under `base`, made on first use, and return the URL of their administrator.

    Two starts at once, or of a server that already runs, give the same server. `durable=False` trades safety for speed:
    for databases to be thrown away. Raises `Unavailable`, in one French line, with what to do.
    """
    with _locked(base):
        server = _server(base)
        running = _socket_folder(server)
        if running is None:
            _clear_remains(server)
            _create(server, durable)
            running = _launch(server, durable)
        return _url(running)


def stop(base: Path) -> None:
    """Stop the server of `base`, if it runs; its data stay."""
    with _locked(base):
        _stop(_server(base))


def number(base: Path) -> int:
    """The number of the process of the server of `base`; `Unavailable` when it does not run."""
    lines = _pid_file_lines(_server(base))
    if not lines:
        raise Unavailable(f"La base de données de {base} ne tourne pas.")
    return int(lines[0])


def clone(base: Path, name: str, *, source: str = "postgres") -> str:
    """Make a database of this name, equal to another one that nobody is connected to; the URL of its administrator."""
    with _locked(base):
        server = _server(base)
        running = _socket_folder(server)
        if running is None:
            raise Unavailable(f"La base de données de {base} ne tourne pas.")
        account = ("--host", running, "--port", str(_PORT), "--username", "postgres")
        made = server.programs.run("createdb", *account, "--maintenance-db", "template1", "--template", source, name)
        if made.returncode != 0:
            raise Unavailable(f"La base « {name} » n'a pas pu être copiée : {_last_line(made.stderr)}")
        return _url(running, name)


def discard(base: Path) -> None:
    """Stop the server of `base` and delete its data."""
    with _locked(base):
        server = _server(base)
        _stop(server)
        if server.place != base.resolve():
            shutil.rmtree(server.place)
        shutil.rmtree(base)


@contextmanager
def _locked(base: Path) -> Iterator[None]:
    try:
        base.mkdir(mode=0o755, parents=True, exist_ok=True)
        lock = (base / "lock").open("w")
    except OSError as error:
        raise Unavailable(f"Le dossier {base} ne peut pas être écrit ({error.strerror}) : vérifiez vos droits sur ce dossier.") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _server(base: Path) -> _Server:
    place = _place(base.resolve())
    account = binaries.account_for(place / "data")
    return _Server(place, binaries.find(account))


def _place(base: Path) -> Path:
    """The folder of the data: `base`, unless the user who will run the server cannot enter it; then elsewhere, noted in `base`."""
    note = base / "place"
    if note.exists() and Path(note.read_text("utf-8")).is_dir():
        return Path(note.read_text("utf-8"))
    account = binaries.account_for(base / "data")
    if account is None or binaries.can_enter(account, base):
        return base
    elsewhere = Path(tempfile.mkdtemp(prefix="database-", dir=binaries.shared_folder()))
    elsewhere.chmod(0o755)
    note.write_text(str(elsewhere), "utf-8")
    return elsewhere


def _socket_folder(server: _Server) -> Path | None:
    """Where the running server listens; None unless it answers a real connection."""
    lines = _pid_file_lines(server)
    if len(lines) < 5 or not lines[4].strip():
        return None
    folder = Path(lines[4].strip())
    answer = server.programs.run("pg_isready", "--host", folder, "--port", str(_PORT), "--timeout", "5")
    return folder if answer.returncode == 0 else None


def _pid_file_lines(server: _Server) -> list[str]:
    try:
        return (server.data / "postmaster.pid").read_text("utf-8").splitlines()
    except FileNotFoundError:
        return []
    except PermissionError as error:
        raise Unavailable(f"Le dossier {server.data} est à un autre utilisateur : relancez la commande avec cet utilisateur.") from error


def _clear_remains(server: _Server) -> None:
    """Make way for a start after any death: a server that no longer answers, orphans, a process number used again."""
    lines = _pid_file_lines(server)
    if not lines:
        return
    if _works_in(int(lines[0]), server.data):
        server.programs.run("pg_ctl", "stop", "-D", server.data, "-m", "immediate", "-w")
    # Removed while an orphan still writes, the file would let two servers into the same data.
    deadline = time.monotonic() + _ORPHAN_SECONDS
    while any(_works_in(pid, server.data) for pid in psutil.pids()):
        if time.monotonic() > deadline:
            raise Unavailable(f"Un ancien serveur PostgreSQL occupe encore {server.data} : arrêtez-le, puis recommencez.")
        time.sleep(0.02)
    if len(lines) > 4 and lines[4].strip():
        # PostgreSQL takes a killed server that nobody has buried yet for a living one, by this file.
        (Path(lines[4].strip()) / f".s.PGSQL.{_PORT}.lock").unlink(missing_ok=True)
    (server.data / "postmaster.pid").unlink(missing_ok=True)


def _works_in(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.cwd() == str(data.resolve())
    except psutil.Error:  # gone, or somebody else's: then not a server of ours
        return False


def _create(server: _Server, durable: bool) -> None:
    """Make the data folder, whole or not at all."""
    if (server.data / "PG_VERSION").exists():
        _require_same_version(server)
        return
    being_made = server.place / "data.new"
    shutil.rmtree(being_made, ignore_errors=True)
    being_made.mkdir(mode=0o700)
    _give_to_account(server, being_made)
    # The built-in locale is the same on every machine; before 17 the system's is the nearest to it.
    builtin = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    locale = builtin if server.programs.version >= 17 else ("--locale=C.UTF-8",)
    options = (*locale, "--encoding=UTF8", "--username=postgres", "--auth=trust", "--no-instructions")
    made = server.programs.run("initdb", "--pgdata", being_made, *options, *(() if durable else ("--no-sync",)))
    if made.returncode != 0:
        raise Unavailable(f"La base de données n'a pas pu être créée dans {server.place} : {_last_line(made.stderr)}")
    being_made.rename(server.data)


def _require_same_version(server: _Server) -> None:
    kept = (server.data / "PG_VERSION").read_text("utf-8").strip()
    if kept != str(server.programs.version):
        raise Unavailable(
            f"Les données de {server.data} sont de PostgreSQL {kept}, et la version trouvée est {server.programs.version} : "
            f"installez PostgreSQL {kept}, ou déplacez ce dossier."
        )


def _launch(server: _Server, durable: bool) -> Path:
    folder = _new_socket_folder(server)
    settings = (*_SETTINGS, f"unix_socket_directories={folder}", f"port={_PORT}", *(() if durable else _THROW_AWAY))
    options = " ".join(f"-c '{setting}'" for setting in settings)
    server.log.touch(mode=0o640)
    _give_to_account(server, server.log)
    started = server.programs.run("pg_ctl", "start", "-D", server.data, "-w", "-t", str(_START_SECONDS), "-l", server.log, "-o", options)
    if started.returncode != 0:
        last = _last_line(server.log.read_text("utf-8", errors="replace"))
        raise Unavailable(f"La base de données embarquée n'a pas démarré : {last} (journal : {server.log})")
    return folder


def _new_socket_folder(server: _Server) -> Path:
    folder = server.place / "run"
    if len(os.fsencode(folder)) > _LONGEST_SOCKET_FOLDER or "'" in str(folder):
        folder = Path(tempfile.mkdtemp(prefix="planblanc-", dir="/tmp"))
    folder.mkdir(mode=0o700, exist_ok=True)
    _give_to_account(server, folder)
    return folder


def _give_to_account(server: _Server, path: Path) -> None:
    account = server.programs.account
    if account is not None:
        os.chown(path, account.uid, account.gid)


def _stop(server: _Server) -> None:
    folder = _socket_folder(server)
    if folder is None:
        _clear_remains(server)
        return
    stopped = server.programs.run("pg_ctl", "stop", "-D", server.data, "-m", "fast", "-w", "-t", str(_START_SECONDS))
    if stopped.returncode != 0:
        raise Unavailable(f"La base de données embarquée ne s'est pas arrêtée : {_last_line(stopped.stderr)}")
    if folder.parent != server.place:
        shutil.rmtree(folder, ignore_errors=True)


def _url(socket_folder: Path, name: str = "postgres") -> str:
    return f"postgresql://postgres@/{name}?host={quote(str(socket_folder), safe='/')}&port={_PORT}"


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "aucun message"
