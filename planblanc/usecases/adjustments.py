"""A coordinator sets by hand what the next plans must keep, and undoes it; the plan that answers is asked for at once."""

from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, adjustments, incidents, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.adjustments import Adjustment, AdjustmentKind, AdjustmentWanted, Resource, Undone
from planblanc.domain.errors import AlreadyExists, BadInput, NotFound, TransitionRefused
from planblanc.domain.identity import IncidentId, PlanId
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import Detail
from planblanc.domain.requests import NeedLine
from planblanc.store import adjustments as stored
from planblanc.store import incidents as stored_incidents
from planblanc.store import needs as stored_needs
from planblanc.store.transaction import Transaction
from planblanc.usecases import need_lines, notes, plans
from planblanc.usecases.notes import Note
from planblanc.usecases.plans import PlanWanted


async def adjust(tx: Transaction, actor: Actor, wanted: AdjustmentWanted, now: datetime) -> PlanId:
    """Pin, lock, refuse or swap a resource of an incident; the plan asked for keeps it, or says why it cannot."""
    adjustments.require_meaning(wanted)
    incident = await _held(tx, actor, wanted.incident)
    need = await _need(tx, wanted)
    made = await _made(tx, actor, wanted, need, now)
    if not await stored.add(tx, incident, made):
        raise AlreadyExists("Cette ressource fait déjà l'objet d'un choix à la main pour ce besoin : annulez-le d'abord.", ("resource",))
    text = f"Choix à la main : {await _sentence(tx, made, need)}"
    notes.write(tx, incident, Note("plan.adjusted", text, _details(made), personal=made.reason), now)
    return await _asked_again(tx, actor, incident, now)


async def undo(tx: Transaction, actor: Actor, key: UUID, reason: str, now: datetime) -> PlanId:
    """Undo a choice made by hand: the plan asked for does without it."""
    known = await stored.by_id(tx, key)
    if known is None:
        raise NotFound(path=("adjustment",))
    incident = await _held(tx, actor, known.incident)
    why = texts.paragraphs(reason, ("reason",), most=2000)
    if not await stored.undo(tx, actor, key, Undone(actor.name, now, why)):
        raise TransitionRefused("Ce choix est déjà annulé.", ("adjustment",))
    (need,) = await stored_needs.by_ids(tx, [known.need]) if known.need is not None else [None]
    text = f"Choix à la main annulé : {await _sentence(tx, known, need)}"
    notes.write(tx, incident, Note("plan.adjustment_undone", text, _details(known), personal=why), now)
    return await _asked_again(tx, actor, incident, now)


async def _held(tx: Transaction, actor: Actor, key: IncidentId) -> Incident:
    incident = await stored_incidents.hold(tx, key)
    access.require(actor, Act.ADJUST_PLAN, region=incident.region)
    incidents.require_open(incident)
    return incident


async def _need(tx: Transaction, wanted: AdjustmentWanted) -> NeedLine | None:
    if wanted.need is None:
        return None
    (need,) = await stored_needs.by_ids(tx, [wanted.need])
    if need is None:
        raise NotFound(path=("need",))
    if need.incident != wanted.incident:
        raise BadInput("Ce besoin n'est pas celui de cet incident.", ("need",))
    if need.is_cancelled:
        raise TransitionRefused("Ce besoin est annulé.", ("need",))
    adjustments.require_serves(need, wanted.resource)
    if wanted.replaced is not None:
        adjustments.require_serves(need, wanted.replaced, ("instead_of",))
    return need


async def _made(tx: Transaction, actor: Actor, wanted: AdjustmentWanted, need: NeedLine | None, now: datetime) -> Adjustment:
    replaced = wanted.replaced
    return Adjustment(
        id=uuid4(),
        incident=wanted.incident,
        kind=wanted.kind,
        resource=wanted.resource,
        told=await _name(tx, wanted.incident, wanted.resource, ("resource",)),
        reason=texts.paragraphs(wanted.reason, ("reason",), most=2000),
        made_by=actor.id,
        made_name=actor.name,
        made_at=now,
        need=wanted.need,
        quantity=await _quantity(tx, wanted, need),
        replaced=replaced.key if replaced is not None else None,
        replaced_told=await _name(tx, wanted.incident, replaced, ("instead_of",)) if replaced is not None else None,
    )


async def _name(tx: Transaction, incident: IncidentId, resource: Resource, path: tuple[str, ...]) -> str:
    told = await stored.name_of(tx, incident, resource)
    if told is None:
        raise NotFound("Cette ressource n'existe pas, ou vous n'y avez pas accès.", path)
    return told


async def _quantity(tx: Transaction, wanted: AdjustmentWanted, need: NeedLine | None) -> int | None:
    """How many must go: what is said, or what the plan that counts sends now."""
    if wanted.kind is AdjustmentKind.REFUSAL or need is None:
        return None
    if wanted.kind is AdjustmentKind.PIN:
        if wanted.quantity is not None and wanted.quantity > need.quantity:
            raise BadInput(f"Ce besoin n'en demande que {need.quantity}.", ("quantity",))
        return wanted.quantity or 1
    kept, path = (wanted.replaced, ("instead_of",)) if wanted.replaced is not None else (wanted.resource, ("resource",))
    planned = await stored.planned_quantity(tx, wanted.incident, need.id, kept.key)
    if not planned:
        raise BadInput("Le plan en cours n'envoie pas cette ressource pour ce besoin.", path)
    return planned


async def _sentence(tx: Transaction, made: Adjustment, need: NeedLine | None) -> str:
    return adjustments.line(made, await need_lines.label(tx, need) if need is not None else "")


def _details(made: Adjustment) -> dict[str, Detail]:
    return {
        "adjustment": str(made.id),
        "kind": made.kind.value,
        "resource": str(made.resource.key),
        "need": str(made.need) if made.need is not None else None,
        "quantity": made.quantity,
    }


async def _asked_again(tx: Transaction, actor: Actor, incident: Incident, now: datetime) -> PlanId:
    return await plans.request(tx, actor, PlanWanted(incident.region, exercise=incident.exercise), now)
