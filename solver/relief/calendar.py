"""Local hours become elapsed minutes, so that the night of a clock change has the hours it has."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from solver.refusal import require
from solver.relief.duties import HOUR, Duty
from solver.relief.shifts import Post, Shift

# Art. L3122-20 and L3122-5 of the labour code: the night goes from 21:00 to 6:00, and three hours of it make a night of work.
NIGHT_STARTS, NIGHT_ENDS = time(21), time(6)
NIGHT_MINUTES = 3 * HOUR


@dataclass(frozen=True)
class Hours:
    """Local hours of a shift, told as the clock on the wall shows them; it ends the next day if not later than it starts."""

    name: str
    starts: time
    ends: time

    @property
    def crosses_midnight(self) -> bool:
        """Whether it ends on the day after."""
        return self.ends <= self.starts


DAY = Hours("jour", time(8), time(20))
NIGHT = Hours("nuit", time(20), time(8))


@dataclass(frozen=True)
class Place:
    """An establishment and its local time; `epoch` is the aware moment that minutes are counted from."""

    establishment: str
    zone: ZoneInfo
    epoch: datetime

    def __post_init__(self) -> None:
        require(self.epoch.tzinfo is not None, f"place {self.establishment!r}", "its epoch has no time zone")

    def minute(self, day: date, at: time) -> int:
        """Minutes elapsed from the epoch to a local hour; of an hour that a clock change repeats, the first."""
        local = datetime.combine(day, at, self.zone)
        return (local.astimezone(UTC) - self.epoch.astimezone(UTC)) // timedelta(minutes=1)

    def day_of(self, minute: int) -> date:
        """The local day of an elapsed minute."""
        return (self.epoch.astimezone(UTC) + timedelta(minutes=minute)).astimezone(self.zone).date()


def duty_of(place: Place, day: date, hours: Hours, handover: int = 0) -> Duty:
    """The duty that begins on a local day, longer by the handover to the next crew."""
    starts_at = place.minute(day, hours.starts)
    ends_at = place.minute(day + timedelta(days=hours.crosses_midnight), hours.ends) + handover
    return Duty(
        establishment=place.establishment,
        starts_at=starts_at,
        ends_at=ends_at,
        day=place.day_of(starts_at).toordinal(),
        last_day=place.day_of(ends_at - 1).toordinal(),
        is_night=_minutes_of_night(place, day, starts_at, ends_at) >= NIGHT_MINUTES,
    )


def shifts_of(
    place: Place, days: Iterable[date], posts: Sequence[Post], *, hours: Sequence[Hours] = (DAY, NIGHT), handover: int = 0
) -> Iterator[Shift]:
    """The shifts of an establishment on these local days, each with the same posts, in order."""
    for day in days:
        for each in hours:
            identity = f"{place.establishment}/{day.isoformat()}/{each.name}"
            yield Shift(identity, duty_of(place, day, each, handover), tuple(posts), handover=handover)


def _minutes_of_night(place: Place, day: date, starts_at: int, ends_at: int) -> int:
    evenings = (day + timedelta(days=offset) for offset in range(-1, (ends_at - starts_at) // (24 * HOUR) + 2))
    nights = ((place.minute(evening, NIGHT_STARTS), place.minute(evening + timedelta(days=1), NIGHT_ENDS)) for evening in evenings)
    return sum(max(min(end, ends_at) - max(start, starts_at), 0) for start, end in nights)
