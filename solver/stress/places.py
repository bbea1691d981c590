"""Where heads are counted: each site, and within it those who hold a competence of which it keeps some.

Places that lie within one another are a network, as a site alone is. A floor whose holders are neither within those of
another nor apart from them would be none: it is left out, and `floors` tells what it may change.
"""

from collections import defaultdict
from dataclasses import dataclass

from solver.canonical import Canonical
from solver.holders import Kept


@dataclass(frozen=True, eq=False)
class Places:
    """The places of a problem: the columns of its reach, then the floors by competence that cross no other.

    `of`: resource → the places that count its heads, the innermost first; none for things. `room`: place → heads that
    may leave. `counts`: place → its column, and the competence that it counts, None for everyone.
    """

    of: list[tuple[int, ...]]
    room: list[int]
    counts: list[tuple[int, str | None]]
    crossing: frozenset[Kept]


def places(canonical: Canonical) -> Places:
    """The sites of a problem, and the floors by competence within them."""
    reach, holders = canonical.problem.reach, canonical.problem.holders
    nested, crossing = _nested(_members(canonical))
    inner: defaultdict[int, list[int]] = defaultdict(list)
    for place, members in enumerate(nested.values(), start=len(reach.sites)):
        for index in members:
            inner[index].append(place)
    people = zip(canonical.column.tolist(), canonical.is_person.tolist(), strict=True)
    return Places(
        of=[(*inner[index], column) if is_person else () for index, (column, is_person) in enumerate(people)],
        room=[*canonical.spare_heads.tolist(), *(holders.to_spare[kept] for kept in nested)],
        counts=[*((column, None) for column in range(len(reach.sites))), *((reach.column_of[site], code) for site, code in nested)],
        crossing=crossing,
    )


def _members(canonical: Canonical) -> dict[Kept, frozenset[int]]:
    """(site, competence) → the resources that its floor counts."""
    found: defaultdict[Kept, set[int]] = defaultdict(set)
    for index, resource in enumerate(canonical.resources):
        for kept in canonical.problem.holders.kept_of.get(resource.id, ()):
            found[kept].add(index)
    return {kept: frozenset(members) for kept, members in found.items()}


def _nested(members: dict[Kept, frozenset[int]]) -> tuple[dict[Kept, frozenset[int]], frozenset[Kept]]:
    """The floors that lie within one another or apart, the smallest first, and those that cross them."""
    nested: dict[Kept, frozenset[int]] = {}
    for kept in sorted(members, key=lambda kept: (len(members[kept]), kept)):
        group = members[kept]
        if all(group >= other or group.isdisjoint(other) for other in nested.values()):
            nested[kept] = group
    return nested, frozenset(members.keys() - nested.keys())
