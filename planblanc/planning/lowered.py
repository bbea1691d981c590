"""The floors that coordinators lowered, as the solver takes them: by site, by stock, by competence of a site; pure."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from planblanc.domain.planning import Snapshot
from solver.pool import Site

K = TypeVar("K", bound=Hashable)


def floors(snapshot: Snapshot, sites: Sequence[Site]) -> dict[str, int]:
    """Site or stock id → what stays of its people or things; lowered for one of the incidents planned for, it holds for the plan."""
    kept = {str(lender.id): lender.people_floor for lender in snapshot.lenders}
    meant = _least((str(one.lender), one.floor) for one in snapshot.lowered if one.competence is None and one.stock is None)
    by_site = {site.id: _left(site.people_floor, kept[site.lender], meant[site.lender]) for site in sites if site.lender in meant}
    set_for = _least((str(one.stock), one.floor) for one in snapshot.lowered if one.stock is not None)
    by_stock = {str(stock.id): min(stock.floor, set_for[str(stock.id)]) for stock in snapshot.stocks if str(stock.id) in set_for}
    return {**by_site, **by_stock}


def competence_floors(snapshot: Snapshot, sites: Sequence[Site]) -> dict[tuple[str, str], int]:
    """(site, competence) → how many of those who hold it stay."""
    kept = {(lender.id, code): people for lender in snapshot.lenders for code, people in lender.competence_floors}
    meant = _least(((one.lender, one.competence), one.floor) for one in snapshot.lowered if one.competence is not None)
    lenders = {str(lender.id): lender.id for lender in snapshot.lenders}
    found: dict[tuple[str, str], int] = {}
    for site in sites:
        for code, floor in site.competence_floors.items():
            key = (lenders[site.lender], code)
            if key in meant:
                found[site.id, code] = _left(floor, kept[key], meant[key])
    return found


def _least(told: Iterable[tuple[K, int]]) -> dict[K, int]:
    """The lowest of the floors that several incidents ask for."""
    found: dict[K, int] = {}
    for key, floor in told:
        found[key] = min(floor, found.get(key, floor))
    return found


def _left(floor: int, kept: int, meant: int) -> int:
    """A site's floor, which those who hold nothing that is wanted have lowered already, by as much as the lender's was lowered."""
    return max(0, floor - max(0, kept - meant))
