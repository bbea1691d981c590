"""Who was attested clean for which incident: rows and words."""

from collections.abc import Sequence

import asyncpg

from planblanc.domain.access import Actor
from planblanc.domain.attestations import Attestation
from planblanc.domain.identity import IncidentId, LenderId
from planblanc.domain.incidents import Incident
from planblanc.domain.revocations import Revocation
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("attestations")


async def is_tied(tx: Transaction, incident: IncidentId, lender: LenderId) -> bool:
    """Whether the lender falls together with the victim, or is of its group."""
    return bool(await tx.value(QUERIES["read_ties"], incident=incident, lender=lender))


async def add(tx: Transaction, incident: Incident, made: Attestation) -> bool:
    """Attest; false while that is attested already."""
    added = await tx.execute(
        QUERIES["add_attestation"],
        id=made.id,
        incident_id=incident.id,
        region_code=incident.region,
        lender_id=made.lender,
        partner_link_id=made.link,
        reason=made.reason,
        attested_by=made.by_id,
        attested_name=made.by_name,
        attested_at=made.at,
    )
    return added == 1


async def withdraw(tx: Transaction, actor: Actor, incident: IncidentId, lender: LenderId, withdrawal: Revocation) -> bool:
    """Take an attestation back; false when none stands."""
    gone = await tx.execute(
        QUERIES["withdraw_attestation"],
        incident=incident,
        lender=lender,
        revoked_by=actor.id,
        revoked_name=withdrawal.name,
        revoked_at=withdrawal.at,
        reason=withdrawal.reason,
    )
    return gone == 1


async def of_incidents(tx: Transaction, incidents: Sequence[IncidentId]) -> list[tuple[Attestation, ...]]:
    """The attestations of each incident, those taken back among them."""
    rows = await tx.rows(QUERIES["list_attestations"], incidents=list(incidents))
    return [tuple(_attestation(row) for row in rows if row["incident_id"] == incident) for incident in incidents]


def _attestation(row: asyncpg.Record) -> Attestation:
    gone = row["revoked_at"] is not None
    return Attestation(
        id=row["id"],
        incident=IncidentId(row["incident_id"]),
        lender=LenderId(row["lender_id"]),
        lender_name=row["lender_name"],
        reason=row["reason"],
        by_id=row["attested_by"],
        by_name=row["attested_name"],
        at=row["attested_at"],
        link=row["partner_link_id"],
        withdrawn=Revocation(row["revoked_name"], row["revoked_at"], row["revoked_reason"]) if gone else None,
    )
