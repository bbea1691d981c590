"""An engagement goes on: it departs, is expected at an hour, arrives, is received, is over, returns, or is cancelled."""

from dataclasses import dataclass, replace
from datetime import datetime

from planblanc.domain import engagements as domain
from planblanc.domain import facts, french, missions, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import STATE_WORDS, EndKind, EngagementState
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import EngagementId
from planblanc.domain.missions import AHEAD, End, Mission
from planblanc.store import engagements, outbox
from planblanc.store import missions as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_answers, engagement_costs, engagement_scopes, lending
from planblanc.usecases.notes import Note

# What somebody says of its course; the other states come with an answer, or with a cancellation.
SAID = (EngagementState.DEPARTED, EngagementState.ARRIVED, EngagementState.COMPLETED, EngagementState.RETURNED)


@dataclass(frozen=True)
class Step:
    """A step and when it is said to have happened: now, unless told; by phone for somebody, by function."""

    state: EngagementState
    declared_at: datetime | None = None
    on_behalf_of: str | None = None


async def advance(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: Step, now: datetime) -> Mission:
    """Say that an engagement departed, arrived, is over, or returned; things that depart are a loan until they are back."""
    if wanted.state not in SAID:
        raise BadInput("Seuls le départ, l'arrivée, la fin et le retour se disent ainsi.", ("state",))
    mission = await stored.hold(tx, engagement)
    await engagement_scopes.require_either(tx, actor, Act.ADVANCE_ENGAGEMENT, mission)
    moved = missions.stepped(mission, wanted.state, wanted.declared_at or now, now)
    if wanted.state is EngagementState.RETURNED:
        await lending.require_all_back(tx, moved)
        await engagements.let_go(tx, moved.id)
    await stored.save(tx, moved)
    await lending.open_for(tx, moved, now)
    await engagement_costs.freeze_if_over(tx, moved, now)
    text = f"{moved.told} : {STATE_WORDS[wanted.state]}."
    note = Note("engagement.advanced", text, {"state": wanted.state.value}, declared_at=wanted.declared_at)
    engagement_scopes.write(tx, moved, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    await _advanced(tx, moved)
    return moved


async def update_eta(tx: Transaction, actor: Actor, engagement: EngagementId, eta_at: datetime, now: datetime) -> Mission:
    """Say when an engagement is expected, as often as it changes, until it arrives."""
    mission = await stored.hold(tx, engagement)
    engagement_scopes.require_lender(actor, Act.ADVANCE_ENGAGEMENT, mission)
    expected = expecting(mission, eta_at, now)
    await stored.save(tx, expected)
    text = f"{expected.told} : arrivée attendue le {french.moment(eta_at)}."
    engagement_scopes.write(tx, expected, Note("engagement.expected", text, {"eta": eta_at.isoformat()}), now)
    await _advanced(tx, expected)
    return expected


def expecting(mission: Mission, eta_at: datetime, now: datetime) -> Mission:
    """The mission with its hour of arrival; refused once it has arrived or ended, or when the hour is past."""
    if mission.state not in domain.MOVABLE:
        told = f"Cet engagement est {STATE_WORDS[mission.state]} : son heure d'arrivée ne change plus."
        raise TransitionRefused(told, ("engagement",))
    if eta_at < now - AHEAD:
        raise BadInput("Cette heure d'arrivée est passée.", ("eta_at",))
    return replace(mission, eta_at=eta_at)


@dataclass(frozen=True)
class Cancellation:
    """Why it is called off; by phone for somebody, by function."""

    reason: str
    on_behalf_of: str | None = None


async def cancel(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: Cancellation, now: datetime) -> Mission:
    """Call an engagement off before it arrives: its units are free again, and what it was to cover is open."""
    mission = await stored.hold(tx, engagement)
    engagement_scopes.require_lender(actor, Act.CANCEL_ENGAGEMENT, mission)
    reason = texts.paragraphs(wanted.reason, ("reason",), most=2000)
    cancelled = await called_off(tx, mission, End(EndKind.CANCELLED, reason))
    await engagement_answers.lost(tx, cancelled)
    note = Note("engagement.cancelled", f"{cancelled.told} : annulé.", personal=reason)
    engagement_scopes.write(tx, cancelled, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    return cancelled


async def called_off(tx: Transaction, mission: Mission, end: End) -> Mission:
    """The engagement as cancelled, its units free; refused once it has arrived, or while things are out."""
    domain.require_next(mission.state, EngagementState.CANCELLED)
    await lending.require_all_back(tx, mission)
    ended = replace(mission, engagement=replace(mission.engagement, state=EngagementState.CANCELLED), end=end)
    await stored.save(tx, ended)
    await engagements.let_go(tx, ended.id)
    await outbox.append(tx, facts.EngagementCancelled(ended.engagement.region, ended.engagement.incident_id, ended.id))
    return replace(ended, version=ended.version + 1)


async def _advanced(tx: Transaction, mission: Mission) -> None:
    engagement = mission.engagement
    await outbox.append(tx, facts.EngagementAdvanced(engagement.region, engagement.incident_id, engagement.id, mission.state.value))
