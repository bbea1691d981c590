"""Who holds the competences of which a site keeps some: how many there are, how many may leave, how many a plan takes."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from solver.pool import Person

Kept = tuple[str, str]


@dataclass(frozen=True, eq=False)
class Holders:
    """The people of the sites that have such floors.

    `floors`: (site, competence) → how many who hold it must stay, nought left out. `out`: named people whom an engagement
    for another need has taken already. `left`: how many of a person the engagements of other needs leave.
    `under_way`, `locked`: (need, resource) → how many were released, or have arrived, for needs of the problem.
    """

    floors: Mapping[Kept, int]
    people: tuple[Person, ...]
    out: frozenset[str]
    left: Callable[[Person], int]
    under_way: Mapping[tuple[str, str], int]
    locked: Mapping[tuple[str, str], int]

    @cached_property
    def kept_of(self) -> dict[str, tuple[Kept, ...]]:
        """Person → the floors that one head more of theirs counts against, in order; only who counts against any."""
        competences: defaultdict[str, list[str]] = defaultdict(list)
        for site, competence in sorted(self.floors):
            competences[site].append(competence)
        found: dict[str, tuple[Kept, ...]] = {}
        for person in self.people if competences else ():
            held = tuple((person.site, one) for one in competences.get(person.site, ()) if one in person.competences)
            if held and person.id not in self.out:
                found[person.id] = held
        return found

    def taken(self, sent: Mapping[tuple[str, str], int]) -> Counter[Kept]:
        """(site, competence) → how many who hold it these (need, resource) → units take; who is out already is not taken again."""
        found: Counter[Kept] = Counter()
        for (_, resource), quantity in sent.items():
            for kept in self.kept_of.get(resource, ()):
                found[kept] += quantity
        return found

    @cached_property
    def to_spare(self) -> Counter[Kept]:
        """(site, competence) → how many holders its floor lets go for the plan; never fewer than were released already."""
        spare: Counter[Kept] = Counter()
        for person in self.people:
            for kept in self.kept_of.get(person.id, ()):
                spare[kept] += self.left(person)
        for kept, floor in self.floors.items():
            spare[kept] = max(spare[kept] - floor, 0)
        for kept, released in self.taken(self.under_way).items():
            spare[kept] = max(spare[kept], released)
        return spare

    @cached_property
    def arrived(self) -> Counter[Kept]:
        """(site, competence) → how many holders have arrived at needs of the problem."""
        return self.taken(self.locked)
