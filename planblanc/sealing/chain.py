"""The chain of a journal: each line holds the hash of the one before, so that no line moves unseen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from planblanc.sealing import verify_journal
from planblanc.sealing.verify_journal import GENESIS


@dataclass(frozen=True)
class SealedLine:
    """A line as it is stored: its number in the chain from 1, its canonical bytes, and the hash that seals it."""

    sequence: int
    line: bytes
    hash: bytes


@dataclass(frozen=True)
class Head:
    """Where a chain ends, kept apart from its lines; sequence 0 and `GENESIS` for an empty one."""

    sequence: int
    hash: bytes


class FaultKind(StrEnum):
    """How a chain can be wrong; the value is what a reader is told."""

    BROKEN_SEAL = "elle n'est plus ce qui a été scellé, ou ne suit plus celle d'avant"
    OUT_OF_PLACE = "son numéro n'est pas celui attendu"
    WRONG_END = "la chaîne ne s'arrête pas à sa fin connue"
    REPLACED = "ce n'est pas la ligne enregistrée comme la dernière"


@dataclass(frozen=True)
class ChainFault:
    """One thing wrong with a chain, at the place where it shows."""

    position: int
    kind: FaultKind

    @property
    def message(self) -> str:
        """The fault in French."""
        return f"Ligne {self.position} : {self.kind.value}."


def seal(kind: str, key: str, line: SealedLine, previous: bytes) -> bytes:
    """The hash that seals a line after the one before it; the database, and whoever verifies an export, compute the same."""
    return verify_journal.seal(kind, key, line.sequence, line.line, previous)


def verify_chain(kind: str, key: str, lines: Iterable[SealedLine], head: Head) -> tuple[ChainFault, ...]:
    """Every fault of a whole chain read from its first line to its head; empty when the chain is intact.

    Only the head tells a truncated chain, or one sealed again from end to end, from a true one.
    """
    return tuple(_faults(kind, key, lines, head))


def _faults(kind: str, key: str, lines: Iterable[SealedLine], head: Head) -> Iterator[ChainFault]:
    last = Head(0, GENESIS)
    for position, line in enumerate(lines, start=1):
        if line.sequence != position:
            yield ChainFault(position, FaultKind.OUT_OF_PLACE)
        if seal(kind, key, line, last.hash) != line.hash:
            yield ChainFault(position, FaultKind.BROKEN_SEAL)
        last = Head(position, line.hash)
    if last.sequence != head.sequence:
        yield ChainFault(last.sequence, FaultKind.WRONG_END)
    elif last.hash != head.hash:
        yield ChainFault(last.sequence, FaultKind.REPLACED)
