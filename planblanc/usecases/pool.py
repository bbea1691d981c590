"""Confirm that a resource is still what the pool says: what nobody confirms goes stale, and comes last."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planblanc.domain import access
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict
from planblanc.domain.french import PARIS
from planblanc.domain.identity import ResponderId, StockId
from planblanc.domain.journal import Chain, LogLine
from planblanc.store import equipment as stored_equipment
from planblanc.store import responders as stored_responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import equipment, lenders, responders

# Half a year between two confirmations: people change posts, equipment moves.
USUAL = timedelta(days=182)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Confirmation:
    """A responder or else a stock that was found to be true, until `confirm_by` (half a year without it)."""

    responder_id: ResponderId | None = None
    stock_id: StockId | None = None
    confirm_by: date | None = None


async def confirm(tx: Transaction, actor: Actor, wanted: Confirmation, now: datetime) -> ResponderId | StockId:
    """Move the day by which a resource is to be confirmed again."""
    access.require(actor, Act.SAVE_RESOURCES)
    today = now.astimezone(PARIS).date()
    confirm_by = wanted.confirm_by or today + USUAL
    if not today < confirm_by <= today + LONGEST:
        raise BadInput("La prochaine confirmation doit être à venir, dans un an au plus.", ("confirm_by",))
    if wanted.responder_id is not None and wanted.stock_id is None:
        return await _confirm_responder(tx, actor, wanted.responder_id, confirm_by, now)
    if wanted.stock_id is not None and wanted.responder_id is None:
        return await _confirm_stock(tx, actor, wanted.stock_id, confirm_by, now)
    raise BadInput("Indiquez un intervenant, ou bien un stock.", ("responder",))


async def _confirm_responder(tx: Transaction, actor: Actor, key: ResponderId, confirm_by: date, now: datetime) -> ResponderId:
    responder = await responders.required(tx, key, ("responder",))
    lender = await lenders.required(tx, responder.lender_id)
    responders.require_keeper(actor, lender)
    if not await stored_responders.confirm(tx, key, responder.version, confirm_by):
        raise Conflict
    tx.note(_line(lender.region, f"Un intervenant de {lender.name}", str(key), confirm_by, now))
    return key


async def _confirm_stock(tx: Transaction, actor: Actor, key: StockId, confirm_by: date, now: datetime) -> StockId:
    stock = await equipment.required(tx, key, ("stock",))
    lender = await lenders.required(tx, stock.lender_id)
    responders.require_keeper(actor, lender)
    if not await stored_equipment.confirm(tx, key, stock.version, confirm_by):
        raise Conflict
    tx.note(_line(lender.region, f"Un stock de {lender.name}", str(key), confirm_by, now))
    return key


def _line(region: str, what: str, key: str, confirm_by: date, now: datetime) -> LogLine:
    return LogLine(
        chain=Chain.of_region(region),
        act="resource.confirmed",
        text=f"{what} est confirmé, jusqu'au {confirm_by:%d/%m/%Y}.",
        at=now,
        details={"resource": key, "confirm_by": confirm_by.isoformat()},
    )
