"""The results as rows of plain values, for a table, JSON or CSV: every row of a table has the same keys."""

from collections.abc import Iterable

from solver.needs import Item, Skill
from solver.stress.gains import Gain
from solver.stress.losses import Loss
from solver.stress.outcome import ByCriticality, Outcome
from solver.stress.report import Shortage

Row = dict[str, str | int | None]


def attack_rows(outcomes: Iterable[Outcome]) -> list[Row]:
    """One row an attack; the times are those of the victim that waits longest, none where one of them never has it."""
    return [
        {
            "staffing": outcome.staffing,
            "victims": _listed(outcome.victims),
            **_columns("asked", outcome.asked),
            **_columns("covered", outcome.covered),
            "first_minutes": _longest(outcome.first_minutes),
            "full_minutes": _longest(outcome.full_minutes),
            "lacking": _listed(f"{need} × {units}" for need, units in outcome.lacking),
        }
        for outcome in outcomes
    ]


def shortage_rows(shortages: Iterable[Shortage]) -> list[Row]:
    """One row for each thing that lacks at a criticality."""
    return [
        {
            "staffing": shortage.staffing,
            **_asked(shortage.wants),
            "criticality": shortage.criticality.name,
            "units": shortage.units,
            "attacks": shortage.attacks,
        }
        for shortage in shortages
    ]


def loss_rows(losses: Iterable[Loss]) -> list[Row]:
    """One row a resource that is missed."""
    return [
        {
            "staffing": loss.staffing,
            "resource": loss.resource,
            **_columns("uncovered", loss.uncovered),
            "attacks": len(loss.victims),
            "used_by": loss.used_by,
            "victims": _listed(loss.victims),
        }
        for loss in losses
    ]


def gain_rows(gains: Iterable[Gain]) -> list[Row]:
    """One row for one more of something somewhere."""
    return [{"staffing": gain.staffing, **_asked(gain.wants), "site": gain.site, **_columns("covered", gain.covered)} for gain in gains]


def _columns(name: str, counts: ByCriticality) -> Row:
    return {f"{name}_{level}": count for level, count in zip(("vital", "high", "normal"), counts, strict=True)}


def _asked(wants: Skill | Item | str) -> Row:
    if isinstance(wants, Skill):
        return {"competence": wants.competence, "level": wants.level, "type": None}
    return {"competence": None, "level": None, "type": wants.type if isinstance(wants, Item) else wants}


def _longest(minutes: tuple[int | None, ...]) -> int | None:
    known = [each for each in minutes if each is not None]
    return max(known, default=None) if len(known) == len(minutes) else None


def _listed(values: Iterable[str]) -> str:
    return ", ".join(values)
