"""Nobody overwrites what somebody else has just changed."""

import pytest

from planblanc.domain import versions
from planblanc.domain.errors import AlreadyExists, Conflict, NotFound, Refused


@pytest.mark.parametrize(("known", "read"), [(None, None), (3, 3)])
def test_a_new_thing_has_no_version_and_a_known_one_the_one_that_was_read(known: int | None, read: int | None) -> None:
    versions.require_read(known, read)


@pytest.mark.parametrize(("known", "read", "refusal"), [(None, 1, NotFound), (3, None, AlreadyExists), (3, 2, Conflict), (3, 4, Conflict)])
def test_anything_else_is_refused(known: int | None, read: int | None, refusal: type[Refused]) -> None:
    with pytest.raises(refusal):
        versions.require_read(known, read)
