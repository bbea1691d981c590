"""One cause, many victims: declared once, an incident a site, each in its region and in its own chain, all of them or none."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from planblanc.domain import common_causes, texts
from planblanc.domain.access import Actor
from planblanc.domain.common_causes import CommonCauseTold
from planblanc.domain.errors import Refused
from planblanc.domain.incidents import Incident
from planblanc.domain.reports import IncidentTold
from planblanc.store.transaction import Transaction
from planblanc.usecases import incidents

# What is told of each site is refused at its place; the rest is told once, and refused as such.
_OF_EACH_SITE = {"victim", "contacts", "services"}


async def declare(tx: Transaction, actor: Actor, told: CommonCauseTold, now: datetime) -> UUID:
    """Declare an incident for each site, and give the key that they share; one that is refused leaves none behind."""
    common_causes.check(told.sites)
    cause, key = texts.line(told.cause, ("cause",)), uuid4()
    declared: list[Incident] = []
    for index, site in enumerate(told.sites):
        report = replace(told.told, victim=site.victim, contacts=site.contacts, services=site.services)
        incident = await _declared(tx, actor, replace(report, common_cause=cause, common_cause_id=key), index, now)
        common_causes.require_new(incident.victim, [one.victim for one in declared], index)
        declared.append(incident)
    return key


async def _declared(tx: Transaction, actor: Actor, report: IncidentTold, index: int, now: datetime) -> Incident:
    try:
        return await incidents.declare(tx, actor, report, now)
    except Refused as refused:
        is_of_site = not refused.path or refused.path[0] in _OF_EACH_SITE
        raise type(refused)(refused.message, ("sites", str(index), *refused.path) if is_of_site else refused.path) from refused
