"""What an approval promises is asked for: one solicitation a lender, which everything more that is asked of it joins.

A part of the acts that approve: they ask whether the actor may, and write the line of the main courante.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from planblanc.domain import journal
from planblanc.domain.access import Actor, Channel
from planblanc.domain.engagements import Engagement
from planblanc.domain.facts import SolicitationIssued
from planblanc.domain.identity import ResponderId, SolicitationId
from planblanc.domain.incidents import Incident
from planblanc.domain.missions import Mission
from planblanc.domain.requests import Criticality
from planblanc.domain.solicitations import ANSWER_WITHIN, Answer, Answered, Consent, Solicitation, SolicitationLine
from planblanc.domain.victims import Entity
from planblanc.store import missions, outbox
from planblanc.store import solicitations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import engagement_answers


@dataclass(frozen=True)
class Asked:
    """One engagement that its lender is asked for, with what it must know of it."""

    engagement: Engagement
    lender_name: str
    lender_commune: str
    label: str
    criticality: Criticality
    wanted_at: datetime | None = None
    travel_minutes: int | None = None


async def issue(tx: Transaction, asker: Actor, incident: Incident, asked: Sequence[Asked], now: datetime) -> tuple[SolicitationId, ...]:
    """Ask the lenders of these engagements, once each; what an agreement pre-authorises is released at once, and only told."""
    if not asked:
        return ()
    opened = await stored.open_of_incident(tx, incident.id)
    people = {one.engagement.responder_id for one in asked if one.engagement.responder_id is not None}
    named = await stored.named(tx, people)
    engaged = {found.id: found for found in await missions.by_ids(tx, [one.engagement.id for one in asked]) if found is not None}
    for one in asked:
        if one.engagement.lender_id not in opened:
            opened[one.engagement.lender_id] = await _opened(tx, asker, incident, one, now)
    lines = [_line(one, opened[one.engagement.lender_id], named, now) for one in asked]
    preauthorised = {line.engagement for line in lines if line.engagement in engaged and engaged[line.engagement].terms.preauthorised}
    await stored.add_lines(tx, [_preauthorised(line, asker, now) if line.engagement in preauthorised else line for line in lines])
    for line in lines:
        if line.engagement in preauthorised:
            await _release(tx, engaged[line.engagement], line, now)
    issued = _by_lender(lines)
    for key in issued:
        await outbox.append(tx, SolicitationIssued(incident.region, incident.id, key))
    return issued


async def _opened(tx: Transaction, actor: Actor, incident: Incident, one: Asked, now: datetime) -> SolicitationId:
    victim = incident.victim
    solicitation = Solicitation(
        id=SolicitationId(uuid4()),
        incident=incident.id,
        region=incident.region,
        lender=one.engagement.lender_id,
        lender_region=one.engagement.lender_region,
        lender_name=one.lender_name,
        lender_commune=one.lender_commune,
        victim_name=victim.name,
        victim_commune="" if isinstance(victim, Entity) else victim.town or "",
        exercise=incident.exercise,
        tlp=journal.tlp_of_act(incident.tlp),
        issued_by=actor.id,
        issued_name=actor.name,
        issued_at=now,
    )
    await stored.add(tx, solicitation)
    return solicitation.id


def _line(one: Asked, solicitation: SolicitationId, named: frozenset[ResponderId], now: datetime) -> SolicitationLine:
    engagement = one.engagement
    return SolicitationLine(
        engagement=engagement.id,
        solicitation=solicitation,
        incident=engagement.incident_id,
        region=engagement.region,
        lender=engagement.lender_id,
        label=one.label,
        asked=engagement.quantity,
        criticality=one.criticality,
        starts_at=engagement.starts_at,
        ends_at=engagement.ends_at,
        due_at=now + ANSWER_WITHIN,
        wanted_at=one.wanted_at,
        travel_minutes=one.travel_minutes,
        consent=Consent.PENDING if engagement.responder_id in named else Consent.NOT_NEEDED,
    )


def _preauthorised(line: SolicitationLine, actor: Actor, now: datetime) -> SolicitationLine:
    by = Answered(now, actor.id, "Convention d'entraide", Channel.SYSTEM)
    return replace(line, answer=Answer.ACCEPTED, offered=line.asked, is_preauthorised=True, answered=by)


async def _release(tx: Transaction, mission: Mission, line: SolicitationLine, now: datetime) -> None:
    released = await engagement_answers.release(tx, mission, mission.terms.title or "Convention d'entraide", now)
    if line.consent is Consent.NOT_NEEDED:
        await engagement_answers.alert(tx, released, now)


def _by_lender(lines: Sequence[SolicitationLine]) -> tuple[SolicitationId, ...]:
    return tuple(dict.fromkeys(line.solicitation for line in lines))
