"""Reads the events of an iCalendar file (RFC 5545) into the lines of a responder's calendar: their hours, and nothing else of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from planblanc.domain.availability import Hours, HoursKind
from planblanc.domain.errors import BadInput
from planblanc.domain.french import PARIS
from planblanc.integrations.sheets.tables import Fault

LARGEST = 256 * 1024
MOST_EVENTS = 200  # what one calendar of ours holds
MOST_FAULTS = 50
_MOST_LINES = 20_000
_MOMENT = re.compile(r"([0-9]{8})(?:T([0-9]{6})(Z?))?")
_DURATION = re.compile(r"\+?P(?:([0-9]{1,3})W|(?:([0-9]{1,4})D)?(?:T(?:([0-9]{1,4})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,6})S)?)?)")
_OF_WINDOWS = {"Romance Standard Time": "Europe/Paris", "W. Europe Standard Time": "Europe/Berlin", "UTC": "UTC"}
_REPEATS = ("RRULE", "RDATE", "RECURRENCE-ID")


@dataclass(frozen=True)
class Calendar:
    """The lines, in order of time, and what could not be read."""

    hours: tuple[Hours, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class _Property:
    line: int
    parameters: str
    value: str


def read(content: bytes, kind: HoursKind) -> Calendar:
    """The events of a file, each as one line of this kind; `BadInput` for a file that is no calendar, or too large."""
    if len(content) > LARGEST:
        raise BadInput(f"Ce fichier est trop grand : {LARGEST // 1024} Kio au plus.", ("file",))
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput("Ce fichier n'est pas de l'UTF-8.", ("file",)) from None
    lines = written.replace("\r\n", "\n").split("\n")
    if lines[0].strip().upper() != "BEGIN:VCALENDAR" or "\x00" in written or len(lines) > _MOST_LINES:
        raise BadInput("Ce fichier n'est pas un calendrier au format iCalendar (.ics).", ("file",))
    found, faults = [], []
    for number, event in enumerate(_events(lines)):
        if number >= MOST_EVENTS:
            raise BadInput(f"Ce calendrier a trop d'événements : {MOST_EVENTS} au plus.", ("file",))
        try:
            found += _hours(event, kind)
        except BadInput as refused:
            faults.append(Fault(event["BEGIN"].line, "", refused.message))
    return Calendar(tuple(sorted(found, key=lambda hours: hours.starts_at)), tuple(faults[:MOST_FAULTS]))


def _events(lines: list[str]) -> Iterator[dict[str, _Property]]:
    """The events, each as its properties by name; what stands within an event (an alarm) is passed over."""
    within: list[str] = []
    event: dict[str, _Property] = {}
    for number, line in _unfolded(lines):
        head, _, value = line.partition(":")
        name, _, parameters = head.upper().partition(";")
        if name == "BEGIN":
            within.append(value.strip().upper())
            event = {"BEGIN": _Property(number, "", value)} if within[-1] == "VEVENT" else event
        elif name == "END" and within:
            if within.pop() == "VEVENT":
                yield event
        elif within and within[-1] == "VEVENT":
            event.setdefault(name, _Property(number, head.partition(";")[2] if parameters else "", value.strip()))


def _unfolded(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines as they were before they were cut at 75 bytes, each with its number, in linear time."""
    begun, parts = 1, [""]
    for number, line in enumerate(lines, 1):
        if line[:1] in {" ", "\t"}:
            parts.append(line[1:])
            continue
        yield begun, "".join(parts)
        begun, parts = number, [line]
    yield begun, "".join(parts)


def _hours(event: dict[str, _Property], kind: HoursKind) -> list[Hours]:
    if event.get("STATUS", _Property(0, "", "")).value.upper() == "CANCELLED":
        return []
    if any(name in event for name in _REPEATS):
        raise BadInput("Cet événement se répète : écrivez ses horaires quotidiens vous-même, ou exportez chaque occurrence.")
    if "DTSTART" not in event:
        raise BadInput("Cet événement n'a pas de début.")
    begins = _moment(event["DTSTART"])
    return [Hours(kind, begins, _end(event, begins))]


def _end(event: dict[str, _Property], begins: datetime) -> datetime:
    if "DTEND" in event:
        return _moment(event["DTEND"])
    if "DURATION" in event:
        found = _DURATION.fullmatch(event["DURATION"].value.upper())
        if found is None:
            raise BadInput("La durée de cet événement ne peut pas être lue.")
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return begins + timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if len(event["DTSTART"].value) == len("20261231"):
        return begins + timedelta(days=1)
    raise BadInput("Cet événement n'a pas de fin.")


def _moment(told: _Property) -> datetime:
    found = _MOMENT.fullmatch(told.value)
    try:
        day = date.fromisoformat(found[1]) if found else None
        hour = time.fromisoformat(found[2]) if found and found[2] else time()
    except ValueError:
        day = None
    if found is None or day is None or not 2000 <= day.year < 2200:
        raise BadInput("La date de cet événement ne peut pas être lue.")
    return datetime.combine(day, hour, UTC if found[3] else _zone(told.parameters)).astimezone(UTC)


def _zone(parameters: str) -> ZoneInfo:
    """The zone that a property names; without one, the hour is that of mainland France."""
    named = next((part[5:].strip('"') for part in parameters.split(";") if part.upper().startswith("TZID=")), None)
    if named is None:
        return PARIS
    name = _OF_WINDOWS.get(named, named)
    if name not in available_timezones():
        raise BadInput("Le fuseau horaire de cet événement n'est pas connu.")
    return ZoneInfo(name)
