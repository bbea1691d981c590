"""What the rows of the two tenants are written with: their keys, their places, and one row as a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

NOW = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)
END = NOW + timedelta(days=1)
ME = UUID(int=1)
HASH = bytes(32)
SIDES = ("own", "near", "other")
REGION = {"own": "75", "near": "75", "other": "76"}
DEPARTMENT = {"own": "40", "near": "33", "other": "65"}
FINESS = {"own": "400000105", "near": "330000605", "other": "650000417"}
_SPACE = UUID(int=2021)

Row = Mapping[str, object]


def key(side: str, noun: str, number: int = 0) -> UUID:
    """The key of a row: number 0 stands in the database, number 1 is for whoever tries to add one."""
    return uuid5(_SPACE, f"{side} {noun} {number}")


@dataclass(frozen=True)
class Case:
    """One row of one tenant; `told` says which when a table has several."""

    table: str
    row: Row
    identity: tuple[str, ...] = ("id",)
    told: str = ""

    @property
    def name(self) -> str:
        return f"{self.table} {self.told}".strip()
