"""Columns that are sealed: a value is read whether it was kept sealed or, before, in clear; and sealed again with the key of today."""

from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from planblanc.sealing import encryption
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("sealed")
MOST_AT_ONCE = 500
_FIRST = UUID(int=0)


@dataclass(frozen=True)
class Column:
    """A sealed column of a table, by the key of its row."""

    table: str
    name: str
    is_secret: bool = False  # bytes rather than words

    def place(self, key: object) -> str:
        """Where a value of it stands."""
        return encryption.place(self.table, self.name, key)


INCIDENT_CONTACT = Column("incident_contact", "phone")
REQUEST_CONTACT = Column("help_request_contact", "phone")
CALL_BACK = Column("call_back", "number")
ADDRESS = Column("notification_address", "address")
WEBHOOK_SECRET = Column("webhook_secret", "secret", is_secret=True)
MESSAGE = Column("inbox", "body", is_secret=True)
RESPONDER_PHONE = Column("responder_phone", "phone")
COLUMNS = (INCIDENT_CONTACT, REQUEST_CONTACT, CALL_BACK, ADDRESS, WEBHOOK_SECRET, MESSAGE, RESPONDER_PHONE)


@dataclass(frozen=True)
class Rotated:
    """What was done to a column: values that were in clear, and values of an older key."""

    column: Column
    sealed: int = 0
    resealed: int = 0


def seal(tx: Transaction, column: Column, key: object, text: str) -> bytes:
    """A text for this place alone."""
    return tx.keys.seal(text, column.place(key))


def seal_bytes(tx: Transaction, column: Column, key: object, content: bytes) -> bytes:
    """Bytes for this place alone."""
    return seal(tx, column, key, content.hex())


def opened(tx: Transaction, column: Column, key: object, *, clear: str | None, sealed: bytes | None) -> str | None:
    """What a row says, sealed or still in clear; nothing once it is erased."""
    return clear if sealed is None else tx.keys.open(sealed, column.place(key))


def opened_bytes(tx: Transaction, column: Column, key: object, *, clear: bytes | None, sealed: bytes | None) -> bytes:
    """The bytes of a row, sealed or still in clear."""
    return (clear or b"") if sealed is None else bytes.fromhex(tx.keys.open(sealed, column.place(key)))


async def values(tx: Transaction, column: Column) -> dict[UUID, str]:
    """Every value of a column that holds words, by the key of its row."""
    found: dict[UUID, str] = {}
    after = _FIRST
    while rows := await _rows(tx, column, after):
        for row in rows:
            said = opened(tx, column, row["key"], clear=row["clear"], sealed=row["sealed"])
            if said is not None:
                found[row["key"]] = said
        after = rows[-1]["key"]
    return found


async def rotate(tx: Transaction, column: Column, after: UUID = _FIRST) -> tuple[Rotated, UUID | None]:
    """Seal some values of a column with the key of today, from the row after this one; what was done, and where to go on."""
    rows = await _rows(tx, column, after)
    stale = [row for row in rows if row["sealed"] is None or not tx.keys.is_current(row["sealed"])]
    again: list[dict[str, object]] = [
        {"key": row["key"], "sealed": seal(tx, column, row["key"], text)} for row in stale if (text := _text(tx, column, row)) is not None
    ]
    await tx.execute_many(QUERIES[f"seal_{column.table}"], again)
    clear = sum(row["sealed"] is None for row in stale)
    return Rotated(column, clear, len(stale) - clear), rows[-1]["key"] if len(rows) == MOST_AT_ONCE else None


def _text(tx: Transaction, column: Column, row: Record) -> str | None:
    """What is sealed in a row, as text whatever it is."""
    if column.is_secret and row["sealed"] is None:
        return bytes(row["clear"]).hex()
    return opened(tx, column, row["key"], clear=row["clear"], sealed=row["sealed"])


async def _rows(tx: Transaction, column: Column, after: UUID) -> list[Record]:
    return await tx.rows(QUERIES[f"list_{column.table}"], after=after, limit=MOST_AT_ONCE)
