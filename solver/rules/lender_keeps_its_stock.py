"""A lender keeps the things it must: the floor of a stock stays, whatever the plan."""

from collections import Counter
from collections.abc import Iterator

from solver.arrays import Flags, Indices
from solver.canonical import Canonical
from solver.needs import Need
from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal
from solver.rules.rule import Filter, Rule


def allows(problem: Problem, need: Need, resource: Person | Stock) -> bool:
    """Whether the floor lets at least one thing of the stock go."""
    if isinstance(resource, Person):
        return True
    locked_others = problem.locked_units[resource.id] - problem.locked[need.id, resource.id]
    return problem.things_to_spare(resource) > locked_others


def mask(canonical: Canonical, need: Need, some: Indices) -> Flags:
    """Whether the floor lets at least one thing of each of these stocks go."""
    free = canonical.spare_things[some] - canonical.locked[some] + canonical.locked_at(need, some)
    return free > 0


def broken(problem: Problem, proposal: Proposal) -> Iterator[str]:
    """Tell every stock that would be left under its floor."""
    sent: Counter[str] = Counter()
    for (_, resource), quantity in proposal.sent.items():
        sent[resource] += quantity
    for identity, quantity in sent.items():
        stock = problem.resource[identity]
        if isinstance(stock, Stock) and quantity > problem.things_to_spare(stock):
            yield f"stock_floor: {quantity} of {identity!r} leave, {problem.things_to_spare(stock)} may"


RULE = Filter("stock_floor", "Laisser au prêteur son stock plancher", allows, mask)
CAPACITY = Rule("stock_floor_kept", "Laisser au prêteur son stock plancher", broken)
