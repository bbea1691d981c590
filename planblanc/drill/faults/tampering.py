"""An attacker with a main courante in hand: every way of changing it is tried, and none is to pass the verifier."""

import asyncio
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Any, TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from planblanc.domain.journal import Chain
from planblanc.drill.faults.documents import REGION
from planblanc.drill.faults.figures import Figure, counted
from planblanc.drill.faults.ground import Ground
from planblanc.drill.faults.inside import COORDINATOR
from planblanc.sealing import signing, verify_journal
from planblanc.sealing.chain import Head
from planblanc.sealing.signing import Signer
from planblanc.sealing.verify_journal import GENESIS, export_message
from planblanc.store import heads
from planblanc.usecases import journal_exports, log
from planblanc.usecases.journal_exports import ExportWanted
from planblanc.worker.relay import WORKER

_LINES = 60

Row: TypeAlias = dict[str, Any]
Change: TypeAlias = Callable[[list[Row], Random], list[Row]]


@dataclass(frozen=True)
class Tampering:
    """What became of the tampered exports: how many of each way were tried, which were accepted; and whether the true one is."""

    tried: Mapping[str, int]
    accepted: tuple[str, ...]
    pristine_is_accepted: bool
    faults: tuple[str, ...] = field(default=(), repr=False)

    @property
    def holds(self) -> bool:
        """Whether the promise is kept: none of the tampered, and the true one."""
        return not self.accepted and self.pristine_is_accepted


def try_all(export: bytes, public_key: str, *, tries: int = 1000, seed: int = 1) -> Tampering:
    """Tamper with an export of at least three lines so many times, each way in turn, and verify each against the true key."""
    random, tried, accepted = Random(seed), Counter[str](), []
    ways = sorted(CHANGES)
    for number in range(tries):
        way = ways[number % len(ways)]
        tampered = _tampered(export, way, random)
        tried[way] += 1
        if verify_journal.verify(tampered, public_key).is_intact:
            accepted.append(f"{way} ({number})")
    pristine = verify_journal.verify(export, public_key)
    return Tampering(tried, tuple(accepted), pristine.is_intact, tuple(pristine.faults))


async def run(ground: Ground) -> tuple[Figure, ...]:
    """Write in a region's journal, sign it, take it out as the service does, and try a thousand ways of changing what was taken."""
    signer = signing.demonstrated(ground.home)
    export = await _export(ground, signer)
    key = signer.public_key.hex()
    found = await asyncio.to_thread(try_all, export, key, tries=ground.scaled(1000, least=len(CHANGES)), seed=ground.seed)
    alone = await _verified_alone(ground, export, key)
    tried = sum(found.tried.values())
    ways = f"{counted(len(found.accepted))} sur {counted(tried)}, de {len(found.tried)} façons"
    return (
        Figure("exports falsifiés acceptés : aucun", ways, not found.accepted),
        Figure("export véritable accepté", f"{counted(_LINES)} lignes au moins", found.pristine_is_accepted),
        Figure("vérifié par le fichier seul, dans un autre processus", "intact" if alone else "refusé", alone),
    )


async def _export(ground: Ground, signer: Signer) -> bytes:
    async with ground.opened("planblanc_app") as database:
        for number in range(_LINES):
            async with database.transaction(COORDINATOR) as tx:
                written = log.Written(f"Point n° {number} de la nuit.")
                await log.write_in_region(tx, COORDINATOR, REGION, written, datetime.now(UTC))
    async with ground.opened("planblanc_worker") as database:
        async with database.transaction(WORKER) as tx:
            await heads.sign(tx, signer, datetime.now(UTC))
        async with database.transaction(COORDINATOR) as tx:
            wanted = ExportWanted(Chain.of_region(REGION))
            exported = await journal_exports.export(tx, COORDINATOR, wanted, datetime.now(UTC))
    return journal_exports.proof(exported, signer, datetime.now(UTC))


async def _verified_alone(ground: Ground, export: bytes, key: str) -> bool:
    file = ground.home / "main-courante.jsonl"
    await asyncio.to_thread(file.write_bytes, export)
    command = (sys.executable, "-I", str(verify_journal.__file__), str(file), "--key", key)
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    return await process.wait() == 0


def _tampered(export: bytes, way: str, random: Random) -> bytes:
    """An export changed in one way; never the same bytes."""
    while True:
        found = CHANGES[way](export, random)
        if found != export:
            return found


def _of_rows(change: Change) -> Callable[[bytes, Random], bytes]:
    def changed(export: bytes, random: Random) -> bytes:
        rows = change([json.loads(row) for row in export.decode().splitlines()], random)
        return b"".join(map(_row, rows))

    return changed


