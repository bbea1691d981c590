"""What arrives, in a text that holds on a telephone."""

from datetime import UTC, datetime

from planblanc.domain import arrivals
from planblanc.domain.arrivals import Arrival
from planblanc.domain.engagements import EngagementState

AT = datetime(2021, 2, 9, 13, 20, tzinfo=UTC)


def test_what_is_there_is_told_before_what_is_on_its_way() -> None:
    told = arrivals.told(
        [
            Arrival(EngagementState.DEPARTED, "poste de travail", 28, "CH de Pau", AT),
            Arrival(EngagementState.ARRIVED, None, 2, "CH de la Côte basque", AT),
            Arrival(EngagementState.ALERTED, None, 1, "ALPI"),
        ]
    )

    assert told == (
        "Sur place : 2 intervenants (CH de la Côte basque). "
        "En route : 28 × poste de travail (CH de Pau, vers 14 h 20). "
        "Confirmé : 1 intervenant (ALPI)."
    )


def test_a_long_list_is_cut_and_says_so() -> None:
    told = arrivals.told([Arrival(EngagementState.DEPARTED, None, 1, f"Prêteur {number}") for number in range(10)])

    assert told.endswith("1 intervenant (Prêteur 7) ; 2 autres envois.")


def test_nothing_is_nothing_to_tell() -> None:
    assert arrivals.told([]) == ""
