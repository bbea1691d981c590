"""Help that nobody asked for: an offer is received, then accepted into the pool, or declined."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, equipment, offers, responders, texts
from planblanc.domain.access import Act, Actor, Channel
from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.equipment import StockWanted
from planblanc.domain.errors import BadInput, NotFound
from planblanc.domain.facts import OfferMade
from planblanc.domain.identity import LenderId, OfferId, ResponderId, StockId
from planblanc.domain.incidents import Incident, Tlp, require_open
from planblanc.domain.journal import Chain, Detail
from planblanc.domain.lenders import Lender
from planblanc.domain.offers import Decided, Offer, Offered, OfferState, OfferWanted
from planblanc.domain.responders import HeldCompetence, Level, ResponderWanted
from planblanc.store import availability, codes, incidents, outbox
from planblanc.store import equipment as stored_equipment
from planblanc.store import lenders as stored_lenders
from planblanc.store import offers as stored
from planblanc.store import responders as stored_responders
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, plans
from planblanc.usecases.notes import Note
from planblanc.usecases.plans import PlanWanted
from planblanc.usecases.responders import require_keeper


@dataclass(frozen=True)
class DecisionWanted:
    """An offer is accepted, or declined with a reason."""

    offer: OfferId
    accepts: bool
    reason: str = ""


@dataclass(frozen=True)
class _Offerer:
    """Who offers, known as a lender or not, by which way, and who spoke for it."""

    name: str
    lender: Lender | None
    channel: Channel
    speaker: str | None


async def offer(tx: Transaction, actor: Actor, wanted: OfferWanted, now: datetime) -> OfferId:
    """Keep what somebody offers, for one incident or for whoever needs it in a region."""
    access.require(actor, Act.OFFER_HELP)
    incident = await _incident(tx, wanted)
    region = incident.region if incident is not None else wanted.region
    if region is None:
        raise BadInput("Indiquez l'incident, ou bien la région à laquelle l'aide est proposée.", ("region",))
    by = await _offerer(tx, actor, wanted, region)
    offers.require_sound(wanted.offered, now)
    label = await _label(tx, wanted.offered)
    made = Offer(
        id=OfferId(uuid4()),
        region=region,
        offerer=by.name,
        offered=wanted.offered,
        channel=by.channel,
        offered_by=actor.id,
        offered_name=actor.name,
        offered_at=now,
        lender=by.lender.id if by.lender is not None else None,
        incident=incident.id if incident is not None else None,
        offered_for=by.speaker,
        note=texts.paragraphs(wanted.note, ("note",), most=1000, may_be_empty=True),
    )
    await stored.add(tx, made)
    text = f"Aide proposée par {by.name} : {wanted.offered.quantity} × {label}."
    note = Note("offer.made", text, {"offer": str(made.id)}, made.note, channel=by.channel, on_behalf_of=by.speaker)
    _tell(tx, incident, made, note, now)
    await outbox.append(tx, OfferMade(region, made.id))
    return made.id


async def decide(tx: Transaction, actor: Actor, wanted: DecisionWanted, now: datetime) -> OfferId:
    """Accept an offer, which puts it in the pool and plans with it, or decline it; either way it is told."""
    (known,) = await stored.by_ids(tx, [wanted.offer])
    if known is None:
        raise NotFound(path=("offer",))
    access.require(actor, Act.DECIDE_OFFER, region=known.region)
    incident = await incidents.hold(tx, known.incident) if known.incident is not None else None
    state = OfferState.ACCEPTED if wanted.accepts else OfferState.DECLINED
    decided = offers.decided(known, state, Decided(actor.id, actor.name, now, wanted.reason))
    if wanted.accepts:
        decided = replace(decided, resource=await _pooled(tx, actor, known))
    await stored.decide(tx, decided)
    label = await _label(tx, known.offered)
    text = f"Aide proposée par {known.offerer} {offers.STATE_WORDS[state]} : {known.offered.quantity} × {label}."
    details: dict[str, Detail] = {"offer": str(known.id), "resource": str(decided.resource) if decided.resource else None}
    _tell(tx, incident, known, Note("offer.decided", text, details, wanted.reason), now)
    if incident is not None and incident.is_open and wanted.accepts:
        await plans.ask(tx, actor, PlanWanted(incident.region, exercise=incident.exercise), now)
    return known.id


async def _incident(tx: Transaction, wanted: OfferWanted) -> Incident | None:
    if wanted.incident is None:
        return None
    incident = await incidents.read(tx, wanted.incident)
    require_open(incident)
    return incident


async def _offerer(tx: Transaction, actor: Actor, wanted: OfferWanted, region: str) -> _Offerer:
    key = _lender(actor, wanted)
    (lender,) = await stored_lenders.lenders_by_id(tx, [key]) if key is not None else [None]
    if key is not None and lender is None:
        raise NotFound("Ce prêteur n'existe pas, ou vous n'y avez pas accès.", ("lender",))
    site = lender.establishment_id if lender is not None else None
    is_own = lender is not None and (lender.id in actor.lenders or (site is not None and site in actor.establishments))
    if not is_own:
        access.require(actor, Act.DECIDE_OFFER, region=region)
    elif lender is not None and lender.region != region:
        raise BadInput("Un prêteur propose son aide à l'ARS de sa région, qui la fait suivre.", ("region",))
    name = lender.name if lender is not None else texts.line(wanted.offerer or "", ("offerer",), most=200)
    speaker = texts.line(wanted.speaker, ("speaker",), most=200) if wanted.speaker is not None else None
    if not is_own and speaker is None:
        raise BadInput("Vous écrivez pour un autre : dites qui propose, par sa fonction.", ("speaker",))
    return _Offerer(name, lender, actor.channel if is_own else Channel.PHONE, speaker)


def _lender(actor: Actor, wanted: OfferWanted) -> LenderId | None:
    """The lender that offers: the one that is named, or the only one of whoever names nobody; none for another organisation."""
    if wanted.lender is None and wanted.offerer is None and len(actor.lenders) == 1:
        return next(iter(actor.lenders))
    if (wanted.lender is None) == (wanted.offerer is None):
        raise BadInput("Indiquez un prêteur connu, ou bien le nom de l'organisation qui propose.", ("lender",))
    return wanted.lender


async def _label(tx: Transaction, offered: Offered) -> str:
    """What people call what is offered; `BadInput` for a code that no catalogue holds."""
    competences = [offered.competence] if offered.competence is not None else []
    types = [offered.equipment_type] if offered.equipment_type is not None else []
    found = await codes.labels(tx, competences=competences, equipment_types=types)
    label = {**found.competences, **found.equipment_types}.get(offered.code)
    if label is None:
        path = "competence" if offered.competence is not None else "equipment_type"
        raise BadInput(f"Le code {texts.quoted(offered.code)} n'existe pas.", (path,))
    return label


async def _pooled(tx: Transaction, actor: Actor, known: Offer) -> UUID:
    """Put what is offered in the pool, at its lender's place: the next plan counts with it, and its lender is asked as any other."""
    if known.lender is None:
        raise BadInput(f"« {known.offerer} » n'est pas encore un prêteur : enregistrez-le, puis l'offre à son nom.", ("offer",))
    lender = await stored_lenders.by_id(tx, known.lender)
    if lender is None:
        raise NotFound(path=("offer",))
    require_keeper(actor, lender)
    return await (_person if known.offered.competence is not None else _thing)(tx, lender, known)


