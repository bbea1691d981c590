"""The officer in charge leaves notes through the shift; whoever comes next reads them before accepting."""

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.incidents import Incident
from planblanc.store import shift_notes as stored
from planblanc.usecases import charge, incidents, shift_notes
from planblanc.usecases.charge import Offer
from tests.nights import ARS, COLLEAGUE, HOSPITAL, NOW, OTHER_ARS, READER, SAMU, Night

OFFER = Offer("Poste du matin", "Tarbes a promis 30 postes pour midi.")


async def of_the_shift(night: Night, incident: Incident) -> list[str]:
    async with night.reading(ARS) as tx:
        (found,) = await stored.of_the_shift(tx, [incident])
    return [note.text for note in found]


async def test_the_notes_of_the_shift_go_with_the_hand_over(night: Night) -> None:
    incident = await night.active()

    await night.act(ARS, shift_notes.write, incident.id, "Pau rappelle à 6 h.", night.later(hours=1))
    await night.act(ARS, shift_notes.write, incident.id, "Le préfet attend un point à 7 h.", night.later(hours=1))
    await night.act(ARS, charge.hand_over, incident.id, OFFER, night.now)

    assert await of_the_shift(night, incident) == ["Pau rappelle à 6 h.", "Le préfet attend un point à 7 h."]
    taken = await night.act(COLLEAGUE, charge.accept_hand_over, incident.id, night.later(minutes=5), notes_read=2)
    assert taken.officer is not None
    assert taken.officer.name == COLLEAGUE.name
    assert await of_the_shift(night, taken) == []
    line = (await night.lines(incident.id))[-1]
    assert "passation" in line["text"]
    assert line["details"]["shift_notes"] == 2


async def test_what_was_written_since_it_was_read_is_to_be_read_first(night: Night) -> None:
    incident = await night.active()
    await night.act(ARS, charge.hand_over, incident.id, OFFER, NOW)
    await night.act(ARS, shift_notes.write, incident.id, "Dernière minute : Bayonne refuse.", NOW)

    with pytest.raises(TransitionRefused) as refused:
        await night.act(COLLEAGUE, charge.accept_hand_over, incident.id, NOW, notes_read=0)

    assert refused.value.path == ("notes_read",)
    await night.act(COLLEAGUE, charge.accept_hand_over, incident.id, NOW, notes_read=1)


async def test_the_journal_tells_that_a_note_was_written_and_keeps_its_text_apart(night: Night) -> None:
    incident = await night.active()

    await night.act(ARS, shift_notes.write, incident.id, "Rappeler le directeur.", NOW)

    line = (await night.lines(incident.id))[-1]
    assert line["act"] == "incident.shift_noted"
    assert "directeur" not in str(line)


@pytest.mark.parametrize("text", ["  ", "a" * 4001, "a\x00"])
async def test_a_text_that_cannot_be_read_is_refused(night: Night, text: str) -> None:
    incident = await night.active()

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, shift_notes.write, incident.id, text, NOW)

    assert refused.value.path == ("text",)


async def test_only_who_is_in_charge_writes_them(night: Night) -> None:
    incident = await night.incident()
    with pytest.raises(TransitionRefused):
        await night.act(ARS, shift_notes.write, incident.id, "Personne en charge.", NOW)
    await night.act(ARS, charge.take, incident.id, None, NOW)

    with pytest.raises(TransitionRefused):
        await night.act(COLLEAGUE, shift_notes.write, incident.id, "Pas mon poste.", NOW)


async def test_no_note_is_left_of_an_incident_that_is_over(night: Night) -> None:
    incident = await night.active()
    await night.act(ARS, incidents.dismiss, incident.id, "Fausse alerte", NOW)

    with pytest.raises(TransitionRefused):
        await night.act(ARS, shift_notes.write, incident.id, "Trop tard.", NOW)


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, READER, SAMU])
async def test_nobody_else_writes_or_reads_them(night: Night, who: Actor) -> None:
    incident = await night.active()
    await night.act(ARS, shift_notes.write, incident.id, "Entre nous.", NOW)

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, shift_notes.write, incident.id, "Moi aussi.", NOW)
    async with night.reading(who) as tx:
        assert await stored.of_incidents(tx, [incident.id]) == [()]
