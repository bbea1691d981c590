"""Time to be on site: alert, preparation and road, told as a range with its parts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from planblanc.travel.journeys import MEAN_ERROR, Basis, Journey


@dataclass(frozen=True)
class Delays:
    """How long one kind of resource takes to be reached and made ready, by day and by night.

    `confirmed` is false for the defaults that nobody of the field has checked: they are shown as such.
    """

    alert_by_day: timedelta
    alert_by_night: timedelta
    preparation_by_day: timedelta
    preparation_by_night: timedelta
    confirmed: bool = False

    def __post_init__(self) -> None:
        alerts = (self.alert_by_day, self.alert_by_night)
        if min(*alerts, self.preparation_by_day, self.preparation_by_night) < timedelta(0):
            raise ValueError("a delay never takes less than no time")

    def alert(self, *, at_night: bool) -> timedelta:
        """From the call to a person who can act."""
        return self.alert_by_night if at_night else self.alert_by_day

    def preparation(self, *, at_night: bool) -> timedelta:
        """From that person's yes to the departure."""
        return self.preparation_by_night if at_night else self.preparation_by_day


@dataclass(frozen=True)
class TimeOnSite:
    """The parts of the time to be on site, and the range of their sum."""

    alert: timedelta
    preparation: timedelta
    road: timedelta
    km: float
    basis: Basis
    at_night: bool
    delays_confirmed: bool

    @property
    def total(self) -> timedelta:
        """What the plan counts with."""
        return self.alert + self.preparation + self.road

    @property
    def earliest(self) -> timedelta:
        """The short end of the range: the road 13 % shorter."""
        return self.total - MEAN_ERROR * self.road

    @property
    def latest(self) -> timedelta:
        """The long end of the range: the road 13 % longer."""
        return self.total + MEAN_ERROR * self.road

    @property
    def is_extrapolated(self) -> bool:
        """Whether the road is longer than those the estimate was fitted on."""
        return self.basis is Basis.EXTRAPOLATED

    @property
    def is_assumed(self) -> bool:
        """Whether a part of the sum is an unconfirmed default, to be shown as such."""
        return not self.delays_confirmed or self.basis is Basis.ASSUMED_FLIGHT


def time_on_site(delays: Delays, travelled: Journey, *, at_night: bool) -> TimeOnSite | None:
    """The time to be on site of one resource, or nothing where there is no way; night is where the resource is."""
    if travelled.duration is None:
        return None
    return TimeOnSite(
        alert=delays.alert(at_night=at_night),
        preparation=delays.preparation(at_night=at_night),
        road=travelled.duration,
        km=travelled.km,
        basis=travelled.basis,
        at_night=at_night,
        delays_confirmed=delays.confirmed,
    )


def arrival(called_at: datetime, needed: TimeOnSite) -> tuple[datetime, datetime, datetime]:
    """The earliest, planned and latest moment on site when the call is made at `called_at`."""
    return called_at + needed.earliest, called_at + needed.total, called_at + needed.latest
