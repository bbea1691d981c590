"""The process of one case: measures it, and writes what it showed as its last line."""

import json
import sys

from planblanc.bench.solver import cases
from planblanc.planning import garbage
from solver import late


def main() -> None:
    """Measure the case named by the arguments, garbage being looked for as in the solving process: never meanwhile."""
    name, size, seed, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    measure = (cases.FULL if size == "full" else cases.SMALLER)[name]
    for late_one in (late.LINES, late.WITH_ROWS):
        late.load(late_one)  # as a solving process that has waited
    garbage.look_when_told()
    sys.stdout.write("\n" + json.dumps(measure(seed, runs).told()) + "\n")


if __name__ == "__main__":
    main()
