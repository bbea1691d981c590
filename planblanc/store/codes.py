"""The codes of the catalogues: which ones exist, and what people call them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("codes")


@dataclass(frozen=True)
class Labels:
    """The labels of the codes that exist, by kind."""

    competences: Mapping[str, str]
    equipment_types: Mapping[str, str]
    service_domains: Mapping[str, str]
    incident_categories: Mapping[str, str]


async def labels(
    tx: Transaction,
    *,
    competences: Collection[str] = (),
    equipment_types: Collection[str] = (),
    service_domains: Collection[str] = (),
    incident_categories: Collection[str] = (),
) -> Labels:
    """The labels of these codes; one that no catalogue holds is missing."""
    rows = await tx.rows(
        QUERIES["list_labels"],
        competences=sorted(competences),
        equipment_types=sorted(equipment_types),
        service_domains=sorted(service_domains),
        incident_categories=sorted(incident_categories),
    )

    def kind(name: str) -> dict[str, str]:
        return {row["code"]: row["label"] for row in rows if row["kind"] == name}

    return Labels(kind("competence"), kind("equipment_type"), kind("service_domain"), kind("incident_category"))
