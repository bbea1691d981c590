"""Weeks of relief: asked for, computed with no transaction open, saved if what they were read from still stands."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from planblanc.domain import access, french, texts
from planblanc.domain import relief as domain
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, Unavailable
from planblanc.domain.facts import ReliefProposed, ReliefRequested
from planblanc.domain.incidents import Incident, require_open
from planblanc.domain.journal import Chain, Detail, LogLine
from planblanc.domain.relief import Proposed, ReliefState, Roster, RosterId, Site
from planblanc.domain.relief_pool import ReliefPool
from planblanc.domain.relief_wanted import ReliefWanted, SiteWanted
from planblanc.planning import relief_answer as answer
from planblanc.planning.run import Solver
from planblanc.store import incidents, outbox
from planblanc.store import relief as stored
from planblanc.store import relief_pool as reading
from planblanc.store.relief_pool import ReliefQuestion
from planblanc.store.transaction import Database, Transaction
from planblanc.usecases import notes, relief_versions
from planblanc.usecases.notes import Note

Clock: TypeAlias = Callable[[Transaction], Awaitable[datetime]]

# A roster whose data change while it is computed is computed again; the last time it may still hold as it is.
TRIES = 3


@dataclass(frozen=True)
class Computed:
    """What was found, the question it answers, and the moment of the database it was found on."""

    roster: Roster
    sites: tuple[Site, ...]
    question: ReliefQuestion
    pool: ReliefPool
    answer: answer.Answered


async def request(tx: Transaction, actor: Actor, wanted: ReliefWanted, now: datetime) -> RosterId:
    """Ask for a roster; the worker computes it, and the fact `ReliefProposed` tells when it can be read."""
    access.require(actor, Act.PROPOSE_RELIEF)
    wanted.require_soon(now.astimezone(french.PARIS).date())
    found = await _incidents(tx, actor, wanted)
    sites = await _sites(tx, wanted)
    await _require_competences(tx, wanted)
    working_time = await stored.working_time(tx)
    if working_time is None:
        raise Unavailable("Les durées de travail ne sont pas encore chargées.")
    if wanted.handover_minutes is not None:
        working_time = replace(working_time, handover_minutes=wanted.handover_minutes)
    first = found[0]
    roster = Roster(
        id=RosterId(uuid4()),
        region=first.region,
        exercise=first.exercise,
        starts_on=wanted.starts_on,
        weeks=wanted.weeks,
        working_time=working_time,
        state=ReliefState.REQUESTED,
        requested_by=actor.id,
        requested_name=actor.name,
        requested_at=now,
    )
    await stored.request(tx, roster, sites)
    weeks = french.counted(roster.weeks, "semaine", "semaines")
    text = f"Relève demandée : {weeks} à partir du {french.on(roster.starts_on)}."
    for incident in found:
        notes.write(tx, incident, Note("relief.requested", text, {"roster": str(roster.id)}), now)
    await outbox.append(tx, ReliefRequested(roster.region, roster.id))
    return roster.id


async def propose(database: Database, solver: Solver, actor: Actor, roster_id: RosterId, clock: Clock) -> None:
    """Compute a roster that was asked for, and keep it or the reason why there is none; twice has the effect of once."""
    for attempt in range(1, TRIES + 1):
        computed = await _compute(database, solver, actor, roster_id, clock)
        if computed is None or await _save(database, actor, computed, clock, is_last=attempt == TRIES):
            return


async def give_up(database: Database, actor: Actor, roster_id: RosterId, clock: Clock) -> None:
    """Say that a roster will not come, once the worker could not compute it however often it tried."""
    async with database.transaction(actor) as tx:
        roster = await stored.lock(tx, roster_id)
        if roster is not None and roster.state == ReliefState.REQUESTED:
            await _fail(tx, roster, "Le calcul s'est interrompu à chaque essai : demandez une nouvelle relève.", await clock(tx))


async def _incidents(tx: Transaction, actor: Actor, wanted: ReliefWanted) -> list[Incident]:
    """The incidents, each once, held as they are: open, of one region that the actor coordinates, all real or all exercises."""
    held = {key: await incidents.hold(tx, key) for key in sorted({site.incident for site in wanted.sites})}
    first = held[wanted.sites[0].incident]
    for place, site in enumerate(wanted.sites):
        incident, path = held[site.incident], ("sites", str(place), "incident")
        access.require(actor, Act.PROPOSE_RELIEF, region=incident.region)
        require_open(incident)
        if incident.region != first.region:
            raise BadInput("Une relève est d'une seule région : demandez-en une par région.", path)
        if incident.exercise != first.exercise:
            raise BadInput("Une relève d'exercice et une relève réelle ne se mélangent pas.", path)
    return list(held.values())


async def _sites(tx: Transaction, wanted: ReliefWanted) -> list[SiteWanted]:
    """Each site with its establishment: the incident's own, unless another that it touches is named."""
    found = await stored.establishments_of(tx, wanted.sites)
    for place, (site, establishment) in enumerate(zip(wanted.sites, found, strict=True)):
        path = ("sites", str(place), "establishment")
        if establishment is None and site.establishment is None:
            raise BadInput("Dites quel établissement relever : l'incident n'en désigne pas un seul.", path)
        if establishment is None:
            raise BadInput("Cet établissement n'est pas de ceux que l'incident touche.", path)
        if establishment in found[:place]:
            raise BadInput("Cet établissement est donné deux fois.", path)
    return [replace(site, establishment=establishment) for site, establishment in zip(wanted.sites, found, strict=True)]


