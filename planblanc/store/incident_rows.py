"""The row of an incident and its words, one way and the other."""

from typing import Any

import asyncpg

from planblanc.domain.identity import EstablishmentId, IncidentId, LegalEntityId
from planblanc.domain.incidents import (
    NOTHING_READ,
    Ending,
    Incident,
    IncidentState,
    NationalReference,
    Officer,
    Origin,
    Severity,
    Source,
    Times,
    Tlp,
)
from planblanc.domain.victims import Entity, Site, Unlisted, Victim


def incident_of(row: asyncpg.Record) -> Incident:
    """The incident of a row that was joined to its victim."""
    return Incident(
        id=IncidentId(row["id"]),
        region=row["region_code"],
        victim=_victim(row),
        source=Source(row["source"]),
        times=Times(row["declared_at"], row["occurred_at"], row["observed_at"], row["awareness_at"]),
        state=IncidentState(row["state"]),
        category=row["category_code"],
        origin=Origin(row["origin"]),
        severity=Severity(row["severity"]),
        summary=row["summary"],
        exercise=row["exercise"],
        tlp=Tlp(row["tlp"]),
        common_cause=row["common_cause"],
        common_cause_id=row["common_cause_id"],
        national=_national(row),
        sections=row["declaration"],
        officer=Officer(row["officer_id"], row["officer_name"], row["taken_charge_at"]) if row["officer_id"] else None,
        merged_into=IncidentId(row["merged_into_id"]) if row["merged_into_id"] else None,
        ending=Ending(row["closed_at"], row["closing_reason"] or "") if row["closed_at"] else None,
        version=row["version"],
    )


def columns(incident: Incident) -> dict[str, Any]:
    """The columns that say the incident, but for its version."""
    national, officer, ending = incident.national, incident.officer, incident.ending
    return {
        "id": incident.id,
        "region_code": incident.region,
        **_victim_columns(incident.victim),
        "source": incident.source,
        "state": incident.state,
        "category_code": incident.category,
        "origin": incident.origin,
        "severity": incident.severity,
        "summary": incident.summary,
        "occurred_at": incident.times.occurred,
        "observed_at": incident.times.observed,
        "awareness_at": incident.times.awareness,
        "declared_at": incident.times.declared,
        "exercise": incident.exercise,
        "tlp": incident.tlp,
        "common_cause": incident.common_cause,
        "common_cause_id": incident.common_cause_id,
        "declaration": dict(incident.sections) if incident.sections is not None else None,
        "national_number": national.number if national else None,
        "national_revision": national.revision if national and national.revision != NOTHING_READ else None,
        "officer_id": officer.id if officer else None,
        "officer_name": officer.name if officer else None,
        "taken_charge_at": officer.since if officer else None,
        "merged_into_id": incident.merged_into,
        "closed_at": ending.at if ending else None,
        "closing_reason": ending.reason if ending else None,
    }


def _national(row: asyncpg.Record) -> NationalReference | None:
    if row["national_number"] is None:
        return None
    revision = row["national_revision"]
    return NationalReference(row["national_number"], NOTHING_READ if revision is None else revision)


def _victim(row: asyncpg.Record) -> Victim:
    if row["establishment_id"]:
        return Site(
            id=EstablishmentId(row["establishment_id"]),
            finess=row["site_finess"],
            name=row["site_name"],
            town=row["site_commune"],
            department=row["site_department"],
            region=row["region_code"],
            legal_entity=LegalEntityId(row["site_entity_id"]) if row["site_entity_id"] else None,
            security_state=row["site_security_state"],
        )
    if row["legal_entity_id"]:
        return Entity(LegalEntityId(row["legal_entity_id"]), row["entity_finess"], row["entity_name"], row["department_code"])
    return Unlisted(row["unlisted_name"], row["unlisted_town"], row["department_code"], row["unlisted_finess"])


def _victim_columns(victim: Victim) -> dict[str, object]:
    unlisted = victim if isinstance(victim, Unlisted) else None
    return {
        "department_code": victim.department,
        "establishment_id": victim.id if isinstance(victim, Site) else None,
        "legal_entity_id": victim.id if isinstance(victim, Entity) else None,
        "unlisted_name": unlisted.name if unlisted else None,
        "unlisted_town": unlisted.town if unlisted else None,
        "unlisted_finess": unlisted.finess if unlisted else None,
    }
