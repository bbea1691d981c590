"""Each act of a whole night is first tried, with the same good words, by those whom it does not concern: all are refused."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from planblanc.domain.access import Actor, Role
from planblanc.domain.errors import Forbidden, NotFound
from planblanc.domain.identity import LenderId, lender_id
from planblanc.planning.run import Solver
from tests.nights import NOW, OTHER_ARS, OTHER_HOSPITAL, SAMU, TARBES, Night, actor
from tests.usecases.test_every_act_is_told import Walk, the_whole_night

STRANGERS = (
    OTHER_ARS,
    OTHER_HOSPITAL,
    actor(Role.ESTABLISHMENT, name="CH de Tarbes", sites=(TARBES,)),
    replace(actor(Role.DUTY_DIRECTOR, name="Astreinte de Tarbes"), lenders=frozenset({LenderId(lender_id(TARBES))})),
    actor(Role.RESOURCE_MANAGER, "76", name="GRADeS d'Occitanie"),
    SAMU,
)


@dataclass
class Tried(Walk):
    """A walk where strangers go first."""

    let_in: set[tuple[str, str]] = field(default_factory=set)

    async def act(self, who: Actor, verb: Callable[..., Awaitable[Any]], *wanted: Any, chains: int = 1) -> Any:
        """Have every stranger refused, with nothing written, then let whoever may do it."""
        before = await self._heads()
        for stranger in STRANGERS:
            door = replace(stranger, channel=who.channel)
            with suppress(Forbidden, NotFound):
                await self.night.act(door, verb, *wanted, NOW)
                self.let_in.add((f"{verb.__module__.rpartition('.')[2]}.{verb.__name__}", stranger.name))
        assert await self._heads() == before, verb
        return await super().act(who, verb, *wanted, chains=chains)


async def test_no_neighbour_does_what_is_not_theirs(night: Night, solver: Solver) -> None:
    walk = Tried(night)

    await the_whole_night(walk, solver)

    assert walk.let_in == set()
