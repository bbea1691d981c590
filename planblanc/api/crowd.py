"""How many operations are under way at once: one too many is sent away before it waits for anything."""

from collections.abc import Iterator
from contextlib import contextmanager

from planblanc.domain.errors import Unavailable


class Crowd:
    """Those inside, and the most there may be: a second's work, so that nobody waits for an answer that comes too late."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._inside = 0

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Be counted for the length of an operation; `Unavailable` when it is full."""
        if self._inside >= self._most:
            raise Unavailable("Le service reçoit trop de demandes à la fois : réessayez dans un instant.")
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1
