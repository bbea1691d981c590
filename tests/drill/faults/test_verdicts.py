"""What is lost, done twice, unwritten, unsent or damaged is found in what the database holds."""

from collections.abc import Mapping

import asyncpg
import pytest

from planblanc.drill.faults import acts, verdicts
from planblanc.drill.faults.callers import Mutation
from planblanc.drill.faults.figures import Figure
from planblanc.drill.faults.ground import Ground
from planblanc.drill.faults.inside import Inside
from planblanc.drill.faults.verdicts import Acknowledged

LOST, TWICE, SAME, UNWRITTEN, CHAINS, PENDING = range(6)
FAULTS: Mapping[str, tuple[int, str]] = {
    "lost": (LOST, "DELETE FROM planblanc.log_text WHERE body = $1"),
    "twice": (TWICE, "UPDATE planblanc.incident SET unlisted_name = $1"),
    "unwritten": (
        UNWRITTEN,
        "INSERT INTO planblanc.idempotency_key SELECT gen_random_uuid(), $1, 'addLogEntry', sha256('a'), 'a', now()",
    ),
    "damaged": (CHAINS, "UPDATE planblanc.log_entry SET line = line || ' ' WHERE kind = 'NATION' AND length($1) > 0"),
    "cut": (CHAINS, "UPDATE planblanc.log_chain SET sequence = sequence - 1 WHERE length($1) > 0"),
    "unsent": (PENDING, "INSERT INTO planblanc.outbox (id, kind, payload) SELECT gen_random_uuid(), 'Nothing', '{}' WHERE length($1) > 0"),
}


async def acknowledged(ground: Ground) -> tuple[Acknowledged, str]:
    """Two notes, as the API itself writes them; what it had to tell is told."""
    async with ground.opened("planblanc_app") as database:
        inside = Inside(database)
        incident = await inside.incident("Structure d'essai")
        notes = [acts.noted(incident), acts.noted(incident)]
        answers = {note.key: await said(inside, note) for note in notes}
        again = [await said(inside, note) for note in notes]
    eye = await asyncpg.connect(ground.url)
    await eye.execute("UPDATE planblanc.outbox SET state = 'DONE', settled_at = now()")
    await eye.close()
    return Acknowledged(tuple(notes), answers, tuple(again)), notes[0].text


async def said(inside: Inside, note: Mutation) -> str:
    return str((await inside.act(note.document, note.told, key=note.key))["id"])


async def examined(ground: Ground, known: Acknowledged) -> list[Figure]:
    return list(await verdicts.examined(ground, known, drain_seconds=0))


async def test_what_the_service_does_keeps_every_promise(ground: Ground) -> None:
    known, _ = await acknowledged(ground)

    assert [figure for figure in await examined(ground, known) if not figure.is_kept] == []


@pytest.mark.parametrize("name", FAULTS)
async def test_what_is_wrong_is_found(ground: Ground, name: str) -> None:
    place, statement = FAULTS[name]
    known, text = await acknowledged(ground)
    eye = await asyncpg.connect(ground.url)
    await eye.execute("SET session_replication_role = replica")  # no trigger mends what is broken on purpose
    await eye.execute(statement, text)
    await eye.close()

    figures = await examined(ground, known)

    assert [number for number, figure in enumerate(figures) if not figure.is_kept] == [place], figures


async def test_another_answer_to_the_same_key_is_found(ground: Ground) -> None:
    known, _ = await acknowledged(ground)

    figures = await examined(ground, Acknowledged(known.wanted, known.answers, ("autre",)))

    assert [number for number, figure in enumerate(figures) if not figure.is_kept] == [SAME], figures
