"""A chain that was touched is found out: edited, dropped, swapped, truncated, inserted, or sealed again."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planblanc.sealing.canonical import canonical_bytes
from planblanc.sealing.chain import GENESIS, ChainFault, FaultKind, Head, SealedLine, link, verify_chain

TAG = b"test:journal"
Lines = list[SealedLine]


def sealed(count: int, text: str = "ligne") -> Lines:
    lines: Lines = []
    previous = GENESIS
    for sequence in range(1, count + 1):
        content = canonical_bytes({"sequence": sequence, "text": f"{text} {sequence}"})
        lines.append(SealedLine(sequence, content, previous, link(TAG, previous, content)))
        previous = lines[-1].hash
    return lines


def head_of(lines: Lines) -> Head:
    return Head(len(lines), lines[-1].hash if lines else GENESIS)


def kinds(lines: Lines, head: Head) -> set[FaultKind]:
    return {fault.kind for fault in verify_chain(lines, tag=TAG, head=head)}


@pytest.mark.parametrize("count", [0, 1, 50])
def test_an_untouched_chain_has_no_fault(count: int) -> None:
    lines = sealed(count)

    assert verify_chain(lines, tag=TAG, head=head_of(lines)) == ()


def test_an_edited_line_is_named() -> None:
    lines = sealed(5)
    edited = [*lines[:2], replace(lines[2], content=b'{"text":"autre"}'), *lines[3:]]

    assert verify_chain(edited, tag=TAG, head=head_of(lines)) == (ChainFault(3, FaultKind.EDITED),)
    assert ChainFault(3, FaultKind.EDITED).message == "Ligne 3 : le contenu n'est plus celui qui a été scellé."


def test_an_edited_line_sealed_anew_breaks_with_the_next() -> None:
    lines = sealed(5)
    content = b'{"text":"autre"}'
    edited = [*lines[:2], replace(lines[2], content=content, hash=link(TAG, lines[2].previous, content)), *lines[3:]]

    assert verify_chain(edited, tag=TAG, head=head_of(lines)) == (ChainFault(4, FaultKind.UNLINKED),)


def test_a_truncated_chain_is_told_by_its_head() -> None:
    lines = sealed(5)

    assert kinds(lines[:4], head_of(lines)) == {FaultKind.TRUNCATED}
    assert kinds([], head_of(lines)) == {FaultKind.TRUNCATED}


def test_a_chain_sealed_again_from_end_to_end_is_told_by_its_head() -> None:
    assert kinds(sealed(5, "autre"), head_of(sealed(5))) == {FaultKind.REPLACED}


def test_another_tag_is_another_chain() -> None:
    lines = sealed(2)

    assert len(verify_chain(lines, tag=b"autre", head=head_of(lines))) == 2


TAMPERINGS: dict[str, Callable[[Lines, int, int], Lines]] = {
    "edited": lambda lines, at, _: [
        *lines[:at],
        replace(lines[at], content=lines[at].content + b" "),
        *lines[at + 1 :],
    ],
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

    assert kinds(tamper(lines, at % count, other % count), head_of(lines))


@given(order=st.permutations(range(6)).filter(lambda order: order != sorted(order)))
def test_no_swapped_line_passes(order: list[int]) -> None:
    lines = sealed(6)

    assert kinds([lines[index] for index in order], head_of(lines)) >= {FaultKind.OUT_OF_PLACE, FaultKind.UNLINKED}
