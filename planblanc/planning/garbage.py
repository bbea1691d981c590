"""When garbage is looked for: the pool of a nation is a hundred thousand objects that all stay until it is planned.

Python looks for garbage each time so many objects were made, and among a pool in the making finds none: reading a nation
took twice as long, and receiving it in the solving process five times.
"""

import gc

_OBJECTS_BEFORE_A_LOOK = 100_000


def look_seldom() -> None:
    """For a process that also does other things: what is there stays, and a look waits for many new objects."""
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)


def look_when_told() -> None:
    """For a process that knows when it is idle: no look but by `look`."""
    gc.disable()


def look() -> None:
    """Look now."""
    gc.collect()
