"""Stress tests: asked for, begun, told of, kept with what they found, and read again a page at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from planblanc.domain.access import Actor
from planblanc.domain.identity import StressRunId
from planblanc.domain.stress import StressPart, StressReport, StressRow, StressRun, StressStaffing, StressState
from planblanc.store import stress_rows as rows
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("stress")
MOST_ROWS = 10_000  # more than a table holds: one row an establishment


@dataclass(frozen=True)
class Table:
    """One table of one run, of one staffing or of all."""

    run: StressRunId
    part: StressPart
    staffing: StressStaffing | None = None


@dataclass(frozen=True)
class RowsWanted:
    """A page of a table, after a staffing and a rank."""

    table: Table
    after: tuple[str, int] | None
    limit: int


@dataclass(frozen=True)
class PlacedRow:
    """A row of the results, and where it stands."""

    staffing: StressStaffing
    rank: int
    told: StressRow


async def add(tx: Transaction, run: StressRun, actor: Actor) -> bool:
    """Keep that a test is wanted; false while another of the region has not ended."""
    added = await tx.execute(
        QUERIES["add_run"],
        id=run.id,
        region=run.region,
        staffings=[staffing.value for staffing in run.staffings],
        with_pairs=run.with_pairs,
        requested_by=actor.id,
        requested_name=run.requested_name,
        requested_at=run.requested_at,
    )
    return added == 1


async def end_lost(tx: Transaction, region: str, *, before: datetime, at: datetime) -> list[StressRun]:
    """End the runs of a region that began before that and never ended: nobody runs them any more."""
    return [rows.run(row) for row in await tx.rows(QUERIES["end_lost"], region=region, before=before, at=at)]


async def by_id(tx: Transaction, run: StressRunId) -> StressRun | None:
    """One run, or nothing that the actor may see."""
    row = await tx.row(QUERIES["read_run"], id=run)
    return rows.run(row) if row else None


async def lock(tx: Transaction, run: StressRunId) -> StressRun | None:
    """One run, held until the transaction ends."""
    row = await tx.row(QUERIES["lock_run"], id=run)
    return rows.run(row) if row else None


async def of_region(
    tx: Transaction, region: str, *, states: Sequence[StressState] | None = None, before: tuple[datetime, UUID] | None, limit: int
) -> list[StressRun]:
    """The runs of a region in these states (in any for none), newest first, after the sort key of the page before."""
    before_at, before_id = before or (None, None)
    wanted = None if states is None else [state.value for state in states]
    found = await tx.rows(QUERIES["list_runs"], region=region, states=wanted, before_at=before_at, before_id=before_id, limit=limit)
    return [rows.run(row) for row in found]


async def latest_done(tx: Transaction) -> list[StressRun]:
    """The last run of each region that the actor sees which found something."""
    return [rows.run(row) for row in await tx.rows(QUERIES["list_latest_done"])]


async def begin(tx: Transaction, run: StressRunId, *, read_at: datetime) -> bool:
    """Begin a run, or begin it again; false when it is no longer wanted."""
    return await tx.execute(QUERIES["begin_run"], id=run, read_at=read_at) == 1


async def progress(tx: Transaction, run: StressRunId, *, done: int, total: int) -> bool:
    """Tell how far a run is; false when it is no longer wanted."""
    return await tx.execute(QUERIES["tell_progress"], id=run, done=done, total=total) == 1


async def save(tx: Transaction, run: StressRun, report: StressReport, *, at: datetime) -> bool:
    """Keep what was found; false when the run is no longer wanted, or was kept already."""
    summaries = [rows.plain(summary) for summary in report.summaries]
    if await tx.execute(QUERIES["save_done"], id=run.id, finished_at=at, summaries=summaries) == 0:
        return False
    columns: list[dict[str, object]] = [
        {
            "run": run.id,
            "region": run.region,
            "part": part.value,
            "staffing": staffing.value,
            "rank": rank,
            "told": rows.plain(row),
        }
        for (part, staffing), table in report.tables.items()
        for rank, row in enumerate(table, start=1)
    ]
    await tx.execute_many(QUERIES["save_row"], columns)
    return True


async def fail(tx: Transaction, run: StressRunId, *, why: str, at: datetime) -> bool:
    """Keep why a run found nothing; false when it has ended already."""
    return await tx.execute(QUERIES["save_failed"], id=run, finished_at=at, failure=why) == 1


async def cancel(tx: Transaction, run: StressRunId, *, at: datetime) -> bool:
    """Stop wanting a run; false when it has ended already."""
    return await tx.execute(QUERIES["save_cancelled"], id=run, finished_at=at) == 1


async def rows_of(tx: Transaction, wanted: Sequence[RowsWanted]) -> list[list[PlacedRow]]:
    """The pages that are wanted, in their order."""
    found = await tx.rows(
        QUERIES["list_rows"],
        runs=[page.table.run for page in wanted],
        parts=[page.table.part.value for page in wanted],
        staffings=[page.table.staffing.value if page.table.staffing else None for page in wanted],
        after_staffings=[page.after[0] if page.after else None for page in wanted],
        after_ranks=[page.after[1] if page.after else None for page in wanted],
        limits=[page.limit for page in wanted],
    )
    pages: defaultdict[int, list[PlacedRow]] = defaultdict(list)
    for row in found:
        told = rows.told_of(wanted[row["page"] - 1].table.part, row["told"])
        pages[row["page"]].append(PlacedRow(StressStaffing(row["staffing"]), row["rank"], told))
    return [pages[number] for number in range(1, len(wanted) + 1)]


async def report(tx: Transaction, run: StressRun) -> StressReport:
    """All that a run found."""
    tables = [Table(run.id, part, staffing) for staffing in run.staffings for part in StressPart]
    found = await rows_of(tx, [RowsWanted(table, None, MOST_ROWS) for table in tables])
    told = {
        (table.part, staffing): tuple(row.told for row in page)
        for table, page in zip(tables, found, strict=True)
        if (staffing := table.staffing)
    }
    return StressReport(run.summaries, told)
