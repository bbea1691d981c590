"""Solicitations, rows and words."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

import asyncpg

from planblanc.domain.access import Channel
from planblanc.domain.engagements import EngagementState
from planblanc.domain.errors import Conflict, NotFound
from planblanc.domain.identity import EngagementId, IncidentId, LenderId, RequestId, ResponderId, SolicitationId
from planblanc.domain.incidents import Tlp
from planblanc.domain.requests import Criticality, RequestState
from planblanc.domain.solicitations import Answer, Answered, Consent, Solicitation, SolicitationLine
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("solicitations")
MOST_LENDERS = 500


async def by_ids(tx: Transaction, ids: Sequence[SolicitationId]) -> list[Solicitation | None]:
    """Each solicitation that the actor can see, with its lines, in the order asked."""
    rows = await tx.rows(QUERIES["read_solicitations"], ids=list(ids))
    found = {solicitation.id: solicitation for solicitation in await _with_lines(tx, rows)}
    return [found.get(key) for key in ids]


async def read(tx: Transaction, key: SolicitationId) -> Solicitation:
    """One solicitation; `NotFound` when there is none, or it is not the actor's to see."""
    (found,) = await by_ids(tx, [key])
    if found is None:
        raise NotFound(path=("solicitation",))
    return found


async def hold(tx: Transaction, key: SolicitationId) -> Solicitation:
    """The solicitation as it stands once nobody else is answering it; held until the end of the transaction."""
    await tx.rows(QUERIES["hold_engagements"], solicitation=key)
    if not await tx.rows(QUERIES["hold_lines"], solicitation=key):
        raise NotFound(path=("solicitation",))
    return await read(tx, key)


async def ways(tx: Transaction, engagements: Sequence[EngagementId]) -> list[int | None]:
    """How many minutes each engagement takes to be on site, preparation included, as its lender was asked; nothing when unknown."""
    found = {row["engagement_id"]: row["travel_minutes"] for row in await tx.rows(QUERIES["read_ways"], engagements=list(engagements))}
    return [found.get(key) for key in engagements]


async def line(tx: Transaction, engagement: EngagementId) -> SolicitationLine | None:
    """What is asked of one engagement, or nothing that the actor may see."""
    row = await tx.row(QUERIES["read_line"], engagement=engagement)
    return _line(row) if row is not None else None


async def hold_line(tx: Transaction, engagement: EngagementId) -> SolicitationLine:
    """The line of one engagement once nobody else is changing it; `NotFound` when it is not the actor's."""
    held = await tx.row(QUERIES["hold_line"], engagement=engagement)
    found = await line(tx, engagement)
    if held is None or found is None:
        raise NotFound(path=("engagement",))
    return found


async def of_incident(tx: Transaction, incident: IncidentId) -> list[Solicitation]:
    """What is asked for one incident, lender by lender, the first asked first."""
    return await _with_lines(tx, await tx.rows(QUERIES["list_of_incident"], incident=incident, limit=MOST_LENDERS))


async def waiting_in(tx: Transaction, region: str) -> list[Solicitation]:
    """What lenders still have to answer for the open incidents of a region, the first asked first."""
    return await _with_lines(tx, await tx.rows(QUERIES["list_waiting"], region=region, limit=MOST_LENDERS))


async def page(tx: Transaction, incident: IncidentId | None, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Solicitation]:
    """A page of what the actor may read, the latest first, after the sort key of the page before."""
    before_at, before_id = before or (None, None)
    rows = await tx.rows(QUERIES["list_solicitations"], incident=incident, before_at=before_at, before_id=before_id, limit=limit)
    return await _with_lines(tx, rows)


async def open_of_incident(tx: Transaction, incident: IncidentId) -> dict[LenderId, SolicitationId]:
    """The solicitations of an incident that still wait for an answer, by lender."""
    found = await tx.rows(QUERIES["list_open_of_incident"], incident=incident)
    return {row["lender_id"]: SolicitationId(row["solicitation_id"]) for row in found}


async def named(tx: Transaction, responders: Collection[ResponderId]) -> frozenset[ResponderId]:
    """Which of these responders are persons, whose own consent is asked."""
    found = await tx.rows(QUERIES["list_named"], responders=list(responders)) if responders else []
    return frozenset(ResponderId(row["id"]) for row in found)


async def add(tx: Transaction, solicitation: Solicitation) -> None:
    """Keep that a lender is to be asked; its lines come apart."""
    await tx.execute(
        QUERIES["add_solicitation"],
        id=solicitation.id,
        incident=solicitation.incident,
        region=solicitation.region,
        lender=solicitation.lender,
        lender_region=solicitation.lender_region,
        lender_name=solicitation.lender_name,
        lender_commune=solicitation.lender_commune,
        victim_name=solicitation.victim_name,
        victim_commune=solicitation.victim_commune,
        exercise=solicitation.exercise,
        tlp=solicitation.tlp.value,
        issued_by=solicitation.issued_by,
        issued_name=solicitation.issued_name,
        issued_at=solicitation.issued_at,
    )


async def add_lines(tx: Transaction, lines: Sequence[SolicitationLine]) -> None:
    """Keep what is asked for."""
    await tx.execute_many(QUERIES["add_line"], [_columns(line) for line in lines])


async def ask_for_fewer(tx: Transaction, engagement: EngagementId, asked: int) -> None:
    """A newer plan wants fewer of what was asked: an answer still to come is about those."""
    await tx.execute(QUERIES["ask_for_fewer"], engagement=engagement, asked=asked)


