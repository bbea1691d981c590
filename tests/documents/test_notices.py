"""The texts of notices: one a kind, in French, short enough for a telephone, without a number in them."""

import re
from string import Template

import pytest

from planblanc.documents import notices
from planblanc.domain.notifications import NoticeKind

BY_ITSELF = {"victim", "region", "recipient"}


def needed(kind: NoticeKind) -> dict[str, str]:
    """Something for each name that the text of a kind needs."""
    names = Template(notices._template(kind)).get_identifiers()
    return {name: f"«{name}»" for name in names}


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_a_subject_and_a_body(kind: NoticeKind) -> None:
    worded = notices.worded(kind, needed(kind))

    assert 5 < len(worded.subject) < 120
    assert worded.body
    assert "\n" not in worded.subject
    assert "$" not in worded.subject + worded.body


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_text_says_whom_it_is_about(kind: NoticeKind) -> None:
    assert {"victim", "unreached", "site", "access"} & set(Template(notices._template(kind)).get_identifiers())


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_is_not_said_is_a_mistake_that_is_seen(kind: NoticeKind) -> None:
    for name in needed(kind):
        with pytest.raises(KeyError, match=name):
            notices.worded(kind, {key: value for key, value in needed(kind).items() if key != name})


@pytest.mark.parametrize("number", ["06 00 00 00 40", "0600000040", "+33600000040", "05.58.91.00.00"])
def test_a_telephone_number_never_stays_in_a_text(number: str) -> None:
    worded = notices.worded(NoticeKind.ARRIVALS, {"victim": "CH de Dax", "arrivals": f"Appelez le {number}."})

    assert number not in worded.body
    assert "[numéro retiré]" in worded.body


def test_figures_that_are_no_number_stay() -> None:
    worded = notices.worded(NoticeKind.ARRIVALS, {"victim": "CH de Dax (400000105)", "arrivals": "En route : 28 postes, vers 14 h 20."})

    assert "28 postes, vers 14 h 20" in worded.body
    assert "400000105" in worded.subject


def test_an_exercise_says_so_first() -> None:
    assert notices.worded(NoticeKind.ARRIVALS, {"victim": "Dax", "arrivals": "Rien"}, exercise=True).subject.startswith("EXERCICE. ")


def test_a_long_text_is_cut_at_three_sms() -> None:
    short = notices.worded(NoticeKind.ARRIVALS, {"victim": "Dax", "arrivals": "28 postes " * 100}).short

    assert len(short) == 459
    assert short.endswith("…")
    assert not re.search(r"\s{2}", short)
