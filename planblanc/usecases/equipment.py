"""Keep the stocks of equipment true."""

from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, equipment, texts, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.equipment import EquipmentStock, StockWanted
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.identity import StockId
from planblanc.domain.journal import Chain, LogLine
from planblanc.store import catalogues
from planblanc.store import equipment as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, territory
from planblanc.usecases.responders import require_keeper


async def save(tx: Transaction, actor: Actor, wanted: StockWanted, now: datetime) -> StockId:
    """Describe a new stock, or describe again one that is known."""
    access.require(actor, Act.SAVE_RESOURCES)
    lender = await lenders.required(tx, wanted.lender_id)
    require_keeper(actor, lender)
    known = None if wanted.id is None else await required(tx, wanted.id, ("id",))
    versions.require_read(known.version if known else None, wanted.version)
    (kind,) = await catalogues.equipment_types_by_code(tx, [wanted.equipment_type])
    if kind is None:
        raise BadInput(f"Le type de matériel {texts.quoted(wanted.equipment_type)} n'existe pas.", ("equipment_type",))
    if known is not None and (known.lender_id, known.equipment_type) != (lender.id, kind.code):
        raise BadInput("Un stock ne change ni de prêteur ni de type : désactivez-le, et créez-en un autre.", ("equipment_type",))
    await territory.require_network(tx, wanted.road_network)
    stock = equipment.described(wanted, known.id if known else StockId(uuid4()), lender, known)
    if known is None:
        await stored.add(tx, stock)
    elif not await stored.change(tx, stock):
        raise Conflict(path=("version",))
    line = LogLine(
        chain=Chain.of_region(lender.region),
        act="equipment_stock.saved",
        text=f"Stock de {lender.name} mis à jour : {kind.label}, {stock.quantity}, dont {stock.floor} à garder sur place.",
        at=now,
        details={"stock": str(stock.id), "type": kind.code, "quantity": stock.quantity, "floor": stock.floor, "active": stock.active},
    )
    tx.note(line)
    return stock.id


async def required(tx: Transaction, key: StockId, path: tuple[str, ...]) -> EquipmentStock:
    """The stock of this key; `NotFound` when there is none, or the actor may not see it."""
    found = await stored.by_id(tx, key)
    if found is None:
        raise NotFound("Ce stock n'existe pas, ou vous n'y avez pas accès.", path)
    return found
