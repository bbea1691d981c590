"""How much memory the processes of the service hold, in MiB; children are told apart from their parent."""

from collections.abc import Mapping

import psutil

_MEBIBYTE = 2**20


def held(api: int, worker: int) -> Mapping[str, float]:
    """Resident memory of the API, of the worker, and of the largest process that the worker has started."""
    children = psutil.Process(worker).children(recursive=True)
    return {
        "api": _resident(psutil.Process(api)),
        "worker": _resident(psutil.Process(worker)),
        "solver": max(map(_resident, children), default=0.0),
    }


def _resident(process: psutil.Process) -> float:
    return round(float(process.memory_info().rss) / _MEBIBYTE, 1)
