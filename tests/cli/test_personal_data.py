"""A person's data are taken out and erased by commands: a dump has no trace, the chain is whole, and what was in clear is sealed."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest
from click.testing import CliRunner, Result

from planblanc.cli import main
from planblanc.domain.call_backs import CallBackTold, NumberFrom
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.phone_reveals import RevealWanted
from planblanc.domain.reports import ContactTold
from planblanc.domain.responders import HeldCompetence, Level, ResponderWanted
from planblanc.sealing import encryption
from planblanc.store import binaries
from planblanc.usecases import call_backs, incidents, phones, requests, responders
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.requests import Call, HelpWanted
from tests import nights
from tests.databases import KEY_FILE, connect
from tests.nights import ARS, NOW, Night
from tests.usecases.pool_wanted import ALPI, KEEPER
from tests.usecases.test_requests import WORKSTATIONS

ENGAGE = """
INSERT INTO planblanc.engagement (id, incident_id, region_code, responder_id, lender_id, lender_region_code, quantity, starts_at, ends_at,
    state, exercise, replaces_id, label)
SELECT $2, incident.id, incident.region_code, responder.id, lender_id, responder.region_code, 1, now(), now() + interval '1 day',
    'ALERTED', false, $2, 'Technicien'
FROM planblanc.incident, planblanc.responder WHERE responder.id = $1
"""
NAME, PHONE, COMPACT = "Ondine Vasseur-Ricordel", "06 12 00 04 21", "+33612000421"
TRACES = ("Ondine", "Vasseur", "Ricordel", "12 00 04 21", "12000421", "12.00.04.21")
PERSON = ResponderWanted(
    ALPI, NAME, (HeldCompetence("NETWORK", Level.EXPERT, f"Certificat de {NAME}"),), named=True, consents=True, phone=PHONE
)


def run(url: str, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env={"DATABASE_URL": url, **environment})


def dumped(url: str) -> str:
    """Every row of the database, as a copy of it would have them."""
    told = binaries.find(None).run("pg_dump", "--data-only", "--schema=planblanc", f"--dbname={url}")
    assert told.returncode == 0, told.stderr
    return told.stdout


def doing(url: str, act: Callable[[Night], Awaitable[Any]]) -> Any:
    async def done() -> Any:
        opened = [await connect(url, f"planblanc_{role}", size=2) for role in ("app", "worker", "migrator")]
        try:
            return await act(Night(opened[0], opened[1], opened[2]))
        finally:
            for database in opened:
                await database.close()

    return asyncio.run(done())


async def _written(night: Night) -> UUID:
    """One person of the pool, called, named in the journal, and given as whom to call back."""
    async with night.database.transaction(ARS) as tx:
        key = await responders.save(tx, ARS, PERSON, NOW)
        contact = ContactTold(f"Mme {NAME}", COMPACT, "Directrice")
        incident = await incidents.declare(tx, ARS, nights.told(contacts=(contact,)), NOW)
        tx.note(LogLine(Chain.of_incident(incident.id), "test.noted", "Note écrite.", NOW, personal=f"{NAME} rappelle du {PHONE}."))
        tx.note(LogLine(Chain.of_region("75"), "test.noted", "Note écrite.", NOW, personal="Madame Unetelle aussi."))
    async with night.database.transaction(KEEPER) as tx:
        await phones.reveal(tx, KEEPER, RevealWanted(key, f"Appeler {NAME}"), NOW)
    async with night.database.transaction(ARS) as tx:
        request = await requests.ask(
            tx, ARS, HelpWanted(incident.id, NeedsWanted((WORKSTATIONS,)), Call("Directrice de garde", PHONE)), NOW
        )
        await call_backs.verify(
            tx,
            ARS,
            request.id,
            CallBackTold("06.12.00.04.21", NumberFrom.DIRECTORY, "Directrice de garde", confirmed=True, note=f"{NAME} confirme"),
            NOW,
        )
    return UUID(str(key))


@pytest.fixture
def written(seeded_url: str) -> tuple[str, UUID]:
    return seeded_url, doing(seeded_url, _written)


def test_a_person_is_told_all_that_is_kept(written: tuple[str, UUID], tmp_path: Path) -> None:
    url, key = written

    done = run(url, "personal-data", "export", str(key), "--reason", "Demande du 3 mars", "--output", str(tmp_path / "out.json"))

    assert done.exit_code == 0, done.output
    shown = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert shown["personne"] == [NAME, PHONE]
    tables = {one["table"] for one in shown["gardé"]}
    assert {"responder", "responder_phone", "responder_competence", "phone_reveal", "incident_contact", "call_back"} <= tables
    assert [PHONE in one["texte"] for one in shown["main courante"]].count(True) == 1


def test_after_the_erasure_a_dump_has_no_trace(written: tuple[str, UUID]) -> None:
    url, key = written
    assert [trace for trace in TRACES[:3] if trace in dumped(url)] != []

    done = run(url, "personal-data", "erase", str(key), "--reason", "Demande du 3 mars", "--yes")

    assert done.exit_code == 0, done.output
    whole = dumped(url)
    assert [trace for trace in TRACES if trace.casefold() in whole.casefold() or trace.encode().hex() in whole] == []
    assert "Madame Unetelle aussi." in whole
    exported = run(url, "personal-data", "export", NAME, "--also", PHONE, "--reason", "Contrôle")
    assert (exported.exit_code, "Rien n'est gardé" in exported.output) == (1, True)


def test_a_message_whose_accents_are_written_as_codes_is_found_and_erased(seeded_url: str) -> None:
    body = json.dumps({"contact": "Mme Zoé Vasseur-Ricordel"}).encode()

    async def received(night: Night) -> None:
        connection = await asyncpg.connect(seeded_url)
        row = "INSERT INTO planblanc.inbox (id, webhook_id, received_at, body, body_sha256, state) VALUES ($1, 'x', $2, $3, $4, 'RECEIVED')"
        await connection.execute(row, uuid4(), NOW, body, bytes(32))
        await connection.close()

    doing(seeded_url, received)
    assert b"\\u00e9" in body

    done = run(seeded_url, "personal-data", "erase", "Zoé Vasseur-Ricordel", "--reason", "Demande", "--yes")

    assert done.exit_code == 0, done.output
    again = run(seeded_url, "personal-data", "export", "Vasseur-Ricordel", "--reason", "Contrôle")
    assert (again.exit_code, "Rien n'est gardé" in again.output) == (1, True), again.output


def test_the_chain_is_whole_after_an_erasure(written: tuple[str, UUID], tmp_path: Path) -> None:
    url, key = written
    run(url, "personal-data", "erase", str(key), "--reason", "Demande du 3 mars", "--yes", PLANBLANC_HOME=str(tmp_path))

    out = run(url, "export-journal", "--region", "75", "--output", str(tmp_path / "out"), PLANBLANC_HOME=str(tmp_path))
    told = run(url, "verify-journal", str(tmp_path / "out" / "main-courante-75.jsonl"), PLANBLANC_HOME=str(tmp_path))

    assert out.exit_code == 0, out.output
    assert told.output.splitlines()[0] == "Main courante intacte."


def test_a_person_who_is_engaged_is_not_erased(written: tuple[str, UUID]) -> None:
    url, key = written

    async def engage(night: Night) -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(ENGAGE, key, uuid4())
        await connection.close()

    doing(url, engage)
    refused = run(url, "personal-data", "erase", str(key), "--reason", "Demande", "--yes")
    assert (refused.exit_code, "engagée en ce moment" in refused.output) == (1, True)


@pytest.mark.parametrize(
    ("person", "told"),
    [(str(UUID(int=7)), "Aucune personne"), ("Jean", "trop court"), ("Personne de ce nom", "Rien n'est gardé")],
    ids=["key", "short", "unknown"],
)
def test_who_is_not_known_is_said(seeded_url: str, person: str, told: str) -> None:
    refused = run(seeded_url, "personal-data", "erase", person, "--reason", "Demande", "--yes")

    assert (refused.exit_code, told in refused.output) == (1, True), refused.output


def test_an_erasure_is_confirmed(seeded_url: str) -> None:
    asked = CliRunner().invoke(main, ["personal-data", "erase", NAME, "--reason", "Demande"], env={"DATABASE_URL": seeded_url}, input="n\n")

    assert asked.exit_code == 1


def test_rotated_keys_seal_what_is_in_clear_and_leave_the_older_key_nothing(written: tuple[str, UUID], tmp_path: Path) -> None:
    url, key = written

    async def in_clear(night: Night) -> None:
        connection = await asyncpg.connect(url)
        await connection.execute("UPDATE planblanc.incident_contact SET phone = $1, phone_sealed = NULL", COMPACT)
        await connection.close()

    doing(url, in_clear)
    ring = tmp_path / "keys"
    ring.write_bytes(KEY_FILE.read_bytes())
    older = encryption.named(ring).names
    encryption.add(ring)

    done = run(url, "rotate-keys", PLANBLANC_DATA_KEYS=str(ring))

    assert done.exit_code == 0, done.output
    assert "personnes à rappeler : 1 valeur chiffrée, 0" in done.output
    assert "numéros d'intervenants : 0 valeur chiffrée, 1" in done.output
    assert COMPACT not in dumped(url)
    assert older[0] not in dumped(url)
    ring.write_text(ring.read_text().splitlines(keepends=True)[0])  # the older key may go
    told = run(url, "personal-data", "export", str(key), "--reason", "Contrôle", PLANBLANC_DATA_KEYS=str(ring))
    assert (told.exit_code, PHONE in told.output, COMPACT in told.output) == (0, True, True)
    again = run(url, "rotate-keys", PLANBLANC_DATA_KEYS=str(ring))
    assert {line.rsplit(" : ", 1)[1] for line in again.output.splitlines()} == {"0 valeur chiffrée, 0 chiffrée à nouveau"}


def test_the_keys_are_drawn_and_added_and_never_told(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    made = run("postgresql://nobody@localhost/none", "data-keys", "--make", str(file))
    added = run("postgresql://nobody@localhost/none", "data-keys", "--add", PLANBLANC_DATA_KEYS=str(file))

    names = encryption.named(file).names
    assert (made.exit_code, added.exit_code, len(names)) == (0, 0, 2)
    assert f"Chiffre : {names[0]}. Ouvrent aussi : {names[1]}." in added.output
    assert not any(line.split()[1] in made.output + added.output for line in file.read_text().splitlines())
