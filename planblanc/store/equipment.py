"""Stocks of equipment: rows ↔ domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from asyncpg import Record

from planblanc.domain.equipment import EquipmentStock
from planblanc.domain.identity import LenderId, StockId
from planblanc.domain.positions import Position
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("equipment")


@dataclass(frozen=True)
class StocksWanted:
    """By what stocks are looked for; what is empty filters nothing."""

    region: str | None = None
    department: str | None = None
    lender: UUID | None = None
    equipment_type: str | None = None
    patterns: list[str] | None = None
    synthetic: bool | None = None
    or_inactive: bool = False
    due_on: date | None = None  # only what is late to be confirmed on this day


async def stocks(tx: Transaction, wanted: StocksWanted, *, after_id: UUID | None, limit: int) -> list[EquipmentStock]:
    """The stocks that the actor may see, by key, after this one."""
    rows = await tx.rows(
        QUERIES["read_stocks"],
        region=wanted.region,
        department=wanted.department,
        lender=wanted.lender,
        equipment_type=wanted.equipment_type,
        patterns=wanted.patterns,
        synthetic=wanted.synthetic,
        or_inactive=wanted.or_inactive,
        due_on=wanted.due_on,
        after_id=after_id,
        limit=limit,
    )
    return [_stock(row) for row in rows]


async def stocks_by_id(tx: Transaction, ids: Sequence[UUID]) -> list[EquipmentStock | None]:
    """The stock of each key, in the order of the keys."""
    found = {row["id"]: _stock(row) for row in await tx.rows(QUERIES["read_stocks_by_id"], ids=list(ids))}
    return [found.get(key) for key in ids]


async def by_id(tx: Transaction, key: UUID) -> EquipmentStock | None:
    """The stock of this key."""
    return (await stocks_by_id(tx, [key]))[0]


async def of_lender(tx: Transaction, lender: LenderId) -> list[EquipmentStock]:
    """The stocks of a lender, those that are no longer active first."""
    return [_stock(row) for row in await tx.rows(QUERIES["read_stocks_of_lender"], lender=lender)]


async def add(tx: Transaction, stock: EquipmentStock) -> None:
    """Store a new stock."""
    await tx.execute(
        QUERIES["add_stock"],
        **_columns(stock),
        lender_id=stock.lender_id,
        region=stock.region,
        equipment_type=stock.equipment_type,
    )


async def change(tx: Transaction, stock: EquipmentStock) -> bool:
    """Store a stock as it is now; false when somebody has changed it since its version was read."""
    return await tx.execute(QUERIES["change_stock"], **_columns(stock), version=stock.version) == 1


async def confirm(tx: Transaction, stock: StockId, version: int, confirm_by: date) -> bool:
    """Move the day by which the stock is to be confirmed; false when somebody else's change came first."""
    return await tx.execute(QUERIES["confirm_stock"], id=stock, version=version, confirm_by=confirm_by) == 1


async def confirm_all(tx: Transaction, stocks: Sequence[StockId], confirm_by: date) -> int:
    """Move the day by which these stocks are to be confirmed; how many there were."""
    return await tx.execute(QUERIES["confirm_stocks"], ids=list(stocks), confirm_by=confirm_by)


def _columns(stock: EquipmentStock) -> dict[str, object]:
    return {
        "id": stock.id,
        "quantity": stock.quantity,
        "floor": stock.floor,
        "place": stock.place,
        "commune": stock.commune,
        "latitude": stock.position.latitude,
        "longitude": stock.position.longitude,
        "network": stock.position.network,
        "alert_minutes": stock.alert_minutes,
        "preparation_minutes": stock.preparation_minutes,
        "confirm_by": stock.confirm_by,
        "active": stock.active,
    }


def _stock(row: Record) -> EquipmentStock:
    return EquipmentStock(
        id=row["id"],
        lender_id=row["lender_id"],
        region=row["region_code"],
        equipment_type=row["equipment_type_code"],
        quantity=row["quantity"],
        floor=row["floor"],
        place=row["place"],
        commune=row["commune"],
        position=Position(row["latitude"], row["longitude"], row["road_network_code"]),
        alert_minutes=row["alert_minutes"],
        preparation_minutes=row["preparation_minutes"],
        confirm_by=row["confirm_by"],
        active=row["active"],
        synthetic=row["synthetic"],
        version=row["version"],
    )
