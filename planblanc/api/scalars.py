"""Moments and days: strict, and refused in French."""

from datetime import date, datetime

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition


def _moment(value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        moment = None
    if moment is None:
        raise GraphQLError(f"« {value} » n'est pas un instant : écrivez par exemple 2021-02-09T02:40:00+01:00.")
    if moment.utcoffset() is None:
        raise GraphQLError(f"« {value} » n'a pas de fuseau horaire : ajoutez-le, par exemple 2021-02-09T02:40:00+01:00.")
    return moment


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and len(value) == len("2021-02-09"):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise GraphQLError(f"« {value} » n'est pas une date : écrivez par exemple 2021-02-09.")


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
