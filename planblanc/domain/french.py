"""How moments and lists are said in a French sentence."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


def moment(at: datetime) -> str:
    """A moment as it is read aloud, in Paris time: "9 février 2021 à 02 h 40"."""
    local = at.astimezone(PARIS)
    months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
    return f"{local.day} {months[local.month - 1]} {local.year} à {local:%H} h {local:%M}"


def listed(parts: Sequence[str]) -> str:
    """Parts one after the other: "a, b et c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} et {parts[-1]}"


def counted(number: int, one: str, several: str) -> str:
    """A number and its noun: "1 besoin", "3 besoins"."""
    return f"{number} {one if number < 2 else several}"
