"""When somebody can be asked: windows, hours that come again each day, absences; laid out on the line of time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import IntEnum, StrEnum
from zoneinfo import ZoneInfo

from planblanc.domain.errors import BadInput

Span = tuple[datetime, datetime]

EVERY_DAY = 0b1111111
_DAY = timedelta(days=1)
_LONGEST = timedelta(days=5 * 366)


class HoursKind(StrEnum):
    """What a line of a calendar says."""

    WINDOW = "WINDOW"
    DAILY = "DAILY"
    ABSENCE = "ABSENCE"
    LEAVE_ASKED = "LEAVE_ASKED"  # asked for, not granted: it takes nobody off the pool by itself


class Weekday(IntEnum):
    """A day of the week, and its bit in the mask of a calendar."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """One line of a responder's calendar, from `starts_at` to `ends_at`.

    DAILY: every day of the mask `weekdays` (bit 0 is Monday, the day on which the hours begin), from `daily_from` to
    `daily_to` by the clock of the place; past midnight when `daily_to` is not after `daily_from`.
    """

    kind: HoursKind
    starts_at: datetime
    ends_at: datetime
    daily_from: time | None = None
    daily_to: time | None = None
    weekdays: int = EVERY_DAY

    def __post_init__(self) -> None:
        _require_moment(self.starts_at, "starts_at")
        _require_moment(self.ends_at, "ends_at")
        if self.ends_at <= self.starts_at:
            raise BadInput("Cette période finit avant de commencer.", ("ends_at",))
        if self.ends_at - self.starts_at > _LONGEST:
            raise BadInput("Cette période est trop longue : cinq ans au plus.", ("ends_at",))
        if not 1 <= self.weekdays <= EVERY_DAY:
            raise BadInput("Choisissez au moins un jour de la semaine.", ("weekdays",))
        for name, hour in (("daily_from", self.daily_from), ("daily_to", self.daily_to)):
            if (self.kind == HoursKind.DAILY) != (hour is not None):
                told = "sont nécessaires pour des horaires quotidiens" if hour is None else "ne valent que pour des horaires quotidiens"
                raise BadInput(f"Les heures de début et de fin {told}.", (name,))


def spans(calendar: Iterable[Hours], zone: ZoneInfo, start: datetime, until: datetime) -> tuple[Span, ...]:
    """When the calendar leaves somebody free between `start` and `until`: merged, in order, in UTC."""
    horizon = (start.astimezone(UTC), until.astimezone(UTC))
    free: list[Span] = []
    away: list[Span] = []
    for hours in calendar:
        if hours.kind == HoursKind.LEAVE_ASKED:
            continue
        laid = _laid_out(hours, zone, horizon)
        (away if hours.kind == HoursKind.ABSENCE else free).extend(laid)
    return tuple(_without(_merged(free), _merged(away)))


def covers(intervals: Sequence[Span], start: datetime, end: datetime) -> bool:
    """Whether one of these merged intervals holds the whole window."""
    return any(begins <= start and end <= ends for begins, ends in intervals)


def _require_moment(at: datetime, name: str) -> None:
    if at.utcoffset() is None:
        raise BadInput("Cet instant n'a pas de fuseau horaire.", (name,))
    if not 2000 <= at.year < 2200:
        raise BadInput("Cet instant est trop lointain.", (name,))


def _laid_out(hours: Hours, zone: ZoneInfo, horizon: Span) -> Iterator[Span]:
    begins = max(hours.starts_at.astimezone(UTC), horizon[0])
    ends = min(hours.ends_at.astimezone(UTC), horizon[1])
    if hours.daily_from is None or hours.daily_to is None:
        if begins < ends:
            yield begins, ends
        return
    lasts_past_midnight = hours.daily_to <= hours.daily_from
    # Hours of the evening before may still run as the horizon opens.
    day = begins.astimezone(zone).date() - _DAY
    while day <= ends.astimezone(zone).date():
        if hours.weekdays >> day.weekday() & 1:
            opens = _instant(datetime.combine(day, hours.daily_from), zone)
            closes = _instant(datetime.combine(day + _DAY if lasts_past_midnight else day, hours.daily_to), zone)
            if max(opens, begins) < min(closes, ends):
                yield max(opens, begins), min(closes, ends)
        day += _DAY


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of a wall clock; an hour that comes twice, or never, is read in winter time, as PostgreSQL does."""
    return max(wall.replace(tzinfo=zone, fold=0).astimezone(UTC), wall.replace(tzinfo=zone, fold=1).astimezone(UTC))


def _merged(found: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for begins, ends in sorted(found):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return merged


def _without(free: Iterable[Span], away: Sequence[Span]) -> Iterator[Span]:
    for begins, ends in free:
        since = begins
        for leaves, comes_back in away:
            if comes_back <= since or leaves >= ends:
                continue
            if since < leaves:
                yield since, leaves
            since = comes_back
        if since < ends:
            yield since, ends
