"""The call list: one call a lender, the most urgent first, with a sentence to read aloud."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from planblanc.domain import call_list
from planblanc.domain.access import Channel
from planblanc.domain.call_list import DutyNumber
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, SolicitationId
from planblanc.domain.incidents import Tlp
from planblanc.domain.requests import Criticality
from planblanc.domain.solicitations import Answer, Answered, Consent, Solicitation, SolicitationLine

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
BY = Answered(NOW, UUID(int=1), "ARS", Channel.PHONE)


def line(criticality: Criticality = Criticality.HIGH, *, wanted_in: int | None = None, minutes: int = 60) -> SolicitationLine:
    return SolicitationLine(
        engagement=EngagementId(uuid4()),
        solicitation=SolicitationId(UUID(int=0)),
        incident=IncidentId(UUID(int=0)),
        region="75",
        lender=LenderId(UUID(int=0)),
        label="Poste de travail",
        asked=30,
        criticality=criticality,
        starts_at=NOW,
        ends_at=NOW + timedelta(days=30),
        due_at=NOW + timedelta(minutes=30),
        wanted_at=NOW + timedelta(hours=wanted_in) if wanted_in is not None else None,
        travel_minutes=minutes,
    )


def asked(name: str, *lines: SolicitationLine, exercise: bool = False) -> Solicitation:
    return Solicitation(
        id=SolicitationId(uuid4()),
        incident=IncidentId(UUID(int=0)),
        region="75",
        lender=LenderId(uuid4()),
        lender_region="75",
        lender_name=name,
        lender_commune="Pau",
        victim_name="CH de Dax",
        victim_commune="Dax",
        exercise=exercise,
        tlp=Tlp.AMBER,
        issued_by=UUID(int=1),
        issued_name="ARS",
        issued_at=NOW,
        lines=lines,
    )


def order(*solicitations: Solicitation) -> list[str]:
    return [call.solicitation.lender_name for call in call_list.calls(solicitations, {}, "ARS Nouvelle-Aquitaine", NOW)]


def test_the_gravest_is_called_first_then_the_tightest_then_the_farthest() -> None:
    normal = asked("normal", line(Criticality.NORMAL, wanted_in=1))
    loose = asked("sans heure", line())
    late = asked("dans huit heures", line(wanted_in=8))
    tight = asked("dans deux heures", line(wanted_in=2))
    far = asked("dans deux heures, loin", line(wanted_in=2, minutes=100))
    vital = asked("vital", line(Criticality.VITAL), line(Criticality.NORMAL))

    assert order(normal, loose, late, tight, far, vital) == [
        "vital",
        "dans deux heures, loin",
        "dans deux heures",
        "dans huit heures",
        "sans heure",
        "normal",
    ]


def test_whoever_is_to_be_called_later_waits_and_whoever_has_answered_comes_last() -> None:
    later = asked("à rappeler", replace(line(Criticality.VITAL), answer=Answer.DEFERRED, answered=BY))
    due = asked("rappel dû", replace(line(Criticality.HIGH), answer=Answer.DEFERRED, answered=BY, due_at=NOW))
    said = asked("a répondu", replace(line(Criticality.VITAL), answer=Answer.ACCEPTED, offered=30, answered=BY))
    waiting = asked("à appeler", line(Criticality.NORMAL))

    assert order(said, later, due, waiting) == ["rappel dû", "à appeler", "à rappeler", "a répondu"]


def test_a_sentence_says_who_calls_for_whom_what_and_the_four_answers() -> None:
    (call,) = call_list.calls([asked("CH de Pau", line(wanted_in=2))], {}, "ARS Nouvelle-Aquitaine", NOW)

    assert call.sentence == (
        "Bonjour, ARS Nouvelle-Aquitaine. CH de Dax (Dax) est touché par un incident numérique et a besoin d'aide. Pouvez-vous donner "
        "30 × Poste de travail, sur place avant le mardi 9 février à 04 h 40, jusqu'au jeudi 11 mars ? "
        "Répondez oui, une partie, non, ou dites quand vous rappeler."
    )


def test_a_sentence_says_when_once_if_it_is_the_same_for_all_and_beside_each_line_if_not() -> None:
    short = replace(line(), label="Technicien", asked=1, ends_at=NOW + timedelta(days=3))
    long = replace(line(), ends_at=NOW + timedelta(days=400))

    same = call_list.sentence(asked("CH de Pau", line(wanted_in=2), line(wanted_in=2)), "ARS")
    each = call_list.sentence(asked("CH de Pau", short, long), "ARS")

    assert same.count("sur place avant") == 1
    assert "1 × Technicien (à partir du mardi 9 février à 02 h 40, jusqu'au vendredi 12 février à 02 h 40)" in each
    assert "30 × Poste de travail (à partir du mardi 9 février à 02 h 40, jusqu'au 16 mars 2022)" in each


def test_names_that_a_register_keeps_in_capitals_are_read_as_names() -> None:
    told = replace(asked("CENTRE HOSPITALIER DE PAU", line()), victim_name="CENTRE HOSPITALIER DAX", victim_commune="DAX")

    assert "Centre Hospitalier Dax (Dax) est touché" in call_list.sentence(told, "ARS")
    assert told.lender_told == "Centre Hospitalier de Pau (Pau)"


def test_an_exercise_is_said_three_times_before_anything() -> None:
    assert call_list.sentence(asked("CH de Pau", line(), exercise=True), "ARS").startswith("EXERCICE, EXERCICE, EXERCICE. ")


def test_a_person_is_named_to_the_lender_and_to_nobody_else() -> None:
    one = replace(line(), label="Intervenant 0421 (synthétique)", asked=1, consent=Consent.PENDING)

    assert (one.what, one.told) == ("Intervenant 0421 (synthétique)", "un intervenant")


def test_a_call_shows_the_first_numbers_of_its_lender() -> None:
    solicitation = asked("CH de Pau", line())
    numbers = [DutyNumber(f"Astreinte {rank}", ContactChannel.PHONE, "0559000000", None) for rank in range(9)]

    (call,) = call_list.calls([solicitation], {solicitation.lender: numbers}, "ARS", NOW)

    assert [number.label for number in call.numbers] == [f"Astreinte {rank}" for rank in range(call_list.MOST_NUMBERS)]
