"""What an engagement costs: the purchase that the victim approves, the hours that are recorded, and the day nothing changes any more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from planblanc.domain import costs, facts, french, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import STATE_WORDS, EngagementState
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import EngagementId, IncidentId
from planblanc.domain.missions import Mission, Purchase
from planblanc.store import missions as stored
from planblanc.store import outbox
from planblanc.store.missions import Hours
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_scopes
from planblanc.usecases.notes import Note

MOST_CENTS = 2_000_000_000
_DAY = timedelta(days=1)
_WORKED = (EngagementState.ARRIVED, EngagementState.COMPLETED, EngagementState.RETURNED)


@dataclass(frozen=True)
class PurchaseWanted:
    """The order's reference, and the amount that it may not exceed, in cents, where one is set."""

    reference: str
    most_cents: int | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class HoursTold:
    """What was worked on one day, by the calendar of Paris, all units together."""

    worked_on: date
    minutes: int
    on_behalf_of: str | None = None


async def approve_purchase(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: PurchaseWanted, now: datetime) -> Mission:
    """The establishment that is helped agrees to pay: the lender may send."""
    mission = await stored.hold(tx, engagement)
    await engagement_scopes.require_helped(tx, actor, Act.APPROVE_PURCHASE, mission)
    if not mission.terms.is_paid:
        raise TransitionRefused(f"« {mission.sheet.lender_name} » n'est pas payant : il n'y a pas d'achat à approuver.", ("engagement",))
    if mission.purchase is not None:
        raise TransitionRefused("Cet achat est déjà approuvé.", ("engagement",))
    if wanted.most_cents is not None and not 0 <= wanted.most_cents <= MOST_CENTS:
        raise BadInput("Le plafond va de 0 à 20 millions d'euros.", ("most_cents",))
    reference = texts.line(wanted.reference, ("reference",), most=100)
    bought = replace(mission, purchase=Purchase(now, actor.name, reference, wanted.most_cents))
    await stored.save(tx, bought)
    upto = f", plafond {costs.euros(wanted.most_cents)}" if wanted.most_cents is not None else ""
    note = Note("purchase.approved", f"Achat approuvé : {bought.told}, commande {reference}{upto}.", {"reference": reference})
    engagement_scopes.write(tx, bought, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    await _changed(tx, bought)
    return bought


async def record_hours(tx: Transaction, actor: Actor, engagement: EngagementId, told: HoursTold, now: datetime) -> Mission:
    """Say what was worked on one day; said again, it takes the place of what was said of that day."""
    mission = await stored.hold(tx, engagement)
    engagement_scopes.require_lender(actor, Act.RECORD_HOURS, mission)
    _require_countable(mission, told, now)
    await stored.put_hours(tx, mission, Hours(told.worked_on, told.minutes, actor.name, now))
    text = f"{mission.told} : {_hours(told.minutes)} le {french.on(told.worked_on)}."
    note = Note("engagement.hours", text, {"worked_on": told.worked_on.isoformat(), "minutes": told.minutes})
    engagement_scopes.write(tx, mission, engagement_scopes.by_phone(actor, note, told.on_behalf_of), now)
    await _changed(tx, mission)
    return mission


async def freeze(tx: Transaction, incident: IncidentId, now: datetime) -> None:
    """The incident has ended: what its engagements cost that are over changes no more."""
    await _freeze(tx, await stored.of_incident(tx, incident, (EngagementState.COMPLETED, EngagementState.RETURNED)), now)


async def freeze_if_over(tx: Transaction, mission: Mission, now: datetime) -> None:
    """The engagement has ended after its incident: what it cost changes no more."""
    if not mission.is_wanted and mission.state in (EngagementState.COMPLETED, EngagementState.RETURNED):
        await _freeze(tx, [known for known in await stored.by_ids(tx, [mission.id]) if known is not None], now)


async def _freeze(tx: Transaction, ended: Sequence[Mission], now: datetime) -> None:
    for mission in ended:
        if mission.costs is not None and mission.costs.frozen_at is None:
            await stored.freeze_costs(tx, mission, now)


def _require_countable(mission: Mission, told: HoursTold, now: datetime) -> None:
    """Hours of a day between the arrival and the end, no longer than the day is, while nothing is frozen."""
    if mission.costs is not None and mission.costs.frozen_at is not None:
        raise TransitionRefused("Les coûts de cet engagement sont figés : l'incident est clos.", ("engagement",))
    if mission.state not in _WORKED:
        raise TransitionRefused(f"Cet engagement est {STATE_WORDS[mission.state]} : il n'a pas encore d'heures.", ("engagement",))
    if not 0 <= told.minutes <= mission.engagement.quantity * _DAY / timedelta(minutes=1):
        raise BadInput("Une journée a 24 heures par unité, pas plus.", ("minutes",))
    begins = mission.times.get(EngagementState.ARRIVED, mission.engagement.starts_at)
    ends = mission.times.get(EngagementState.RETURNED) or mission.times.get(EngagementState.COMPLETED) or now
    first, last = (at.astimezone(french.PARIS).date() for at in (begins, min(ends, now)))
    if not first <= told.worked_on <= last:
        raise BadInput("Ce jour n'est pas entre l'arrivée et la fin de l'engagement.", ("worked_on",))


async def _changed(tx: Transaction, mission: Mission) -> None:
    of = mission.engagement
    await outbox.append(tx, facts.EngagementChanged(of.region, of.incident_id, of.id))


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"
