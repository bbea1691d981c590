"""The establishments that would fall together: those that shared fates link, however long the chain, by whatever lender."""

from collections import defaultdict

from solver.stress.problem import StressProblem

# An establishment, or a lender, whose ids may be alike.
_Node = tuple[bool, str]


def fate_groups(stress: StressProblem) -> tuple[tuple[str, ...], ...]:
    """Every group of two targets or more; a fate attested clean links nobody."""
    linked = _links(stress)
    groups: list[tuple[str, ...]] = []
    seen: set[_Node] = set()
    for establishment in stress.target:
        if (node := (True, establishment)) in linked and node not in seen:
            reached = _reached_from(node, linked)
            seen |= reached
            group = tuple(sorted(name for is_target, name in reached if is_target))
            groups += [group] if len(group) > 1 else []
    return tuple(groups)


def _links(stress: StressProblem) -> dict[_Node, set[_Node]]:
    """Who falls with whom: an establishment with its own lenders, and with those whose fate it shares."""
    pairs = {(target.establishment, lender) for target in stress.targets for lender in target.lenders}
    pairs |= {(fate.establishment, fate.lender) for fate in stress.shared_fates if not fate.is_attested_clean}
    linked: defaultdict[_Node, set[_Node]] = defaultdict(set)
    for establishment, lender in pairs:
        if establishment in stress.target:
            linked[True, establishment].add((False, lender))
            linked[False, lender].add((True, establishment))
    return linked


def _reached_from(start: _Node, linked: dict[_Node, set[_Node]]) -> set[_Node]:
    reached, waiting = {start}, [start]
    while waiting:
        new = linked[waiting.pop()] - reached
        reached |= new
        waiting += new
    return reached
