"""A lender's stocks and unnamed capacities typed as a table: what each row would do, told before it is done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planblanc.domain.equipment import StockWanted
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import LenderId
from planblanc.domain.responders import HeldCompetence, ResponderWanted

MOST_ROWS = 500


class RowFate(StrEnum):
    """What becomes of a row."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    SAME = "SAME"
    REFUSED = "REFUSED"


@dataclass(frozen=True)
class StockRow:
    """A stock, known by its type and its place; what the table does not say stays as it is."""

    equipment_type: str
    quantity: int
    place: str
    floor: int = 0
    confirm_by: date | None = None


@dataclass(frozen=True)
class CapacityRow:
    """Unnamed capacity, known by its label: a table names nobody, since consent is given one by one."""

    label: str
    capacity: int
    competences: tuple[HeldCompetence, ...]
    on_call: bool = False
    longest_days: int = 14
    confirm_by: date | None = None


@dataclass(frozen=True)
class ImportWanted:
    """The rows of one call, of one lender."""

    lender_id: LenderId
    stocks: tuple[StockRow, ...] = ()
    capacities: tuple[CapacityRow, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.stocks) + len(self.capacities) <= MOST_ROWS:
            raise BadInput(f"Envoyez de 1 à {MOST_ROWS} lignes à la fois.", ("rows",))


@dataclass(frozen=True)
class RowTold:
    """One row: where it stands, what becomes of it, what would be saved or why it is refused."""

    path: tuple[str, str]
    fate: RowFate
    wanted: StockWanted | ResponderWanted | None = None
    refusal: BadInput | None = None


def token(told: Sequence[RowTold]) -> str:
    """What names a preview: the rows, and the versions of what they change; another one when either has moved."""
    return hashlib.sha256("\n".join(repr((one.path, one.fate.value, one.wanted)) for one in told).encode()).hexdigest()
