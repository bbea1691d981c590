"""Weeks of relief at Dax, as the tests ask for them."""

from dataclasses import dataclass
from datetime import date, time

from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId
from planblanc.domain.relief import Load, Roster, RosterId, Shift, Site
from planblanc.domain.relief_wanted import Crew, Post, ReliefWanted, SiteWanted
from planblanc.domain.requests import Criticality
from planblanc.planning.run import Solver
from planblanc.store import relief as stored
from planblanc.usecases import relief
from tests.usecases import dax
from tests.usecases.dax import ARS, NIGHT, WORKER, Crisis

TOMORROW = date(2021, 2, 10)
NETWORK = Post("NETWORK", 2, criticality=Criticality.VITAL, is_lead=True)
DAY = Crew("jour", time(8), time(20), (NETWORK, Post("TELEPHONY")))
NIGHTS = Crew("nuit", time(20), time(8), (NETWORK,))


@dataclass(frozen=True)
class Read:
    """A roster with all that it holds."""

    roster: Roster
    sites: list[Site]
    shifts: list[Shift]
    people: list[Load]

    @property
    def missing(self) -> int:
        """Places that nobody fills."""
        return sum(vacancy.quantity for shift in self.shifts for vacancy in shift.vacancies)

    @property
    def held(self) -> int:
        """Places that somebody fills."""
        return sum(len(shift.turns) for shift in self.shifts)


def wanted(incident: IncidentId, *crews: Crew, starts_on: date = TOMORROW, weeks: int = 1) -> ReliefWanted:
    """A week of days at Dax, from tomorrow."""
    return ReliefWanted(starts_on, weeks, (SiteWanted(incident, crews or (DAY,)),))


async def requested(crisis: Crisis, asked: ReliefWanted | None = None, actor: Actor = ARS) -> RosterId:
    """Ask for it."""
    async with crisis.acting(actor) as tx:
        return await relief.request(tx, actor, asked or wanted(crisis.incident), NIGHT)


async def proposed(crisis: Crisis, solver: Solver, asked: ReliefWanted | None = None) -> RosterId:
    """Ask for it, and have it computed."""
    roster = await requested(crisis, asked)
    await relief.propose(crisis.worker, solver, WORKER, roster, dax.clock)
    return roster


async def read(crisis: Crisis, roster: RosterId, actor: Actor = ARS) -> Read | None:
    """The roster as an actor reads it; nothing when it is not theirs to see."""
    async with crisis.acting(actor) as tx:
        found = await stored.by_id(tx, roster)
        if found is None:
            return None
        return Read(
            found,
            (await stored.sites_of(tx, [roster]))[0],
            (await stored.shifts_of(tx, [roster]))[0],
            (await stored.people_of(tx, [roster]))[0],
        )
