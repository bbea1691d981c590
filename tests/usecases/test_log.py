"""What people write in the main courante: kinds, corrections, who reads which line, and texts that are erased."""

import asyncpg
import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound
from planblanc.domain.incidents import Tlp
from planblanc.domain.journal import Chain, LineKind
from planblanc.sealing.chain import Head, SealedLine, verify_chain
from planblanc.store import log as stored
from planblanc.store.log import LogEntry, Wanted
from planblanc.usecases import log
from planblanc.usecases.log import Erasure, Written
from tests.nights import ADMINISTRATOR, ARS, HOSPITAL, NATION, NOW, OPERATOR, OTHER_ARS, READER, SAMU, Night

EVERY_TLP = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)


async def lines(night: Night, chain: Chain, who: Actor = ARS, wanted: Wanted | None = None) -> list[LogEntry]:
    async with night.reading(who) as tx:
        return await stored.page(tx, chain, after=0, limit=100, wanted=wanted)


async def test_a_line_says_what_it_is_and_who_may_read_it(night: Night) -> None:
    incident = await night.incident()
    for kind in (LineKind.NOTE, LineKind.DECISION, LineKind.CALL, LineKind.OBSERVATION):
        await night.act(ARS, log.write, incident.id, Written(f"Une {kind}.", kind=kind), NOW)

    declared, *written = await lines(night, Chain.of_incident(incident.id))

    assert (declared.kind, declared.tlp) == (LineKind.ACT, Tlp.AMBER)
    assert [line.kind for line in written] == [LineKind.NOTE, LineKind.DECISION, LineKind.CALL, LineKind.OBSERVATION]
    assert written[1].text == "Décision notée par ARS Nouvelle-Aquitaine."


@pytest.mark.parametrize(
    ("who", "read"),
    [
        (ARS, EVERY_TLP),
        (NATION, EVERY_TLP),
        (HOSPITAL, EVERY_TLP[:4]),
        (READER, EVERY_TLP[:3]),
        (SAMU, ()),
        (OTHER_ARS, ()),
    ],
    ids=lambda value: value.role.value if isinstance(value, Actor) else str(len(value)),
)
async def test_each_reader_gets_the_lines_that_may_be_shared_with_it(night: Night, who: Actor, read: tuple[Tlp, ...]) -> None:
    incident = await night.incident()
    for tlp in EVERY_TLP:
        await night.act(ARS, log.write, incident.id, Written("Ligne.", tlp=tlp), NOW)

    seen = await lines(night, Chain.of_incident(incident.id), who, Wanted(kinds=(LineKind.NOTE,)))

    assert tuple(line.tlp for line in seen) == read
    assert [line.body for line in seen] == [None if who is READER else "Ligne." for _ in read]


async def test_who_writes_a_red_line_reads_it(night: Night) -> None:
    incident = await night.incident()
    await night.act(HOSPITAL, log.write, incident.id, Written("Pour la cellule seule.", tlp=Tlp.RED), NOW)

    assert [line.body for line in await lines(night, Chain.of_incident(incident.id), HOSPITAL)][1:] == ["Pour la cellule seule."]
    assert len(await lines(night, Chain.of_incident(incident.id), READER)) == 1


@pytest.mark.parametrize(("told", "kept"), [(Tlp.RED, Tlp.AMBER_STRICT), (Tlp.AMBER_STRICT, Tlp.AMBER_STRICT), (Tlp.GREEN, Tlp.GREEN)])
async def test_an_act_is_shared_as_its_incident_but_never_hidden_from_the_victim(night: Night, told: Tlp, kept: Tlp) -> None:
    incident = await night.incident(tlp=told)

    (declared,) = await lines(night, Chain.of_incident(incident.id), HOSPITAL)
    assert declared.tlp is kept


async def test_a_correction_is_a_new_line_and_the_line_stays(night: Night) -> None:
    incident = await night.incident()
    chain = Chain.of_incident(incident.id)
    await night.act(ARS, log.write, incident.id, Written("90 postes.", tlp=Tlp.AMBER_STRICT), NOW)

    await night.act(HOSPITAL, log.correct, (chain, 2), Written("30 postes."), NOW)

    _, wrong, right = await lines(night, chain)
    assert (wrong.body, wrong.corrected_by) == ("90 postes.", (3,))
    assert (right.body, right.kind, right.corrects, right.tlp) == ("30 postes.", LineKind.CORRECTION, 2, Tlp.AMBER_STRICT)
    assert right.text == "Correction de la ligne 2 par CH de Dax."


async def test_a_correction_is_not_shared_more_widely_than_its_line(night: Night) -> None:
    incident = await night.incident()
    await night.act(ARS, log.write, incident.id, Written("Confidentiel.", tlp=Tlp.RED), NOW)

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, log.correct, (Chain.of_incident(incident.id), 2), Written("Public.", tlp=Tlp.GREEN), NOW)
    assert refused.value.path == ("tlp",)


