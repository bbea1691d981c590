"""Who speaks for a site is verified by calling back: which number, where it is from, who answered, with what result."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, call_backs, directory, facts, incidents, phones, requests, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.call_backs import PURPOSE_WORDS, SOURCE_WORDS, CallBack, CallBackTold, NumberFrom, Of, Purpose
from planblanc.domain.errors import BadInput, NotFound, TransitionRefused
from planblanc.domain.establishments import Establishment, require_finess
from planblanc.domain.identity import EstablishmentId, RequestId, establishment_id
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import Chain, Detail, LineKind, LogLine
from planblanc.domain.requests import HelpRequest, RequestState
from planblanc.domain.victims import Entity, Site
from planblanc.store import call_backs as stored
from planblanc.store import directory as stored_directory
from planblanc.store import establishments as stored_establishments
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox
from planblanc.store import requests as stored_requests
from planblanc.store import victims as stored_victims
from planblanc.store.transaction import Transaction
from planblanc.usecases import directory as trusted
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class SiteCallBack:
    """A call-back of a site itself: why, and what came of it; the number is always one of its directory."""

    finess: str
    purpose: Purpose
    number: str
    reached: str
    confirmed: bool
    note: str = ""


async def verify(tx: Transaction, actor: Actor, request: RequestId, told: CallBackTold, now: datetime) -> HelpRequest:
    """Record a call-back; a request that it confirms is open, one that it does not confirm stays to verify."""
    known = await stored_requests.hold(tx, request)
    access.require(actor, Act.VERIFY_REQUEST, region=known.region)
    (unverified,) = await stored_requests.unverified(tx, [known.incident])
    if known.id not in unverified:
        raise TransitionRefused(f"Cette demande est {requests.STATE_WORDS[known.state]} : elle n'est plus à vérifier.", ("request",))
    incident = await stored_incidents.read(tx, known.incident)
    incidents.require_open(incident)
    made = _checked(told)
    is_doubtful = await victims.is_in_doubt(tx, incident.victim, known.place.site)
    call_backs.require_safe_number(made, in_doubt=is_doubtful)
    entry = await _entry(tx, incident, known.place.site, made, is_doubtful=is_doubtful)
    of = Of(known.region, incident.id, known.id)
    await stored.add(tx, actor, of, CallBack(made, actor.name, now, entry=entry), uuid4())
    verified = requests.moved(known, RequestState.OPEN) if told.confirmed and known.state is RequestState.TO_VERIFY else known
    if verified is not known:
        await stored_requests.save(tx, verified)
    if told.confirmed:
        await outbox.append(tx, facts.RequestVerified(known.region, incident_id=incident.id, request_id=known.id))
    result = "la demande est confirmée" if told.confirmed else "la demande n'est pas confirmée"
    text = f"Contre-appel à un numéro {SOURCE_WORDS[told.number_from]}, joint : {made.reached} ; {result}."
    details = {"request": str(known.id), "number_from": told.number_from.value, "confirmed": told.confirmed}
    notes.write(tx, incident, Note("request.called_back", text, details, personal=made.note), now)
    return verified


async def record(tx: Transaction, actor: Actor, wanted: SiteCallBack, now: datetime) -> UUID:
    """Record a call-back of a site, to a number that its directory gave before the incident: nothing else may be believed."""
    access.require(actor, Act.RECORD_CALL_BACK)
    site = await _site(tx, wanted.finess)
    access.require(actor, Act.RECORD_CALL_BACK, region=site.region)
    if wanted.purpose is Purpose.REQUEST:
        raise BadInput("Le contre-appel d'une demande s'enregistre sur cette demande (verifyRequest).", ("purpose",))
    made = _checked(CallBackTold(wanted.number, NumberFrom.DIRECTORY, wanted.reached, wanted.confirmed, wanted.note))
    entry = await trusted.require_number(tx, [site.id], made.number, await trusted.before(tx, site.id, now))
    identity = uuid4()
    call_back = CallBack(made, actor.name, now, wanted.purpose, entry.id, identity)
    await stored.add(tx, actor, Of(site.region, site=site.id), call_back, identity)
    result = "confirmé" if made.confirmed else "non confirmé"
    said = f"joint : {made.reached} ; {result}"
    text = f"Contre-appel de {site.name} {PURPOSE_WORDS[wanted.purpose]}, à un numéro {SOURCE_WORDS[made.number_from]}, {said}."
    details: dict[str, Detail] = {"establishment": str(site.id), "purpose": wanted.purpose.value, "confirmed": made.confirmed}
    chain = Chain.of_region(site.region)
    tx.note(LogLine(chain, "establishment.called_back", text, now, details=details, personal=made.note or None, kind=LineKind.CALL))
    return identity


async def _entry(
    tx: Transaction, incident: Incident, site: EstablishmentId | None, made: CallBackTold, *, is_doubtful: bool
) -> UUID | None:
    """The number of the directory that was called: wanted where the victim is in doubt, looked for where it is said to be one."""
    if made.number_from is not NumberFrom.DIRECTORY:
        return None
    sites = await _sites(tx, incident, site)
    if is_doubtful and made.confirmed:
        return (await trusted.require_number(tx, sites, made.number, incident.times.beginning)).id
    known = directory.trusted(await stored_directory.of_sites(tx, sites), incident.times.beginning)
    found = directory.of_number(known, made.number)
    return found.id if found is not None else None


async def _sites(tx: Transaction, incident: Incident, place: EstablishmentId | None) -> list[EstablishmentId]:
    """Whose directory may be asked: the victim's, or that of the sites of an entity hit nobody knows where."""
    found = {place} if place is not None else set()
    if isinstance(incident.victim, Site):
        found.add(incident.victim.id)
    if isinstance(incident.victim, Entity):
        (known,) = await stored_victims.sites_of_entities(tx, [incident.victim.id])
        found |= {site.id for site in known}
    return sorted(found)


async def _site(tx: Transaction, finess: str) -> Establishment:
    number = require_finess(texts.line(finess, ("finess",)).replace(" ", "").upper(), ("finess",))
    site = await stored_establishments.by_id(tx, establishment_id(number))
    if site is None:
        raise NotFound(f"Aucun établissement ne porte le numéro FINESS {number}.", ("finess",))
    return site


def _checked(told: CallBackTold) -> CallBackTold:
    return CallBackTold(
        number=phones.number(told.number, ("number",)),
        number_from=told.number_from,
        reached=texts.line(told.reached, ("reached",)),
        confirmed=told.confirmed,
        note=texts.paragraphs(told.note, ("note",), most=2000, may_be_empty=True),
    )
