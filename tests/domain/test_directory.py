"""Which numbers of a directory may be believed, and why the others may not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from planblanc.domain import directory
from planblanc.domain.contacts import ContactChannel, ContactFunction
from planblanc.domain.directory import DirectoryEntry
from planblanc.domain.errors import ToVerifyFirst

BEGAN = datetime(2026, 3, 1, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
DIRECTOR = DirectoryEntry(
    id=UUID(int=1),
    label="Directeur de garde",
    function=ContactFunction.DUTY_DIRECTOR,
    channel=ContactChannel.PHONE,
    address="+33639980001",
    on_own_network=False,
    valid_from=None,
    valid_until=None,
)


@pytest.mark.parametrize("written", ["+33639980001", "06 39 98 00 01", "06.39.98.00.01", "0033 6 39 98 00 01"])
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert directory.require((DIRECTOR,), written, BEGAN, ("number",)) == DIRECTOR


def test_a_number_that_was_changed_since_is_the_one_to_call() -> None:
    before = replace(DIRECTOR, valid_until=BEGAN + HOUR)
    after = replace(DIRECTOR, id=UUID(int=2), address="+33639980666", valid_from=BEGAN + HOUR)

    assert directory.trusted((after, before), BEGAN) == (before,)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (replace(DIRECTOR, function=ContactFunction.SWITCHBOARD), "pas celui du directeur de garde"),
        (replace(DIRECTOR, on_own_network=True), "pas celui du directeur de garde"),
        (replace(DIRECTOR, channel=ContactChannel.MAIL), "pas celui du directeur de garde"),
        (replace(DIRECTOR, valid_from=BEGAN), "après le début de l'incident"),
        (replace(DIRECTOR, valid_until=BEGAN - HOUR), "après le début de l'incident"),
        (replace(DIRECTOR, address="+33639980002"), "pas dans l'annuaire"),
    ],
    ids=["switchboard", "own network", "mail", "too young", "gone before", "unknown"],
)
def test_another_number_is_refused_and_says_why(entry: DirectoryEntry, told: str) -> None:
    with pytest.raises(ToVerifyFirst, match=told):
        directory.require((entry,), DIRECTOR.address, BEGAN, ("number",))


def test_a_directory_without_a_director_says_what_to_do() -> None:
    with pytest.raises(ToVerifyFirst, match="faites vérifier sur place"):
        directory.require((), DIRECTOR.address, BEGAN, ("number",))
