"""A chain that was touched is found out: edited, dropped, swapped, truncated, inserted, or sealed again."""

import hashlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planblanc.sealing.canonical import canonical_bytes
from planblanc.sealing.chain import ChainFault, FaultKind, Head, SealedLine, seal, verify_chain
from planblanc.sealing.verify_journal import GENESIS

Lines = list[SealedLine]
KIND, KEY = "REGION", "75"


def sealed(count: int, text: str = "ligne") -> Lines:
    lines: Lines = []
    for sequence in range(1, count + 1):
        bare = SealedLine(sequence, canonical_bytes({"text": f"{text} {sequence}"}), hash=b"")
        lines.append(replace(bare, hash=seal(KIND, KEY, bare, lines[-1].hash if lines else GENESIS)))
    return lines


def head_of(lines: Lines) -> Head:
    return Head(len(lines), lines[-1].hash if lines else GENESIS)


def faults(lines: Lines, head: Head) -> tuple[ChainFault, ...]:
    return verify_chain(KIND, KEY, lines, head)


def test_the_seal_is_the_published_formula() -> None:
    line = SealedLine(7, b"{}", hash=b"")

    published = hashlib.sha256(b"planblanc/log/1\0REGION\x0075\x007\0" + bytes(32) + b"{}").digest()
    assert seal(KIND, KEY, line, GENESIS) == published


@pytest.mark.parametrize("count", [0, 1, 50])
def test_an_untouched_chain_has_no_fault(count: int) -> None:
    lines = sealed(count)

    assert faults(lines, head_of(lines)) == ()


def test_an_edited_line_is_named() -> None:
    lines = sealed(5)
    edited = [*lines[:2], replace(lines[2], line=b'{"text":"autre"}'), *lines[3:]]

    assert faults(edited, head_of(lines)) == (ChainFault(3, FaultKind.BROKEN_SEAL),)
    assert ChainFault(3, FaultKind.OUT_OF_PLACE).message == "Ligne 3 : son numéro n'est pas celui attendu."


def test_an_edited_line_sealed_anew_breaks_the_next() -> None:
    lines = sealed(5)
    bare = replace(lines[2], line=b'{"text":"autre"}')
    edited = [*lines[:2], replace(bare, hash=seal(KIND, KEY, bare, lines[1].hash)), *lines[3:]]

    assert faults(edited, head_of(lines)) == (ChainFault(4, FaultKind.BROKEN_SEAL),)


def test_a_truncated_chain_is_told_by_its_head() -> None:
    lines = sealed(5)

    assert faults(lines[:4], head_of(lines)) == (ChainFault(4, FaultKind.WRONG_END),)
    assert faults([], head_of(lines)) == (ChainFault(0, FaultKind.WRONG_END),)


def test_a_chain_sealed_again_from_end_to_end_is_told_by_its_head() -> None:
    assert faults(sealed(5, "autre"), head_of(sealed(5))) == (ChainFault(5, FaultKind.REPLACED),)


def test_a_line_of_one_chain_cannot_stand_in_another() -> None:
    lines = sealed(1)

    assert verify_chain("REGION", "76", lines, head_of(lines)) == (ChainFault(1, FaultKind.BROKEN_SEAL),)


TAMPERINGS: dict[str, Callable[[Lines, int, int], Lines]] = {
    "edited": lambda lines, at, _: [*lines[:at], replace(lines[at], line=lines[at].line + b" "), *lines[at + 1 :]],
    "dropped": lambda lines, at, _: [*lines[:at], *lines[at + 1 :]],
    "truncated": lambda lines, at, _: lines[:at],
    "inserted": lambda lines, at, other: [*lines[:at], lines[other], *lines[at:]],
    "rehashed": lambda lines, at, _: [*lines[:at], replace(lines[at], hash=bytes(32)), *lines[at + 1 :]],
    "renumbered": lambda lines, at, _: [*lines[:at], replace(lines[at], sequence=99), *lines[at + 1 :]],
}


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=list(TAMPERINGS))
@given(count=st.integers(1, 12), at=st.integers(0, 11), other=st.integers(0, 11))
def test_no_tampering_passes(tamper: Callable[[Lines, int, int], Lines], count: int, at: int, other: int) -> None:
    lines = sealed(count)

    assert faults(tamper(lines, at % count, other % count), head_of(lines))


@given(order=st.permutations(range(6)).filter(lambda order: order != sorted(order)))
def test_no_swapped_line_passes(order: list[int]) -> None:
    lines = sealed(6)

    kinds = {fault.kind for fault in faults([lines[index] for index in order], head_of(lines))}
    assert kinds >= {FaultKind.OUT_OF_PLACE, FaultKind.BROKEN_SEAL}
