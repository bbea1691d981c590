"""What lies ahead of a roster: the thresholds of fatigue that people touch, and what will lack whatever the roster; pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from planblanc.domain import french
from planblanc.domain.relief import Forecast
from planblanc.planning.relief_translate import TranslatedRelief
from solver.needs import Skill
from solver.relief.duties import HOUR, WEEK, Duty
from solver.relief.relievers import Reliever, Span

# Told before the limits of the law are reached: 44 hours a week is the most on average over twelve weeks (art. L3121-22 of the
# labour code); three nights or five days in a row are assumptions, to be set by people of the field.
TIRING_WEEK, TIRING_NIGHTS, TIRING_DAYS = 44 * HOUR, 3, 5

# Days ahead: the next relief of people, the next week, the month in which a hospital comes back, or does not.
AHEAD = (3, 7, 30)
ALL = ""


def most_in_a_week(duties: Sequence[Duty]) -> int:
    """The most minutes of work in any seven days."""
    starts = {duty.starts_at for duty in duties} | {duty.ends_at - WEEK for duty in duties}
    return max((sum(duty.minutes_within(start, start + WEEK) for duty in duties) for start in starts), default=0)


def longest_run(days: set[int]) -> int:
    """The most days in a row."""
    firsts = [day for day in days if day - 1 not in days]
    return max((next(length for length in range(1, len(days) + 1) if first + length not in days) for first in firsts), default=0)


def warnings(duties: Sequence[Duty]) -> Iterator[str]:
    """The thresholds of fatigue that these duties touch, a sentence each."""
    week = most_in_a_week(duties)
    if week >= TIRING_WEEK:
        yield f"{french.number(week // HOUR)} heures sur sept jours : le seuil de vigilance est de {TIRING_WEEK // HOUR}."
    nights = longest_run({duty.day for duty in duties if duty.is_night})
    if nights >= TIRING_NIGHTS:
        yield f"{nights} nuits de suite : le seuil de vigilance est de {TIRING_NIGHTS}."
    days = longest_run({duty.day for duty in duties})
    if days >= TIRING_DAYS:
        yield f"{days} jours de suite : le seuil de vigilance est de {TIRING_DAYS}."


def forecasts(translated: TranslatedRelief, site: str) -> Iterator[Forecast]:
    """For each competence of a site, and for all of them together, the hours that are wanted and the most that people have to give.

    Who holds several is counted for each, and for each site: what lacks here lacks whatever the roster.
    """
    shifts = [shift for shift in translated.problem.shifts if shift.duty.establishment == site]
    if not shifts:
        return
    start = min(shift.duty.starts_at for shift in shifts)
    days = len({shift.duty.day for shift in shifts})
    asked: dict[Skill, int] = defaultdict(int)
    for shift in shifts:
        for post in shift.posts:
            asked[post.wants] += post.quantity * (shift.duty.ends_at - shift.duty.starts_at)
    there = [one for one in translated.everybody if site in one.minutes_to]
    for ahead in AHEAD:
        until = start + ahead * WEEK // 7
        hours = {skill: round(minutes * ahead / days / HOUR) for skill, minutes in asked.items()}
        for skill, wanted in sorted(hours.items(), key=lambda item: (item[0].competence, item[0].level)):
            yield Forecast(ahead, skill.competence, skill.level, wanted, _to_give(translated, _able(there, [skill]), start, until))
        if len(hours) > 1:
            yield Forecast(ahead, ALL, 1, sum(hours.values()), _to_give(translated, _able(there, list(hours)), start, until))


def _able(people: Iterable[Reliever], skills: Sequence[Skill]) -> Iterator[Reliever]:
    return (one for one in people if any(one.competences.get(skill.competence, 0) >= skill.level for skill in skills))


def _to_give(translated: TranslatedRelief, people: Iterable[Reliever], start: int, until: int) -> int:
    """Free time, less leave that was granted, no more than the working time allows."""
    most = translated.problem.working_time.week * -(-(until - start) // WEEK)
    return sum(min(most, _free(one, start, until)) for one in people) // HOUR


def _free(one: Reliever, start: int, until: int) -> int:
    free = sum(_shared(span, (start, until)) for span in one.free)
    away = ((max(span[0], start), min(span[1], until)) for span in one.granted)
    return free - sum(_shared(span, leave) for leave in away for span in one.free)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
