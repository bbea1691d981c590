"""One case in a process of its own, so that neither imports nor memory mix; what it showed is the last line it writes."""

import json
import subprocess
import sys
from typing import Any

from planblanc.bench.solver import cases
from planblanc.bench.visitor import NotMeasured
from planblanc.planning import garbage

SIZES = ("full", "small")


def measured(case: str, *, size: str, seed: int, runs: int) -> dict[str, Any]:
    """What the case showed; `NotMeasured` says why it showed nothing."""
    command = [sys.executable, "-m", "planblanc.bench.solver.alone", case, size, str(seed), str(runs)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        last = ended.stderr.strip().splitlines() or ["aucun message"]
        raise NotMeasured(f"Le cas {case} s'est arrêté : {last[-1]}")
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return told


def main() -> None:
    """Measure the case named by the arguments, garbage being looked for as in the solving process: never meanwhile."""
    name, size, seed, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    case = cases.CASES[name]
    garbage.look_when_told()
    measure = case.full if size == "full" else case.small
    sys.stdout.write("\n" + json.dumps(measure(seed, runs).told()) + "\n")


if __name__ == "__main__":
    main()
