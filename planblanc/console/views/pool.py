"""What the pages of the pool choose from, and when somebody can be asked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from planblanc.domain.availability import EVERY_DAY, Hours, HoursKind, Weekday
from planblanc.domain.french import PARIS

Data = Mapping[str, Any]
Choices = list[tuple[str, str]]

WEEKS_SHOWN = 6
_OTHER_KINDS = {
    "GRADES": "GRADeS",
    "LOCAL_AUTHORITY": "Collectivité",
    "COMPANY": "Entreprise",
    "PRIS_COMPANY": "Prestataire qualifié PRIS",
    "STATE": "Service de l'État",
}


def lists(data: Data) -> Mapping[str, Any]:
    """The choices of the filters and of the forms, as pairs of a code and what it is called."""
    return {
        "competence_choices": _choices(data.get("competences"), "label"),
        "department_choices": [(code, f"{name} ({code})") for code, name in _choices(data.get("departments"), "name")],
        "group_choices": _choices(data.get("hospitalGroups"), "shortName"),
        "other_kinds": _OTHER_KINDS,
        "service_choices": _choices(data.get("serviceDomains"), "label"),
        "type_choices": _choices(data.get("equipmentTypes"), "label"),
    }


def responder(data: Data) -> Mapping[str, Any]:
    """The weeks to come of a responder, day by day."""
    found = data["responder"]
    calendar = [_hours(line) for line in found["calendar"]] if found else []
    today = datetime.fromisoformat(data["now"]).astimezone(PARIS).date()
    return {**lists(data), "weeks": weeks(calendar, today, PARIS)}


def weeks(calendar: Sequence[Hours], today: date, zone: ZoneInfo) -> list[list[dict[str, Any]]]:
    """Six weeks from Monday on: for each day whether somebody can be asked the whole day, a part of it, or not at all."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=offset) for offset in range(7 * WEEKS_SHOWN)]
    told = [{"date": day.isoformat(), "number": day.day, "is_past": day < today, "state": state(calendar, day, zone)} for day in days]
    return [told[start : start + 7] for start in range(0, len(told), 7)]


def state(calendar: Sequence[Hours], day: date, zone: ZoneInfo) -> str:
    """A day of a calendar in one word: "absent", "congé demandé", "tout le jour", "en partie" or "non"."""
    start = datetime(day.year, day.month, day.day, tzinfo=zone)
    end = start + timedelta(days=1)
    that_day = [hours for hours in calendar if hours.starts_at < end and hours.ends_at > start]
    kinds = {hours.kind for hours in that_day}
    if HoursKind.ABSENCE in kinds:
        return "absent"
    if HoursKind.LEAVE_ASKED in kinds:
        return "congé demandé"
    windows = [hours for hours in that_day if hours.kind is HoursKind.WINDOW]
    if any(hours.starts_at <= start and hours.ends_at >= end for hours in windows):
        return "tout le jour"
    daily = [hours for hours in that_day if hours.kind is HoursKind.DAILY and hours.weekdays >> day.weekday() & 1]
    return "en partie" if windows or daily else "non"


def _hours(line: Data) -> Hours:
    named = {day.name: day for day in Weekday}
    return Hours(
        kind=HoursKind(line["kind"]),
        starts_at=datetime.fromisoformat(line["startsAt"]),
        ends_at=datetime.fromisoformat(line["endsAt"]),
        daily_from=time.fromisoformat(line["dailyFrom"]) if line["dailyFrom"] else None,
        daily_to=time.fromisoformat(line["dailyTo"]) if line["dailyTo"] else None,
        weekdays=sum(1 << named[day] for day in line["weekdays"]) if line["weekdays"] else EVERY_DAY,
    )


def _choices(connection: Data | None, label: str) -> Choices:
    return [(edge["node"]["code"], edge["node"][label]) for edge in connection["edges"]] if connection else []
