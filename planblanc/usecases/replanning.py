"""What will not come is planned again by itself; the officer in charge is told what changes, and approves."""

from datetime import datetime

from planblanc.domain import french
from planblanc.domain.access import Actor
from planblanc.domain.identity import IncidentId, PlanId
from planblanc.domain.notifications import Notice, NoticeKind, Recipient
from planblanc.domain.plans import PlanStanding
from planblanc.store import incidents
from planblanc.store import plans as stored_plans
from planblanc.store import replanning as stored
from planblanc.store.replanning import Changes
from planblanc.store.transaction import Transaction
from planblanc.usecases import notifications, plans
from planblanc.usecases.plans import PlanWanted

MOST_TOLD = 5


async def again(tx: Transaction, asker: Actor, key: IncidentId, now: datetime) -> PlanId | None:
    """Ask for a plan for what an incident has lost; nothing once it is over. Whoever is engaged stays where they are without need."""
    incident = await incidents.read(tx, key)
    if not incident.is_open:
        return None
    return await plans.ask(tx, asker, PlanWanted(incident.region, exercise=incident.exercise), now)


async def tell(tx: Transaction, key: PlanId, now: datetime) -> None:
    """Tell the officer of each incident of a plan that nobody asked for what it changes; nothing where it changes nothing."""
    for part in (await stored_plans.parts_of(tx, [key]))[0]:
        changes = await stored.changes(tx, key, part.incident_id)
        if part.state is not PlanStanding.PROPOSED or not (changes.by_lender or changes.missing):
            continue
        notice = Notice(
            key=f"plan-changed:{key}:{part.incident_id}",
            kind=NoticeKind.PLAN_CHANGED,
            recipient=Recipient.officer(),
            region=part.region,
            incident=part.incident_id,
            said={"changes": told(changes)},
        )
        await notifications.notify(tx, notice, now)


def told(changes: Changes) -> str:
    """What changes, in a sentence: "CH de Pau : 10 de plus ; il manque encore 4"."""
    said = [f"{name} : {abs(units)} de {'plus' if units > 0 else 'moins'}" for name, units in changes.by_lender[:MOST_TOLD]]
    if len(changes.by_lender) > MOST_TOLD:
        others = len(changes.by_lender) - MOST_TOLD
        said.append(french.counted(others, "autre prêteur change", "autres prêteurs changent"))
    if changes.missing:
        said.append(f"il manque encore {changes.missing}, que personne ne peut donner dans les échelons ouverts")
    return " ; ".join(said)