def _row(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode() + b"\n"


def _a_bit(export: bytes, random: Random) -> bytes:
    place = random.randrange(len(export))
    return export[:place] + bytes([export[place] ^ (1 << random.randrange(8))]) + export[place + 1 :]


def _cut_anywhere(export: bytes, random: Random) -> bytes:
    return export[: random.randrange(len(export))]


def _lines(rows: list[Row]) -> list[Row]:
    return [row for row in rows if row["part"] == "line"]


def _with_lines(rows: list[Row], lines: list[Row]) -> list[Row]:
    return [rows[0], *lines, *(row for row in rows[1:] if row["part"] != "line")]


def _edited(rows: list[Row], random: Random) -> list[Row]:
    lines = _lines(rows)
    row = random.choice(lines)
    said = json.loads(row["line"])
    said[random.choice(["text", "act", "declared_at", "recorded_at"])] = f"Autre {random.randrange(10**6)}"
    row["line"] = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return rows


def _dropped(rows: list[Row], random: Random) -> list[Row]:
    lines = _lines(rows)
    del lines[random.randrange(len(lines))]
    return _with_lines(rows, lines)


def _renumbered(rows: list[Row], random: Random) -> list[Row]:
    """A line is taken away, and those that follow close the gap."""
    lines = _lines(_dropped(rows, random))
    for number, row in enumerate(lines, 1):
        row["sequence"] = number
    return _with_lines(rows, lines)


def _swapped(rows: list[Row], random: Random) -> list[Row]:
    lines = _lines(rows)
    one, other = random.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    return _with_lines(rows, lines)


def _inserted(rows: list[Row], random: Random) -> list[Row]:
    lines = _lines(rows)
    place = random.randrange(len(lines) + 1)
    lines.insert(place, {**random.choice(lines), "sequence": place + 1})
    return _with_lines(rows, lines)


def _truncated(rows: list[Row], random: Random) -> list[Row]:
    """The last lines go, with the ends that were signed after them."""
    lines = _lines(rows)
    kept = random.randrange(1, len(lines))
    return [row for row in rows if row["part"] in {"header", "seal"} or row["sequence"] <= kept]


def _told_shorter(rows: list[Row], random: Random) -> list[Row]:
    """The last lines go, and the seal says that the chain was never longer."""
    left = _truncated(rows, random)
    last = _lines(left)[-1]
    left[-1] |= {"sequence": last["sequence"], "hash": last["hash"]}
    return left


def _rehashed(rows: list[Row], random: Random) -> list[Row]:
    """A line is edited and every hash after it made right again: only the signatures, whose key is not there, can tell."""
    changed = random.choice([_edited, _renumbered, _swapped, _inserted])(rows, random)
    previous, lines = GENESIS, _lines(changed)
    for number, row in enumerate(lines, 1):
        previous = verify_journal.seal(rows[0]["kind"], rows[0]["key"], number, row["line"].encode(), previous)
        row |= {"sequence": number, "hash": previous.hex()}
    changed[-1] |= {"sequence": len(lines), "hash": previous.hex()}
    return changed


def _signed_by_another(rows: list[Row], random: Random) -> list[Row]:
    """All of it made right again, and signed with a key of the attacker's, which the file shows as its own."""
    signer = Signer(Ed25519PrivateKey.from_private_bytes(random.randbytes(32)))
    changed = _rehashed(rows, random)
    kind, key, end = changed[0]["kind"], changed[0]["key"], changed[-1]
    head = signer.sign_head(kind, key, Head(end["sequence"], bytes.fromhex(end["hash"])), _moment_of(changed))
    row = {"part": "head", "sequence": end["sequence"], "hash": end["hash"], "signed_at": changed[0]["exported_at"]}
    changed[0] |= {"public_key": signer.public_key.hex()}
    left = [changed[0], *_lines(changed), row | {"public_key": signer.public_key.hex(), "signature": head.signature.hex()}]
    return [*left, _sealed(left, end, signer)]


def _moment_of(rows: list[Row]) -> datetime:
    return datetime.fromisoformat(rows[0]["exported_at"])


def _another_text(rows: list[Row], random: Random) -> list[Row]:
    """What a person typed is replaced, or given to a line that had none."""
    row = random.choice(_lines(rows))
    kept = row.get("text", {"salt": random.randbytes(16).hex()})
    row["text"] = {**kept, "body": f"Autre texte {random.randrange(10**6)}"}
    return rows


def _another_header(rows: list[Row], random: Random) -> list[Row]:
    rows[0][random.choice(["title", "exported_by", "exported_at", "key", "kind"])] = f"Autre {random.randrange(10**6)}"
    return rows


def _another_end(rows: list[Row], random: Random) -> list[Row]:
    """An end is signed with anything, or said to be that of another line."""
    row = random.choice([row for row in rows if row["part"] in {"head", "seal"}])
    changes = {"signature": random.randbytes(64).hex(), "sequence": row["sequence"] + 1, "hash": random.randbytes(32).hex()}
    changed = random.choice(sorted(changes))
    row[changed] = changes[changed]
    return rows


def _unsigned(rows: list[Row], _: Random) -> list[Row]:
    return [row for row in rows if row["part"] != "head"]


def _sealed(rows: list[Row], end: Row, signer: Signer) -> Row:
    digest = hashlib.sha256(b"".join(map(_row, rows))).digest()
    message = export_message(rows[0]["kind"], rows[0]["key"], end["sequence"], bytes.fromhex(end["hash"]), digest)
    return {**end, "sha256": digest.hex(), "signature": signer.sign(message).hex()}


CHANGES: Mapping[str, Callable[[bytes, Random], bytes]] = {
    "un bit changé": _a_bit,
    "fichier coupé": _cut_anywhere,
    "ligne modifiée": _of_rows(_edited),
    "ligne retirée": _of_rows(_dropped),
    "ligne retirée, les autres renumérotées": _of_rows(_renumbered),
    "lignes échangées": _of_rows(_swapped),
    "ligne ajoutée": _of_rows(_inserted),
    "fin tronquée": _of_rows(_truncated),
    "fin tronquée, le sceau corrigé": _of_rows(_told_shorter),
    "chaîne recalculée": _of_rows(_rehashed),
    "chaîne recalculée, signée par une autre clé": _of_rows(_signed_by_another),
    "texte remplacé": _of_rows(_another_text),
    "en-tête modifié": _of_rows(_another_header),
    "fin signée modifiée": _of_rows(_another_end),
    "fins signées retirées": _of_rows(_unsigned),
}
