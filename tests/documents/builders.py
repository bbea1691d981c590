"""What a test of the printed documents starts from: each states only what matters to it."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import UUID, uuid5

from pypdf import PdfReader

from planblanc.documents.degraded_pack import DegradedPack, ServicePart
from planblanc.domain.identity import NAMESPACE, ProcedureId
from planblanc.domain.procedures import Procedure, ProcedureKind, ProcedureScope, ProcedureSource
from planblanc.domain.services import Service, ServiceState

NIGHT = datetime(2021, 2, 9, 1, 40, tzinfo=UTC)  # 02:40 in Paris


def key(name: str) -> UUID:
    return uuid5(NAMESPACE, f"test of documents {name}")


def procedure(
    title: str,
    body: str = "## Quand\n\nToujours.",
    *,
    kind: ProcedureKind = ProcedureKind.DEGRADED,
    domain: str = "EMERGENCY",
    rank: int = 10,
) -> Procedure:
    return Procedure(
        id=ProcedureId(key(title)),
        code=title,
        edition="1.0",
        title=title,
        kind=kind,
        service_domain=domain,
        scope=ProcedureScope.NATIONAL,
        establishment_id=None,
        hospital_group=None,
        region=None,
        business_owner="Chef de service",
        published_by="Modèle national",
        review_on=date(2027, 11, 30),
        last_exercised_on=None,
        body=body,
        sources=(ProcedureSource("Guide public", "Éditeur", 2021),),
        published=True,
        rank=rank,
    )


def service(domain: str, state: ServiceState = ServiceState.CLOSED) -> Service:
    return Service(domain, state, since=NIGHT, reassess_at=NIGHT + timedelta(hours=12))


def pack(
    *services: ServicePart, reflexes: tuple[Procedure, ...] = (), exercise: bool = False, incident: str = "Panne générale"
) -> DegradedPack:
    return DegradedPack(
        establishment="Centre hospitalier de Dax",
        finess="400000105",
        commune="Dax",
        incident=incident,
        printed_at=NIGHT,
        exercise=exercise,
        reflexes=reflexes,
        services=services,
        national_number="SI-2021-00117",
    )


def pages(pdf: bytes) -> list[str]:
    # A line of the page is where it was broken, not where a sentence ends.
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in PdfReader(BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))
