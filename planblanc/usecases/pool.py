"""Confirm that resources are still what the pool says: what nobody confirms goes stale, and comes last."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planblanc.domain import access, french
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.french import PARIS
from planblanc.domain.identity import LenderId, ResponderId, StockId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.lenders import Lender
from planblanc.store import equipment as stored_equipment
from planblanc.store import lenders as stored_lenders
from planblanc.store import responders as stored_responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import equipment, lenders, responders

# Half a year between two confirmations: people change posts, equipment moves.
USUAL = timedelta(days=182)
LONGEST = timedelta(days=366)
MOST_AT_ONCE = 200


@dataclass(frozen=True)
class Confirmation:
    """A responder or else a stock that was found to be true, until `confirm_by` (half a year without it)."""

    responder_id: ResponderId | None = None
    stock_id: StockId | None = None
    confirm_by: date | None = None


@dataclass(frozen=True)
class Confirmations:
    """Responders and stocks that were found to be true together, until `confirm_by` (half a year without it)."""

    responders: tuple[ResponderId, ...] = ()
    stocks: tuple[StockId, ...] = ()
    confirm_by: date | None = None


async def confirm(tx: Transaction, actor: Actor, wanted: Confirmation, now: datetime) -> ResponderId | StockId:
    """Move the day by which a resource is to be confirmed again."""
    access.require(actor, Act.SAVE_RESOURCES)
    confirm_by = _until(wanted.confirm_by, now)
    if wanted.responder_id is not None and wanted.stock_id is None:
        return await _confirm_responder(tx, actor, wanted.responder_id, confirm_by, now)
    if wanted.stock_id is not None and wanted.responder_id is None:
        return await _confirm_stock(tx, actor, wanted.stock_id, confirm_by, now)
    raise BadInput("Indiquez un intervenant, ou bien un stock.", ("responder",))


async def confirm_all(tx: Transaction, actor: Actor, wanted: Confirmations, now: datetime) -> int:
    """Move the day by which many resources are to be confirmed again: all of them, or none; how many there are."""
    access.require(actor, Act.SAVE_RESOURCES)
    people, things = tuple(dict.fromkeys(wanted.responders)), tuple(dict.fromkeys(wanted.stocks))
    if not 0 < len(people) + len(things) <= MOST_AT_ONCE:
        raise BadInput(f"Cochez une ressource au moins, {MOST_AT_ONCE} au plus.", ("stocks" if wanted.stocks else "responders",))
    confirm_by = _until(wanted.confirm_by, now)
    owners = await _owners(tx, people, things)
    lenders_found = [one for one in await stored_lenders.lenders_by_id(tx, list(owners)) if one is not None]
    for lender in lenders_found:
        responders.require_keeper(actor, lender)
    moved = await stored_responders.confirm_all(tx, sorted(people), confirm_by) if people else 0
    moved += await stored_equipment.confirm_all(tx, sorted(things), confirm_by) if things else 0
    if moved != len(people) + len(things):
        raise Conflict
    for lender in lenders_found:
        tx.note(_line_of_many(lender, owners[lender.id], confirm_by, now))
    return moved


def _until(wanted: date | None, now: datetime) -> date:
    today = now.astimezone(PARIS).date()
    confirm_by = wanted or today + USUAL
    if not today < confirm_by <= today + LONGEST:
        raise BadInput("La prochaine confirmation doit être à venir, dans un an au plus.", ("confirm_by",))
    return confirm_by


async def _owners(tx: Transaction, people: Sequence[ResponderId], things: Sequence[StockId]) -> Counter[LenderId]:
    """How many of these resources each lender has; `NotFound` when one of them is not seen."""
    found = await stored_responders.responders_by_id(tx, people) if people else []
    stocks = await stored_equipment.stocks_by_id(tx, things) if things else []
    known = [one for one in (*found, *stocks) if one is not None]
    if len(known) != len(people) + len(things):
        raise NotFound("Une de ces ressources n'existe plus, ou vous n'y avez pas accès.", ("stocks" if None in stocks else "responders",))
    return Counter(one.lender_id for one in known)


def _line_of_many(lender: Lender, count: int, confirm_by: date, now: datetime) -> LogLine:
    told = french.counted(count, "ressource confirmée", "ressources confirmées")
    return LogLine(
        chain=Chain.of_region(lender.region),
        act="resources.confirmed",
        text=f"{lender.name} : {told} jusqu'au {confirm_by:%d/%m/%Y}.",
        at=now,
        details={"lender": str(lender.id), "count": count, "confirm_by": confirm_by.isoformat()},
    )


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
