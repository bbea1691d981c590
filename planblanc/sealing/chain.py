"""The chain of a journal: each line holds the hash of the one before, so that no line moves unseen."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

# What the first line of every chain holds as the hash of the line before it.
GENESIS = bytes(32)


@dataclass(frozen=True)
class SealedLine:
    """A line as it is stored: its place in the chain from 1, its canonical bytes, and the two hashes."""

    sequence: int
    content: bytes
    previous: bytes
    hash: bytes


@dataclass(frozen=True)
class Head:
    """Where a chain ends, kept apart from its lines; sequence 0 and `GENESIS` for an empty one."""

    sequence: int
    hash: bytes


class FaultKind(StrEnum):
    """How a chain can be wrong; the value is what a reader is told."""

    EDITED = "le contenu n'est plus celui qui a été scellé"
    UNLINKED = "la ligne ne suit pas celle qui la précède"
    OUT_OF_PLACE = "le numéro n'est pas celui attendu"
    TRUNCATED = "la chaîne s'arrête avant ou après sa fin connue"
    REPLACED = "la dernière ligne n'est pas celle qui a été enregistrée comme la fin"


@dataclass(frozen=True)
class ChainFault:
    """One thing wrong with a chain, at the place where it shows."""

    position: int
    kind: FaultKind

    @property
    def message(self) -> str:
        """The fault in French."""
        return f"Ligne {self.position} : {self.kind.value}."


def link(tag: bytes, previous: bytes, content: bytes) -> bytes:
    """SHA-256(tag ‖ previous ‖ content), the 32 bytes that seal a line; the database computes the same."""
    return hashlib.sha256(tag + previous + content).digest()


def verify_chain(lines: Iterable[SealedLine], *, tag: bytes, head: Head) -> tuple[ChainFault, ...]:
    """Every fault of a whole chain read from its first line to its head; empty when the chain is intact.

    Only the head tells a truncated chain, or one sealed again from end to end, from a true one.
    """
    return tuple(_faults(lines, tag, head))


def _faults(lines: Iterable[SealedLine], tag: bytes, head: Head) -> Iterator[ChainFault]:
    last = Head(0, GENESIS)
    for position, line in enumerate(lines, start=1):
        if line.sequence != position:
            yield ChainFault(position, FaultKind.OUT_OF_PLACE)
        if line.previous != last.hash:
            yield ChainFault(position, FaultKind.UNLINKED)
        if link(tag, line.previous, line.content) != line.hash:
            yield ChainFault(position, FaultKind.EDITED)
        last = Head(position, line.hash)
    if last.sequence != head.sequence:
        yield ChainFault(last.sequence, FaultKind.TRUNCATED)
    elif last.hash != head.hash:
        yield ChainFault(last.sequence, FaultKind.REPLACED)
