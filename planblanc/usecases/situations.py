"""A situation report: of an incident or of a region, from data alone, with what changed since the one before; issued, it is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import access, facts, situation_changes
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, NotFound
from planblanc.domain.facts import Fact
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import OPEN_STATES, Incident, Tlp
from planblanc.domain.journal import Chain, Detail
from planblanc.domain.regions import Region
from planblanc.domain.situation import RegionSituation, Scope, Situation, SituationReport
from planblanc.store import incidents, outbox, regions
from planblanc.store import situations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, situation_parts
from planblanc.usecases.notes import Note

MOST_INCIDENTS = 200


@dataclass(frozen=True)
class SituationWanted:
    """Of what: one incident, or a region (INSEE code), its exercises or its real incidents."""

    incident: IncidentId | None = None
    region: str | None = None
    exercise: bool = False


@dataclass(frozen=True)
class _Subject:
    scope: Scope
    incident: Incident | None
    region: Region


async def draft(tx: Transaction, actor: Actor, wanted: SituationWanted, now: datetime) -> SituationReport:
    """How it stands now, with what changed since the last report that was issued; reads, and changes nothing."""
    subject = await _subject(tx, wanted)
    _require(actor, subject, Act.READ_SITUATION if subject.incident is not None else Act.READ_REGION_SITUATION)
    return await _drawn(tx, subject, await stored.last(tx, subject.scope), now)


async def issue(tx: Transaction, actor: Actor, wanted: SituationWanted, now: datetime) -> UUID:
    """Keep a report as it stands, under the next number of its scope."""
    if wanted.incident is not None:
        await incidents.hold(tx, wanted.incident)
    subject = await _subject(tx, wanted)
    _require(actor, subject, Act.REPORT_SITUATION)
    await stored.lock(tx, subject.scope)
    before = await stored.last(tx, subject.scope)
    report = await _drawn(tx, subject, before, now)
    key = uuid4()
    digest = await stored.add(tx, actor, key, report, before.issued.sha256 if before and before.issued else None)
    details: dict[str, Detail] = {"report": str(key), "number": report.number, "sha256": digest.hex()}
    note = Note("situation.reported", f"Point de situation n° {report.number}.", details)
    if subject.incident is not None:
        notes.write(tx, subject.incident, note, now)
    else:
        tx.note(notes.line(Chain.of_region(subject.region.code), note, now, exercise=subject.scope.exercise, tlp=Tlp.AMBER))
    await outbox.append(tx, _fact(subject, key))
    return key


async def scope_of(tx: Transaction, actor: Actor, wanted: SituationWanted) -> Scope:
    """The scope whose reports are listed; `NotFound` when it is not the actor's to see."""
    subject = await _subject(tx, wanted)
    _require(actor, subject, Act.READ_SITUATION if subject.incident is not None else Act.READ_REGION_SITUATION)
    return subject.scope


async def read(tx: Transaction, actor: Actor, key: UUID) -> SituationReport:
    """A report that was issued, as it was; reads, and changes nothing."""
    access.require(actor, Act.READ_SITUATION)
    (found,) = await stored.by_ids(tx, [key])
    if found is None:
        raise NotFound(path=("report",))
    return found


async def _subject(tx: Transaction, wanted: SituationWanted) -> _Subject:
    if (wanted.incident is None) == (wanted.region is None):
        raise BadInput("Indiquez un incident ou une région, et un seul des deux.", ("incident",))
    incident = await incidents.read(tx, wanted.incident) if wanted.incident is not None else None
    code = incident.region if incident is not None else wanted.region or ""
    (region,) = await regions.regions_by_code(tx, [code])
    if region is None:
        raise NotFound("Cette région n'existe pas.", ("region",))
    exercise = incident.exercise if incident is not None else wanted.exercise
    return _Subject(Scope(code, exercise, incident.id if incident is not None else None), incident, region)


def _require(actor: Actor, subject: _Subject, act: Act) -> None:
    """A site reads the report of its own incident, which the wall lets it see; that of a region is for who covers it."""
    is_own = act is Act.READ_SITUATION
    access.require(actor, act, region=None if is_own else subject.region.code)


async def _drawn(tx: Transaction, subject: _Subject, before: SituationReport | None, now: datetime) -> SituationReport:
    situation = await _situation(tx, subject, now)
    return SituationReport(
        scope=subject.scope,
        number=before.number + 1 if before is not None else 1,
        told_at=now,
        situation=situation,
        changes=situation_changes.changes(before.situation, situation) if before is not None else (),
        previous_at=before.told_at if before is not None else None,
    )


async def _situation(tx: Transaction, subject: _Subject, now: datetime) -> Situation:
    if subject.incident is not None:
        return (await situation_parts.of_incidents(tx, [subject.incident], now))[0]
    wanted = incidents.Wanted(subject.region.code, tuple(sorted(OPEN_STATES)), subject.scope.exercise)
    found = await incidents.page(tx, wanted, limit=MOST_INCIDENTS)
    told = await situation_parts.of_incidents(tx, found, now)
    return RegionSituation(subject.region.name, tuple(sorted(told, key=situation_parts.gravity)))


def _fact(subject: _Subject, key: UUID) -> Fact:
    return facts.SituationReported(subject.region.code, report_id=key, incident_id=subject.scope.incident)
