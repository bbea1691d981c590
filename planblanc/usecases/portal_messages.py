"""What the portal's messages do: the highest revision of a declaration holds, and what cannot be placed waits for a person."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from planblanc.domain.access import Actor
from planblanc.domain.declarations import Declaration, DeclarationEvent
from planblanc.domain.facts import PortalMessageReceived
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import NATION, Chain, LogLine
from planblanc.domain.reports import DeclarationEnd
from planblanc.store import inbox, outbox, victims
from planblanc.store import incidents as stored
from planblanc.store.inbox import MessageState, Outcome
from planblanc.store.transaction import Transaction
from planblanc.usecases import incidents

UNKNOWN_NUMBER = "Aucune déclaration n'est connue sous ce numéro national."
OLDER_REVISION = "Une révision plus récente de cette déclaration est déjà connue."


async def apply(tx: Transaction, actor: Actor, message_id: UUID, declaration: Declaration, now: datetime) -> MessageState:
    """Declare, revise or end the incident that a kept message tells of; once, however often it is asked.

    A refusal leaves the message as it was: set it aside for a person. The actor's scope holds every region.
    """
    await inbox.hold_number(tx, declaration.national.number)
    message = await inbox.hold(tx, message_id)
    if message is None or not message.is_waiting:
        return MessageState.MATCHED if message is None else message.state
    known = await stored.by_number(tx, declaration.national.number)
    if known is not None and _is_older(declaration, known):
        outcome = Outcome(MessageState.OUTDATED, known.region, known.id, OLDER_REVISION)
    elif known is None and declaration.ends:
        return await set_aside(tx, message_id, declaration, UNKNOWN_NUMBER, now)
    elif known is None:
        outcome = _matched(await _declared(tx, actor, declaration, now))
    else:
        outcome = _matched(await _revised(tx, actor, known, declaration, now))
    await inbox.settle(tx, message_id, outcome, now)
    return outcome.state


async def set_aside(tx: Transaction, message_id: UUID, declaration: Declaration, reason: str, now: datetime) -> MessageState:
    """Leave a message to be matched by a person, in the region whose agency was told if the message says which."""
    region = declaration.told.victim.region
    if region is not None and not await victims.region_exists(tx, region):
        region = None
    chain = Chain.of_region(region) if region is not None else NATION
    text = f"Message du portail {declaration.national.number} (révision {declaration.national.revision}) à rapprocher : {reason}"
    tx.note(LogLine(chain, "portal.set_aside", text, now, details={"message": str(message_id)}))
    await inbox.settle(tx, message_id, Outcome(MessageState.TO_MATCH, region, reason=reason), now)
    return MessageState.TO_MATCH


async def _declared(tx: Transaction, actor: Actor, declaration: Declaration, now: datetime) -> Incident:
    incident = await incidents.declare(tx, actor, declaration.told, now)
    # A revision may have come before what it revises: it can be placed now.
    for waiting in await inbox.waiting(tx, declaration.national.number):
        await outbox.append(tx, PortalMessageReceived(incident.region, waiting))
    return incident


async def _revised(tx: Transaction, actor: Actor, known: Incident, declaration: Declaration, now: datetime) -> Incident:
    told = replace(declaration.told, sections={**(known.sections or {}), **(declaration.told.sections or {})})
    revised = await incidents.revise(tx, actor, known.id, told, now)
    if not declaration.ends:
        return revised
    end = DeclarationEnd(declaration.event is DeclarationEvent.DISMISSED, declaration.ending_reason)
    return await incidents.end_declaration(tx, actor, revised.id, end, now)


def _is_older(declaration: Declaration, known: Incident) -> bool:
    return known.national is not None and declaration.national.revision <= known.national.revision


def _matched(incident: Incident) -> Outcome:
    return Outcome(MessageState.MATCHED, incident.region, incident.id)
