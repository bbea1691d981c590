"""Help is asked for: a request is opened, grows by needs and packs, or is no longer wanted."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, facts, incidents, needs, phones, requests, texts
from planblanc.domain.access import Act, Actor, Channel
from planblanc.domain.errors import BadInput, ToVerifyFirst, TransitionRefused
from planblanc.domain.identity import IncidentId, NeedId, RequestId
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import Detail
from planblanc.domain.requests import HelpRequest, NeedLine, Place, RequestState
from planblanc.domain.victims import Entity, Site, Victim
from planblanc.store import incidents as stored_incidents
from planblanc.store import needs as stored_needs
from planblanc.store import outbox
from planblanc.store import requests as stored
from planblanc.store import victims as stored_victims
from planblanc.store.transaction import Transaction
from planblanc.usecases import need_lines, notes, victims
from planblanc.usecases.need_lines import NeedsWanted
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found


@dataclass(frozen=True)
class Call:
    """A telephone call that an officer writes down: who is speaking, by function, and where to call back."""

    on_behalf_of: str
    callback_number: str | None = None


@dataclass(frozen=True)
class HelpWanted:
    """What is asked for; `site` is the FINESS number of the site where help is wanted, when it is not the victim's."""

    incident: IncidentId
    needs: NeedsWanted = field(default_factory=NeedsWanted)
    call: Call | None = None
    site: str | None = None
    note: str = ""


async def ask(tx: Transaction, actor: Actor, wanted: HelpWanted, now: datetime) -> HelpRequest:
    """Open a request for help; it is to verify when it came by phone or from a site that may be in an attacker's hands."""
    incident = await stored_incidents.read(tx, wanted.incident)
    await _require(tx, actor, incident)
    incidents.require_open(incident)
    victim = await _where(tx, incident, wanted.site)
    place = await _place(tx, incident, victim)
    request = _opened(actor, incident, place, wanted, now)
    is_doubtful = await _is_doubtful(tx, actor, incident, place)
    request = replace(request, state=requests.state_at_first(request.channel, is_doubtful=is_doubtful))
    lines = await need_lines.of(tx, need_lines.Context(incident, request), wanted.needs, now)
    await stored.add(tx, request)
    await stored_needs.add(tx, request, lines)
    # The request now holds its incident open: whoever was ending it meanwhile is seen here.
    incidents.require_open(await stored_incidents.read(tx, incident.id))
    by_phone = " par téléphone" if wanted.call is not None else ""
    to_verify = ", à vérifier par un contre-appel" if request.state is RequestState.TO_VERIFY else ""
    text = f"Demande d'aide ouverte{by_phone}{to_verify} : {await need_lines.told(tx, lines)}."
    details: dict[str, Detail] = {"request": str(request.id), "needs": [str(line.id) for line in lines]}
    notes.write(tx, incident, _note("request.opened", text, details, request), now)
    await outbox.append(tx, facts.HelpRequested(request.region, incident_id=incident.id, request_id=request.id))
    return request


async def add_needs(tx: Transaction, actor: Actor, request: RequestId, wanted: NeedsWanted, now: datetime) -> HelpRequest:
    """Add needs, or whole packs, to a request; a covered one is open again."""
    known = await stored.hold(tx, request)
    incident = await stored_incidents.read(tx, known.incident)
    await _require(tx, actor, incident)
    incidents.require_open(incident)
    grown = requests.grown(known)
    await _refuse_doubtful(tx, actor, incident, grown)
    lines = await need_lines.of(tx, need_lines.Context(incident, grown), wanted, now)
    if not lines:
        raise BadInput("Indiquez au moins un besoin ou un lot.", ("needs",))
    await stored.save(tx, grown)
    await stored_needs.add(tx, grown, lines)
    incidents.require_open(await stored_incidents.read(tx, incident.id))
    text = f"Besoins ajoutés : {await need_lines.told(tx, lines)}."
    details: dict[str, Detail] = {"request": str(grown.id), "needs": [str(line.id) for line in lines]}
    notes.write(tx, incident, Note("request.grown", text, details), now)
    await outbox.append(tx, facts.HelpRequested(grown.region, incident_id=incident.id, request_id=grown.id))
    return grown


async def cancel(tx: Transaction, actor: Actor, request: RequestId, reason: str, now: datetime) -> HelpRequest:
    """Say that a whole request is no longer wanted."""
    known = await stored.hold(tx, request)
    incident = await stored_incidents.read(tx, known.incident)
    await _require(tx, actor, incident)
    why = texts.paragraphs(reason, ("reason",), most=2000)
    cancelled = replace(requests.moved(known, RequestState.CANCELLED), cancelled_reason=why)
    await stored.save(tx, cancelled)
    note = Note("request.cancelled", "Demande d'aide annulée.", {"request": str(request)}, personal=why)
    notes.write(tx, incident, note, now)
    await outbox.append(tx, facts.RequestCancelled(known.region, incident_id=incident.id, request_id=known.id))
    return cancelled


