"""The printer is a process of its own, and one that fails says so."""

from datetime import UTC, datetime

import pytest

from planblanc.documents import printing
from planblanc.documents.printing import NotPrinted

AT = datetime(2021, 2, 9, 5, 40, tzinfo=UTC)


def test_what_cannot_be_printed_is_said_to_be() -> None:
    with pytest.raises(NotPrinted):
        printing.pdf("no_such_template", {}, AT)
