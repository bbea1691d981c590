"""What the processes of the service take of the machine: memory they hold, processor time they have used."""

import sys
from collections.abc import Callable, Mapping
from resource import RUSAGE_SELF, getrusage

import psutil

_MEBIBYTE = 2**20


def memory(api: int, worker: int) -> Mapping[str, float]:
    """Resident memory in MiB, by process."""
    return _each(api, worker, lambda process: round(float(process.memory_info().rss) / _MEBIBYTE, 1))


def processor(api: int, worker: int) -> Mapping[str, float]:
    """Seconds of processor since each process began: what a crisis costs, however busy the machine is with others."""
    return _each(api, worker, _used)


def _each(api: int, worker: int, measure: Callable[[psutil.Process], float]) -> Mapping[str, float]:
    """The API, the worker, and the process that the worker has started: the solving one."""
    children = psutil.Process(worker).children()
    return {
        "api": measure(psutil.Process(api)),
        "worker": measure(psutil.Process(worker)),
        "solver": max(map(measure, children), default=0.0),
    }


def _used(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def most_held() -> float:
    """The most resident memory that this process ever held, in MiB."""
    most = getrusage(RUSAGE_SELF).ru_maxrss
    return most / (_MEBIBYTE if sys.platform == "darwin" else 1024)  # bytes there, KiB elsewhere
