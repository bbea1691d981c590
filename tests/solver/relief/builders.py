"""Small weeks of relief that state only what matters: one establishment H1 at ten minutes, everybody free, crews of one."""

from collections.abc import Iterable, Mapping

from solver.needs import Criticality, Skill
from solver.proposal import Proof
from solver.relief.duties import Duty, WorkingTime
from solver.relief.problem import ReliefProblem
from solver.relief.relievers import Reliever, Span, Stay
from solver.relief.roster import Roster, Turn, vacancies
from solver.relief.shifts import Post, Shift

HOUR = 60
DAY = 24 * HOUR
ALWAYS = ((-100 * DAY, 100 * DAY),)


def duty(starts: float, ends: float, *, at: str = "H1", night: bool = False) -> Duty:
    """Work from one hour to another, told in hours since the epoch, which is a midnight."""
    start, end = round(starts * HOUR), round(ends * HOUR)
    return Duty(at, start, end, start // DAY, (end - 1) // DAY, night)


def post(
    competence: str = "network", level: int = 1, *, of: Criticality = Criticality.VITAL, quantity: int = 1, leads: bool = False
) -> Post:
    """One basic holder of a competence."""
    return Post(Skill(competence, level), of, quantity, leads)


def shift(
    identity: str = "S1",
    starts: float = 8,
    ends: float = 20,
    *,
    at: str = "H1",
    night: bool = False,
    posts: Iterable[Post] = (),
    handover: int = 0,
    series: str = "",
) -> Shift:
    """The first day, from 8 to 20."""
    return Shift(identity, duty(starts, ends, at=at, night=night), tuple(posts) or (post(),), series, handover)


def person(
    identity: str = "P1",
    *,
    knows: Mapping[str, int] | str = "network",
    free: Iterable[Span] = ALWAYS,
    to: Mapping[str, int] | None = None,
    granted: Iterable[Span] = (),
    wished: Iterable[Span] = (),
    been_at: Iterable[str] = (),
    stays: Iterable[Stay] = (),
    worked: Iterable[Duty] = (),
) -> Reliever:
    """Someone always free, who holds a competence at the basic level."""
    return Reliever(
        id=identity,
        competences={knows: 1} if isinstance(knows, str) else knows,
        free=tuple(free),
        minutes_to={"H1": 10} if to is None else to,
        granted=tuple(granted),
        wished=tuple(wished),
        knows=frozenset(been_at),
        stays=tuple(stays),
        worked=tuple(worked),
    )


def problem(
    shifts: Iterable[Shift] = (),
    relievers: Iterable[Reliever] = (),
    *,
    travel: Mapping[tuple[str, str], int] | None = None,
    working_time: WorkingTime | None = None,
) -> ReliefProblem:
    """A problem in which H1 and H2 cannot be travelled between, unless said otherwise."""
    return ReliefProblem(tuple(shifts), tuple(relievers), travel or {}, working_time or WorkingTime())


def roster(given: ReliefProblem, *turns: tuple[str, str] | tuple[str, str, int]) -> Roster:
    """The roster of these turns: shift, person and post, the first one unless told."""
    made = tuple(sorted(Turn(turn[0], turn[2] if len(turn) == 3 else 0, turn[1]) for turn in turns))
    return Roster(made, vacancies(given, made), (), Proof.NOT_REACHED)
