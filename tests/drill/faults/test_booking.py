"""The race of promises finds no double booking, and says so of a build that makes some."""

from dataclasses import replace

from planblanc.drill.faults import booking
from planblanc.drill.faults.ground import WATCHER, Ground
from planblanc.store import proofs


async def test_nothing_is_promised_twice_and_the_same_race_without_the_constraint_fails(ground: Ground) -> None:
    real, naive = await booking.run(replace(ground, size=0.06))

    assert real.is_kept, real
    assert naive.is_kept, naive
    assert not naive.measured.startswith("0 ")


async def test_a_build_without_the_constraint_does_not_keep_the_promise(ground: Ground) -> None:
    async with ground.opened("planblanc_owner") as owner, owner.transaction(WATCHER) as tx:
        await proofs.take_walls_away(tx)

    real, _ = await booking.run(replace(ground, size=0.06))

    assert not real.is_kept, real
