"""The receiving establishment says where to report, and how many came of how many."""

from dataclasses import dataclass, replace
from datetime import datetime

from planblanc.domain import access, facts, incidents, missions, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import NotFound
from planblanc.domain.identity import EngagementId, IncidentId
from planblanc.domain.incidents import Incident
from planblanc.domain.journal import Detail
from planblanc.domain.missions import Mission, Receipt, ReportPoint
from planblanc.store import incidents as stored_incidents
from planblanc.store import missions as stored
from planblanc.store import outbox
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_answers, engagement_scopes, lending, notes, victims
from planblanc.usecases.notes import Note
from planblanc.usecases.victims import Found


@dataclass(frozen=True)
class ReportWanted:
    """An entrance and whom to ask for, by function: for all who come for an incident, or for one engagement alone."""

    entrance: str
    report_to: str
    engagement: EngagementId | None = None
    on_behalf_of: str | None = None


@dataclass(frozen=True)
class ReceiptWanted:
    """How many came in all, when, by whom it was received (a function), and whether the rest is still awaited."""

    quantity: int
    received_by: str
    received_at: datetime | None = None
    nothing_more: bool = False
    missing_serials: tuple[str, ...] = ()
    remark: str = ""
    on_behalf_of: str | None = None


async def say_where(tx: Transaction, actor: Actor, incident: IncidentId, wanted: ReportWanted, now: datetime) -> Incident:
    """Say where whoever comes reports."""
    known = await stored_incidents.read(tx, incident)
    access.require(actor, Act.CONFIRM_RECEIPT)
    await victims.require_scope(tx, actor, Found(known.victim, known.region), Act.CONFIRM_RECEIPT)
    incidents.require_open(known)
    point = ReportPoint(texts.line(wanted.entrance, ("entrance",)), texts.line(wanted.report_to, ("report_to",)))
    if wanted.engagement is None:
        await stored.put_report_point(tx, known.id, known.region, point, now)
    else:
        mission = await stored.hold(tx, wanted.engagement)
        if mission.engagement.incident_id != known.id:
            raise NotFound(path=("engagement",))
        await stored.say_where(tx, mission.id, point)
    details: dict[str, Detail] = {"engagement": str(wanted.engagement)} if wanted.engagement else {}
    note = Note("report_point.said", f"Se présenter : {point.entrance} ; demander : {point.report_to}.", details)
    notes.write(tx, known, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    await outbox.append(tx, facts.ReportPointSaid(known.region, incident_id=known.id))
    return known


async def confirm(tx: Transaction, actor: Actor, engagement: EngagementId, wanted: ReceiptWanted, now: datetime) -> Mission:
    """Say how many came, which is an arrival; when nothing more is to come, what lacks is open again."""
    mission = await stored.hold(tx, engagement)
    await engagement_scopes.require_helped(tx, actor, Act.CONFIRM_RECEIPT, mission)
    arrived = _arrived(mission, wanted, now)
    await stored.save(tx, arrived)
    await lending.receive(tx, arrived, wanted.missing_serials, now)
    if arrived.missing and wanted.nothing_more:
        # What lacks is still out until its lender says that it came back, or is lost: it is nobody else's meanwhile.
        await engagement_answers.lost(tx, arrived)
    awaited = arrived.engagement.quantity
    rest = (", rien d'autre n'est attendu" if wanted.nothing_more else ", la suite est attendue") if arrived.missing else ""
    text = f"Reçu {wanted.quantity} sur {awaited} : {arrived.told}{rest}."
    remark = texts.paragraphs(wanted.remark, ("remark",), most=2000, may_be_empty=True)
    note = Note("receipt.confirmed", text, _counted(wanted, awaited), personal=remark, declared_at=wanted.received_at)
    engagement_scopes.write(tx, arrived, engagement_scopes.by_phone(actor, note, wanted.on_behalf_of), now)
    of = arrived.engagement
    await outbox.append(tx, facts.ReceiptConfirmed(of.region, of.incident_id, of.id, received=wanted.quantity, awaited=awaited))
    return arrived


def _arrived(mission: Mission, wanted: ReceiptWanted, now: datetime) -> Mission:
    """The mission at its arrival, or as it was when it had arrived already, with what came."""
    at = wanted.received_at or now
    if mission.state not in (EngagementState.ARRIVED, EngagementState.COMPLETED):
        mission = missions.stepped(mission, EngagementState.ARRIVED, at, now)
    missions.require_told_in_order(mission, EngagementState.ARRIVED, at, now)
    receipt = Receipt(wanted.quantity, at, texts.line(wanted.received_by, ("received_by",)))
    return replace(missions.received(mission, receipt), awaits_more=not wanted.nothing_more)


def _counted(wanted: ReceiptWanted, awaited: int) -> dict[str, Detail]:
    return {"received": wanted.quantity, "awaited": awaited, "nothing_more": wanted.nothing_more}