async def test_a_line_that_one_may_not_read_or_that_is_not_there_is_not_corrected(night: Night) -> None:
    incident = await night.incident()
    chain = Chain.of_incident(incident.id)
    await night.act(ARS, log.write, incident.id, Written("Cellule seule.", tlp=Tlp.RED), NOW)

    for place in ((chain, 2), (chain, 99)):
        with pytest.raises(NotFound):
            await night.act(HOSPITAL, log.correct, place, Written("Non."), NOW)
    for stranger, refusal in ((OTHER_ARS, NotFound), (READER, Forbidden)):
        with pytest.raises(refusal):
            await night.act(stranger, log.correct, (chain, 1), Written("Non."), NOW)
    assert len(await lines(night, chain)) == 2


@pytest.mark.parametrize("kind", [LineKind.ACT, LineKind.CORRECTION])
async def test_nobody_writes_the_trace_of_an_act_by_hand(night: Night, kind: LineKind) -> None:
    incident = await night.incident()

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, log.write, incident.id, Written("Faux.", kind=kind), NOW)
    assert refused.value.path == ("kind",)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("préfet prévenu", [2]),
        ("prefet prevenue", [2]),  # without accents, in another form
        ("préfets", [2]),
        ("régulation", [3]),
        ('"régulation du SAMU"', [3]),
        ("SAMU or préfet", [2, 3]),
        ("la cellule -SAMU", [2]),
        ("signalé", [1]),  # what the service writes is searched too
        ("le de à", []),
        ("rançon", []),
    ],
)
async def test_french_words_are_found_in_any_form(night: Night, words: str, found: list[int]) -> None:
    incident = await night.incident()
    for text in ("Le préfet est prévenu par la cellule.", "Régulation du SAMU jointe par la cellule."):
        await night.act(ARS, log.write, incident.id, Written(text), NOW)

    seen = await lines(night, Chain.of_incident(incident.id), wanted=Wanted(words=words))
    assert [line.sequence for line in seen] == found


async def test_a_search_finds_nothing_that_the_reader_may_not_read(night: Night) -> None:
    incident = await night.incident()
    chain = Chain.of_incident(incident.id)
    await night.act(ARS, log.write, incident.id, Written("Le directeur a un contact secret.", tlp=Tlp.RED), NOW)
    await night.act(ARS, log.write, incident.id, Written("Monsieur Untel, contact secret."), NOW)

    for who, found in ((ARS, [2, 3]), (HOSPITAL, [3]), (READER, []), (OTHER_ARS, []), (SAMU, [])):
        seen = await lines(night, chain, who, Wanted(words="contact secret"))
        assert [line.sequence for line in seen] == found


async def test_an_erased_text_is_gone_and_the_chain_holds(night: Night, seeded_url: str) -> None:
    incident = await night.incident()
    chain = Chain.of_incident(incident.id)
    await night.act(ARS, log.write, incident.id, Written("Monsieur Untel a rappelé."), NOW)
    erased = await night.act(OPERATOR, log.erase, Erasure(chain, (1, 2), "Demande de la personne"), NOW)

    assert erased == [2]
    assert await lines(night, chain, wanted=Wanted(words="Untel")) == []
    assert [line.text for line in await lines(night, chain)][2] == "Texte effacé à la demande : ligne 2."
    eye = await asyncpg.connect(seeded_url)
    rows = await eye.fetch("SELECT sequence, line, hash FROM planblanc.log_entry WHERE key = $1 ORDER BY sequence", chain.key)
    head = await eye.fetchrow("SELECT sequence, hash FROM planblanc.log_chain WHERE key = $1", chain.key)
    left = await eye.fetchval("SELECT count(*) FROM planblanc.log_text WHERE key = $1 AND sequence = 2", chain.key)
    await eye.close()
    assert head is not None
    assert verify_chain("INCIDENT", chain.key, [SealedLine(*row) for row in rows], Head(*head)) == ()
    assert left == 0


async def test_only_the_operator_erases_and_only_what_is_there(night: Night) -> None:
    incident = await night.incident()
    wanted = Erasure(Chain.of_incident(incident.id), (1,), "Demande")

    with pytest.raises(NotFound):
        await night.act(OPERATOR, log.erase, wanted, NOW)
    with pytest.raises(Forbidden):  # the permission table
        await night.act(ARS, log.erase, wanted, NOW)
    with pytest.raises(Forbidden):  # the wall: neither the API's role has such a function
        await night.act(ADMINISTRATOR, log.erase, wanted, NOW)
    with pytest.raises(Forbidden):  # nor the worker's
        async with night.worker.transaction(OPERATOR) as tx:
            await log.erase(tx, OPERATOR, wanted, NOW)
