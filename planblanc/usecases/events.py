"""Who may follow what, and from where."""

from planblanc.domain import access
from planblanc.domain.access import Act, Actor
from planblanc.domain.errors import Forbidden, NotFound
from planblanc.domain.events import Topic
from planblanc.domain.journal import ChainKind
from planblanc.store import events as stored
from planblanc.store.transaction import Transaction

LEFT = "Ce que vous suiviez n'est plus dans votre périmètre : le flux est terminé."


async def follow(tx: Transaction, actor: Actor, topic: Topic, after: str | None) -> int:
    """The number after which this actor follows: that of its cursor, or from now on without one; a refusal if it may not."""
    region = topic.key if topic.kind is ChainKind.REGION else None
    # The manager of a region's resources follows the journal of its pool, without the incidents.
    reads_pool = region is not None and not access.is_allowed(actor, Act.READ_INCIDENTS)
    access.require(actor, Act.READ_JOURNAL if reads_pool else Act.READ_INCIDENTS, region=region)
    head = await stored.head(tx, topic)
    if head is None:
        raise NotFound if region is None else Forbidden("Vos droits ne permettent pas de suivre cette région.")
    return head if after is None else topic.after(after, head)
