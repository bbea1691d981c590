"""What is followed live: the events of an incident, or of a region."""

from collections.abc import AsyncGenerator
from dataclasses import field
from datetime import datetime
from typing import Annotated, Any, TypeAlias

import strawberry

from planblanc.api import enums
from planblanc.api.incident_inputs import incident_id
from planblanc.api.journal import LogEntry
from planblanc.api.nodes import global_id
from planblanc.api.subscriptions_callers import Live
from planblanc.domain import services as services_domain
from planblanc.domain.events import EventKind, Topic
from planblanc.domain.services import ServiceState
from planblanc.store import events as stored

LiveInfo: TypeAlias = "strawberry.Info[Live, None]"
After = Annotated[
    str | None,
    strawberry.argument(
        description="Curseur du dernier événement reçu : le flux reprend après lui, sans rien manquer. "
        "Sans précision, il commence maintenant."
    ),
]

enums.describe(
    EventKind,
    "Pourquoi un événement est envoyé.",
    {
        EventKind.OPENED: "Le flux est ouvert : son curseur dit d'où il part.",
        EventKind.LINE: "Une ligne a été écrite dans la main courante.",
        EventKind.RESYNC: "Vous lisez trop lentement : ce qui attendait est relu à partir de votre dernier curseur, rien ne manque.",
    },
)


@strawberry.type(description="État d'un service de la structure touchée, dans un événement.")
class EventService:
    code: str = strawberry.field(description="Code du domaine de service.")
    label: str = strawberry.field(description="Libellé du domaine de service.")
    state: ServiceState = strawberry.field(description="État, tel que dit en dernier.")
    since: datetime = strawberry.field(description="Depuis quand.")
    reassess_at: datetime | None = strawberry.field(description="Prochaine réévaluation, si elle est fixée.")
    note: str = strawberry.field(description="Précisions.")

    @classmethod
    def of(cls, service: services_domain.Service, label: str) -> "EventService":
        """The service, as an event shows it."""
        return cls(
            code=service.domain,
            label=label,
            state=service.state,
            since=service.since,
            reassess_at=service.reassess_at,
            note=service.note,
        )


# No field of an event may ask the database: what is shown is made once, for all who follow with the same rights.
@strawberry.type(description="Événement d'un flux. Chacun ne voit que ce que ses droits lui permettent de lire.")
class Event:
    kind: EventKind = strawberry.field(description="Pourquoi il est envoyé.")
    cursor: str = strawberry.field(description="Sa place dans le flux, à redonner à after pour reprendre après lui.")
    act: str | None = strawberry.field(description="Mot stable qui désigne l'acte, pour une ligne.", default=None)
    recorded_at: datetime | None = strawberry.field(description="Quand la ligne a été écrite.", default=None)
    incident: strawberry.ID | None = strawberry.field(description="L'incident ; rien si la ligne est celle d'une région.", default=None)
    exercise: bool = strawberry.field(description="S'agit-il d'un exercice ?", default=False)
    entry: LogEntry | None = strawberry.field(
        description="La ligne de la main courante ; rien si vos droits ne s'étendent pas à elle.", default=None
    )
    services: list[EventService] = strawberry.field(
        description="Quand la ligne parle des services : leur état à l'heure de l'envoi, un par domaine de service.", default_factory=list
    )
    renderings: strawberry.Private[dict[object, Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, topic: Topic, event: stored.Event) -> "Event":
        """A line, as a scope is shown it."""
        return cls(
            kind=EventKind.LINE,
            cursor=topic.cursor(event.place),
            act=event.act,
            recorded_at=event.recorded_at,
            incident=global_id("Incident", event.incident) if event.incident else None,
            exercise=event.exercise,
            entry=LogEntry.of(event.entry) if event.entry else None,
            services=[EventService.of(service, event.labels.get(service.domain, service.domain)) for service in event.services],
        )


@strawberry.type
class Subscriptions:
    @strawberry.subscription(description="Suivre un incident : chaque ligne de sa main courante, dans son ordre, dès qu'elle est écrite.")
    async def incident_events(
        self,
        info: LiveInfo,
        incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")],
        after: After = None,
    ) -> AsyncGenerator[Event, None]:
        key = incident_id(incident)
        async for event in _followed(info.context, Topic.of_incident(key), after):
            yield event

    @strawberry.subscription(description="Suivre une région : ses incidents et son vivier, chaque ligne dès qu'elle est écrite.")
    async def region_events(
        self,
        info: LiveInfo,
        region: Annotated[str, strawberry.argument(description="Code INSEE de la région.")],
        after: After = None,
    ) -> AsyncGenerator[Event, None]:
        async for event in _followed(info.context, Topic.of_region(region), after):
            yield event


async def _followed(live: Live, topic: Topic, after: str | None) -> AsyncGenerator[Event, None]:
    # What comes beside the document is the later of the two: it is sent when a client resumes.
    async with live.hub.followed(live.actor, topic, live.resume_after or after) as follower:
        live.caller.followers.add(follower)
        try:
            yield Event(kind=EventKind.OPENED, cursor=topic.cursor(follower.last))
            async for told in follower.told():
                yield Event(kind=EventKind.RESYNC, cursor=topic.cursor(follower.last)) if told is None else told.shown
        finally:
            live.caller.followers.discard(follower)
