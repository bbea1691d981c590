"""The call list of an incident: read by whoever conducts it, its numbers once they are asked for."""

from dataclasses import dataclass
from datetime import datetime

from planblanc.domain import access, call_list, french, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.call_list import Call, Revealed
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import IncidentId
from planblanc.store import call_list as stored
from planblanc.store import incidents, regions
from planblanc.store import solicitations as stored_solicitations
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class CallList:
    """The calls of an incident, and to whom their numbers were given."""

    incident: IncidentId
    calls: tuple[Call, ...]
    reveals: tuple[Revealed, ...]


async def read(tx: Transaction, actor: Actor, key: IncidentId, now: datetime) -> CallList:
    """The calls to make for an incident, in the order in which they are made."""
    incident = await incidents.read(tx, key)
    access.require(actor, Act.READ_CALL_LIST, region=incident.region)
    (region,) = await regions.regions_by_code(tx, [incident.region])
    asked = await stored_solicitations.of_incident(tx, key)
    calls = call_list.calls(asked, await stored.numbers(tx, key), region.ars_name if region else actor.name, now)
    return CallList(key, calls, tuple(await stored.reveals(tx, key)))


async def to_make(tx: Transaction, actor: Actor, region: str | None, now: datetime) -> tuple[Call, ...]:
    """The calls to make in a region, whatever the incident, the most urgent first; none for whoever does not conduct it."""
    if region is None or not (access.is_allowed(actor, Act.READ_CALL_LIST) and access.covers_region(actor, region)):
        return ()
    (found,) = await regions.regions_by_code(tx, [region])
    asked = await stored_solicitations.waiting_in(tx, region)
    return call_list.calls(asked, {}, found.ars_name if found else actor.name, now)


async def reveal(tx: Transaction, actor: Actor, key: IncidentId, motive: str, now: datetime) -> IncidentId:
    """Give the actor the duty numbers of all whom the incident asks, now and later: once for the incident, and told."""
    incident = await incidents.read(tx, key)
    access.require(actor, Act.REVEAL_CALL_LIST, region=incident.region)
    why = texts.line(motive, ("motive",), most=300)
    lenders = len({one.lender for one in await stored_solicitations.of_incident(tx, key)})
    if not lenders:
        raise TransitionRefused("Personne n'est sollicité pour cet incident : approuvez d'abord un plan.", ("incident",))
    if await stored.reveal(tx, actor, incident, why, now):
        text = f"Numéros d'astreinte de la liste d'appel consultés ({french.counted(lenders, 'prêteur', 'prêteurs')})."
        notes.write(tx, incident, Note("call_list.revealed", text, {"lenders": lenders}, personal=why), now)
    return key
