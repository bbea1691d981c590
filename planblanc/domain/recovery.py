"""The recovery curve: how each service went over time, and how many were open at each moment; pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from planblanc.domain.services import DOWN_STATES, ServiceState


@dataclass(frozen=True)
class Told:
    """What was told once of one service: its state since then, as somebody said it at `told_at`."""

    domain: str
    state: ServiceState
    since: datetime
    told_at: datetime
    note: str = ""


@dataclass(frozen=True)
class Step:
    """A span of time in one state; `until` is empty for the one that lasts."""

    state: ServiceState
    since: datetime
    until: datetime | None = None
    note: str = ""


@dataclass(frozen=True)
class ServiceCurve:
    """One service over time, its steps one after the other without a gap."""

    domain: str
    steps: tuple[Step, ...]

    def down(self, now: datetime) -> timedelta:
        """How long it has not worked as usual, all in all."""
        spans = ((step.until or now) - step.since for step in self.steps if step.state in DOWN_STATES)
        return sum(spans, timedelta())

    @property
    def restored_at(self) -> datetime | None:
        """Since when it is open again; nothing while it is not, or when it never was down."""
        was_down = any(step.state in DOWN_STATES for step in self.steps)
        last = self.steps[-1]
        return last.since if was_down and last.state is ServiceState.OPEN else None

    def state_at(self, at: datetime) -> ServiceState:
        """How it went at that moment; unknown before anybody said."""
        known = [step for step in self.steps if step.since <= at]
        return known[-1].state if known else ServiceState.UNKNOWN


@dataclass(frozen=True)
class Point:
    """How many services were in each state from that moment on."""

    at: datetime
    services: Mapping[ServiceState, int]

    @property
    def open_share(self) -> float:
        """The part of the services that were open, from 0 to 1."""
        return self.services.get(ServiceState.OPEN, 0) / sum(self.services.values())


@dataclass(frozen=True)
class Recovery:
    """The services that were ever told of, and a point at each moment when any of them changed."""

    services: tuple[ServiceCurve, ...]
    points: tuple[Point, ...]


def curve(told: Sequence[Told]) -> Recovery:
    """The curve that these sayings draw: of two for one moment, the last one told holds."""
    domains = dict.fromkeys(one.domain for one in told)
    services = tuple(ServiceCurve(domain, _steps(one for one in told if one.domain == domain)) for domain in domains)
    moments = sorted({step.since for service in services for step in service.steps})
    return Recovery(services, tuple(Point(at, Counter(service.state_at(at) for service in services)) for at in moments))


def _steps(told: Iterable[Told]) -> tuple[Step, ...]:
    at_moment = {one.since: one for one in sorted(told, key=lambda one: one.told_at)}
    steps: list[Step] = []
    for since in sorted(at_moment):
        one = at_moment[since]
        if steps and steps[-1].state is one.state:
            continue
        if steps:
            steps[-1] = replace(steps[-1], until=since)
        steps.append(Step(one.state, since, note=one.note))
    return tuple(steps)
