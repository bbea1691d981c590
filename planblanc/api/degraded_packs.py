"""The degraded pack of an incident, as structured text; the printed one is a document of its own."""

from datetime import datetime
from typing import Annotated

import strawberry

from planblanc.api.incident_inputs import incident_id
from planblanc.api.nodes import global_id
from planblanc.api.operation import Info
from planblanc.api.procedures import Procedure
from planblanc.documents import degraded_pack as document
from planblanc.documents.degraded_pack import ServicePart
from planblanc.domain.identity import IncidentId
from planblanc.domain.services import STATE_WORDS
from planblanc.usecases import degraded_packs


@strawberry.type(description="Un service touché, et ce qui permet d'y travailler.")
class DegradedService:
    code: str = strawberry.field(description="Code du service.")
    label: str = strawberry.field(description="Libellé du service.")
    state: str = strawberry.field(description="Son état, en français.")
    since: datetime = strawberry.field(description="Depuis quand.")
    note: str = strawberry.field(description="Précision ; dit ce qui est supposé.")
    procedures: list[Procedure] = strawberry.field(description="Ce qui y vaut, fiches réflexes d'abord : une dizaine.")

    @classmethod
    def of(cls, part: ServicePart) -> "DegradedService":
        """The service, as the API shows it."""
        return cls(
            code=part.service.domain,
            label=part.label,
            state=STATE_WORDS[part.service.state],
            since=part.service.since,
            note=part.service.note,
            procedures=[Procedure.of(sheet) for sheet in part.sheets],
        )


@strawberry.type(description="Dossier des modes dégradés d'un incident : fiches réflexes, puis procédures de chaque service touché.")
class DegradedPack:
    incident: strawberry.ID = strawberry.field(description="L'incident.")
    establishment: str = strawberry.field(description="L'établissement touché.")
    exercise: bool = strawberry.field(description="S'agit-il d'un exercice ?")
    prepared_at: datetime = strawberry.field(description="Quand le dossier a été réuni.")
    reflexes: list[Procedure] = strawberry.field(description="Les fiches réflexes, à lire d'abord : une dizaine.")
    services: list[DegradedService] = strawberry.field(description="Les services touchés : une quarantaine au plus.")
    without_procedure: list[str] = strawberry.field(description="Les services touchés pour lesquels rien n'existe : quarante au plus.")
    markdown: str = strawberry.field(description="Tout le dossier, en texte.")
    pdf_path: str = strawberry.field(description="Où demander le dossier à imprimer (PDF), avec le même jeton.")

    @classmethod
    def of(cls, incident: IncidentId, pack: document.DegradedPack) -> "DegradedPack":
        """The pack, as the API shows it."""
        return cls(
            incident=global_id("Incident", incident),
            establishment=pack.establishment,
            exercise=pack.exercise,
            prepared_at=pack.printed_at,
            reflexes=[Procedure.of(sheet) for sheet in pack.reflexes],
            services=[DegradedService.of(part) for part in pack.services],
            without_procedure=list(pack.without_procedure),
            markdown=document.markdown(pack),
            pdf_path=f"/documents/degraded-pack/{incident}.pdf",
        )


@strawberry.type
class Queries:
    @strawberry.field(
        description="Le dossier des modes dégradés d'un incident : pour chaque service touché, la procédure de l'établissement, "
        "à défaut celle du GHT, de la région, ou la procédure nationale."
    )
    async def degraded_pack(
        self, info: Info, incident: Annotated[strawberry.ID, strawberry.argument(description="Identifiant global de l'incident.")]
    ) -> DegradedPack:
        key = incident_id(incident)
        tx = await info.context.tx()
        return DegradedPack.of(key, await degraded_packs.gather(tx, info.context.actor, key, await info.context.now()))
