"""Things go out, come back wiped, or are lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, facts, french, loans, missions, texts
from planblanc.domain import engagements as domain
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.identity import EngagementId
from planblanc.domain.loans import Back, Loan, LoanId, LoanState, Lot
from planblanc.domain.missions import Mission
from planblanc.store import engagements, outbox
from planblanc.store import loans as stored
from planblanc.store import missions as stored_missions
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_costs, engagement_scopes, lending
from planblanc.usecases.notes import Note

MOST_LOTS = 200


@dataclass(frozen=True)
class LoanWanted:
    """What goes out for an engagement, lot by lot; due when the engagement ends, unless told."""

    engagement: EngagementId
    lots: tuple[Lot, ...]
    due_at: datetime | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class ReturnTold:
    """What is back: all of the loan unless a quantity is told, which ones, when, how, and wiped as which certificate says."""

    condition: str
    quantity: int | None = None
    serials: tuple[str, ...] = ()
    wiping_certificate: str | None = None
    returned_at: datetime | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class LossTold:
    """What will not come back, and why."""

    reason: str
    quantity: int | None = None
    serials: tuple[str, ...] = ()
    on_behalf_of: str | None = None


async def record(tx: Transaction, actor: Actor, wanted: LoanWanted, now: datetime) -> Mission:
    """Describe what goes out for an engagement, by lots or serials; no more than is promised."""
    mission = await stored_missions.hold(tx, wanted.engagement)
    await engagement_scopes.require_either(tx, actor, Act.RECORD_LOAN, mission)
    _require_things(mission)
    missions.require_purchase_approved(mission)
    await lending.open_for(tx, mission, now)
    for lot in _checked(wanted.lots):
        await lending.described(tx, await _undescribed(tx, mission, lot), lot)
    if wanted.due_at is not None:
        if wanted.due_at <= now:
            raise BadInput("L'échéance du prêt est déjà passée.", ("due_at",))
        await stored.prolong(tx, mission.id, wanted.due_at)
    quantity = sum(lot.quantity for lot in wanted.lots)
    text = f"Prêt enregistré : {quantity} sur {mission.engagement.quantity}, {mission.told}."
    note = Note("loan.recorded", text, {"quantity": quantity})
    await _tell(tx, mission, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    return mission


async def give_back(tx: Transaction, actor: Actor, key: LoanId, told: ReturnTold, now: datetime) -> Loan:
    """Say that a loan, or a part of it, is back; once nothing is out any more, the engagement has returned."""
    mission, loan = await _held(tx, key)
    await engagement_scopes.require_either(tx, actor, Act.RECORD_LOAN, mission)
    part, rest = loans.divided(loan, _meant(told.quantity, loan), told.serials, LoanId(uuid4()))
    certificate = texts.line(told.wiping_certificate, ("wiping_certificate",)) if told.wiping_certificate is not None else None
    condition = texts.line(told.condition, ("condition",), most=500)
    back = loans.returned(part, Back(told.returned_at or now, condition, certificate), now)
    await _ended(tx, mission, Ended(loan, back, rest), now)
    wiped = ", effacé" if certificate is not None else ""
    note = Note("loan.returned", f"Rendu : {back.told}{wiped}.", {"loan": str(loan.id)}, declared_at=told.returned_at)
    await _tell(tx, mission, engagement_scopes.by_phone(actor, note, told.on_behalf_of), now)
    return back


async def lose(tx: Transaction, actor: Actor, key: LoanId, told: LossTold, now: datetime) -> Loan:
    """Say that a loan, or a part of it, will not come back: its stock is that much smaller. Its lender says so."""
    mission, loan = await _held(tx, key)
    lender = mission.engagement
    region = lender.lender_region if engagement_scopes.conducts(actor) else None
    access.require(actor, Act.DECLARE_LOSS, region=region, lender=lender.lender_id, establishment=mission.sheet.lender_establishment)
    part, rest = loans.divided(loan, _meant(told.quantity, loan), told.serials, LoanId(uuid4()))
    gone = loans.lost(part, texts.paragraphs(told.reason, ("reason",), most=2000), now)
    await _ended(tx, mission, Ended(loan, gone, rest), now)
    if not loan.exercise and not await stored.lose_units(tx, loan.stock_id, gone.lot.quantity):
        raise Forbidden("Seul le prêteur, ou l'agence de sa région, retire du matériel de son stock.")
    note = Note("loan.lost", f"Perdu : {gone.told}.", {"loan": str(loan.id)}, personal=gone.lost_reason)
    await _tell(tx, mission, engagement_scopes.by_phone(actor, note, told.on_behalf_of), now)
    return gone


async def _held(tx: Transaction, key: LoanId) -> tuple[Mission, Loan]:
    """The engagement first, then its loan: in the same order as whoever writes down a receipt."""
    (seen,) = await stored.by_ids(tx, [key])
    if seen is None:
        raise NotFound(path=("loan",))
    mission = await stored_missions.hold(tx, seen.engagement_id)
    return mission, await stored.hold(tx, key)


@dataclass(frozen=True)
class Ended:
    """A loan as it was, the part of it that is back or lost, and what is left of it."""

    before: Loan
    part: Loan
    rest: Loan | None


async def _ended(tx: Transaction, mission: Mission, ended: Ended, now: datetime) -> None:
    """Keep what ended and what is left; the units that are not out any more are free, and the engagement returns with the last."""
    await stored.save(tx, ended.part)
    if ended.rest is not None:
        await stored.add(tx, ended.rest)
    left = sum(loan.lot.quantity for loan in await stored.outstanding(tx, mission.id))
    await engagements.let_go(tx, mission.id, kept=left)
    # What was never to come any more is not counted among what is held.
    is_held = ended.before.state is LoanState.RECEIVED or mission.awaits_more
    moved = replace(mission, back_quantity=mission.back_quantity + (ended.part.lot.quantity if is_held else 0))
    if left == 0 and EngagementState.RETURNED in domain.TRANSITIONS[mission.state]:
        at = ended.part.back.at if ended.part.back else now
        latest = max([at, *mission.times.values()])
        moved = missions.stepped(moved, EngagementState.RETURNED, latest, max(now, latest))
    await stored_missions.save(tx, moved)
    await engagement_costs.freeze_if_over(tx, replace(moved, version=moved.version + 1), now)


def _checked(lots: Sequence[Lot]) -> tuple[Lot, ...]:
    """The lots as they are kept: bounded, and no serial number twice."""
    if not 1 <= len(lots) <= MOST_LOTS:
        raise BadInput(f"Indiquez de 1 à {MOST_LOTS} lots.", ("lots",))
    kept = tuple(
        Lot(
            quantity=lot.quantity,
            serials=tuple(texts.line(serial, ("lots", "serials"), most=100) for serial in lot.serials),
            mark=texts.line(lot.mark, ("lots", "lot"), may_be_empty=True),
            condition=texts.line(lot.condition, ("lots", "condition"), most=500, may_be_empty=True),
        )
        for lot in lots
    )
    serials = [serial for lot in kept for serial in lot.serials]
    if len(set(serials)) < len(serials):
        raise BadInput("Un numéro de série est indiqué deux fois.", ("lots", "serials"))
    return kept


async def _undescribed(tx: Transaction, mission: Mission, lot: Lot) -> Loan:
    """What is out and nobody has described yet, enough for this lot."""
    free = [loan for loan in await stored.outstanding(tx, mission.id) if not loan.is_described]
    left = sum(loan.lot.quantity for loan in free)
    enough = [loan for loan in free if loan.lot.quantity >= lot.quantity]
    if not enough:
        told = french.counted(left, "unité reste à décrire", "unités restent à décrire")
        raise BadInput(f"La quantité dépasse ce qui est promis : {told}.", ("lots", "quantity"))
    return enough[0]


def _require_things(mission: Mission) -> None:
    if mission.engagement.stock_id is None:
        raise BadInput("Cet engagement n'est pas de matériel : rien n'est prêté.", ("engagement",))
    if mission.state not in (*domain.UNDER_WAY, EngagementState.COMPLETED):
        raise TransitionRefused(f"Cet engagement est {domain.STATE_WORDS[mission.state]} : rien n'est sorti.", ("engagement",))


def _meant(quantity: int | None, loan: Loan) -> int:
    return loan.lot.quantity if quantity is None else quantity


async def _tell(tx: Transaction, mission: Mission, note: Note, now: datetime) -> None:
    engagement_scopes.write(tx, mission, note, now)
    of = mission.engagement
    await outbox.append(tx, facts.LoanChanged(of.region, incident_id=of.incident_id, engagement_id=mission.id))
