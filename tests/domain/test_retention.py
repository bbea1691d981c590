"""How long things are kept is decided kind by kind; what makes no sense is refused, and what is not decided stays."""

import pytest

from planblanc.domain import retention
from planblanc.domain.errors import BadInput
from planblanc.domain.retention import PROPOSED, Retention


def test_what_is_not_decided_is_kept() -> None:
    assert Retention().decided() == {}


def test_a_length_is_told_in_days() -> None:
    assert retention.read("call_backs=90, addresses=30") == Retention(call_backs=90, addresses=30)


def test_what_is_proposed_decides_every_kind() -> None:
    assert set(retention.read("proposed").decided()) == {"call_backs", "addresses", "messages", "accesses", "phones"}
    assert retention.read("proposed") is PROPOSED


@pytest.mark.parametrize("text", ["journal=10", "phones", "phones=-1", "phones=0", "phones=1,phones=2", "phones=99999", "phones=un an"])
def test_what_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        retention.read(text)
