"""Checks what is told of an incident before any of it is written."""

from dataclasses import replace
from datetime import datetime

from planblanc.domain import phones, reports, texts
from planblanc.domain import services as domain_services
from planblanc.domain.errors import BadInput
from planblanc.domain.incidents import UNKNOWN_CATEGORY, Incident, Source
from planblanc.domain.reports import ContactTold, IncidentChange, IncidentTold, ServiceTold
from planblanc.domain.services import Service
from planblanc.domain.victims import VictimTold
from planblanc.store import codes
from planblanc.store.transaction import Transaction

LONGEST_SUMMARY = 4000
MOST_CONTACTS = 20


async def checked(tx: Transaction, report: IncidentTold, now: datetime) -> IncidentTold:
    """The report with its texts trimmed and its codes known; `BadInput` names the field.

    A signed message of the portal is never refused for a code or a clock of its own: what is not known here stays UNKNOWN.
    """
    if len(report.contacts) > MOST_CONTACTS:
        raise BadInput(f"Indiquez {MOST_CONTACTS} personnes à rappeler au plus.", ("contacts",))
    labels = await codes.labels(
        tx,
        service_domains={service.domain for service in report.services},
        incident_categories={report.category},
    )
    clean = replace(
        report,
        summary=texts.paragraphs(report.summary, ("summary",), most=LONGEST_SUMMARY, may_be_empty=True),
        common_cause=texts.line(report.common_cause, ("common_cause",)) if report.common_cause is not None else None,
        contacts=tuple(_contact(contact, index) for index, contact in enumerate(report.contacts)),
    )
    if report.source is Source.PORTAL:
        known = tuple(service for service in clean.services if service.domain in labels.service_domains)
        category = clean.category if clean.category in labels.incident_categories else UNKNOWN_CATEGORY
        return replace(clean, services=known, category=category)
    reports.check_times(clean, now)
    if clean.declared_at is not None and clean.declared_at > now:
        raise BadInput("Cette date est dans le futur.", ("declared_at",))
    if clean.category not in labels.incident_categories:
        raise BadInput(f"La catégorie d'incident {texts.quoted(clean.category)} n'existe pas.", ("category",))
    require_domains(services(clean, now), labels)
    domain_services.check(services(clean, now), now)
    return clean


async def checked_change(tx: Transaction, change: IncidentChange, known: Incident, now: datetime) -> IncidentChange:
    """The change, checked as a report is, against the times that are known already."""
    told = IncidentTold(
        source=Source.CONSOLE,
        victim=VictimTold(),
        category=change.category or UNKNOWN_CATEGORY,
        summary=change.summary or "",
        common_cause=change.common_cause,
        occurred_at=change.occurred_at or known.times.occurred,
        observed_at=change.observed_at or known.times.observed,
        awareness_at=change.awareness_at or known.times.awareness,
    )
    clean = await checked(tx, told, now)
    return replace(change, summary=clean.summary if change.summary is not None else None, common_cause=clean.common_cause)


def services(report: IncidentTold, now: datetime) -> tuple[Service, ...]:
    """The services that are told, each since then, or as of now, with the hour at which to look at it again."""
    return tuple(domain_services.timed(_service(service, index, now), now) for index, service in enumerate(report.services))


def require_domains(told: tuple[Service, ...], labels: codes.Labels) -> None:
    """Refuse a service domain that no catalogue holds."""
    for index, service in enumerate(told):
        if service.domain not in labels.service_domains:
            raise BadInput(f"Le domaine de service {texts.quoted(service.domain)} n'existe pas.", ("services", str(index), "domain"))


def _service(told: ServiceTold, index: int, now: datetime) -> Service:
    return Service(
        domain=told.domain,
        state=told.state,
        since=told.since or now,
        reassess_at=told.reassess_at,
        note=texts.paragraphs(told.note, ("services", str(index), "note"), most=1000, may_be_empty=True),
    )


def _contact(contact: ContactTold, index: int) -> ContactTold:
    path = ("contacts", str(index))
    return ContactTold(
        name=texts.line(contact.name, (*path, "name")),
        phone=phones.number(contact.phone, (*path, "phone")),
        position=texts.line(contact.position, (*path, "position"), may_be_empty=True),
    )
