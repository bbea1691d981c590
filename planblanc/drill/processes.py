"""The service's own processes, started for a drill: known by name and number, so that whatever a kill left behind is ended."""

import asyncio
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

from planblanc.domain.errors import Unavailable

_SECONDS_TO_STOP = 15.0
_SECONDS_TO_START = 60.0


class Processes:
    """Processes of `planblanc`, noted in a file of `folder`, their words kept in logs beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._note = folder / "processes.json"
        self._running: dict[str, asyncio.subprocess.Process] = {}
        self._told: set[str] = set()  # a log goes on when its process is started again

    def end_remains(self) -> None:
        """End what an earlier drill that was killed has left running."""
        left = [process for process in map(_still_there, _noted(self._note)) if process is not None]
        for process in left:
            process.terminate()
        for process in psutil.wait_procs(left, timeout=_SECONDS_TO_STOP)[1]:
            process.kill()
        self._note.unlink(missing_ok=True)

    async def start(self, name: str, environment: Mapping[str, str], *arguments: str, inherits: Sequence[int] = ()) -> str:
        """Start `planblanc` with these arguments; the first line that it says, or `Unavailable` with its last one.

        `inherits`: the files already open that it goes on with, by their numbers.
        """
        log = self._log(name)
        with log.open("ab" if name in self._told else "wb") as words:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "planblanc",
                *arguments,
                env=environment,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=words,
                start_new_session=True,  # a Ctrl-C is for the drill, which stops its processes in order
                pass_fds=inherits,
            )
        self._running[name] = process
        self._told.add(name)
        self._write_note()
        if process.stdout is None:
            raise Unavailable(f"Le processus « {name} » n'a pas de sortie.")
        try:
            said = await asyncio.wait_for(process.stdout.readline(), _SECONDS_TO_START)
        except TimeoutError:
            said = b""
        if not said:
            raise Unavailable(f"Le processus « {name} » n'a pas démarré : {_last_line(log)} (journal : {log})")
        return said.decode().strip()

    def number(self, name: str) -> int:
        """The number of a process that was started."""
        return self._running[name].pid

    def has_ended(self, name: str) -> bool:
        """Whether a process that was started is over."""
        return self._running[name].returncode is not None

    async def kill(self, name: str) -> None:
        """Kill a process as a power cut would: it finishes nothing."""
        process = self._running.pop(name)
        process.kill()
        await process.wait()

    async def finish(self, name: str) -> None:
        """Tell a process to stop, and wait until it has."""
        await _stop(self._running.pop(name))

    async def ended(self) -> str:
        """Wait until one of the processes ends by itself, and say which, with its last words."""
        waiting = {asyncio.create_task(process.wait()): name for name, process in self._running.items()}
        try:
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()
        name = waiting[done.pop()]
        return f"Le processus « {name} » s'est arrêté : {_last_line(self._log(name))} (journal : {self._log(name)})"

    async def stop(self) -> None:
        """Stop every process, the last one started first."""
        for process in reversed(self._running.values()):
            await _stop(process)
        self._running.clear()
        self._note.unlink(missing_ok=True)

    def _log(self, name: str) -> Path:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self._folder / f"{name}.log"

    def _write_note(self) -> None:
        # A number may be used again by somebody else's process: the moment of birth tells them apart.
        numbers = [process.pid for process in self._running.values() if process.returncode is None]
        noted = [{"pid": pid, "born": psutil.Process(pid).create_time()} for pid in numbers if psutil.pid_exists(pid)]
        self._note.write_text(json.dumps(noted), "utf-8")


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _SECONDS_TO_STOP)
    except TimeoutError:
        process.kill()
        await process.wait()


def _noted(note: Path) -> Sequence[Any]:
    try:
        return list(json.loads(note.read_text("utf-8")))
    except (FileNotFoundError, ValueError):  # none, or half written when everything was killed
        return []


def _still_there(noted: Mapping[str, Any]) -> psutil.Process | None:
    try:
        process = psutil.Process(noted["pid"])
        return process if abs(process.create_time() - noted["born"]) < 1 else None
    except psutil.NoSuchProcess:
        return None


def _last_line(log: Path) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1] if lines else "aucun message"
