"""A lender that falls together with the victim is attested clean by a person, for one incident: plans may count on it again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from planblanc.domain import access, attestations, facts, incidents, texts
from planblanc.domain.access import Act, Actor
from planblanc.domain.attestations import Attestation, AttestationWanted
from planblanc.domain.errors import AlreadyExists, BadInput, NotFound, TransitionRefused
from planblanc.domain.identity import IncidentId, LenderId
from planblanc.domain.incidents import Incident
from planblanc.domain.lenders import Lender
from planblanc.domain.revocations import Revocation
from planblanc.store import attestations as stored
from planblanc.store import incidents as stored_incidents
from planblanc.store import outbox, reconnections
from planblanc.store.transaction import Transaction
from planblanc.usecases import lenders, notes
from planblanc.usecases.notes import Note

LONGEST = 2000


@dataclass(frozen=True)
class AttestationGone:
    """Whose attestation is taken back, and why."""

    lender: LenderId
    reason: str


async def attest(tx: Transaction, actor: Actor, incident: IncidentId, wanted: AttestationWanted, now: datetime) -> Incident:
    """Attest that a lender is clean, on the grounds that are given, or on those of a link that was restored with it."""
    known = await _held(tx, actor, incident)
    lender = await lenders.required(tx, wanted.lender)
    if not await stored.is_tied(tx, incident, lender.id):
        raise BadInput("Ce prêteur ne partage pas le sort de la victime : il n'y a rien à attester.", ("lender",))
    made = Attestation(
        id=uuid4(),
        incident=incident,
        lender=lender.id,
        lender_name=lender.name,
        reason=await _grounds(tx, known, lender, wanted),
        by_id=actor.id,
        by_name=actor.name,
        at=now,
        link=wanted.link,
    )
    if not await stored.add(tx, known, made):
        raise AlreadyExists(f"{lender.name} est déjà attesté sain pour cet incident.", ("lender",))
    details = {"lender": str(lender.id), "link": str(wanted.link) if wanted.link else None}
    notes.write(tx, known, Note("lender.attested", f"{lender.name} attesté sain.", details, personal=made.reason), now)
    await outbox.append(tx, facts.LenderAttested(known.region, incident_id=known.id, lender_id=lender.id))
    return known


async def withdraw(tx: Transaction, actor: Actor, incident: IncidentId, wanted: AttestationGone, now: datetime) -> Incident:
    """Take an attestation back: no new plan counts on that lender; what is engaged already stays engaged."""
    known = await _held(tx, actor, incident)
    lender = await lenders.required(tx, wanted.lender)
    why = texts.paragraphs(wanted.reason, ("reason",), most=LONGEST)
    if not await stored.withdraw(tx, actor, incident, lender.id, Revocation(actor.name, now, why)):
        raise TransitionRefused(f"{lender.name} n'est pas attesté sain pour cet incident.", ("lender",))
    text = f"{lender.name} n'est plus attesté sain."
    notes.write(tx, known, Note("lender.attestation_withdrawn", text, {"lender": str(lender.id)}, personal=why), now)
    await outbox.append(tx, facts.LenderAttested(known.region, incident_id=known.id, lender_id=lender.id))
    return known


async def _held(tx: Transaction, actor: Actor, incident: IncidentId) -> Incident:
    known = await stored_incidents.hold(tx, incident)
    access.require(actor, Act.ATTEST_CLEAN, region=known.region)
    incidents.require_open(known)
    return known


async def _grounds(tx: Transaction, incident: Incident, lender: Lender, wanted: AttestationWanted) -> str:
    attested = None
    if wanted.link is not None:
        (link,) = await reconnections.by_ids(tx, [wanted.link])
        if link is None:
            raise NotFound(path=("link",))
        attested = attestations.require_restored(link, incident.id, lender.id)
    given = wanted.reason if wanted.reason is not None else attested
    if given is None:
        raise BadInput("Dites sur quoi repose l'attestation, ou sur quel lien rétabli.", ("reason",))
    return texts.paragraphs(given, ("reason",), most=2 * LONGEST)
