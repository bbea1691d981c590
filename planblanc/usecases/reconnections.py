"""The re-connection register: links with partners are cut, and restored once somebody attested that they may be."""

from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, facts, incidents, reconnections, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import Conflict, NotFound
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import Detail
from planblanc.domain.reconnections import KIND_WORDS, CutTold, PartnerLink, Restoration, RestorationTold
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox
from planblanc.store import reconnections as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found

LONGEST = 2000


async def cut(tx: Transaction, actor: Actor, incident: IncidentId, told: CutTold, now: datetime) -> PartnerLink:
    """Note that a link with a partner was cut, by the victim or by the partner."""
    known = await stored_incidents.hold(tx, incident)
    await victims.require_scope(tx, actor, Found(known.victim, known.region), Act.CUT_LINKS)
    incidents.require_open(known)
    reconnections.check_cut(told, now)
    link = PartnerLink(
        id=uuid4(),
        incident=incident,
        partner=await _partner(tx, told),
        kind=told.kind,
        cut_at=told.cut_at or now,
        cut_by=told.cut_by,
        cut_name=actor.name,
        description=texts.line(told.description, ("description",), may_be_empty=True),
        lender=told.lender,
    )
    await stored.add(tx, known, link)
    text = f"Lien coupé avec {link.partner} : {KIND_WORDS[link.kind]}."
    notes.write(tx, known, Note("link.cut", text, _details(link), declared_at=link.cut_at), now)
    await outbox.append(tx, facts.LinkCut(known.region, incident_id=known.id, link_id=link.id))
    return link


async def restore(tx: Transaction, actor: Actor, link: UUID, told: RestorationTold, now: datetime) -> PartnerLink:
    """Note that a link was restored, and who attested that it may be; an attacker may hold the victim's accounts: the region notes it."""
    (found,) = await stored.by_ids(tx, [link])
    if found is None:
        raise NotFound(path=("link",))
    known = await _held(tx, actor, found.incident)
    (cut_link,) = await stored.by_ids(tx, [link])
    restoration = Restoration(
        at=told.restored_at or now,
        attested_by=texts.line(told.attested_by, ("attested_by",)),
        attestation=texts.paragraphs(told.attestation, ("attestation",), most=LONGEST),
        recorded_name=actor.name,
    )
    restored = reconnections.restored(cut_link or found, restoration, now)
    if not await stored.restore(tx, link, restoration):
        raise Conflict(path=("link",))
    text = f"Lien rétabli avec {restored.partner} : {KIND_WORDS[restored.kind]}."
    attested = f"Attesté par {restoration.attested_by}. {restoration.attestation}"
    notes.write(tx, known, Note("link.restored", text, _details(restored), personal=attested, declared_at=restoration.at), now)
    await outbox.append(tx, facts.LinkRestored(known.region, incident_id=known.id, link_id=link))
    return restored


async def _held(tx: Transaction, actor: Actor, incident: IncidentId) -> Incident:
    known = await stored_incidents.hold(tx, incident)
    access.require(actor, Act.RESTORE_LINKS, region=known.region)
    incidents.require_open(known)
    return known


async def _partner(tx: Transaction, told: CutTold) -> str:
    lender = await lenders.required(tx, told.lender) if told.lender is not None else None
    if lender is not None and told.partner is None:
        return lender.name
    return texts.line(told.partner or "", ("partner",))


def _details(link: PartnerLink) -> dict[str, Detail]:
    lender = str(link.lender) if link.lender is not None else None
    return {"link": str(link.id), "kind": link.kind.value, "cut_by": link.cut_by.value, "lender": lender}
