"""Legal clocks of an incident: opened as it is declared, filed with a reference or said not to be required, called to mind in time."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planblanc.domain import access, facts, french, incidents, obligations, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, TransitionRefused
from planblanc.domain.identity import IncidentId, ObligationId
from planblanc.domain.incidents import Incident, IncidentState
from planblanc.domain.journal import NATION, LogLine
from planblanc.domain.obligations import Obligation, ObligationState, Template, Waiver
from planblanc.store import incidents as stored_incidents
from planblanc.store import obligations as stored
from planblanc.store import outbox
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found

_PORTAL = "Portail national"
_GONE = {IncidentState.DISMISSED, IncidentState.MERGED}


@dataclass(frozen=True)
class Filed:
    """What was filed: its reference, and when; now, unless told."""

    reference: str
    at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """Whether an obligation of the law is to be followed, by its code."""

    code: str
    enabled: bool


async def follow(tx: Transaction, incident: Incident, now: datetime) -> list[str]:
    """Open what an incident obliges to and that it lacks, met where its declaration on the portal meets it; the codes opened."""
    opened = await stored.open_for(tx, incident)
    if incident.national is None:
        return opened
    (known,) = await stored.of_incidents(tx, [incident.id])
    for obligation in known:
        if obligation.template.met_by_portal and obligation.filing is None:
            # The declaration is a fact: it may be older than the awareness that was told.
            at = max(filter(None, (min(incident.times.declared, now), obligation.times.awareness)))
            await stored.save(tx, obligations.filed(obligation, incident.national.number, _PORTAL, at, max(at, now)))
    return opened


async def start(tx: Transaction, actor: Actor, key: ObligationId, at: datetime | None, now: datetime) -> Obligation:
    """Say when the step from which a clock runs was reached: a breach of data was known."""
    known, incident = await _held(tx, actor, key)
    started = obligations.started(known, at or now, now)
    await stored.save(tx, started)
    text = f"{known.template.label} ({known.template.authority}) : le délai court depuis le {french.moment(at or now)}{_until(started)}."
    notes.write(tx, incident, Note("obligation.started", text, {"obligation": known.template.code}, declared_at=at), now)
    return started


async def file(tx: Transaction, actor: Actor, key: ObligationId, wanted: Filed, now: datetime) -> Obligation:
    """Say that an obligation was filed, under which reference; its lateness is frozen, and a filing in phases may be completed."""
    known, incident = await _held(tx, actor, key)
    reference = texts.line(wanted.reference, ("reference",))
    filed = obligations.filed(known, reference, actor.name, wanted.at or now, now)
    await stored.save(tx, filed)
    done = "complétée" if known.filing is not None else "faite"
    late = _lateness(filed.late(now)) if known.filing is None else ""
    text = f"{known.template.label} ({known.template.authority}) : {done}, référence {reference}{late}."
    notes.write(tx, incident, Note("obligation.filed", text, {"obligation": known.template.code}, declared_at=wanted.at), now)
    return filed


async def waive(tx: Transaction, actor: Actor, key: ObligationId, reason: str, now: datetime) -> Obligation:
    """Say that an obligation is not required here, and why; it stays to be seen."""
    known, incident = await _held(tx, actor, key)
    why = texts.paragraphs(reason, ("reason",), most=2000)
    waived = obligations.waived(known, Waiver(now, actor.name, why))
    await stored.save(tx, waived)
    text = f"{known.template.label} ({known.template.authority}) : déclarée sans objet par {actor.name}."
    notes.write(tx, incident, Note("obligation.waived", text, {"obligation": known.template.code}, personal=why), now)
    return waived


async def decide(tx: Transaction, actor: Actor, wanted: Decision, now: datetime) -> Template:
    """Enable an obligation of the law once it was checked, or disable it; open incidents get it too, closed ones keep theirs."""
    access.require(actor, Act.DECIDE_OBLIGATIONS)
    code, enabled = wanted.code, wanted.enabled
    known = await stored.template(tx, code)
    if known.enabled == enabled:
        raise TransitionRefused("Cette obligation est déjà dans cet état.", ("code",))
    if enabled and known.after is not None and not (await stored.template(tx, known.after)).enabled:
        raise BadInput("Son délai part d'une autre obligation, qui n'est pas activée : activez-la d'abord.", ("code",))
    await stored.decide(tx, actor, code, enabled=enabled, now=now)
    word = "activée" if enabled else "désactivée"
    text = f"Obligation légale {word} par {actor.name} : {known.label} ({known.authority}, {known.legal_basis})."
    tx.note(LogLine(NATION, "obligation.decided", text, now, details={"obligation": code, "enabled": enabled}))
    return replace(known, enabled=enabled, decided_by=actor.name, decided_at=now)


async def move(tx: Transaction, merged: IncidentId, kept: IncidentId) -> None:
    """Give what was said of the obligations of a merged report to the incident that is kept, where nothing is said there."""
    theirs, ours = await stored.of_incidents(tx, [merged, kept])
    said = {obligation.template.code: obligation for obligation in theirs}
    for obligation in ours:
        other = said.get(obligation.template.code)
        if other is None or obligation.filing is not None or (obligation.waiver is not None and other.filing is None):
            continue
        times = replace(obligation.times, started=obligation.times.started or other.times.started)
        waiver = None if other.filing is not None else obligation.waiver or other.waiver
        await stored.save(tx, replace(obligation, times=times, filing=other.filing, waiver=waiver))


async def complete(tx: Transaction, now: datetime) -> None:
    """Give open incidents the obligations that were enabled since they were declared, and say so in their journal."""
    known = {template.code: template for template in await stored.templates(tx)}
    for key in await stored.incomplete(tx):
        incident = await stored_incidents.hold(tx, key)
        opened = await follow(tx, incident, now)
        if opened:
            told = french.listed([f"{known[code].label} ({known[code].authority})" for code in opened])
            notes.write(tx, incident, Note("obligation.opened", f"Obligations à suivre : {told}.", {"obligations": [*opened]}), now)


async def remind(tx: Transaction, now: datetime) -> None:
    """Call to mind the limits that come near or have passed, each step once."""
    for obligation in await stored.hold_reminders(tx, now):
        hours = obligations.reminder_due(obligation, now)
        if hours is None:
            continue
        await stored.save_reminder(tx, obligation.id, hours)
        incident = await stored_incidents.read(tx, obligation.incident)
        text = f"{obligation.template.label} ({obligation.template.authority}) : {told_limit(obligation, now)}."
        notes.write(tx, incident, Note("obligation.reminded", text, {"obligation": obligation.template.code, "hours": hours}), now)
        fact = facts.ObligationDue(obligation.region, incident_id=obligation.incident, obligation_id=obligation.id)
        await outbox.append(tx, fact)


def told_limit(obligation: Obligation, now: datetime) -> str:
    """How a limit is said when it is called to mind."""
    late = obligation.late(now)
    if obligation.due is None or late is None:
        return obligations.STATE_WORDS[obligation.state]
    if late > timedelta(0):
        return f"l'échéance du {french.moment(obligation.due)} est dépassée"
    return f"échéance le {french.moment(obligation.due)}"


async def _held(tx: Transaction, actor: Actor, key: ObligationId) -> tuple[Obligation, Incident]:
    known = await stored.hold(tx, key)
    incident = await stored_incidents.read(tx, known.incident)
    await victims.require_scope(tx, actor, Found(incident.victim, incident.region), Act.FOLLOW_OBLIGATIONS)
    if incident.state in _GONE:
        word = incidents.STATE_WORDS[incident.state]
        raise TransitionRefused(f"Cet incident est {word} : ses obligations ne se suivent plus ici.", ("obligation",))
    return known, incident


def _until(obligation: Obligation) -> str:
    is_running = obligation.state is ObligationState.RUNNING and obligation.due is not None
    return f", jusqu'au {french.moment(obligation.due)}" if is_running and obligation.due is not None else ""


def _lateness(late: timedelta | None) -> str:
    if late is None:
        return ""
    hours, minutes = divmod(int(late.total_seconds()) // 60, 60)
    return f", avec {hours} h {minutes:02} de retard" if late else ", dans le délai"
