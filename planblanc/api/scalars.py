"""Moments and days: strict, and refused in French."""

from datetime import date, datetime

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from planblanc.domain import texts

_FIRST_YEAR, _LAST_YEAR = 1900, 2999


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise GraphQLError(f"{_quoted(value)} n'est pas un instant : écrivez par exemple 2021-02-09T02:40:00+01:00.")
    if moment.utcoffset() is None:
        raise GraphQLError(f"{_quoted(value)} n'a pas de fuseau horaire : ajoutez-le, par exemple 2021-02-09T02:40:00+01:00.")
    _require_this_age(moment)
    return moment


def _day(value: object) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2021-02-09") else None
    except ValueError:
        day = None
    if day is None:
        raise GraphQLError(f"{_quoted(value)} n'est pas une date : écrivez par exemple 2021-02-09.")
    _require_this_age(day)
    return day


def _require_this_age(day: date) -> None:
    # The calendar of machines ends: an hour more than its last day is a fault, not a date.
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise GraphQLError(f"{_quoted(day.isoformat())} est trop loin : l'année va de {_FIRST_YEAR} à {_LAST_YEAR}.")


def _quoted(value: object) -> str:
    return texts.quoted(str(value))


def _written(value: date) -> str:
    return value.isoformat()


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="Instant au format ISO 8601, toujours avec son fuseau horaire : 2021-02-09T02:40:00+01:00.",
        specified_by_url="https://scalars.graphql.org/andimarek/date-time",
        parse_value=_moment,
        serialize=_written,
    ),
    date: strawberry.scalar(
        name="Date",
        description="Jour au format ISO 8601 : 2021-02-09.",
        parse_value=_day,
        serialize=_written,
    ),
}
