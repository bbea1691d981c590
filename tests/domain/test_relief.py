"""What a relief may be asked for, and where it may go, is refused in words that say what was received."""

from datetime import date, time
from uuid import UUID

import pytest

from planblanc.domain import relief
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.domain.relief import ReliefState
from planblanc.domain.relief_wanted import Crew, Post, ReliefWanted, SiteWanted


def asked(*posts: Post, weeks: int = 1) -> ReliefWanted:
    site = SiteWanted(IncidentId(UUID(int=1)), (Crew("jour", time(8), time(20), posts),))
    return ReliefWanted(date(2021, 2, 10), weeks, (site,))


def test_a_number_that_is_out_of_bounds_is_told_with_them() -> None:
    with pytest.raises(BadInput) as refused:
        asked(Post("NETWORK"), weeks=0)

    assert refused.value.message == "Ce nombre doit être compris entre 1 et 4 (reçu : 0)."
    assert refused.value.path == ("weeks",)


def test_what_there_is_too_little_of_is_named() -> None:
    with pytest.raises(BadInput) as no_posts:
        asked()
    with pytest.raises(BadInput) as no_sites:
        ReliefWanted(date(2021, 2, 10), 1, ())

    assert no_posts.value.message == "Le nombre de postes doit être compris entre 1 et 6 (reçu : 0)."
    assert no_sites.value.message == "Le nombre d'établissements doit être compris entre 1 et 6 (reçu : 0)."


def test_what_is_approved_is_not_approved_again() -> None:
    with pytest.raises(TransitionRefused) as refused:
        relief.require_next(ReliefState.APPROVED, ReliefState.APPROVED)

    assert refused.value.message == "Cette relève est déjà approuvée."
