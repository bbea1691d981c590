"""What a bench asks of the database to compare with: the nearest through their index, and the same without."""

from planblanc.domain.positions import Position
from planblanc.store.queries import load
from planblanc.store.transaction import Transaction

QUERIES = load("measuring")


async def nearest_holders(tx: Transaction, position: Position, number: int, *, most: int) -> int:
    """How many holders of a competence (by its number) the nearest rows around a point are."""
    found = await tx.rows(
        QUERIES["read_nearest_holders"], latitude=position.latitude, longitude=position.longitude, number=number, most=most
    )
    return len(found)


async def forgo_indexes(tx: Transaction) -> None:
    """Let this transaction sort instead of walking an index in its order."""
    await tx.execute(QUERIES["forgo_indexes"])


async def held_competences(tx: Transaction) -> int:
    """How many rows the index is over, as far as the actor sees."""
    return int(await tx.value(QUERIES["count_held_competences"]))