async def _thing(tx: Transaction, lender: Lender, known: Offer) -> UUID:
    wanted = StockWanted(lender.id, known.offered.equipment_type or "", known.offered.quantity, 0, f"Offre {str(known.id)[:8]}")
    stock = equipment.described(wanted, StockId(uuid4()), lender, None)
    await stored_equipment.add(tx, stock)
    return stock.id


async def _person(tx: Transaction, lender: Lender, known: Offer) -> UUID:
    offered = known.offered
    held = HeldCompetence(offered.competence or "", Level(offered.level or 1))
    wanted = ResponderWanted(lender.id, f"Renfort proposé {str(known.id)[:8]}", (held,), capacity=offered.quantity, on_call=True)
    responder = responders.described(wanted, ResponderId(uuid4()), lender, None)
    await stored_responders.add(tx, responder)
    await stored_responders.put_competences(tx, responder, (held,))
    await availability.replace(tx, responder, [Hours(HoursKind.WINDOW, offered.starts_at, offered.ends_at)])
    return responder.id


def _tell(tx: Transaction, incident: Incident | None, known: Offer, note: Note, now: datetime) -> None:
    """In the incident's chain, or else in the region's."""
    if incident is not None:
        notes.write(tx, incident, note, now)
    else:
        tx.note(notes.line(Chain.of_region(known.region), note, now, exercise=False, tlp=Tlp.AMBER))
