"""Looks up the places that people name."""

from planblanc.domain import texts
from planblanc.domain.errors import BadInput
from planblanc.domain.regions import Department
from planblanc.store import catalogues
from planblanc.store import regions as stored
from planblanc.store.transaction import Transaction


async def department(tx: Transaction, code: str | None, path: tuple[str, ...]) -> Department:
    """The department of this INSEE code; `BadInput` when there is none, or none is named."""
    if code is None:
        raise BadInput("Indiquez le département (code INSEE).", path)
    (found,) = await stored.departments_by_code(tx, [code])
    if found is None:
        raise BadInput(f"Le département {texts.quoted(code)} n'existe pas : indiquez son code INSEE (40, 2A, 974).", path)
    return found


async def require_network(tx: Transaction, code: str | None) -> None:
    """Refuse a road network that does not exist; none is fine, the usual one of the department is meant."""
    if code is None:
        return
    known = await catalogues.road_networks(tx)
    if code not in known:
        raise BadInput(f"Le réseau routier {texts.quoted(code)} n'existe pas : {', '.join(sorted(known))}.", ("road_network",))
