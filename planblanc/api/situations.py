"""Situation reports: drawn from data at any moment, issued under a number, read again as they were."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry

from planblanc.api import connections, mutations, nodes
from planblanc.api.connections import DEFAULT_SIZE, After, Connection, First
from planblanc.api.incident_inputs import incident_id
from planblanc.api.mutations import IdempotencyKey, InputOf
from planblanc.api.nodes import as_uuid, global_id
from planblanc.api.operation import Info, Operation
from planblanc.api.refusals import Refusal
from planblanc.api.situation_parts import SituationIncident
from planblanc.documents import situation_report as document
from planblanc.domain import situation as domain
from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput
from planblanc.domain.situation import RegionSituation
from planblanc.store import situations as stored
from planblanc.store.transaction import Transaction
from planblanc.usecases import situations as usecases
from planblanc.usecases.situations import SituationWanted


@strawberry.type(description="Point de situation d'un incident ou d'une région : une page, avec ce qui a changé depuis le précédent.")
class SituationReport:
    report: strawberry.Private[domain.SituationReport]
    id: strawberry.ID | None = strawberry.field(description="Identifiant global ; rien tant qu'il n'est qu'un projet.")
    number: int = strawberry.field(description="Son numéro, sans trou ; celui qu'il aura, pour un projet.")
    is_draft: bool = strawberry.field(description="N'est-il qu'un projet ?")
    told_at: datetime = strawberry.field(description="De quel moment il parle.")
    previous_at: datetime | None = strawberry.field(description="De quand date le précédent.")
    issued_by: str | None = strawberry.field(description="Qui l'a établi.")
    sha256: str | None = strawberry.field(description="Empreinte SHA-256 de ce qui est conservé, en hexadécimal.")
    region: str = strawberry.field(description="Code INSEE de la région.")
    exercise: bool = strawberry.field(description="Parle-t-il d'exercices ?")
    changes: list[str] = strawberry.field(description="Ce qui a changé depuis le précédent, une phrase chacun : deux cents au plus.")
    incidents: list[SituationIncident] = strawberry.field(description="L'incident, ou ceux ouverts dans la région : deux cents au plus.")
    pdf_path: str | None = strawberry.field(description="Où demander le point à imprimer (PDF), avec le même jeton.")
    markdown_path: str | None = strawberry.field(description="Où demander le point en texte (Markdown), avec le même jeton.")

    @classmethod
    def of(cls, report: domain.SituationReport) -> "SituationReport":
        """The report, as the API shows it."""
        found, issued = report.situation, report.issued
        told = found.incidents if isinstance(found, RegionSituation) else (found,)
        path = f"/documents/situation-report/{issued.id}" if issued is not None else None
        return cls(
            report=report,
            id=global_id("SituationReport", issued.id) if issued is not None else None,
            number=report.number,
            is_draft=issued is None,
            told_at=report.told_at,
            previous_at=report.previous_at,
            issued_by=issued.by if issued is not None else None,
            sha256=issued.sha256 if issued is not None else None,
            region=report.scope.region,
            exercise=report.scope.exercise,
            changes=list(report.changes[:200]),
            incidents=[SituationIncident.of(one) for one in told[:200]],
            pdf_path=f"{path}.pdf" if path else None,
            markdown_path=f"{path}.md" if path else None,
        )

    @strawberry.field(description="Le point en texte (Markdown), sur une page.")
    def markdown(self) -> str:
        return document.markdown(self.report)


IncidentOf = Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global de l'incident.")]
RegionOf = Annotated[str | None, strawberry.argument(description="Code INSEE de la région, quand il ne s'agit pas d'un incident.")]
ExerciseOf = Annotated[bool, strawberry.argument(description="D'une région : ses exercices, au lieu de ses incidents réels.")]


@strawberry.input(description="Point de situation à établir : d'un incident, ou d'une région.")
class IssueSituationReportInput:
    incident: strawberry.ID | None = strawberry.field(description="L'incident.", default=None)
    region: str | None = strawberry.field(description="Code INSEE de la région, quand il ne s'agit pas d'un incident.", default=None)
    exercise: bool = strawberry.field(description="D'une région : ses exercices, au lieu de ses incidents réels.", default=False)


SituationReportResult = Annotated[
    SituationReport | Refusal, strawberry.union("SituationReportResult", description="Le point de situation, ou un refus.")
]


@strawberry.type
class Queries:
    @strawberry.field(
        description="Un point de situation : celui de cet identifiant, tel qu'il a été établi, ou le projet de l'instant, d'un incident ou "
        "d'une région, avec ce qui a changé depuis le dernier établi."
    )
    async def situation_report(
        self,
        info: Info,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="Identifiant global d'un point établi.")] = None,
        incident: IncidentOf = None,
        region: RegionOf = None,
        exercise: ExerciseOf = False,
    ) -> SituationReport:
        tx, actor = await info.context.tx(), info.context.actor
        if id is not None:
            if incident is not None or region is not None:
                raise BadInput("Indiquez un point établi, un incident ou une région, et un seul des trois.", ("id",))
            return SituationReport.of(await usecases.read(tx, actor, nodes.uuid_of(id, "SituationReport")))
        return SituationReport.of(await usecases.draft(tx, actor, _wanted(incident, region, exercise), await info.context.now()))

    @strawberry.field(description="Les points de situation établis, d'un incident ou d'une région, le dernier d'abord.")
    async def situation_reports(
        self,
        info: Info,
        *,
        incident: IncidentOf = None,
        region: RegionOf = None,
        exercise: ExerciseOf = False,
        first: First = DEFAULT_SIZE,
        after: After = None,
    ) -> Connection[SituationReport]:
        page = connections.page(first, after, int)
        tx = await info.context.tx()
        scope = await usecases.scope_of(tx, info.context.actor, _wanted(incident, region, exercise))
        found = await stored.page(tx, scope, before=page.key(0), limit=page.limit)
        return connections.connection(page, found, lambda report: (report.number,), SituationReport.of)


@strawberry.type
class Mutations:
    @strawberry.mutation(description="Établir un point de situation : il est conservé sous son numéro, et le suivant dira ce qui a changé.")
    async def issue_situation_report(
        self, info: Info, input: InputOf[IssueSituationReportInput], idempotency_key: IdempotencyKey
    ) -> SituationReportResult:
        async def effect(tx: Transaction, actor: Actor, now: datetime) -> UUID:
            return await usecases.issue(tx, actor, _wanted(input.incident, input.region, input.exercise), now)

        return await mutations.once(info, idempotency_key, input, effect, _issued)


def _wanted(incident: str | None, region: str | None, exercise: bool) -> SituationWanted:
    key = incident_id(incident) if incident is not None else None
    return SituationWanted(key, region, exercise)


async def _issued(operation: Operation, key: str) -> SituationReport | None:
    (found,) = await stored.by_ids(await operation.tx(), [as_uuid(key)])
    return SituationReport.of(found) if found else None
