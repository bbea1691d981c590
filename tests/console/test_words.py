"""Hours by the clock of the page's region, lengths and distances as French writes them, values by their own descriptions."""

from zoneinfo import ZoneInfo

import pytest
from jinja2 import Environment

from planblanc.console import site, words

ENVIRONMENT = Environment(autoescape=True)
words.dress(ENVIRONMENT, site.published())
NIGHT = "2021-02-09T01:40:00+00:00"


def said(expression: str, *, zone: str = "Europe/Paris", now: str = NIGHT) -> str:
    """What a template writes."""
    return ENVIRONMENT.from_string("{{ " + expression + " }}").render(zone=ZoneInfo(zone), now=now)


@pytest.mark.parametrize(
    ("zone", "moment"),
    [("Europe/Paris", "mar. 9 févr. 02:40"), ("Indian/Reunion", "mar. 9 févr. 05:40"), ("America/Martinique", "lun. 8 févr. 21:40")],
)
def test_a_moment_is_read_by_the_clock_of_the_region(zone: str, moment: str) -> None:
    assert said(f"'{NIGHT}'|moment", zone=zone) == moment
    assert words.zone_name(site.zone_of("04")) == "heure de La Réunion"


def test_an_hour_of_another_day_says_its_day_and_another_year_its_year() -> None:
    assert said(f"'{NIGHT}'|hour") == "02:40"
    assert said(f"'{NIGHT}'|hour", now="2021-02-10T08:00:00+00:00") == "mar. 9 févr. 02:40"
    assert said(f"'{NIGHT}'|hour", now="2022-02-10T08:00:00+00:00") == "mar. 9 févr. 2021 02:40"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'2021-02-09T01:37:00+00:00'|ago", "il y a 3 min"),
        ("'2021-02-09T04:20:00+00:00'|ago", "dans 2 h 40"),
        (f"'{NIGHT}'|ago", "à l'instant".replace("'", "&#39;")),
        ("35|lasting", "35 min"),
        ("120|lasting", "2 h"),
        ("8640|lasting", "6 j"),
        ("43.52|km", "43,5\u00a0km"),
        ("10000|number", "10\u202f000"),
        ("'ACTIVE'|word('IncidentState')", "actif"),
        ("'H4'|word('WantedBy')", "sous 4 heures"),
        ("none|hour", "heure inconnue"),
    ],
)
def test_what_is_said_is_said_in_french(expression: str, expected: str) -> None:
    assert said(expression) == expected
