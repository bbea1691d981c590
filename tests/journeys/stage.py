"""`planblanc demo` as a person runs it: a real process, in a folder of its own."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
LONGEST = 240


def environment(home: Path, **more: str) -> Mapping[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PLANBLANC") and name != "DATABASE_URL"}
    return kept | {"PLANBLANC_HOME": str(home), "PYTHONUNBUFFERED": "1"} | more


def demo(home: Path, *arguments: str, checkout: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the demonstration of a checkout to its end."""
    command = [sys.executable, "-m", "planblanc", "demo", *arguments]
    env = environment(home, **more)
    return subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, timeout=LONGEST, check=False)


def copied(folder: Path) -> Path:
    """A copy of the checkout, to change its data."""
    for part in ("planblanc", "solver", "schema", "seeds", "docs"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


class Served:
    """A demonstration that stays open, once its crisis is replayed."""

    def __init__(self, home: Path, process: subprocess.Popen[str]) -> None:
        self.home = home
        self.process = process
        self.told = self._told_until_open()

    @property
    def address(self) -> str:
        """Where it is open."""
        found = re.search(r"Ouvrez (http://\S+)", self.told)
        assert found, self.told
        return found[1]

    def processes(self) -> list[psutil.Process]:
        """All that it started: API, worker, PostgreSQL."""
        place = self.home / "database" / "place"
        data = (Path(place.read_text("utf-8")) if place.exists() else self.home / "database") / "data"
        server = psutil.Process(int((data / "postmaster.pid").read_text("utf-8").splitlines()[0]))
        return [*psutil.Process(self.process.pid).children(), server]

    def kill_everything(self) -> None:
        """As when the power goes: nobody has time for anything."""
        started = self.processes()
        self.process.kill()
        for process in started:
            process.kill()
        self.process.wait()
        psutil.wait_procs(started, timeout=20)

    def _told_until_open(self) -> str:
        # A replay that hangs would hang the test with it.
        alarm = threading.Timer(LONGEST, self.process.kill)
        alarm.start()
        lines = []
        assert self.process.stdout
        for line in self.process.stdout:
            lines.append(line)
            if "token --as" in line:
                break
        alarm.cancel()
        return "".join(lines)


@contextmanager
def served(home: Path) -> Iterator[Served]:
    """A demonstration that is open on a free port; stopped at the end if it still runs."""
    command = [sys.executable, "-m", "planblanc", "demo", "--port", "0"]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield Served(home, process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=60)
