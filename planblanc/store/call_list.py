"""The numbers of a call list, and who asked for them."""

from collections import defaultdict
from datetime import datetime

from planblanc.domain.access import Actor
from planblanc.domain.call_list import DutyNumber, Revealed
from planblanc.domain.contacts import ContactChannel
from planblanc.domain.identity import IncidentId, LenderId
from planblanc.domain.incidents import Incident
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("call_list")


async def reveal(tx: Transaction, actor: Actor, incident: Incident, motive: str, at: datetime) -> bool:
    """Give the actor the numbers of the list; false when it has them already."""
    added = await tx.execute(
        QUERIES["reveal"],
        incident=incident.id,
        region=incident.region,
        revealed_by=actor.id,
        revealed_name=actor.name,
        motive=motive,
        revealed_at=at,
    )
    return added == 1


async def numbers(tx: Transaction, incident: IncidentId) -> dict[LenderId, list[DutyNumber]]:
    """How each lender of the list is reached, its first number first; nothing before the actor has asked for them."""
    found: dict[LenderId, list[DutyNumber]] = defaultdict(list)
    for row in await tx.rows(QUERIES["list_numbers"], incident=incident):
        number = DutyNumber(row["label"], ContactChannel(row["channel"]), row["address"], row["last_tested_on"])
        found[LenderId(row["lender_id"])].append(number)
    return found


async def reveals(tx: Transaction, incident: IncidentId) -> list[Revealed]:
    """Who asked for the numbers, the last first, fifty at most."""
    found = await tx.rows(QUERIES["list_reveals"], incident=incident)
    return [Revealed(row["revealed_name"], row["revealed_at"], row["motive"]) for row in found]
