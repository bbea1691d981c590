"""Stress tests: asked for, computed in a process of their own with no transaction open, kept; stopped when no longer wanted."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from planblanc.domain import access, french, stress
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import BadInput, NotFound, TransitionRefused
from planblanc.domain.facts import StressTestEnded, StressTestRequested
from planblanc.domain.identity import StressRunId
from planblanc.domain.journal import Chain, LogLine
from planblanc.domain.stress import STAFFING_LABELS, StressReport, StressRun, StressStaffing, StressState
from planblanc.domain.stress_pool import StressPool
from planblanc.planning import stress_run
from planblanc.planning.run import Bounds
from planblanc.planning.stress_run import StressFailed
from planblanc.planning.stress_work import Progress, StressWork
from planblanc.store import outbox, regions, stress_pool
from planblanc.store import stress as stored
from planblanc.store.transaction import Database, Transaction

Clock: TypeAlias = Callable[[Transaction], Awaitable[datetime]]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class StressWanted:
    """A test of a region's pool (INSEE code) at some staffings, pair by pair too where wanted."""

    region: str
    staffings: tuple[StressStaffing, ...] = tuple(StressStaffing)
    with_pairs: bool = False


async def request(tx: Transaction, actor: Actor, wanted: StressWanted, now: datetime) -> StressRunId:
    """Ask for a test; the worker runs it, and the fact `StressTestEnded` tells when it can be read."""
    run = await open_run(tx, actor, wanted, now)
    await outbox.append(tx, StressTestRequested(run.region, run.id))
    return run.id


async def open_run(tx: Transaction, actor: Actor, wanted: StressWanted, now: datetime) -> StressRun:
    """Keep that a test is wanted, for whoever runs it at once."""
    access.require(actor, Act.START_STRESS_TEST, region=wanted.region)
    if not wanted.staffings:
        raise BadInput("Choisissez au moins un effectif : de jour, de nuit ou du week-end.", ("staffings",))
    if (await regions.regions_by_code(tx, [wanted.region]))[0] is None:
        raise NotFound("Cette région n'existe pas.", ("region",))
    for lost in await stored.end_lost(tx, wanted.region, before=now - stress.LOST_AFTER, at=now):
        _note(tx, lost, "stress.cancelled", "Test de résistance perdu en cours de calcul : il est tenu pour arrêté.", now)
    run = StressRun(
        id=StressRunId(uuid4()),
        region=wanted.region,
        staffings=tuple(staffing for staffing in StressStaffing if staffing in wanted.staffings),
        with_pairs=wanted.with_pairs,
        state=StressState.REQUESTED,
        requested_name=actor.name,
        requested_at=now,
    )
    if not await stored.add(tx, run, actor):
        raise TransitionRefused("Un test de résistance est déjà en cours dans cette région : attendez sa fin, ou arrêtez-le.", ("region",))
    _note(tx, run, "stress.requested", f"Test de résistance demandé, {_options(run)}.", now)
    return run


async def cancel(tx: Transaction, actor: Actor, run_id: StressRunId, now: datetime) -> StressRunId:
    """Stop a test that has not ended; its process is killed within a second or so."""
    run = await stored.lock(tx, run_id)
    if run is None:
        raise NotFound(path=("task",))
    access.require(actor, Act.START_STRESS_TEST, region=run.region)
    stress.require_under_way(run)
    await stored.cancel(tx, run.id, at=now)
    _note(tx, run, "stress.cancelled", "Test de résistance arrêté avant sa fin.", now)
    await outbox.append(tx, StressTestEnded(run.region, run.id))
    return run.id


async def run(database: Database, actor: Actor, run_id: StressRunId, clock: Clock, *, bounds: Bounds = stress_run.BOUNDS) -> None:
    """Run a test that was asked for, and keep what it found or why it found nothing; twice has the effect of once."""
    begun = await _begin(database, actor, run_id, clock)
    if begun is None:
        return
    known, pool = begun
    if pool is None:
        await _fail(
            database, actor, known, "Aucun établissement n'est connu dans cette région, ou le lot « Premières 24 h » manque.", clock
        )
        return

    async def still_wanted(progress: Progress) -> bool:
        async with database.transaction(actor) as tx:
            return await stored.progress(tx, run_id, done=progress.done, total=progress.total)

    try:
        report = await stress_run.attack(StressWork(pool, known.with_pairs), still_wanted, bounds)
    except StressFailed as failed:
        logger.exception("the stress test %s found nothing", run_id)
        await _fail(database, actor, known, str(failed), clock)
    else:
        if report is not None:
            await _save(database, actor, known, report, clock)


async def give_up(database: Database, actor: Actor, run_id: StressRunId, clock: Clock) -> None:
    """Say that a test will find nothing, once the worker could not run it however often it tried."""
    async with database.transaction(actor, read_only=True) as tx:
        known = await stored.by_id(tx, run_id)
    if known is not None:
        await _fail(database, actor, known, "Le calcul s'est interrompu à chaque essai : demandez un nouveau test.", clock)


async def _begin(database: Database, actor: Actor, run_id: StressRunId, clock: Clock) -> tuple[StressRun, StressPool | None] | None:
    """Read the pool of one moment; nothing when the test is no longer wanted."""
    async with database.transaction(actor, read_only=True) as tx:
        known = await stored.by_id(tx, run_id)
        if known is None or known.state not in stress.UNDER_WAY:
            return None
        pool = await stress_pool.read(tx, known.region, known.staffings, await clock(tx))
    async with database.transaction(actor) as tx:
        is_ours = await stored.begin(tx, run_id, read_at=pool.read_at if pool is not None else await clock(tx))
    return (known, pool) if is_ours else None


async def _save(database: Database, actor: Actor, known: StressRun, report: StressReport, clock: Clock) -> None:
    async with database.transaction(actor) as tx:
        now = await clock(tx)
        if await stored.save(tx, known, report, at=now):
            _note(tx, known, "stress.done", f"Test de résistance terminé : {_told(report)}.", now)
            await outbox.append(tx, StressTestEnded(known.region, known.id))


async def _fail(database: Database, actor: Actor, known: StressRun, why: str, clock: Clock) -> None:
    async with database.transaction(actor) as tx:
        now = await clock(tx)
        if await stored.fail(tx, known.id, why=why, at=now):
            _note(tx, known, "stress.failed", f"Test de résistance sans résultat. {why}", now)
            await outbox.append(tx, StressTestEnded(known.region, known.id))


def _note(tx: Transaction, run: StressRun, act: str, text: str, now: datetime) -> None:
    tx.note(LogLine(Chain.of_region(run.region), act, text, now, details={"stress_test": str(run.id)}))


def _options(run: StressRun) -> str:
    staffings = french.listed([STAFFING_LABELS[staffing] for staffing in run.staffings])
    return f"{staffings}, par paires aussi" if run.with_pairs else staffings


def _told(report: StressReport) -> str:
    """In figures, without what would say where to strike: "de jour, 151 attaques entièrement couvertes sur 188"."""
    covered = ("attaque entièrement couverte", "attaques entièrement couvertes")
    return " ; ".join(
        f"{STAFFING_LABELS[one.staffing]}, {french.counted(one.attacks_covered, *covered)} sur {one.attacks}" for one in report.summaries
    )
