"""Wake whoever is on duty for a new incident, one turn after the other, until somebody acknowledges."""

from dataclasses import replace
from datetime import datetime, timedelta

from planblanc.domain import access, alerts, french
from planblanc.domain.access import Act, Actor
from planblanc.domain.alerts import Alert, AlertState
from planblanc.domain.duty_rosters import DutyTurn
from planblanc.domain.errors import NotFound
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, Severity
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.store import alerts as stored
from planblanc.store import duty_rosters
from planblanc.store import incidents as stored_incidents
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, notifications
from planblanc.usecases.notes import Note

# Where no roster says otherwise.
ESCALATE_AFTER = timedelta(minutes=5)
_VALID_FOR = timedelta(hours=2)
_HOUR = timedelta(hours=1)
_SEVERITIES = {
    Severity.MINOR: ", gravité mineure",
    Severity.MODERATE: ", gravité modérée",
    Severity.MAJOR: ", gravité majeure",
    Severity.CRITICAL: ", gravité critique",
    Severity.UNKNOWN: "",
}


async def acknowledge(tx: Transaction, actor: Actor, incident: IncidentId, now: datetime) -> IncidentId:
    """Say that the alert of an incident is heard: nobody else is woken, and nothing of it is sent later."""
    known = await stored_incidents.read(tx, incident)
    access.require(actor, Act.ACKNOWLEDGE_ALERT, region=known.region)
    alert = await stored.hold(tx, incident)
    if alert is None:
        raise NotFound("Aucune alerte n'a été donnée pour cet incident.", ("incident",))
    await stored.acknowledge(tx, alerts.acknowledged(alert, actor.id, actor.name, now))
    notes.write(tx, known, Note("alert.acknowledged", f"Alerte reçue par {actor.name}."), now)
    return incident


async def heard(tx: Transaction, incident: IncidentId, actor: Actor, now: datetime) -> None:
    """Whoever takes an incident in charge has heard its alert."""
    alert = await stored.hold(tx, incident)
    if alert is not None and alert.state is AlertState.RAISED:
        await stored.acknowledge(tx, alerts.acknowledged(alert, actor.id, actor.name, now))


async def give(tx: Transaction, incident: IncidentId, now: datetime) -> None:
    """Raise the alert of a new incident, and wake the first turn of duty; once, however often it is asked."""
    if await stored.raise_for(tx, incident, now):
        alert = await stored.hold(tx, incident)
        if alert is not None:
            await _wake(tx, alert, now)


async def escalate(tx: Transaction, now: datetime) -> int:
    """Wake the next turn of duty for each alert that nobody has heard in time; how many."""
    late = await stored.due(tx, now)
    for alert in late:
        await _wake(tx, alert, now)
    return len(late)


async def _wake(tx: Transaction, alert: Alert, now: datetime) -> None:
    incident = await stored_incidents.read(tx, alert.incident)
    if not _is_wanted(incident):
        await stored.end(tx, incident.id)
        return
    turns = await duty_rosters.on_duty(tx, incident.region, now)
    (roster,) = await duty_rosters.by_regions(tx, [incident.region])
    after = timedelta(minutes=roster.escalate_minutes) if roster else ESCALATE_AFTER
    if not turns:
        await stored.save_step(tx, replace(alert, escalate_at=now + after))
        _say_that_nobody_is(tx, incident, alert, now)
        return
    woken = alerts.escalated(alert, now, alerts.patience(alert.steps + 1, len(turns), after))
    await stored.save_step(tx, woken)
    await _tell(tx, incident, woken, turns[(woken.steps - 1) % len(turns)], now)


async def _tell(tx: Transaction, incident: Incident, woken: Alert, turn: DutyTurn, now: datetime) -> None:
    waits = woken.escalate_at - now if woken.escalate_at is not None else ESCALATE_AFTER
    said = {"facts": _facts(incident), "duty": turn.label, "escalate_minutes": str(int(waits.total_seconds() // 60))}
    recipient = Recipient.region_duty(incident.region, woken.steps)
    key = f"alert:{incident.id}:{woken.steps}"
    notice = Notice(key, NoticeKind.ALERT, recipient, incident.region, incident.id, said, valid_for=_VALID_FOR)
    await notifications.notify(tx, notice, now)
    is_first = woken.steps == 1
    text = f"Alerte donnée : {turn.label}." if is_first else f"Alerte sans accusé de réception : {turn.label} est prévenue à son tour."
    notes.write(tx, incident, Note("alert.given", text, {"step": woken.steps}), now)


def _is_wanted(incident: Incident) -> bool:
    return incident.is_open and incident.officer is None


def _say_that_nobody_is(tx: Transaction, incident: Incident, alert: Alert, now: datetime) -> None:
    # At once, and then at each hour: a line every few minutes would hide the others.
    before = alert.escalate_at or alert.raised_at
    if before == alert.raised_at or (now - alert.raised_at) // _HOUR > (before - ESCALATE_AFTER - alert.raised_at) // _HOUR:
        text = "Aucune astreinte n'est inscrite au tableau de la région : personne n'a été prévenu de cet incident."
        notes.write(tx, incident, Note("alert.nobody_on_duty", text), now)


def _facts(incident: Incident) -> str:
    severity = _SEVERITIES[incident.severity]
    return f"Signalé le {french.moment(incident.times.declared)}{severity}."
