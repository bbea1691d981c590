"""Which invented pool is wanted: none, the demonstration's, the one to measure with, or that of a real crisis."""

from pathlib import Path
from random import Random

from planblanc.usecases.seeds import crises, demonstration, national, pool_records
from planblanc.usecases.seeds.reference import Facts, Records

NONE, DEMONSTRATION, NATIONAL = "none", "demo", "national"


def read(folder: Path, name: str, facts: Facts, random: Random) -> Records | None:
    """The records of the pool of that name, nothing for none; `BadInput` when it is unknown or a file is wrong.

    Only the pools that are generated draw from `random`; the crises are as their files say.
    """
    if name == NONE:
        return None
    if name == DEMONSTRATION:
        return pool_records.of(demonstration.generate(facts, random), facts)
    if name == NATIONAL:
        return pool_records.of(national.generate(facts, random), facts)
    return pool_records.of(crises.read(folder / "demo", name, facts), facts)
