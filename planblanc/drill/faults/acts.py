"""What callers ask for: notes, requests, declarations and plans, drawn by chance, each marked by a text of its own."""

from collections.abc import Sequence
from random import Random
from uuid import UUID, uuid4

from planblanc.drill.faults import documents
from planblanc.drill.faults.callers import Mutation


def mixed(random: Random, incidents: Sequence[str], count: int) -> list[Mutation]:
    """Six notes, three requests and one declaration out of ten."""
    return [drawn(random, incidents, number) for number in range(count)]


def drawn(random: Random, incidents: Sequence[str], number: int) -> Mutation:
    """One of these, for one of the incidents."""
    incident, kind = random.choice(incidents), random.random()
    if kind < 0.6:
        return noted(incident, key(random))
    if kind < 0.9:
        text = f"Demande d'essai {number}"
        return Mutation(key(random), documents.ASK, documents.request(incident, text, competence="NETWORK"), text)
    return declared(random, number)


def noted(incident: str, key: str | None = None) -> Mutation:
    """A line of the main courante."""
    own = key or str(uuid4())
    text = f"Note d'essai {own}"
    return Mutation(own, documents.NOTE, documents.note(incident, text), text)


def declared(random: Random, number: int) -> Mutation:
    """An incident of a structure that no reference holds."""
    own = key(random)
    text = f"Structure d'essai {number} {own[:8]}"
    return Mutation(own, documents.DECLARE, documents.declaration(text), text)


def planned() -> Mutation:
    """A plan of the region."""
    return Mutation(str(uuid4()), documents.PROPOSE, {"region": documents.REGION})


def key(random: Random) -> str:
    """A key that nobody else draws."""
    return str(UUID(int=random.getrandbits(128)))