async def _require_competences(tx: Transaction, wanted: ReliefWanted) -> None:
    asked = {
        post.competence: ("sites", str(place), "crews", str(number), "posts", str(rank), "competence")
        for place, site in enumerate(wanted.sites)
        for number, crew in enumerate(site.crews)
        for rank, post in enumerate(crew.posts)
    }
    known = await stored.known_competences(tx, sorted(asked))
    for code, path in asked.items():
        if code not in known:
            raise BadInput(f"La compétence {texts.quoted(code)} n'existe pas.", path)


async def _compute(database: Database, solver: Solver, actor: Actor, roster_id: RosterId, clock: Clock) -> Computed | None:
    """Read one moment of the database, then search with no transaction open; nothing when the roster is no longer wanted."""
    async with database.transaction(actor, read_only=True) as tx:
        roster = await stored.by_id(tx, roster_id)
        if roster is None or roster.state != ReliefState.REQUESTED:
            return None
        sites = tuple((await stored.sites_of(tx, [roster_id]))[0])
        question = _question(roster, sites, await clock(tx))
        pool = await reading.read(tx, question)
    return Computed(roster, sites, question, pool, await answer.find(roster, sites, pool, solver))


def _question(roster: Roster, sites: Sequence[Site], now: datetime) -> ReliefQuestion:
    starts_at, ends_at = domain.window(roster, sites)
    competences = {post.competence for site in sites for crew in site.crews for post in crew.posts}
    return ReliefQuestion(
        roster=roster.id,
        exercise=roster.exercise,
        competences=tuple(sorted(competences)),
        starts_at=starts_at,
        ends_at=ends_at,
        at=now,
        today=now.astimezone(french.PARIS).date(),
    )


async def _save(database: Database, actor: Actor, computed: Computed, clock: Clock, *, is_last: bool) -> bool:
    """Save unless the rows that were used have changed; the last time, save what still holds and tell what changed."""
    async with database.transaction(actor) as tx:
        roster = await stored.lock(tx, computed.roster.id)
        if roster is None or roster.state != ReliefState.REQUESTED:
            return True
        now = await clock(tx)
        proposed = computed.answer.proposed
        if proposed is None:
            await _fail(tx, roster, computed.answer.failure, now)
            return True
        used = relief_versions.used(computed.pool, proposed)
        fresh = await reading.read(tx, computed.question)
        changed = relief_versions.changed(used, relief_versions.used(fresh, proposed))
        if changed and not is_last:
            return False
        if changed and answer.broken_on(roster, computed.sites, fresh, computed.answer):
            why = "Les données ont changé pendant le calcul, et la relève trouvée ne tient plus : demandez-en une nouvelle."
            await _fail(tx, roster, why, now)
            return True
        proposed = replace(proposed, notes=(*proposed.notes, *changed))
        is_overtaken = await stored.save(tx, roster, proposed, versions=used, computed_at=now)
        _tell(tx, roster, computed.sites, _told(proposed, is_overtaken=is_overtaken), now)
        await outbox.append(tx, ReliefProposed(roster.region, roster.id))
        return True


async def _fail(tx: Transaction, roster: Roster, why: str, now: datetime) -> None:
    await stored.fail(tx, roster.id, why=why, at=now)
    sites = (await stored.sites_of(tx, [roster.id]))[0]
    _tell(tx, roster, sites, Note("relief.failed", f"Aucune relève : {why}"), now)


def _told(proposed: Proposed, *, is_overtaken: bool) -> Note:
    missing = sum(vacancy.quantity for shift in proposed.shifts for vacancy in shift.vacancies)
    text = f"Relève proposée : {french.counted(len(proposed.shifts), 'garde', 'gardes')}, "
    text += f"{french.counted(missing, 'place vacante', 'places vacantes')}."
    if is_overtaken:
        text += " Une relève demandée depuis la remplace déjà."
    return Note("relief.proposed", text, {"shifts": len(proposed.shifts), "vacancies": missing, "method": proposed.method.value})


def _tell(tx: Transaction, roster: Roster, sites: Sequence[Site], note: Note, now: datetime) -> None:
    """One line in the chain of each incident."""
    details: dict[str, Detail] = {"roster": str(roster.id), **note.details}
    for incident in sorted({site.incident_id for site in sites}):
        text = f"{notes.EXERCISE}{note.text}" if roster.exercise else note.text
        tx.note(LogLine(Chain.of_incident(incident), note.act, text, now, details=details))
