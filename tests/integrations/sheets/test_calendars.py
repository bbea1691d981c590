"""Calendars as other programs export them: the hours of their events, and nothing else."""

import pytest

from planblanc.domain.availability import HoursKind
from planblanc.domain.errors import BadInput
from planblanc.integrations.sheets import calendars


def calendar(*events: str) -> bytes:
    """A file of these events, each a list of properties apart by spaces."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:Europe/Paris", "BEGIN:STANDARD", "DTSTART:19701025T030000"]
    lines += ["RRULE:FREQ=YEARLY", "END:STANDARD", "END:VTIMEZONE"]
    for event in events:
        lines += ["BEGIN:VEVENT", *event.split(" "), "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def hours(*events: str) -> list[str]:
    found = calendars.read(calendar(*events), HoursKind.WINDOW)
    assert found.faults == ()
    return [f"{one.starts_at:%d %H:%M} {one.ends_at:%d %H:%M}" for one in found.hours]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("DTSTART:20210209T190000Z DTEND:20210210T070000Z", "09 19:00 10 07:00"),
        ("DTSTART;TZID=Europe/Paris:20210209T200000 DTEND;TZID=Europe/Paris:20210210T080000", "09 19:00 10 07:00"),
        ('DTSTART;TZID="Europe/Paris":20210709T200000 DTEND:20210710T060000Z', "09 18:00 10 06:00"),
        ("DTSTART;TZID=Indian/Reunion:20210209T200000 DURATION:PT12H", "09 16:00 10 04:00"),
        ("DTSTART:20210209T200000 DTEND:20210210T080000", "09 19:00 10 07:00"),
        ("DTSTART;VALUE=DATE:20210209 DTEND;VALUE=DATE:20210211", "08 23:00 10 23:00"),
        ("DTSTART;VALUE=DATE:20210209", "08 23:00 09 23:00"),
        ("dtstart:20210209T190000Z duration:P1DT2H30M", "09 19:00 10 21:30"),
        ("DTSTART:20210209T190000Z DTEND:20210210T070000Z BEGIN:VALARM TRIGGER:-PT15M DTSTART:x END:VALARM", "09 19:00 10 07:00"),
        ("DTSTART:20210209T19\r\n\t0000Z DTEND:20210210T070000Z SUMMARY:<script>", "09 19:00 10 07:00"),
    ],
)
def test_an_event_is_read_in_its_own_zone(event: str, told: str) -> None:
    assert hours(event) == [told]


def test_the_zone_that_an_office_program_names_is_known() -> None:
    written = calendar("DTSTART;TZID=Romance~Standard~Time:20210209T200000 DURATION:PT1H").replace(b"~", b" ")

    assert calendars.read(written, HoursKind.ABSENCE).hours[0].starts_at.hour == 19


def test_events_come_in_the_order_of_time_and_cancelled_ones_do_not() -> None:
    late, early = "DTSTART:20210211T000000Z DURATION:PT1H", "DTSTART:20210209T000000Z DURATION:PT1H"

    assert hours(late, early, f"{early} STATUS:CANCELLED") == ["09 00:00 09 01:00", "11 00:00 11 01:00"]


@pytest.mark.parametrize(
    "event",
    [
        "SUMMARY:x",
        "DTSTART:20210209T190000Z",
        "DTSTART:demain DTEND:20210210T070000Z",
        "DTSTART:20211399T190000Z DTEND:20210210T070000Z",
        "DTSTART:99991231T235959Z DURATION:P9999D",
        "DTSTART:00010101T000000 DURATION:P1D",
        "DTSTART:20210209T190000Z DTEND:20210209T180000Z",
        "DTSTART:20210209T190000Z DTEND:20300210T070000Z",
        "DTSTART:20210209T190000Z DURATION:-PT1H",
        "DTSTART:20210209T190000Z DURATION:" + "P" * 500,
        "DTSTART;TZID=../../etc/passwd:20210209T190000 DURATION:PT1H",
        "DTSTART;TZID=Europe/Nowhere:20210209T190000 DURATION:PT1H",
        "DTSTART:20210209T190000Z DURATION:PT1H RRULE:FREQ=SECONDLY;COUNT=1000000000",
        "DTSTART:20210209T190000Z DURATION:PT1H RDATE:20210210T190000Z",
    ],
)
def test_an_event_that_cannot_be_read_is_told_and_stops_no_other(event: str) -> None:
    found = calendars.read(calendar("DTSTART:20210209T000000Z DURATION:PT1H", event), HoursKind.WINDOW)

    assert (len(found.hours), [fault.line for fault in found.faults]) == (1, [14])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BEGIN:VCARD\r\nEND:VCARD",
        b"<html>",
        b"PK\x03\x04",
        b"BEGIN:VCALENDAR\r\n\x00",
        b"BEGIN:VCALENDAR\r\n\xff\xfe",
        calendar(*["DTSTART:20210209T000000Z DURATION:PT1H"] * 201),
        b"BEGIN:VCALENDAR\n" + b"\n" * 20_001,
        b"BEGIN:VCALENDAR\n" + b" " * calendars.LARGEST,
    ],
    ids=str.split("nothing card html zip null not-utf-8 many long large"),
)
def test_what_is_no_such_calendar_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput):
        calendars.read(content, HoursKind.WINDOW)


def test_a_hundred_thousand_things_within_things_are_passed_over() -> None:
    nested = b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 15_000

    assert calendars.read(nested, HoursKind.WINDOW).hours == ()


def test_one_line_folded_ten_thousand_times_is_read_in_one_go() -> None:
    folded = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20210209T000000Z\nDURATION:PT1H\nSUMMARY:" + b"\n a" * 15_000 + b"\nEND:VEVENT\n"

    assert len(calendars.read(folded, HoursKind.WINDOW).hours) == 1
