"""Bring in a table of stocks and capacities: shown first, then done as it was shown, or not at all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from planblanc.domain import access, pool_imports, texts
from planblanc.domain import equipment as domain_equipment
from planblanc.domain import responders as domain_responders
from planblanc.domain.access import Act, Actor
from planblanc.domain.equipment import EquipmentStock, StockWanted
from planblanc.domain.errors import BadInput, Conflict
from planblanc.domain.identity import LenderId, ResponderId, StockId
from planblanc.domain.lenders import Lender
from planblanc.domain.pool_imports import CapacityRow, ImportWanted, RowFate, RowTold, StockRow
from planblanc.domain.responders import HeldCompetence, Responder, ResponderWanted
from planblanc.store import catalogues
from planblanc.store import equipment as stored_equipment
from planblanc.store import responders as stored_responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import equipment, lenders, responders

Row = TypeVar("Row")
_NOBODY = UUID(int=0)  # the key of what is only tried


async def preview(tx: Transaction, actor: Actor, wanted: ImportWanted) -> list[RowTold]:
    """What each row would do; reads, and changes nothing."""
    access.require(actor, Act.SAVE_RESOURCES)
    lender = await lenders.required(tx, wanted.lender_id)
    responders.require_keeper(actor, lender)
    return [*await _stocks(tx, lender, wanted.stocks), *await _capacities(tx, lender, wanted.capacities)]


async def bring_in(tx: Transaction, actor: Actor, wanted: ImportWanted, token: str, now: datetime) -> LenderId:
    """Save the rows as they were shown; `Conflict` when what they change has moved since, `BadInput` when one is refused."""
    told = await preview(tx, actor, wanted)
    refused = next((one.refusal for one in told if one.refusal is not None), None)
    if refused is not None:
        raise refused
    if pool_imports.token(told) != token:
        raise Conflict("Le vivier ou la table a changé depuis l'aperçu : regardez-le de nouveau, puis recommencez.", ("preview_token",))
    for one in told:
        if one.fate is RowFate.SAME:
            continue
        if isinstance(one.wanted, StockWanted):
            await equipment.save(tx, actor, one.wanted, now)
        elif one.wanted is not None:
            await responders.save(tx, actor, one.wanted, now)
    return wanted.lender_id


async def _stocks(tx: Transaction, lender: Lender, rows: Sequence[StockRow]) -> list[RowTold]:
    if not rows:
        return []
    known = {_key(stock.equipment_type, stock.place): stock for stock in await stored_equipment.of_lender(tx, lender.id)}
    codes = sorted({row.equipment_type for row in rows})
    types = {found.code for found in await catalogues.equipment_types_by_code(tx, codes) if found is not None}

    def tried(row: StockRow) -> tuple[RowFate, StockWanted]:
        if row.equipment_type not in types:
            raise BadInput(f"Le type de matériel {texts.quoted(row.equipment_type)} n'existe pas.", ("equipment_type",))
        before = known.get(_key(row.equipment_type, row.place))
        typed = _stock_wanted(lender, row, before)
        after = domain_equipment.described(typed, before.id if before else StockId(_NOBODY), lender, before)
        return _fate(before, before == after), typed

    return list(_told("stocks", rows, lambda row: _key(row.equipment_type, row.place), tried))


async def _capacities(tx: Transaction, lender: Lender, rows: Sequence[CapacityRow]) -> list[RowTold]:
    if not rows:
        return []
    found = await stored_responders.capacities_of_lender(tx, lender.id)
    held = await stored_responders.competences(tx, [responder.id for responder in found])
    known = {_key(one.label): _Known(one, tuple(competences)) for one, competences in zip(found, held, strict=True)}
    codes = sorted({competence.code for row in rows for competence in row.competences})
    catalogue = frozenset(one.code for one in await catalogues.competences_by_code(tx, codes) if one is not None)

    def tried(row: CapacityRow) -> tuple[RowFate, ResponderWanted]:
        before = known.get(_key(row.label))
        typed = _capacity_wanted(lender, row, before)
        kept = domain_responders.checked(typed.competences, catalogue)
        key = before.responder.id if before else ResponderId(_NOBODY)
        after = domain_responders.described(typed, key, lender, before.responder if before else None)
        return _fate(before, before is not None and before.responder == after and set(before.held) == set(kept)), typed

    return list(_told("capacities", rows, lambda row: _key(row.label), tried))


@dataclass(frozen=True)
class _Known:
    """Capacity that is there already, and what it can do."""

    responder: Responder
    held: tuple[HeldCompetence, ...]


def _told(
    table: str, rows: Sequence[Row], key: Callable[[Row], object], tried: Callable[[Row], tuple[RowFate, StockWanted | ResponderWanted]]
) -> Iterator[RowTold]:
    first: dict[object, int] = {}
    for place, row in enumerate(rows):
        path = (table, str(place))
        before = first.setdefault(key(row), place)
        if before != place:
            yield RowTold(path, RowFate.REFUSED, refusal=BadInput(f"Cette ligne répète la ligne {before + 1}.", path))
        else:
            yield _tried(path, row, tried)


def _tried(path: tuple[str, str], row: Row, tried: Callable[[Row], tuple[RowFate, StockWanted | ResponderWanted]]) -> RowTold:
    try:
        fate, wanted = tried(row)
    except BadInput as refused:
        return RowTold(path, RowFate.REFUSED, refusal=BadInput(refused.message, (*path, *refused.path)))
    return RowTold(path, fate, wanted)


def _stock_wanted(lender: Lender, row: StockRow, known: EquipmentStock | None) -> StockWanted:
    wanted = StockWanted(lender.id, row.equipment_type, row.quantity, row.floor, row.place, confirm_by=row.confirm_by)
    if known is None:
        return wanted
    return replace(
        wanted,
        id=known.id,
        version=known.version,
        place=known.place,
        commune=known.commune,
        latitude=known.position.latitude,
        longitude=known.position.longitude,
        road_network=known.position.network,
        alert_minutes=known.alert_minutes,
        preparation_minutes=known.preparation_minutes,
        confirm_by=row.confirm_by or known.confirm_by,
    )


def _capacity_wanted(lender: Lender, row: CapacityRow, known: _Known | None) -> ResponderWanted:
    wanted = ResponderWanted(
        lender.id,
        row.label,
        row.competences,
        capacity=row.capacity,
        on_call=row.on_call,
        longest_days=row.longest_days,
        confirm_by=row.confirm_by,
    )
    if known is None:
        return wanted
    before, proofs = known.responder, {one.code: one for one in known.held}
    return replace(
        wanted,
        id=before.id,
        version=before.version,
        label=before.label,
        competences=tuple(_as_proven(one, proofs.get(one.code)) for one in row.competences),
        commune=before.commune,
        latitude=before.position.latitude,
        longitude=before.position.longitude,
        road_network=before.position.network,
        alert_minutes=before.alert_minutes,
        preparation_minutes=before.preparation_minutes,
        confirm_by=row.confirm_by or before.confirm_by,
    )


def _as_proven(told: HeldCompetence, known: HeldCompetence | None) -> HeldCompetence:
    """The level that the table tells, with the evidence that was kept: a table has no room for it."""
    return told if known is None else replace(known, level=told.level)


def _fate(before: object, is_same: bool) -> RowFate:
    return RowFate.ADDED if before is None else RowFate.SAME if is_same else RowFate.CHANGED


def _key(*parts: str) -> tuple[str, ...]:
    return tuple(" ".join(part.casefold().split()) for part in parts)
