"""A person approves weeks of relief: each turn is promised, once, and its lender is to be asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from planblanc.domain import access, french, perimeter, relief
from planblanc.domain.access import Act, Actor
from planblanc.domain.engagements import Engagement, EngagementState
from planblanc.domain.errors import Conflict, NotFound, PlanOutdated
from planblanc.domain.facts import ReliefApproved
from planblanc.domain.identity import EngagementId
from planblanc.domain.incidents import require_open
from planblanc.domain.journal import Detail
from planblanc.domain.relief import ReliefState, Roster, RosterId, Shift, Site, Turn
from planblanc.store import engagements, incidents, outbox, plans
from planblanc.store import relief as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import notes, soliciting, withdrawals
from planblanc.usecases.notes import Note
from planblanc.usecases.soliciting import Asked


async def approve(tx: Transaction, actor: Actor, roster_id: RosterId, now: datetime) -> None:
    """Approve a roster; refused when it no longer holds, all of it or nothing."""
    asked = await stored.by_id(tx, roster_id)
    if asked is None:
        raise NotFound
    access.require(actor, Act.APPROVE_RELIEF, region=asked.region)
    # Held first, in one order: an incident that ends, merges or closes a rung meanwhile waits, or is seen here.
    sites = (await stored.sites_of(tx, [roster_id]))[0]
    held = [await incidents.hold(tx, key) for key in sorted({site.incident_id for site in sites})]
    roster = await stored.lock(tx, roster_id)
    if roster is None:
        raise NotFound
    for incident in held:
        require_open(incident)
    relief.require_next(roster.state, ReliefState.APPROVED)
    shifts = (await stored.shifts_of(tx, [roster_id]))[0]
    await _require_still_true(tx, roster, shifts, now)
    replaced = await _replaced(tx, roster)
    withdrawn = await stored.turns_ahead(tx, replaced, min(shift.starts_at for shift in shifts))
    await withdrawals.withdraw(tx, withdrawn)
    promised = _promised(roster, shifts)
    for engagement in promised:
        if not await engagements.engage(tx, engagement):
            why = "n'est plus disponible, ou vient d'être promise ailleurs"
            raise Conflict(f"Une personne de cette relève {why} : demandez une nouvelle relève.")
    await stored.approve(tx, roster_id, replaced, actor=actor, at=now)
    wanted = _asked(promised, shifts, sites)
    for incident in held:
        await soliciting.issue(tx, actor, incident, [one for one in wanted if one.engagement.incident_id == incident.id], now)
        own = [turn for shift in shifts for turn in shift.turns if shift.incident_id == incident.id and not turn.is_on_site]
        notes.write(tx, incident, _told(roster_id, own, len(withdrawn)), now)
    await outbox.append(tx, ReliefApproved(roster.region, roster_id))


async def _require_still_true(tx: Transaction, roster: Roster, shifts: Sequence[Shift], now: datetime) -> None:
    """Its first shift is still to come, the rungs it uses are still open, and those it counts on were not hit since and are still free."""
    if any(shift.starts_at <= now for shift in shifts):
        raise PlanOutdated("La première garde de cette relève a déjà commencé : demandez une nouvelle relève.")
    for incident in sorted({shift.incident_id for shift in shifts}):
        opened = {perimeter.Rung(rung) for rung in await plans.open_rungs(tx, incident)}
        used = {turn.rung for shift in shifts for turn in shift.turns if shift.incident_id == incident and turn.rung is not None}
        if not all(perimeter.is_open(perimeter.Rung(rung), opened) for rung in used):
            raise PlanOutdated("Un échelon dont cette relève se sert a été refermé : demandez une nouvelle relève.")
    lent = sorted({turn.lender_id for shift in shifts for turn in shift.turns if turn.rung is not None})
    struck = await plans.struck(tx, lent, exercise=roster.exercise)
    if struck:
        raise PlanOutdated(f"{struck[0]} est victime à son tour : demandez une nouvelle relève.")
    absent = await stored.absent(tx, roster.id)
    if absent:
        lender, at = absent
        told = f"Une personne de « {lender} » n'est plus disponible pour la garde du {french.moment(at)}"
        raise PlanOutdated(f"{told} : demandez une nouvelle relève.")


async def _replaced(tx: Transaction, roster: Roster) -> list[RosterId]:
    """The rosters that were approved for its sites and weeks; one that also relieves another site is not undone by halves."""
    running = await stored.running(tx, roster.id)
    for other in running:
        if other.is_wider:
            day = french.on(other.approved_at.astimezone(french.PARIS))
            raise Conflict(f"La relève approuvée le {day} sert aussi d'autres établissements : demandez-en une pour les mêmes.")
    return [other.id for other in running]


def _promised(roster: Roster, shifts: Sequence[Shift]) -> list[Engagement]:
    """One engagement a turn, but for who is engaged there already; people in a fixed order so that two approvals never deadlock."""
    promised = [_engagement(roster, shift, turn) for shift in shifts for turn in shift.turns if not turn.is_on_site]
    return sorted(promised, key=lambda one: (str(one.lender_id), str(one.responder_id), one.starts_at, str(one.turn_id)))


def _engagement(roster: Roster, shift: Shift, turn: Turn) -> Engagement:
    return Engagement(
        id=EngagementId(uuid4()),
        incident_id=shift.incident_id,
        region=roster.region,
        need_id=None,
        assignment_id=None,
        lender_id=turn.lender_id,
        lender_region=turn.lender_region,
        quantity=1,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        state=EngagementState.PROPOSED,
        exercise=roster.exercise,
        responder_id=turn.responder_id,
        turn_id=turn.id,
        rests_until=shift.ends_at + timedelta(minutes=roster.working_time.rest_minutes),
    )


def _asked(promised: Sequence[Engagement], shifts: Sequence[Shift], sites: Sequence[Site]) -> list[Asked]:
    """What the lenders of the turns are to be asked: each person's turns, one line each."""
    turns = {turn.id: (shift, turn) for shift in shifts for turn in shift.turns}
    crews = {site.establishment_id: site.crews for site in sites}
    found = []
    for engagement in promised:
        if engagement.turn_id is None:
            continue
        shift, turn = turns[engagement.turn_id]
        criticality = crews[shift.establishment_id][shift.crew].posts[turn.post].criticality
        found.append(Asked(engagement, turn.lender_name, turn.commune, turn.label, criticality, shift.starts_at, turn.travel_minutes))
    return found


def _told(roster_id: RosterId, promised: Sequence[Turn], withdrawn: int) -> Note:
    people = french.counted(len({(turn.responder_id, turn.unit) for turn in promised}), "intervenant", "intervenants")
    lenders = french.counted(len({turn.lender_id for turn in promised}), "prêteur", "prêteurs")
    text = f"Relève approuvée : {french.counted(len(promised), 'tour de garde', 'tours de garde')} de {people} auprès de {lenders}."
    if withdrawn:
        text += f" {french.counted(withdrawn, 'tour', 'tours')} de la relève précédente à annuler."
    details: dict[str, Detail] = {"roster": str(roster_id), "turns": len(promised), "withdrawn": withdrawn}
    return Note("relief.approved", text, details)
