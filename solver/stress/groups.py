"""The establishments that would fall together: those that shared fates link, however long the chain."""

from collections import defaultdict

from solver.stress.problem import StressProblem


def fate_groups(stress: StressProblem) -> tuple[tuple[str, ...], ...]:
    """Every group of two targets or more; a fate attested clean links nobody."""
    linked = _links(stress)
    groups: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for establishment in stress.target:
        if establishment in linked and establishment not in seen:
            group = _reached_from(establishment, linked)
            seen |= group
            groups.append(tuple(sorted(group)))
    return tuple(groups)


def _links(stress: StressProblem) -> dict[str, set[str]]:
    of_lender: defaultdict[str, set[str]] = defaultdict(set)
    for target in stress.targets:
        for lender in target.lenders:
            of_lender[lender].add(target.establishment)
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for fate in stress.shared_fates:
        if fate.establishment in stress.target and not fate.is_attested_clean:
            for other in of_lender[fate.lender] - {fate.establishment}:
                linked[fate.establishment].add(other)
                linked[other].add(fate.establishment)
    return linked


def _reached_from(start: str, linked: dict[str, set[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = linked[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached
