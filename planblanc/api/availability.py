"""When somebody can be asked."""

import re
from collections.abc import Sequence
from datetime import datetime, time

import strawberry

from planblanc.api import enums, nodes
from planblanc.domain import availability as domain
from planblanc.domain.availability import HoursKind, Weekday
from planblanc.domain.errors import BadInput
from planblanc.domain.identity import ResponderId
from planblanc.usecases.availability import CalendarWanted

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


enums.describe(
    Weekday,
    "Jour de la semaine.",
    {
        Weekday.MONDAY: "Lundi.",
        Weekday.TUESDAY: "Mardi.",
        Weekday.WEDNESDAY: "Mercredi.",
        Weekday.THURSDAY: "Jeudi.",
        Weekday.FRIDAY: "Vendredi.",
        Weekday.SATURDAY: "Samedi.",
        Weekday.SUNDAY: "Dimanche.",
    },
)
enums.describe(
    HoursKind,
    "Ce que dit une ligne d'un calendrier.",
    {
        HoursKind.WINDOW: "Disponible sans interruption d'un instant à un autre.",
        HoursKind.DAILY: "Disponible aux mêmes heures, certains jours de la semaine.",
        HoursKind.ABSENCE: "Absent, quoi que disent les autres lignes.",
        HoursKind.LEAVE_ASKED: "Congé demandé, pas encore accordé : une relève le respecte tant qu'elle le peut.",
    },
)


@strawberry.type(description="Une ligne du calendrier d'un intervenant.")
class Availability:
    kind: HoursKind = strawberry.field(description="Ce que dit la ligne.")
    starts_at: datetime = strawberry.field(description="À partir de quand.")
    ends_at: datetime = strawberry.field(description="Jusqu'à quand.")
    daily_from: str | None = strawberry.field(description="Heure de début, à l'horloge du lieu (20:00), pour des horaires quotidiens.")
    daily_to: str | None = strawberry.field(description="Heure de fin ; le lendemain si elle ne vient pas après celle de début.")
    weekdays: list[Weekday] = strawberry.field(description="Jours où les horaires commencent : sept au plus.")

    @classmethod
    def of(cls, hours: domain.Hours) -> "Availability":
        """The line, as the API shows it."""
        return cls(
            kind=hours.kind,
            starts_at=hours.starts_at,
            ends_at=hours.ends_at,
            daily_from=_written(hours.daily_from),
            daily_to=_written(hours.daily_to),
            weekdays=[day for day in Weekday if hours.weekdays >> day & 1],
        )


@strawberry.input(description="Une ligne de calendrier.")
class AvailabilityInput:
    kind: HoursKind = strawberry.field(description="Ce que dit la ligne.")
    starts_at: datetime = strawberry.field(description="À partir de quand.")
    ends_at: datetime = strawberry.field(description="Jusqu'à quand.")
    daily_from: str | None = strawberry.field(description="Heure de début, à l'horloge du lieu : 20:00.", default=None)
    daily_to: str | None = strawberry.field(description="Heure de fin : 07:00.", default=None)
    weekdays: list[Weekday] | None = strawberry.field(description="Jours où les horaires commencent ; tous sans précision.", default=None)

    def hours(self, place: int) -> domain.Hours:
        """The line of this place in the calendar."""
        try:
            return domain.Hours(
                kind=self.kind,
                starts_at=self.starts_at,
                ends_at=self.ends_at,
                daily_from=_clock(self.daily_from, "daily_from"),
                daily_to=_clock(self.daily_to, "daily_to"),
                weekdays=domain.EVERY_DAY if self.weekdays is None else sum(1 << day for day in set(self.weekdays)),
            )
        except BadInput as refused:
            raise BadInput(refused.message, ("calendar", str(place), *refused.path)) from None


@strawberry.input(description="Le calendrier complet d'un intervenant : il remplace le précédent ; vide, il veut dire jamais.")
class SaveAvailabilityInput:
    responder: strawberry.ID = strawberry.field(description="L'intervenant.")
    version: int = strawberry.field(description="La version de l'intervenant qui a été lue.")
    calendar: list[AvailabilityInput] = strawberry.field(description="Les lignes du calendrier : deux cents au plus.")

    def wanted(self) -> CalendarWanted:
        """What the use case takes."""
        return CalendarWanted(
            responder_id=ResponderId(nodes.uuid_of(self.responder, "Responder", ("responder",))),
            version=self.version,
            calendar=_calendar(self.calendar),
        )


def _calendar(lines: Sequence[AvailabilityInput]) -> tuple[domain.Hours, ...]:
    return tuple(line.hours(place) for place, line in enumerate(lines))


def _written(hour: time | None) -> str | None:
    return None if hour is None else f"{hour:%H:%M}"


def clock(written: str, path: tuple[str, ...]) -> time:
    """An hour of the day as people write it: 20:00."""
    if not _CLOCK.fullmatch(written):
        raise BadInput("Écrivez une heure de la journée, par exemple 20:00.", path)
    return time.fromisoformat(written)


def _clock(written: str | None, name: str) -> time | None:
    return None if written is None else clock(written, (name,))
