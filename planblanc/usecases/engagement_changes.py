"""What changes on the way: an engagement lasts longer, is wanted back, is recalled, is released early, or somebody else goes instead."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from planblanc.domain import engagements as domain
from planblanc.domain import facts, french, missions, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import EndKind, Engagement, EngagementState
from planblanc.domain.errors import BadInput, Conflict, TransitionRefused
from planblanc.domain.identity import EngagementId, ResponderId
from planblanc.domain.missions import AHEAD, End, Mission, ReturnAsked
from planblanc.store import engagements as stored_engagements
from planblanc.store import incidents, loans, outbox, responders
from planblanc.store import missions as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_answers, engagement_scopes, engagements
from planblanc.usecases.notes import Note


@dataclass(frozen=True)
class Extension:
    """Until when, why, and who at the lender agreed, by function."""

    ends_at: datetime
    agreed_by: str
    reason: str


@dataclass(frozen=True)
class ReturnWanted:
    """By when the lender wants it back, and why; by phone for somebody, by function."""

    wanted_at: datetime
    reason: str
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Recall:
    """Why they are called back."""

    reason: str
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class Replacement:
    """Somebody fell ill: why, and who goes in their place, of the same lender; nobody yet when it is not told."""

    reason: str
    responder: ResponderId | None = None
    on_behalf_of: str | None = None


async def extend(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: Extension, now: datetime) -> Mission:
    """Keep an engagement longer, its lender agreeing; refused when it is promised elsewhere meanwhile."""
    mission = await _under_way(tx, actor, engagement)
    missions.require_open(mission)
    before = mission.engagement
    _require_longer(mission, wanted.ends_at)
    longer = wanted.ends_at - before.ends_at
    rests = before.rests_until + longer if before.rests_until is not None else None
    extended = replace(mission, engagement=replace(before, ends_at=wanted.ends_at, rests_until=rests))
    await stored.save(tx, extended)
    try:
        await stored.prolong(tx, extended)
    except Conflict as error:
        raise Conflict("Cette ressource est promise ailleurs avant cette date : elle ne peut pas rester.", ("ends_at",)) from error
    await loans.prolong(tx, extended.id, wanted.ends_at)
    agreed = texts.line(wanted.agreed_by, ("agreed_by",))
    why = texts.paragraphs(wanted.reason, ("reason",), most=2000)
    text = f"{extended.told} : prolongé jusqu'au {french.moment(wanted.ends_at)}, accord du prêteur ({agreed})."
    engagement_scopes.write(tx, extended, Note("engagement.extended", text, {"until": wanted.ends_at.isoformat()}, personal=why), now)
    await _changed(tx, extended)
    return extended


async def request_return(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: ReturnWanted, now: datetime) -> Mission:
    """The lender wants it back by some hour; the officer in charge decides what takes its place."""
    mission = await stored.hold(tx, engagement)
    engagement_scopes.require_lender(actor, Act.REQUEST_RETURN, mission)
    domain.require_under_way(mission.state)
    if wanted.wanted_at < now - AHEAD:
        raise BadInput("Cette heure de retour est passée.", ("wanted_at",))
    why = texts.paragraphs(wanted.reason, ("reason",), most=2000)
    asked = replace(mission, return_asked=ReturnAsked(now, wanted.wanted_at, why))
    await stored.save(tx, asked)
    text = f"{asked.told} : retour demandé par le prêteur pour le {french.moment(wanted.wanted_at)}."
    note = Note("engagement.return_requested", text, {"wanted_at": wanted.wanted_at.isoformat()}, personal=why)
    engagement_scopes.write(tx, asked, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    await outbox.append(tx, facts.ReturnRequested(asked.engagement.region, asked.engagement.incident_id, asked.id))
    return asked


async def recall(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: Recall, now: datetime) -> Mission:
    """Call back who is confirmed or on the way, and has not arrived."""
    mission = await _under_way(tx, actor, engagement)
    why = texts.paragraphs(wanted.reason, ("reason",), most=2000)
    recalled = await engagements.called_off(tx, mission, End(EndKind.RECALLED, why))
    await engagement_answers.lost(tx, recalled)
    on_the_way = " en chemin" if mission.state is EngagementState.DEPARTED else ""
    note = Note("engagement.recalled", f"{recalled.told} : rappelé{on_the_way}.", personal=why)
    engagement_scopes.write(tx, recalled, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    return recalled


async def release(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: Recall, now: datetime) -> Mission:
    """Let go early who is no longer needed: over for who has arrived, called off for who has not."""
    mission = await _under_way(tx, actor, engagement)
    end = End(EndKind.RELEASED, texts.paragraphs(wanted.reason, ("reason",), most=2000))
    released = await _ended_early(tx, mission, end, now)
    note = Note("engagement.released", f"{released.told} : libéré plus tôt que prévu.", personal=end.reason)
    engagement_scopes.write(tx, released, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    return released


async def replace_sick(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: Replacement, now: datetime) -> Mission:
    """Somebody fell ill: another of the same lender is asked in their place, or what they were to do is open again."""
    await _hold_incident(tx, engagement)
    mission = await _under_way(tx, actor, engagement)
    missions.require_open(mission)
    if mission.engagement.responder_id is None:
        raise BadInput("Seul un intervenant se remplace ainsi : pour du matériel, demandez un nouveau plan.", ("engagement",))
    end = End(EndKind.SICK, texts.paragraphs(wanted.reason, ("reason",), most=2000))
    ill = await _ended_early(tx, mission, end, now)
    if wanted.responder is None:
        await engagement_answers.lost(tx, ill)
    else:
        await _sent_instead(tx, ill, wanted.responder, now)
    instead = "un autre intervenant du même prêteur est demandé" if wanted.responder else "son besoin est à nouveau découvert"
    note = Note("engagement.replaced", f"{mission.told} : malade, {instead}.", personal=end.reason)
    engagement_scopes.write(tx, ill, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    return ill


async def _hold_incident(tx: Transaction, engagement: EngagementId) -> None:
    """The incident first, as an approval does: a new engagement refers to it, and neither waits for the other."""
    (seen,) = await stored.by_ids(tx, [engagement])
    if seen is not None:
        await incidents.hold(tx, seen.engagement.incident_id)


async def _under_way(tx: Transaction, actor: Actor, engagement: EngagementId) -> Mission:
    mission = await stored.hold(tx, engagement)
    engagement_scopes.require_conductor(actor, Act.CHANGE_ENGAGEMENT, mission)
    domain.require_under_way(mission.state)
    return mission


def _require_longer(mission: Mission, ends_at: datetime) -> None:
    engagement, longest = mission.engagement, mission.sheet.longest_days
    if ends_at <= engagement.ends_at:
        raise BadInput("Une prolongation va au-delà de la fin prévue.", ("ends_at",))
    if longest is not None and ends_at - engagement.starts_at > timedelta(days=longest):
        raise BadInput(f"Cet intervenant ne peut pas être engagé plus de {french.counted(longest, 'jour', 'jours')}.", ("ends_at",))


async def _ended_early(tx: Transaction, mission: Mission, end: End, now: datetime) -> Mission:
    """Over for who has arrived, whose units stay theirs until they return; called off for who has not."""
    if mission.state is not EngagementState.ARRIVED:
        return await engagements.called_off(tx, mission, end)
    at = max([now, *mission.times.values()])
    over = replace(missions.stepped(mission, EngagementState.COMPLETED, at, at), end=end)
    await stored.save(tx, over)
    await outbox.append(tx, facts.EngagementCancelled(over.engagement.region, over.engagement.incident_id, over.id))
    return replace(over, version=over.version + 1)


async def _sent_instead(tx: Transaction, ill: Mission, responder: ResponderId, now: datetime) -> None:
    """Ask another of the lender's people, from now to the end of what the first was to do."""
    known = await responders.by_id(tx, responder)
    before = ill.engagement
    if known is None or known.lender_id != before.lender_id or responder == before.responder_id or not known.active:
        raise BadInput("Indiquez un autre intervenant du même prêteur, disponible.", ("responder",))
    if before.ends_at <= now:
        raise TransitionRefused("Cet engagement est fini : il n'y a plus rien à remplacer.", ("engagement",))
    instead = Engagement(
        id=EngagementId(uuid4()),
        incident_id=before.incident_id,
        region=before.region,
        need_id=before.need_id,
        assignment_id=None,
        lender_id=before.lender_id,
        lender_region=before.lender_region,
        quantity=1,
        starts_at=max(now, before.starts_at),
        ends_at=before.ends_at,
        state=EngagementState.PROPOSED,
        exercise=before.exercise,
        responder_id=responder,
        rests_until=before.rests_until,
        replaces=before.id,
        label=known.label,
    )
    if not await stored_engagements.engage(tx, instead):
        raise Conflict("Cet intervenant est déjà promis ailleurs, ou son lieu garderait trop peu de monde.", ("responder",))
    await outbox.append(tx, facts.EngagementReplaced(before.region, before.incident_id, instead.id))


async def _changed(tx: Transaction, mission: Mission) -> None:
    of = mission.engagement
    await outbox.append(tx, facts.EngagementChanged(of.region, of.incident_id, of.id))