async def save_answer(tx: Transaction, line: SolicitationLine) -> None:
    """Write what the lender said; `Conflict` when somebody answered meanwhile."""
    by = line.answered
    saved = await tx.execute(
        QUERIES["save_answer"],
        engagement=line.engagement,
        answer=line.answer.value,
        offered=line.offered,
        reason=line.reason,
        due_at=line.due_at,
        escalations=line.escalations,
        answered_at=by.at if by else None,
        answered_by=by.by if by else None,
        answered_name=by.name if by else None,
        answered_for=by.on_behalf_of if by else None,
        channel=by.channel.value if by else None,
        version=line.version,
    )
    if not saved:
        raise Conflict(path=("engagement",))


async def save_consent(tx: Transaction, line: SolicitationLine) -> None:
    """Write what the person said; `Conflict` when the line changed meanwhile."""
    saved = await tx.execute(
        QUERIES["save_consent"],
        engagement=line.engagement,
        consent=line.consent.value,
        consent_at=line.consent_at,
        consent_name=line.consent_name,
        version=line.version,
    )
    if not saved:
        raise Conflict(path=("engagement",))


async def overdue(tx: Transaction, at: datetime, *, most: int, limit: int) -> list[tuple[EngagementId, SolicitationId, int]]:
    """The lines whose answer is overdue, held: (engagement, solicitation, how often it escalated)."""
    found = await tx.rows(QUERIES["list_overdue"], at=at, most=most, limit=limit)
    return [(row["engagement_id"], SolicitationId(row["solicitation_id"]), row["escalations"]) for row in found]


async def escalate(tx: Transaction, engagements: Collection[EngagementId], due_at: datetime) -> None:
    """One step further up for these lines; the next one comes at `due_at`."""
    await tx.execute(QUERIES["escalate"], engagements=list(engagements), due_at=due_at)


async def tell_lender_ars(tx: Transaction, key: SolicitationId, at: datetime) -> bool:
    """Mark that the lender's own ARS is told; false when it was before."""
    return await tx.execute(QUERIES["tell_lender_ars"], id=key, at=at) == 1


async def coverage(tx: Transaction, incident: IncidentId) -> list[tuple[RequestId, RequestState, bool]]:
    """Each live request of an incident, where it stands, and whether all it asks for is promised by both consents."""
    found = await tx.rows(QUERIES["settle_coverage"], incident=incident)
    return [(RequestId(row["id"]), RequestState(row["state"]), row["is_covered"]) for row in found]


async def move_request(tx: Transaction, request: RequestId, was: RequestState, state: RequestState) -> bool:
    """Say that a request is covered, or open again; false when it moved meanwhile."""
    return await tx.execute(QUERIES["move_request"], id=request, was=was.value, state=state.value) == 1


async def _with_lines(tx: Transaction, rows: Sequence[asyncpg.Record]) -> list[Solicitation]:
    lines: dict[UUID, list[SolicitationLine]] = defaultdict(list)
    if rows:
        for row in await tx.rows(QUERIES["list_lines"], solicitations=[row["id"] for row in rows]):
            lines[row["solicitation_id"]].append(_line(row))
    return [_solicitation(row, tuple(lines[row["id"]])) for row in rows]


def _solicitation(row: asyncpg.Record, lines: tuple[SolicitationLine, ...]) -> Solicitation:
    return Solicitation(
        id=SolicitationId(row["id"]),
        incident=IncidentId(row["incident_id"]),
        region=row["region_code"],
        lender=LenderId(row["lender_id"]),
        lender_region=row["lender_region_code"],
        lender_name=row["lender_name"],
        lender_commune=row["lender_commune"],
        victim_name=row["victim_name"],
        victim_commune=row["victim_commune"],
        exercise=row["exercise"],
        tlp=Tlp(row["tlp"]),
        issued_by=row["issued_by"],
        issued_name=row["issued_name"],
        issued_at=row["issued_at"],
        lines=lines,
    )


def _line(row: asyncpg.Record) -> SolicitationLine:
    return SolicitationLine(
        engagement=EngagementId(row["engagement_id"]),
        solicitation=SolicitationId(row["solicitation_id"]),
        incident=IncidentId(row["incident_id"]),
        region=row["region_code"],
        lender=LenderId(row["lender_id"]),
        label=row["label"],
        asked=row["asked"],
        criticality=Criticality(row["criticality"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        due_at=row["due_at"],
        wanted_at=row["wanted_at"],
        travel_minutes=row["travel_minutes"],
        answer=Answer(row["answer"]),
        offered=row["offered"],
        reason=row["reason"],
        escalations=row["escalations"],
        is_preauthorised=row["preauthorised"],
        answered=_answered(row) if row["answered_at"] is not None else None,
        consent=Consent(row["consent"]),
        consent_at=row["consent_at"],
        consent_name=row["consent_name"],
        state=EngagementState(row["state"]),
        version=row["version"],
    )


def _answered(row: asyncpg.Record) -> Answered:
    return Answered(row["answered_at"], row["answered_by"], row["answered_name"], Channel(row["channel"]), row["answered_for"])


def _columns(line: SolicitationLine) -> dict[str, object]:
    by = line.answered
    return {
        "engagement": line.engagement,
        "solicitation": line.solicitation,
        "incident": line.incident,
        "region": line.region,
        "lender": line.lender,
        "label": line.label,
        "asked": line.asked,
        "criticality": line.criticality.value,
        "wanted_at": line.wanted_at,
        "starts_at": line.starts_at,
        "ends_at": line.ends_at,
        "travel_minutes": line.travel_minutes,
        "answer": line.answer.value,
        "offered": line.offered,
        "preauthorised": line.is_preauthorised,
        "due_at": line.due_at,
        "consent": line.consent.value,
        "answered_at": by.at if by else None,
        "answered_by": by.by if by else None,
        "answered_name": by.name if by else None,
        "channel": by.channel.value if by else None,
    }
