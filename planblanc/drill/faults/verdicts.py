"""What the database says when all is over: nothing acknowledged lost, nothing twice, every chain whole, every fact ended."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from planblanc.drill.faults.callers import Mutation
from planblanc.drill.faults.figures import Figure, counted
from planblanc.drill.faults.ground import WATCHER, Ground
from planblanc.store import proofs
from planblanc.store.transaction import Database

_SECONDS_TO_DRAIN = 120
_LOOK_SECONDS = 0.2


@dataclass(frozen=True)
class Acknowledged:
    """What was asked, what was answered to each key, and what the first of them were answered when asked once more."""

    wanted: tuple[Mutation, ...]
    answers: Mapping[str, str]
    again: tuple[str, ...]

    @property
    def changed(self) -> int:
        """How many got another answer when they were asked once more."""
        return sum(self.answers.get(one.key) != told for one, told in zip(self.wanted, self.again, strict=False))


async def examined(ground: Ground, known: Acknowledged, *, drain_seconds: float = _SECONDS_TO_DRAIN) -> tuple[Figure, ...]:
    """Every promise on what is left in the database, once the worker has had the time to end its facts."""
    async with ground.opened() as database:
        pending = await _drained(database, drain_seconds)
        async with database.transaction(WATCHER, read_only=True) as tx:
            times = await proofs.effects(tx, [one.text for one in known.wanted])
            unwritten = await proofs.unwritten(tx)
            chains = await proofs.chains(tx)
    acknowledged = [one for one in known.wanted if one.key in known.answers]
    lost = sum(one.text not in times for one in acknowledged)
    doubled = sum(several > 1 for several in times.values())
    return (
        Figure("mutations acquittées et perdues", f"{counted(lost)} sur {counted(len(acknowledged))}", lost == 0 and bool(acknowledged)),
        Figure("mutations faites deux fois", f"{counted(doubled)} sur {counted(len(times))}", doubled == 0),
        Figure("la même clé rend la même réponse", f"{known.changed} autres sur {len(known.again)}", known.changed == 0),
        Figure("mutations sans ligne de main courante", counted(unwritten), unwritten == 0),
        Figure(
            "chaînes de la main courante entières",
            f"{counted(chains.count - len(chains.broken))} sur {counted(chains.count)}, {counted(chains.lines)} lignes",
            not chains.broken and chains.lines > 0,
        ),
        Figure("faits à transmettre sans état final", counted(pending), pending == 0),
    )


async def _drained(database: Database, most_seconds: float) -> int:
    """How many facts are left once the worker has had its time."""
    left = 0
    for _ in range(int(most_seconds / _LOOK_SECONDS) + 1):
        async with database.transaction(WATCHER, read_only=True) as tx:
            left = await proofs.pending(tx)
        if not left:
            break
        await asyncio.sleep(_LOOK_SECONDS)
    return left
