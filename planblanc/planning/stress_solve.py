"""What the process of a stress test does: translate, attack, and tell what was found in words of the domain."""

from collections.abc import Callable, Mapping

from planblanc.domain.stress import StressPart, StressReport, StressRow, StressStaffing, StressSummary
from planblanc.planning.stress_telling import Telling, units
from planblanc.planning.stress_translate import Staffed, translate
from planblanc.planning.stress_work import Progress, StressWork
from solver.stress.groups import fate_groups
from solver.stress.outcome import Outcome, added
from solver.stress.report import Pairs, StaffingReport, stress_test

_STEPS = 40  # so many times the progress is told


def solve(work: StressWork, on_progress: Callable[[Progress], None]) -> StressReport:
    """Attack every establishment, group and, where wanted, pair, at every staffing."""
    staffed = tuple(translate(work.pool))
    attacked = _Counter(sum(_attacks(one, with_pairs=work.with_pairs) for one in staffed), on_progress)
    summaries: list[StressSummary] = []
    tables: dict[tuple[StressPart, StressStaffing], tuple[StressRow, ...]] = {}
    for one in staffed:
        (report,) = stress_test(one.stress, with_pairs=work.with_pairs, attacked=attacked.one_more)
        summaries.append(_summary(one, report))
        tables.update({(part, one.watch.staffing): rows for part, rows in _tables(Telling(work.pool, one), report).items()})
    return StressReport(tuple(summaries), tables)


class _Counter:
    """Counts attacks, and tells of a few."""

    def __init__(self, total: int, on_progress: Callable[[Progress], None]) -> None:
        self._done, self._total, self._on_progress = 0, total, on_progress
        on_progress(Progress(0, total))

    def one_more(self) -> None:
        """One attack was made."""
        self._done += 1
        if self._done * _STEPS // self._total > (self._done - 1) * _STEPS // self._total:
            self._on_progress(Progress(self._done, self._total))


def _attacks(staffed: Staffed, *, with_pairs: bool) -> int:
    targets = len(staffed.stress.targets)
    return targets + len(fate_groups(staffed.stress)) + (targets * (targets - 1) // 2 if with_pairs else 0)


def _tables(telling: Telling, report: StaffingReport) -> Mapping[StressPart, tuple[StressRow, ...]]:
    pairs = report.pairs.worst if report.pairs is not None else ()
    return {
        StressPart.ALONE: telling.attacks(report.alone, report),
        StressPart.GROUP: telling.attacks(report.groups, report),
        StressPart.PAIR: telling.attacks(pairs, report),
        StressPart.SHORTAGE: tuple(map(telling.shortage, report.shortages)),
        StressPart.LOSS: telling.losses(report.losses),
        StressPart.GAIN: telling.gains(report.gains),
    }


def _summary(staffed: Staffed, report: StaffingReport) -> StressSummary:
    pairs = report.pairs or Pairs(0, 0, ())
    return StressSummary(
        staffing=staffed.watch.staffing,
        at=staffed.watch.at,
        asked=units(added(*(outcome.asked for outcome in report.alone))),
        covered=units(added(*(outcome.covered for outcome in report.alone))),
        attacks=len(report.alone),
        attacks_covered=_covered(report.alone),
        attacks_at_most=len(report.beyond_floors),
        groups=len(report.groups),
        groups_covered=_covered(report.groups),
        pairs=pairs.attacked if report.pairs is not None else None,
        pairs_covered=pairs.covered if report.pairs is not None else None,
    )


def _covered(outcomes: tuple[Outcome, ...]) -> int:
    return sum(outcome.is_covered for outcome in outcomes)
