"""What CERT Santé was asked for and did, by incident, and counted by year."""

from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api import enums
from planblanc.api.filters import RegionCode
from planblanc.api.operation import Info
from planblanc.domain import national_support as domain
from planblanc.domain.national_support import SupportKind
from planblanc.usecases import national_support as usecases

enums.describe(
    SupportKind,
    "Ce qui est demandé au CERT Santé.",
    {
        SupportKind.ADVICE: "Conseil.",
        SupportKind.INVESTIGATION: "Investigation.",
        SupportKind.REMEDIATION: "Remédiation.",
    },
)


@strawberry.type(description="Appui du CERT Santé à un incident.")
class NationalSupport:
    kind: SupportKind = strawberry.field(description="Ce qui est demandé.")
    state: str = strawberry.field(description="Où il en est, en français.")
    requested_at: datetime = strawberry.field(description="Quand il a été demandé.")
    accepted_at: datetime | None = strawberry.field(description="Quand il a été accepté.")
    started_at: datetime | None = strawberry.field(description="Quand il a commencé.")
    ended_at: datetime | None = strawberry.field(description="Quand il s'est terminé, ou est resté sans suite.")
    note: str = strawberry.field(description="Précisions.")

    @classmethod
    def of(cls, support: domain.NationalSupport) -> "NationalSupport":
        """The support, as the API shows it."""
        return cls(
            kind=support.kind,
            state=support.words,
            requested_at=support.requested_at,
            accepted_at=support.accepted_at,
            started_at=support.started_at,
            ended_at=support.ended_at,
            note=support.note,
        )


@strawberry.type(description="Appuis d'une nature demandés en un an dans une région, exercices à part.")
class NationalSupportCount:
    region: str = strawberry.field(description="Code INSEE de la région.")
    kind: SupportKind = strawberry.field(description="Ce qui était demandé.")
    incidents: int = strawberry.field(description="Incidents concernés.")
    requested: int = strawberry.field(description="Appuis demandés.")
    accepted: int = strawberry.field(description="Dont acceptés.")
    started: int = strawberry.field(description="Dont commencés.")
    ended: int = strawberry.field(description="Dont terminés, ou restés sans suite.")

    @classmethod
    def of(cls, count: domain.SupportCount) -> "NationalSupportCount":
        """The count, as the API shows it."""
        return cls(
            region=count.region,
            kind=count.kind,
            incidents=count.incidents,
            requested=count.requested,
            accepted=count.accepted,
            started=count.started,
            ended=count.ended,
        )


@strawberry.input(description="Appui du CERT Santé : ce qui est laissé vide ne change pas.")
class RecordNationalSupportInput:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    kind: SupportKind = strawberry.field(description="Ce qui est demandé ; l'appui de cette nature qui court est mis à jour.")
    requested_at: datetime | None = strawberry.field(description="Quand il a été demandé ; maintenant sans précision.", default=None)
    accepted_at: datetime | None = strawberry.field(description="Quand il a été accepté.", default=None)
    started_at: datetime | None = strawberry.field(description="Quand il a commencé.", default=None)
    ended_at: datetime | None = strawberry.field(description="Quand il s'est terminé, ou est resté sans suite.", default=None)
    note: str | None = strawberry.field(description="Précisions, 2 000 caractères au plus.", default=None)

    def told(self) -> domain.SupportTold:
        """What the use case takes."""
        return domain.SupportTold(self.kind, self.requested_at, self.accepted_at, self.started_at, self.ended_at, self.note)


@strawberry.type
class Queries:
    @strawberry.field(
        description="Les appuis du CERT Santé demandés en un an (heure de Paris), par région et par nature, à comparer aux chiffres "
        "publiés : deux cents lignes au plus."
    )
    async def national_support(
        self,
        info: Info,
        year: Annotated[int, strawberry.argument(description="L'année, de 2000 à 2100.")],
        region: RegionCode = None,
    ) -> list[NationalSupportCount]:
        found = await usecases.counted(await info.context.tx(), info.context.actor, year, region)
        return [NationalSupportCount.of(count) for count in found]
