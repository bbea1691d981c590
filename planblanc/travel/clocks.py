"""Day or night where help stands: a locked store at 3 a.m. is not the same store at noon."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
DAY_BEGINS = time(7)
NIGHT_BEGINS = time(20)


def is_night(at: datetime, time_zone: ZoneInfo) -> bool:
    """Whether it is night (20:00 to 07:00) by the clock on the wall there."""
    if at.tzinfo is None:
        raise ValueError("a moment without its zone is no moment")
    local = at.astimezone(time_zone).time()
    return local < DAY_BEGINS or local >= NIGHT_BEGINS
