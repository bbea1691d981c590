"""A lender's floor is lowered for one incident by who may, with a reason, and can be given back."""

from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, facts, floors, french, incidents, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import AlreadyExists, BadInput, Forbidden, NotFound, TransitionRefused
from planblanc.domain.floors import FloorOverride, FloorWanted
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import Detail
from planblanc.domain.lenders import Lender
from planblanc.domain.revocations import Revocation
from planblanc.store import codes, equipment, outbox
from planblanc.store import floors as stored
from planblanc.store import incidents as stored_incidents
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, notes
from planblanc.usecases.notes import Note


async def lower(tx: Transaction, actor: Actor, incident: IncidentId, wanted: FloorWanted, now: datetime) -> FloorOverride:
    """Lower a floor of a lender, its people's, a competence's or a stock's: the plans of the incident may count on what is below."""
    known = await _held(tx, actor, incident)
    floors.require_meaning(wanted)
    lender = await lenders.required(tx, wanted.lender)
    if not access.covers_region(actor, lender.region):
        raise Forbidden("Le plancher d'un prêteur d'une autre région est abaissé par l'ARS de zone, ou au niveau national.", ("lender",))
    kept, label = await _kept(tx, lender, wanted)
    floors.require_lower(wanted, kept)
    made = FloorOverride(
        id=uuid4(),
        incident=incident,
        lender=lender.id,
        lender_name=lender.name,
        lender_region=lender.region,
        kind=wanted.kind,
        floor=wanted.floor,
        reason=texts.paragraphs(wanted.reason, ("reason",), most=2000),
        made_by=actor.id,
        made_name=actor.name,
        made_at=now,
        competence=wanted.competence,
        stock=wanted.stock,
        label=label,
    )
    if not await stored.add(tx, known, made):
        raise AlreadyExists("Ce plancher est déjà abaissé pour cet incident : rendez-le d'abord.", ("lender",))
    text = f"Plancher abaissé : {made.told}, {french.number(made.floor)} au lieu de {french.number(kept)}."
    notes.write(tx, known, Note("floor.overridden", text, {**_details(made), "reason": made.reason}), now)
    await outbox.append(tx, facts.FloorOverridden(known.region, incident_id=known.id, override_id=made.id))
    return made


async def revoke(tx: Transaction, actor: Actor, key: UUID, reason: str, now: datetime) -> FloorOverride:
    """Give a lender its floor back: no new plan goes below it; what is engaged already stays engaged."""
    (made,) = await stored.by_ids(tx, [key])
    if made is None:
        raise NotFound(path=("override",))
    known = await _held(tx, actor, made.incident)
    why = texts.paragraphs(reason, ("reason",), most=2000)
    if not await stored.revoke(tx, actor, key, Revocation(actor.name, now, why)):
        raise TransitionRefused("Ce plancher est déjà rendu au prêteur.", ("override",))
    text = f"Plancher rendu au prêteur : {made.told}."
    notes.write(tx, known, Note("floor.restored", text, {**_details(made), "reason": why}), now)
    await outbox.append(tx, facts.FloorRestored(known.region, incident_id=known.id, override_id=key))
    return made


async def _held(tx: Transaction, actor: Actor, incident: IncidentId) -> Incident:
    known = await stored_incidents.hold(tx, incident)
    access.require(actor, Act.OVERRIDE_FLOOR, region=known.region)
    incidents.require_open(known)
    return known


async def _kept(tx: Transaction, lender: Lender, wanted: FloorWanted) -> tuple[int, str]:
    """The lender's own floor, and what people call what it keeps."""
    if wanted.stock is not None:
        stock = await equipment.by_id(tx, wanted.stock)
        if stock is None or stock.lender_id != lender.id:
            raise NotFound("Ce stock n'existe pas chez ce prêteur, ou vous n'y avez pas accès.", ("stock",))
        return stock.floor, (await codes.labels(tx, equipment_types={stock.equipment_type})).equipment_types[stock.equipment_type]
    if wanted.competence is None:
        return lender.people_floor, ""
    labels = (await codes.labels(tx, competences={wanted.competence})).competences
    if wanted.competence not in labels:
        raise BadInput(f"La compétence {texts.quoted(wanted.competence)} n'existe pas.", ("competence",))
    kept = {floor.competence: floor.people for floor in lender.competence_floors}
    return kept.get(wanted.competence, 0), labels[wanted.competence]


def _details(made: FloorOverride) -> dict[str, Detail]:
    return {
        "override": str(made.id),
        "lender": str(made.lender),
        "kind": made.kind.value,
        "competence": made.competence,
        "stock": str(made.stock) if made.stock is not None else None,
        "floor": made.floor,
    }
