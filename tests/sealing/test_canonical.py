"""Canonical bytes: the same for the same content, whoever wrote it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planblanc.sealing.canonical import Json, canonical_bytes

KEYS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SCALARS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | KEYS
CONTENTS = st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=3), max_size=6)


def test_the_example_of_the_specification_gives_its_bytes() -> None:
    content: dict[str, Json] = {
        "literals": [None, True, False],
        "numbers": [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27],
        "€": "$\x0f\nA'B\"\\",
    }

    assert canonical_bytes(content).decode() == (
        '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"€":"$\\u000f\\nA\'B\\"\\\\"}'
    )


def test_the_order_of_keys_is_forgotten() -> None:
    assert canonical_bytes({"b": 1, "a": "é"}) == canonical_bytes({"a": "é", "b": 1}) == '{"a":"é","b":1}'.encode()


@given(CONTENTS)
def test_what_is_written_is_read_back(content: dict[str, Json]) -> None:
    assert json.loads(canonical_bytes(content)) == content


@pytest.mark.parametrize("value", [2**53, float("nan"), float("inf"), "\ud800"])
def test_what_json_cannot_say_exactly_is_refused(value: float | str) -> None:
    with pytest.raises(ValueError, match=r"exceeds|not representable|codepoints"):
        canonical_bytes({"value": value})
