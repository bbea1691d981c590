"""How moments and lists are said in a French sentence."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")


def moment(at: datetime) -> str:
    """A moment as it is read aloud, in Paris time: "9 février 2021 à 02 h 40"."""
    local = at.astimezone(PARIS)
    return f"{on(local)} à {local:%H} h {local:%M}"


def day(at: datetime) -> str:
    """A day with its name, in Paris time: "mardi 9 février 2021"."""
    local = at.astimezone(PARIS)
    return f"{_DAYS[local.weekday()]} {on(local)}"


def local_moment(at: datetime) -> str:
    """A moment with its day, by the clock of its own place: "mercredi 25 novembre 2026, 2 h"."""
    return f"{_DAYS[at.weekday()]} {on(at)}, {at.hour} h{f' {at.minute:02}' if at.minute else ''}"


def listed(parts: Sequence[str]) -> str:
    """Parts one after the other: "a, b et c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} et {parts[-1]}"


def counted(number: int, one: str, several: str) -> str:
    """A number and its noun: "1 besoin", "3 besoins"."""
    return f"{number} {one if number < 2 else several}"


def number(value: int) -> str:
    """A whole number, its thousands apart by a narrow space: "10 000"."""
    return f"{value:,}".replace(",", "\u202f")


def on(local: date) -> str:
    """A day without its name: "9 février 2021"."""
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"
