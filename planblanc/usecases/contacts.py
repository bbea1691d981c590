"""Keep the ways of reaching an organisation true."""

from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, contacts, security, texts, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.contact_edits import ContactEdit
from planblanc.domain.contacts import CHANNEL_WORDS, ContactPoint, ContactWanted
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.establishments import Establishment, require_finess
from planblanc.domain.french import PARIS
from planblanc.domain.identity import establishment_id
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.domain.lenders import Lender
from planblanc.store import contact_edits as stored_edits
from planblanc.store import contacts as stored
from planblanc.store import establishments as stored_establishments
from planblanc.store import victims as stored_victims
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders


async def save(tx: Transaction, actor: Actor, wanted: ContactWanted, now: datetime) -> UUID:
    """Tell a new way of reaching a lender or an establishment, or change one that is known.

    Where the site may be compromised the change waits for somebody else: what is given is then the key of that change.
    """
    access.require(actor, Act.SAVE_CONTACT)
    holder = await _holder(tx, wanted)
    _require_keeper(actor, holder)
    known = await _known(tx, wanted, holder)
    versions.require_read(known.version if known else None, wanted.version)
    contacts.require_past(wanted.last_tested_on, now.astimezone(PARIS).date())
    contact = ContactPoint(
        id=known.id if known else uuid4(),
        lender_id=holder.id if isinstance(holder, Lender) else None,
        establishment_id=holder.id if isinstance(holder, Establishment) else None,
        region=holder.region,
        label=texts.line(wanted.label, ("label",)),
        channel=wanted.channel,
        address=contacts.address_of(wanted),
        rank=wanted.rank,
        last_tested_on=wanted.last_tested_on,
        version=known.version if known else 0,
        on_own_network=wanted.on_own_network,
        function=wanted.function,
    )
    if await _is_in_doubt(tx, holder):
        return await _wait(tx, actor, contact, holder, now)
    if known is None:
        await stored.add(tx, contact, now)
    elif not await stored.change(tx, contact, now):
        raise Conflict(path=("version",))
    tx.note(_line(contact, holder, now))
    return contact.id


async def _is_in_doubt(tx: Transaction, holder: Lender | Establishment) -> bool:
    if isinstance(holder, Establishment):
        return holder.security_state in security.IN_DOUBT
    return holder.establishment_id is not None and await stored_victims.is_any_in_doubt(tx, {holder.establishment_id}, None)


async def _wait(tx: Transaction, actor: Actor, contact: ContactPoint, holder: Lender | Establishment, now: datetime) -> UUID:
    edit = ContactEdit(id=uuid4(), contact=contact, asked_by=actor.id, asked_name=actor.name, asked_at=now)
    await stored_edits.add(tx, edit)
    text = (
        f"Point de contact de {holder.name} ({CHANNEL_WORDS[contact.channel]}) : modification en attente, car l'établissement est en doute."
    )
    details: dict[str, Detail] = {"edit": str(edit.id), "channel": contact.channel.value}
    tx.note(LogLine(Chain.of_region(contact.region), "contact_point.change_asked", text, now, details=details))
    return edit.id


async def _holder(tx: Transaction, wanted: ContactWanted) -> Lender | Establishment:
    if (wanted.lender_id is None) == (wanted.establishment_finess is None):
        raise BadInput("Indiquez un prêteur, ou bien un établissement.", ("lender",))
    if wanted.lender_id is not None:
        return await lenders.required(tx, wanted.lender_id)
    finess = require_finess(wanted.establishment_finess or "", ("establishment_finess",))
    site = await stored_establishments.by_id(tx, establishment_id(finess))
    if site is None:
        raise BadInput(f"Aucun établissement ne porte le numéro FINESS {finess}.", ("establishment_finess",))
    return site


def _require_keeper(actor: Actor, holder: Lender | Establishment) -> None:
    if isinstance(holder, Establishment):
        access.require(actor, Act.SAVE_CONTACT, region=holder.region, establishment=holder.id)
        return
    access.require(actor, Act.SAVE_CONTACT, region=holder.region, lender=holder.id, establishment=holder.establishment_id)


async def _known(tx: Transaction, wanted: ContactWanted, holder: Lender | Establishment) -> ContactPoint | None:
    if wanted.id is None:
        return None
    (known,) = await stored.contacts_by_id(tx, [wanted.id])
    if known is None:
        raise NotFound(path=("id",))
    if holder.id not in {known.lender_id, known.establishment_id}:
        raise BadInput("Un point de contact ne change pas d'organisation.", ("id",))
    return known


def _line(contact: ContactPoint, holder: Lender | Establishment, now: datetime) -> LogLine:
    # Neither the address nor the label, in which people type numbers.
    return LogLine(
        chain=Chain.of_region(contact.region),
        act="contact_point.saved",
        text=f"Point de contact de {holder.name} ({CHANNEL_WORDS[contact.channel]}) mis à jour.",
        at=now,
        details={"contact": str(contact.id), "channel": contact.channel.value},
    )
