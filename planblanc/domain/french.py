"""How moments, lists and names are said in a French sentence."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
# In a name that a register keeps in capitals: what is written small, and the initials that have a vowel and stay as they are.
_SMALL = frozenset(("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lès", "site", "sous", "sur"))
_INITIALS = frozenset(("ALPI", "AP", "CHI", "CHIC", "CHU", "EHPAD", "ESEA", "GIP", "HAD", "HIA", "MCO", "PRIS", "UGECAM", "USLD"))
_VOWELS = frozenset("AEIOUYÀÂÉÈÊËÎÏÔÛÙ")
_SHORTENED = frozenset({"ST", "STS", "DR", "MGR"})


def moment(at: datetime) -> str:
    """A moment as it is read aloud, in Paris time: "9 février 2021 à 02 h 40"."""
    local = at.astimezone(PARIS)
    return f"{on(local)} à {local:%H} h {local:%M}"


def day(at: datetime) -> str:
    """A day with its name, in Paris time: "mardi 9 février 2021"."""
    local = at.astimezone(PARIS)
    return f"{_DAYS[local.weekday()]} {on(local)}"


def near(at: datetime) -> str:
    """A moment of these days as it is read aloud, in Paris time: "mardi 9 février à 02 h 40"."""
    local = at.astimezone(PARIS)
    return f"{near_day(at)} à {local:%H} h {local:%M}"


def near_day(at: datetime) -> str:
    """A day of these months with its name, in Paris time: "mardi 9 février"."""
    local = at.astimezone(PARIS)
    return f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}"


def name(registered: str) -> str:
    """A name that a register keeps in capitals, as a text writes it: "Centre Hospitalier de Pau"; another one as it is."""
    if registered != registered.upper():
        return registered
    return re.sub(r"[^\W\d_]+", lambda word: _word(word[0], is_first=word.start() == 0), registered)


def local_moment(at: datetime) -> str:
    """A moment with its day, by the clock of its own place: "mercredi 25 novembre 2026, 2 h"."""
    return f"{_DAYS[at.weekday()]} {on(at)}, {at.hour} h{f' {at.minute:02}' if at.minute else ''}"


def listed(parts: Sequence[str]) -> str:
    """Parts one after the other: "a, b et c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} et {parts[-1]}"


def counted(count: int, one: str, several: str) -> str:
    """A number and its noun: "1 besoin", "3 besoins"."""
    return f"{number(count)} {one if count < 2 else several}"


def number(value: int) -> str:
    """A whole number, its thousands apart by a narrow space: "10 000"."""
    return f"{value:,}".replace(",", "\u202f")


def dialled(address: str) -> str:
    """A number of France as it is read and dialled: "05 36 49 01 01"; any other address as it is."""
    found = re.fullmatch(r"\+33([1-9])(\d\d)(\d\d)(\d\d)(\d\d)", address)
    return "0" + " ".join(found.groups()) if found else address


def on(local: date) -> str:
    """A day without its name: "9 février 2021"."""
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def _word(word: str, *, is_first: bool) -> str:
    if word in _INITIALS or (_VOWELS.isdisjoint(word) and word not in _SHORTENED and word.lower() not in _SMALL):
        return word
    return word.lower() if word.lower() in _SMALL and not is_first else word.capitalize()
