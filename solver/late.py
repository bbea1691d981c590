"""What few plans need and takes long to load: CP-SAT's module brings pandas with it, SciPy's optimisation much of SciPy.

A process that starts loads the rest in a third of the time; one that waits may load these meanwhile.
"""

from importlib import import_module
from types import ModuleType

# Search for fewer lenders, and where rows are no network.
LINES = "solver.lines"
WITH_ROWS = "solver.with_rows"


def load(name: str) -> ModuleType:
    """The module, loaded the first time."""
    return import_module(name)
