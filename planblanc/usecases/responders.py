"""Keep the people of the pool true."""

from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, responders, versions
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Conflict, NotFound
from planblanc.domain.identity import ResponderId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.lenders import Lender
from planblanc.domain.responders import HeldCompetence, Responder, ResponderWanted
from planblanc.store import catalogues
from planblanc.store import responders as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, phones, territory


async def save(tx: Transaction, actor: Actor, wanted: ResponderWanted, now: datetime) -> ResponderId:
    """Describe a new responder with its competences, or describe again one that is known."""
    access.require(actor, Act.SAVE_RESOURCES)
    lender = await lenders.required(tx, wanted.lender_id)
    require_keeper(actor, lender)
    known = None if wanted.id is None else await required(tx, wanted.id, ("id",))
    if known is not None and known.lender_id != lender.id:
        raise BadInput("Un intervenant ne change pas de prêteur : désactivez-le, et inscrivez-le chez l'autre.", ("lender",))
    versions.require_read(known.version if known else None, wanted.version)
    await territory.require_network(tx, wanted.road_network)
    codes = [held.code for held in wanted.competences]
    catalogue = frozenset(found.code for found in await catalogues.competences_by_code(tx, codes) if found is not None)
    held = responders.checked(wanted.competences, catalogue)
    responder = responders.described(wanted, known.id if known else ResponderId(uuid4()), lender, known)
    if known is None:
        await stored.add(tx, responder)
    elif not await stored.change(tx, responder):
        raise Conflict(path=("version",))
    await stored.put_competences(tx, responder, held)
    await phones.keep(tx, responder, wanted.phone, actor.name, now)
    tx.note(_line(responder, held, lender, now))
    return responder.id


async def required(tx: Transaction, key: ResponderId, path: tuple[str, ...]) -> Responder:
    """The responder of this key; `NotFound` when there is none, or the actor may not see it."""
    found = await stored.by_id(tx, key)
    if found is None:
        raise NotFound("Cet intervenant n'existe pas, ou vous n'y avez pas accès.", path)
    return found


def require_keeper(actor: Actor, lender: Lender) -> None:
    """Refuse whoever does not keep the people and things of this lender."""
    access.require(actor, Act.SAVE_RESOURCES, region=lender.region, lender=lender.id, establishment=lender.establishment_id)


def _line(responder: Responder, held: tuple[HeldCompetence, ...], lender: Lender, now: datetime) -> LogLine:
    # No name here: the chain outlives the consent.
    who = "Une personne, avec son accord," if responder.named else f"Une capacité anonyme de {responder.capacity}"
    told = "enregistrée" if responder.active else "désactivée"
    return LogLine(
        chain=Chain.of_region(lender.region),
        act="responder.saved",
        text=f"{who} {told} pour {lender.name}.",
        at=now,
        details={
            "responder": str(responder.id),
            "lender": str(lender.id),
            "competences": [f"{competence.code}:{competence.level.value}" for competence in held],
        },
    )
