"""How true the pool is: what is in it, what is out, and what nobody has confirmed for too long."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class PoolHealth:
    """Counts of one pool; people and equipment in units, lenders and contacts in rows."""

    people: int
    people_on_call: int
    people_out: int
    people_to_confirm: int
    equipment: int
    equipment_out: int
    equipment_to_confirm: int
    lenders: int
    contacts: int
    contacts_never_tested: int
    synthetic: int
    oldest_confirm_by: date | None
