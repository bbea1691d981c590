"""A snapshot is put to the solver, and what it finds is told in words of the domain."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from planblanc.domain.identity import NeedId
from planblanc.domain.planning import Snapshot
from planblanc.domain.plans import Proposed
from planblanc.domain.procedures import Procedure
from planblanc.planning import telling
from planblanc.planning.reasons import Before
from planblanc.planning.run import Solver, SolverFailed
from planblanc.planning.translate import translate
from planblanc.planning.work import Found, Work
from solver.check import breaches
from solver.nearest import nearest_first
from solver.proposal import Proposal
from solver.refusal import ProblemRefused

logger = logging.getLogger(__name__)

Procedures = Mapping[NeedId, Sequence[Procedure]]


@dataclass(frozen=True)
class Answered:
    """What was found, or why nothing was; the solver's own proposal stays beside it, to be checked on fresh data."""

    proposed: Proposed | None = None
    proposal: Proposal | None = None
    failure: str = ""


async def find(snapshot: Snapshot, solver: Solver, *, before: Before, procedures: Procedures) -> Answered:
    """The plan for a snapshot; nearest-first, and saying so, when the solving process was lost.

    `before`: (need, resource) → who and how many in the last plan. `procedures`: what each PROCEDURE need is met with.
    """
    try:
        translated = translate(snapshot)
    except ProblemRefused:
        logger.exception("the snapshot makes no problem")
        return Answered(failure="Les données du vivier ou des besoins sont incohérentes : l'administrateur a été prévenu.")
    try:
        found = await solver.find(Work(translated.problem, telling.as_proposal(before), translated.choices))
    except SolverFailed:
        logger.exception("no plan was found in time: nearest first")
        found = Found(nearest_first(translated.problem))
    proposed = telling.tell(snapshot, translated, found, before=before, procedures=procedures)
    return Answered(proposed=proposed, proposal=found.proposal)


def broken_on(fresh: Snapshot, answered: Answered) -> bool:
    """Whether what was found no longer holds on data read since: needs that came meanwhile are for the next plan."""
    if answered.proposal is None or answered.proposed is None:
        return True
    planned = {need.need_id for need in answered.proposed.answers}
    still = tuple(need for need in fresh.needs if need.id in planned)
    opened = {incident.id for incident in fresh.incidents}
    if len(still) < len(planned) or not all(part.incident_id in opened for part in answered.proposed.parts):
        return True
    return bool(breaches(translate(replace(fresh, needs=still)).problem, answered.proposal))
