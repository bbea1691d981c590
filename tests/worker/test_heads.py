"""The ends of chains are signed by rounds and at closings, once each, and an export holds them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from planblanc.domain.facts import IncidentClosed
from planblanc.domain.identity import IncidentId
from planblanc.domain.journal import NATION, Chain, LogLine
from planblanc.sealing import signing, verify_journal
from planblanc.sealing.signing import BadKey, Signer
from planblanc.usecases import journal_exports
from planblanc.usecases.journal_exports import ExportWanted
from planblanc.worker import heads
from planblanc.worker.relay import WORKER
from planblanc.worker.tools import Tools
from tests.nights import NATION as NATIONAL
from tests.worker.desk import NOW, Desk


@pytest.fixture
def signer(tmp_path: Path) -> Signer:
    return signing.demonstrated(tmp_path)


async def write(desk: Desk, *chains: Chain) -> None:
    async with desk.worker.transaction(WORKER) as tx:
        for chain in chains:
            tx.note(LogLine(chain, "test.noted", "Ligne.", NOW, personal="Une personne."))


async def signed(desk: Desk) -> dict[str, list[int]]:
    rows = await desk.eye.fetch("SELECT key, array_agg(sequence ORDER BY sequence) AS ends FROM planblanc.log_head GROUP BY key")
    return {row["key"]: row["ends"] for row in rows}


def tools(desk: Desk, signer: Signer | None) -> Tools:
    return replace(desk.tools(), signer=signer)


async def test_a_round_signs_what_has_grown_and_nothing_twice(desk: Desk, signer: Signer) -> None:
    before = (await desk.eye.fetchval("SELECT sequence FROM planblanc.log_chain WHERE key = 'FR'")) or 0
    for _ in range(2):
        await write(desk, NATION, Chain.of_region("75"))
        await heads.sign(tools(desk, signer))
        await heads.sign(tools(desk, signer))

    found = await signed(desk)
    assert found["FR"] == [before + 1, before + 2]
    assert [end - found["75"][0] for end in found["75"]] == [0, 1]


async def test_a_closed_incident_is_signed_at_once_and_alone(desk: Desk, signer: Signer) -> None:
    key = IncidentId(uuid4())
    await write(desk, Chain.of_region("75"), Chain.of_incident(key))

    await heads.sign_at_closing(tools(desk, signer), uuid4(), IncidentClosed("75", key))
    assert await signed(desk) == {str(key): [1]}


async def test_without_a_key_nothing_is_signed_and_it_is_said(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    await write(desk, NATION)

    await heads.sign(tools(desk, None))
    assert await signed(desk) == {}
    assert "PLANBLANC_JOURNAL_KEY" in caplog.text


async def test_what_was_signed_is_in_the_export_and_verifies(desk: Desk, signer: Signer) -> None:
    await write(desk, NATION)
    await heads.sign(tools(desk, signer))
    await write(desk, NATION)
    async with desk.worker.transaction(NATIONAL) as tx:
        found = await journal_exports.export(tx, NATIONAL, ExportWanted(NATION), NOW)

    verdict = verify_journal.verify(journal_exports.proof(found, signer, datetime.now(UTC)), signer.public_key.hex())

    assert (verdict.faults, verdict.is_intact, verdict.heads) == ([], True, 2)


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, again = signing.demonstrated(tmp_path), signing.demonstrated(tmp_path)

    assert first.public_key == again.public_key
    assert (tmp_path / signing.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
def test_a_file_that_holds_no_key_is_said(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "key.pem"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(BadKey, match=r"key\.pem"):
        signing.named(file)
