"""A person's own number is kept for whoever may have to call, given out one at a time, and each time told to the person."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from planblanc.domain import access, phones, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound, TooManyRequests
from planblanc.domain.identity import IncidentId, LenderId, ResponderId
from planblanc.domain.incidents import Tlp
from planblanc.domain.journal import Chain
from planblanc.domain.phone_reveals import MOST_AN_HOUR, PersonalRecord, PhoneAccess, RevealedPhone, RevealWanted
from planblanc.domain.responders import Responder
from planblanc.store import incidents
from planblanc.store import phones as stored
from planblanc.store import responders as stored_responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, notes
from planblanc.usecases.notes import Note

_MOST_OF_MOTIVE = 300


async def keep(tx: Transaction, responder: Responder, told: str | None, saved_name: str, now: datetime) -> None:
    """Keep the number of a person as it is told with the rest of its description: an empty one is kept no longer."""
    if told is None:
        return
    if not told.strip():
        await stored.drop(tx, responder.id)
        return
    if not responder.named:
        raise BadInput("Un numéro est celui d'une personne, avec son accord : une capacité anonyme est jointe par l'astreinte.", ("phone",))
    await stored.put(tx, responder, phones.number(told, ("phone",)), saved_name, now)


async def reveal(tx: Transaction, actor: Actor, wanted: RevealWanted, now: datetime) -> UUID:
    """Give the actor one number, for a motive: of a person engaged in an incident that it conducts, or of its own directory.

    The demand is written down for the person, and leaves a line in the main courante; `TooManyRequests` past twenty an hour.
    """
    asked = replace(wanted, motive=texts.line(wanted.motive, ("motive",), most=_MOST_OF_MOTIVE))
    lender = await (_of_incident(tx, actor, asked, asked.incident, now) if asked.incident else _of_directory(tx, actor, asked, now))
    if not await stored.is_reachable(tx, asked.responder):
        raise Forbidden("Ce numéro n'est donné que pendant l'engagement de cette personne, et un jour après.", ("responder",))
    if not (await stored.are_known(tx, [asked.responder]))[0]:
        raise NotFound("Aucun numéro n'est enregistré pour cette personne : passez par l'astreinte de son prêteur.", ("responder",))
    if await stored.asked_within_an_hour(tx, actor) >= MOST_AN_HOUR:
        raise TooManyRequests(f"Vous avez consulté {MOST_AN_HOUR} numéros en une heure : attendez, ou appelez les astreintes.")
    return await stored.add_reveal(tx, actor, asked, lender, now)


async def read(tx: Transaction, key: UUID) -> RevealedPhone:
    """The number that was asked for, for ten minutes; the rights of whoever asked are looked at again."""
    found = await stored.revealed(tx, key)
    if found is None:
        raise NotFound("Ce numéro n'est plus affiché : demandez-le à nouveau, si vous le pouvez encore.")
    return found


async def accesses(
    tx: Transaction, actor: Actor, responder: ResponderId, *, limit: int, after: tuple[datetime | None, UUID | None]
) -> list[PhoneAccess]:
    """Who asked for the number of a person of the actor's directory, the last first."""
    access.require(actor, Act.READ_ACCESS_LOG)
    if await stored_responders.by_id(tx, responder) is None:
        raise NotFound("Cet intervenant n'existe pas, ou vous n'y avez pas accès.", ("responder",))
    return await stored.page(tx, responder, limit=limit, after_at=after[0], after_id=after[1])


async def own_record(tx: Transaction, actor: Actor) -> PersonalRecord | None:
    """What is kept on the person who holds a link to its engagement: its number, and who asked for it."""
    if actor.link is None or actor.link.engagement is None:
        return None
    access.require(actor, Act.READ_ACCESS_LOG)
    return await stored.own_record(tx, actor.link.engagement)


async def _of_incident(tx: Transaction, actor: Actor, wanted: RevealWanted, key: IncidentId, now: datetime) -> LenderId:
    incident = await incidents.read(tx, key)
    access.require(actor, Act.REVEAL_PHONE, region=incident.region)
    lender = await stored.engaged_lender(tx, wanted.responder, key)
    if lender is None:
        raise NotFound("Cette personne n'est pas engagée pour cet incident.", ("responder",))
    notes.write(tx, incident, _note(wanted), now)
    return lender


async def _of_directory(tx: Transaction, actor: Actor, wanted: RevealWanted, now: datetime) -> LenderId:
    access.require(actor, Act.REVEAL_PHONE)
    key = await stored.keeping_lender(tx, wanted.responder)
    if key is None:
        raise NotFound("Aucun numéro n'est enregistré pour cette personne dans votre annuaire.", ("responder",))
    if actor.role in access.COORDINATORS:
        raise BadInput("Dites pour quel incident : hors d'un incident, un numéro n'est lu que par qui tient l'annuaire.", ("incident",))
    lender = await lenders.required(tx, key)
    access.require(actor, Act.REVEAL_PHONE, region=lender.region, lender=lender.id, establishment=lender.establishment_id)
    tx.note(notes.line(Chain.of_region(lender.region), _note(wanted), now, exercise=False, tlp=Tlp.AMBER))
    return key


def _note(wanted: RevealWanted) -> Note:
    # Neither a name nor a number: the person reads who it was, and why, in what is kept apart.
    return Note("phone.revealed", "Numéro d'un intervenant consulté.", {"responder": str(wanted.responder)}, personal=wanted.motive)
