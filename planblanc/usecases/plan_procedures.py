"""Needs for a procedure are met by looking up: own establishment, its group, its region, the nation."""

from collections.abc import Mapping, Sequence

from planblanc.domain import procedures as domain
from planblanc.domain.identity import EstablishmentId, NeedId
from planblanc.domain.planning import PlannedNeed, Snapshot
from planblanc.domain.procedures import Procedure
from planblanc.store import establishments
from planblanc.store import procedures as stored
from planblanc.store.transaction import Transaction


async def looked_up(tx: Transaction, snapshot: Snapshot) -> Mapping[NeedId, Sequence[Procedure]]:
    """For each need of a procedure, those that hold there; nothing for a service that has none."""
    found: dict[NeedId, Sequence[Procedure]] = {}
    for site, needs in _by_site(snapshot).items():
        establishment = (await establishments.establishments_by_id(tx, [site]))[0] if site is not None else None
        wanted = {need.id: need.service_domain for need in needs if need.service_domain is not None}
        published = await stored.published_for(tx, establishment, sorted(set(wanted.values())))
        for need, service in wanted.items():
            found[need] = domain.resolve(published, establishment, service)
    return found


def _by_site(snapshot: Snapshot) -> dict[EstablishmentId | None, list[PlannedNeed]]:
    sites: dict[EstablishmentId | None, list[PlannedNeed]] = {}
    for need in snapshot.needs:
        if need.kind == "PROCEDURE":
            sites.setdefault(need.establishment, []).append(need)
    return sites
