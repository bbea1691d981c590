"""A request is verified by calling back: which number, where it is from, who answered, with what result."""

from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, call_backs, facts, incidents, phones, requests, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.call_backs import SOURCE_WORDS, CallBack, CallBackTold
from planblanc.domain.errors import TransitionRefused
from planblanc.domain.identity import RequestId
from planblanc.domain.requests import HelpRequest, RequestState
from planblanc.store import call_backs as stored
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox
from planblanc.store import requests as stored_requests
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note


async def verify(tx: Transaction, actor: Actor, request: RequestId, told: CallBackTold, now: datetime) -> HelpRequest:
    """Record a call-back; a request that it confirms is open, one that it does not confirm stays to verify."""
    known = await stored_requests.hold(tx, request)
    access.require(actor, Act.VERIFY_REQUEST, region=known.region)
    if known.state is not RequestState.TO_VERIFY:
        raise TransitionRefused(f"Cette demande est {requests.STATE_WORDS[known.state]} : elle n'est plus à vérifier.", ("request",))
    incident = await stored_incidents.read(tx, known.incident)
    incidents.require_open(incident)
    made = CallBack(_checked(told), actor.name, now)
    call_backs.require_safe_number(made.told, in_doubt=await victims.is_in_doubt(tx, incident.victim, known.place.site))
    await stored.add(tx, actor, known, made, uuid4())
    verified = requests.moved(known, RequestState.OPEN) if told.confirmed else known
    if told.confirmed:
        await stored_requests.save(tx, verified)
        await outbox.append(tx, facts.RequestVerified(known.region, incident_id=incident.id, request_id=known.id))
    result = "la demande est confirmée" if told.confirmed else "la demande n'est pas confirmée"
    text = f"Contre-appel à un numéro {SOURCE_WORDS[told.number_from]}, joint : {made.told.reached} ; {result}."
    details = {"request": str(known.id), "number_from": told.number_from.value, "confirmed": told.confirmed}
    notes.write(tx, incident, Note("request.called_back", text, details, personal=made.told.note), now)
    return verified


def _checked(told: CallBackTold) -> CallBackTold:
    return CallBackTold(
        number=phones.number(told.number, ("number",)),
        number_from=told.number_from,
        reached=texts.line(told.reached, ("reached",)),
        confirmed=told.confirmed,
        note=texts.paragraphs(told.note, ("note",), most=2000, may_be_empty=True),
    )
