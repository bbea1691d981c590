"""Reads what a situation report tells of incidents: one statement a kind, however many incidents."""

from collections.abc import Sequence
from datetime import datetime

from planblanc.domain import french, plan_blanc
from planblanc.domain.floors import FloorOverride
from planblanc.domain.identity import IncidentId
from planblanc.domain.incidents import Incident, Severity
from planblanc.domain.national_support import KIND_WORDS as SUPPORT_WORDS
from planblanc.domain.obligations import STATE_WORDS, Obligation, ObligationState
from planblanc.domain.reconnections import KIND_WORDS as LINK_WORDS
from planblanc.domain.reconnections import PartnerLink
from planblanc.domain.rungs import RUNG_WORDS, Authorisation
from planblanc.domain.services import Service
from planblanc.domain.situation import IncidentSituation, LinkLine, ObligationLine, ServiceLine
from planblanc.domain.victims import told_name
from planblanc.store import codes, floors, national_support, obligations, reconnections, rungs, services, situations
from planblanc.store import plan_blanc as stored_plan_blanc
from planblanc.store.codes import Labels
from planblanc.store.transaction import Transaction

_GRAVEST = (Severity.CRITICAL, Severity.MAJOR, Severity.UNKNOWN, Severity.MODERATE, Severity.MINOR)


async def of_incidents(tx: Transaction, incidents: Sequence[Incident], now: datetime) -> list[IncidentSituation]:
    """How each incident stands."""
    ids = [incident.id for incident in incidents]
    known_services = await services.of_incidents(tx, ids)
    labels = await codes.labels(tx, service_domains={one.domain for told in known_services for one in told})
    decided = await _decisions(tx, ids)
    support = await national_support.of_incidents(tx, ids)
    plans = await stored_plan_blanc.of_incidents(tx, ids)
    needs, loans = await situations.needs(tx, ids), await situations.loans(tx, ids, now)
    links = await reconnections.of_incidents(tx, ids)
    clocks = await obligations.of_incidents(tx, ids)
    return [
        IncidentSituation(
            incident=incident.id,
            victim=told_name(incident.victim),
            state=incident.state,
            origin=incident.origin,
            severity=incident.severity,
            tlp=incident.tlp,
            declared_at=incident.times.declared,
            awareness_at=incident.times.awareness,
            officer=incident.officer.name if incident.officer is not None else None,
            plan_blanc=_plan_blanc(plans[place]),
            services=tuple(_service(one, labels) for one in known_services[place]),
            needs=needs[place],
            loans=loans[place],
            links=tuple(_link(link) for link in links[place]),
            support=tuple(f"{SUPPORT_WORDS[one.kind]}, {one.words}" for one in support[place]),
            decisions=decided[place],
            obligations=tuple(_obligation(one, now) for one in clocks[place]),
        )
        for place, incident in enumerate(incidents)
    ]


def gravity(one: IncidentSituation) -> tuple[int, int, str]:
    """The gravest first, then the one with the most services down, then by name."""
    return _GRAVEST.index(one.severity), -one.services_down, one.victim


async def _decisions(tx: Transaction, ids: Sequence[IncidentId]) -> list[tuple[str, ...]]:
    opened, lowered = await rungs.of_incidents(tx, ids), await floors.of_incidents(tx, ids)
    return [(*_rungs(opened[place]), *_floors(lowered[place])) for place in range(len(ids))]


def _rungs(opened: Sequence[Authorisation]) -> tuple[str, ...]:
    return tuple(f"échelon « {RUNG_WORDS[one.rung]} » ouvert" for one in opened if one.revoked is None)


def _floors(lowered: Sequence[FloorOverride]) -> tuple[str, ...]:
    return tuple(f"plancher abaissé à {french.number(one.floor)} : {one.told}" for one in lowered if one.revoked is None)


def _plan_blanc(activations: Sequence[plan_blanc.Activation]) -> str | None:
    running = [one for one in activations if one.ended_at is None]
    if not running:
        return None
    annex = ", annexe numérique" if running[-1].digital_annex else ""
    return f"{plan_blanc.LEVEL_WORDS[running[-1].level]}{annex}, depuis le {french.moment(running[-1].decided_at)}"


def _service(service: Service, labels: Labels) -> ServiceLine:
    label = labels.service_domains.get(service.domain, service.domain)
    return ServiceLine(service.domain, label, service.state, service.since, service.reassess_at)


def _link(link: PartnerLink) -> LinkLine:
    restored = link.restored.at if link.restored is not None else None
    return LinkLine(str(link.id), f"{link.partner} ({LINK_WORDS[link.kind]})", link.cut_at, restored)


def _obligation(one: Obligation, now: datetime) -> ObligationLine:
    return ObligationLine(one.template.code, one.template.label, _standing(one, now))


def _standing(one: Obligation, now: datetime) -> str:
    """How the clock stands: until when, how late, or done."""
    late = one.late(now)
    if one.filing is not None:
        return f"faite le {french.moment(one.filing.at)}{', en retard' if late else ''}"
    if one.state is ObligationState.RUNNING and one.due is not None:
        return f"en retard, attendue le {french.moment(one.due)}" if late else f"en cours, jusqu'au {french.moment(one.due)}"
    return f"{STATE_WORDS[one.state]}, pas encore faite" if one.state is ObligationState.NO_DEADLINE else STATE_WORDS[one.state]
