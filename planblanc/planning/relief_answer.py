"""A roster is put to the solver, and what it finds is told in words of the domain."""

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass

from planblanc.domain.relief import Proposed, Roster, Site
from planblanc.domain.relief_pool import ReliefPool
from planblanc.planning import relief_telling
from planblanc.planning.relief_translate import translate
from planblanc.planning.relief_work import RosterWork
from planblanc.planning.run import Bounds, Solver, SolverFailed
from solver.refusal import ProblemRefused
from solver.relief import roster as found_by
from solver.relief.check import breaches

# A roster of weeks is worth waiting for longer than a plan: nobody is on the road for it yet.
BOUNDS = Bounds(seconds=180.0)

# Where the nearest leave a place vacant, those further away are looked at too; in the end, everybody.
WIDER = (6, math.inf)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answered:
    """What was found, or why nothing was; the solver's own roster stays beside it, to be checked on fresh data."""

    proposed: Proposed | None = None
    found: found_by.Roster | None = None
    failure: str = ""


async def find(roster: Roster, sites: Sequence[Site], pool: ReliefPool, solver: Solver) -> Answered:
    """The roster for these weeks, or why there is none."""
    if not all(site.is_open for site in pool.sites):
        return Answered(failure="Un incident de cette relève est terminé : demandez-en une nouvelle.")
    try:
        translated = translate(roster, sites, pool)
    except ProblemRefused:
        logger.exception("the relief makes no problem")
        return Answered(failure="Les données du vivier ou des équipes sont incohérentes : l'administrateur a été prévenu.")
    if not translated.problem.shifts:
        return Answered(failure="Toutes les gardes demandées sont déjà passées.")
    try:
        found = await solver.find(RosterWork(translated.problem, translated.everybody))
        for margin in WIDER:
            # As long as somebody was left out, a vacancy proves nothing.
            if found.roster.vacancies and translated.has_left_out:
                translated = translate(roster, sites, pool, margin=margin)
                found = await solver.find(RosterWork(translated.problem, translated.everybody))
    except SolverFailed:
        logger.exception("no roster was found in time")
        return Answered(failure="Le calcul s'est interrompu avant de trouver une relève : demandez moins de semaines ou moins de sites.")
    return Answered(relief_telling.tell(translated, found), found.roster)


def broken_on(roster: Roster, sites: Sequence[Site], fresh: ReliefPool, answered: Answered) -> bool:
    """Whether what was found no longer holds on data read since."""
    if answered.found is None or not all(site.is_open for site in fresh.sites):
        return True
    translated = translate(roster, sites, fresh, keep=answered.found.turns_of)
    if not answered.found.crews.keys() <= translated.problem.shift.keys():
        return True
    return bool(breaches(translated.problem, answered.found))