async def cancel_need(tx: Transaction, actor: Actor, need: NeedId, reason: str, now: datetime) -> NeedLine:
    """Say that one need is no longer wanted; the others of its request stay."""
    known = await stored_needs.hold(tx, need)
    request = await stored.read(tx, known.request)
    incident = await stored_incidents.read(tx, known.incident)
    await _require(tx, actor, incident)
    requests.require_live(request)
    (lines,) = await stored_needs.of_requests(tx, [request.id])
    needs.require_team_stays_led(known, lines)
    if not await stored_needs.cancel(tx, need, now):
        raise TransitionRefused("Ce besoin est déjà annulé.", ("need",))
    why = texts.paragraphs(reason, ("reason",), most=2000)
    text = f"Besoin annulé : {await need_lines.told(tx, [known])}."
    note = Note("need.cancelled", text, {"request": str(request.id), "need": str(need)}, personal=why)
    notes.write(tx, incident, note, now)
    await outbox.append(tx, facts.RequestCancelled(request.region, incident_id=incident.id, request_id=request.id))
    return replace(known, cancelled_at=now)


async def _require(tx: Transaction, actor: Actor, incident: Incident) -> None:
    await victims.require_scope(tx, actor, Found(incident.victim, incident.region), Act.ASK_FOR_HELP)


async def _refuse_doubtful(tx: Transaction, actor: Actor, incident: Incident, request: HelpRequest) -> None:
    """What a site in doubt adds to a request that was verified would pass for verified."""
    state = requests.state_at_first(actor.channel, is_doubtful=await _is_doubtful(tx, actor, incident, request.place))
    if state is RequestState.TO_VERIFY and request.state is not RequestState.TO_VERIFY:
        raise ToVerifyFirst("Vos comptes sont peut-être compromis : ouvrez une nouvelle demande, elle sera vérifiée par un contre-appel.")


async def _is_doubtful(tx: Transaction, actor: Actor, incident: Incident, place: Place) -> bool:
    """Whether a victim asks that an attacker may speak for: by whatever name it declared, its own sites say so."""
    if access.is_allowed(actor, Act.VERIFY_REQUEST):
        return False
    return await victims.is_in_doubt(tx, incident.victim, place.site, *actor.establishments)


async def _where(tx: Transaction, incident: Incident, finess: str | None) -> Victim:
    """The victim, or the site of it that is named."""
    if finess is None:
        return incident.victim
    site = await stored_victims.site_by_finess(tx, texts.line(finess, ("site",)).replace(" ", "").upper())
    if site is None:
        raise BadInput("Ce numéro FINESS n'est pas celui d'un site connu.", ("site",))
    entity = _entity_of(incident.victim)
    if site.region != incident.region or (entity is not None and site.legal_entity != entity):
        raise BadInput("Ce site n'est pas l'un de ceux de la structure touchée.", ("site",))
    return site


def _entity_of(victim: Victim) -> object:
    if isinstance(victim, Entity):
        return victim.id
    return victim.legal_entity or victim.id if isinstance(victim, Site) else None


async def _place(tx: Transaction, incident: Incident, victim: Victim) -> Place:
    found = await stored_victims.place_of(tx, incident.region, victim)
    if found is None:
        raise BadInput("Aucun lieu n'est connu dans cette région : précisez la structure touchée.", ("site",))
    return found


def _opened(actor: Actor, incident: Incident, place: Place, wanted: HelpWanted, now: datetime) -> HelpRequest:
    """The request as it is told; to verify until it is known who may be speaking."""
    call = wanted.call
    channel = Channel.PHONE if call is not None else actor.channel
    number = call.callback_number if call is not None else None
    return HelpRequest(
        id=RequestId(uuid4()),
        incident=incident.id,
        region=incident.region,
        place=place,
        state=RequestState.TO_VERIFY,
        channel=channel,
        asked_by=actor.id,
        asked_name=actor.name,
        asked_at=now,
        on_behalf_of=texts.line(call.on_behalf_of, ("call", "on_behalf_of")) if call is not None else actor.on_behalf_of,
        callback_number=phones.number(number, ("call", "callback_number")) if number is not None else None,
        note=texts.paragraphs(wanted.note, ("note",), most=4000, may_be_empty=True),
        asked_for_itself=not access.is_allowed(actor, Act.VERIFY_REQUEST),
    )


def _note(act: str, text: str, details: dict[str, Detail], request: HelpRequest) -> Note:
    return Note(act, text, details, personal=request.note, channel=request.channel, on_behalf_of=request.on_behalf_of)
