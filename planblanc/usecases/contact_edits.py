"""Decide of the changes of contact points that wait, since the site may be in other hands."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from planblanc.domain import access, contact_edits, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.contact_edits import ContactEdit, EditState
from planblanc.domain.contacts import ContactPoint
from planblanc.domain.errors import Conflict, Forbidden, NotFound
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.store import contact_edits as stored
from planblanc.store import contacts as stored_contacts
from planblanc.store import establishments as stored_establishments
from planblanc.store import grants
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders


@dataclass(frozen=True)
class Decision:
    """What somebody decides of a change that waits; a refusal says why."""

    edit: UUID
    accepted: bool
    reason: str = ""


async def decide(tx: Transaction, actor: Actor, decision: Decision, now: datetime) -> UUID:
    """Accept or refuse a change of a contact; neither whoever asked for it nor their deputy decides."""
    access.require(actor, Act.DECIDE_CONTACT)
    edit = await stored.hold(tx, decision.edit)
    if edit is None:
        raise NotFound(path=("edit",))
    access.require(actor, Act.DECIDE_CONTACT, region=edit.contact.region)
    contact_edits.require_decider(edit, actor.id)
    if await grants.stood_in(tx, actor.id, edit.asked_by, max(now - edit.asked_at, timedelta(0))):
        raise Forbidden("Un suppléant et la personne qu'il supplée comptent pour une : une autre décide de ce point de contact.", ("edit",))
    decided = replace(
        edit,
        state=EditState.ACCEPTED if decision.accepted else EditState.REFUSED,
        decided_name=actor.name,
        decided_at=now,
        reason=texts.paragraphs(decision.reason, ("reason",), most=2000, may_be_empty=decision.accepted),
    )
    if not await stored.decide(tx, decided, actor.id):
        raise Conflict(path=("edit",))
    if decision.accepted:
        await _apply(tx, edit, now)
    tx.note(_line(decided, await _holder(tx, edit.contact), now))
    return edit.id


async def _apply(tx: Transaction, edit: ContactEdit, now: datetime) -> None:
    if edit.contact.version == 0:
        await stored_contacts.add(tx, edit.contact, now, edit.id)
    elif not await stored_contacts.change(tx, edit.contact, now, edit.id):
        raise Conflict("Ce point de contact a changé depuis cette demande : refusez-la, puis demandez-en une autre.", ("edit",))


async def _holder(tx: Transaction, contact: ContactPoint) -> str:
    if contact.lender_id is not None:
        return (await lenders.required(tx, contact.lender_id)).name
    site = await stored_establishments.by_id(tx, contact.establishment_id) if contact.establishment_id is not None else None
    return site.name if site is not None else "un établissement"


def _line(edit: ContactEdit, holder: str, now: datetime) -> LogLine:
    # Neither the address nor the label, in which people type numbers.
    text = f"Point de contact de {holder} : modification {contact_edits.STATE_WORDS[edit.state]}."
    details: dict[str, Detail] = {"edit": str(edit.id), "state": edit.state.value}
    chain = Chain.of_region(edit.contact.region)
    return LogLine(chain, "contact_point.change_decided", text, now, details=details, personal=edit.reason or None)
