"""What may leave a site or a stock without going under its floor."""

from collections import Counter
from collections.abc import Mapping

from solver.pool import Person, Stock
from solver.problem import Problem


def is_out(problem: Problem, resource: Person | Stock) -> bool:
    """Whether it is one named person whom an engagement for another need has taken from the site already."""
    return resource.is_named and resource.id in problem.elsewhere_of


def heads(problem: Problem, sent: Mapping[tuple[str, str], int]) -> Counter[str]:
    """Site → how many heads these (need, resource) → units take from it; who is out already is not taken again."""
    taken: Counter[str] = Counter()
    for (_, identity), quantity in sent.items():
        resource = problem.resource[identity]
        if isinstance(resource, Person) and not is_out(problem, resource):
            taken[resource.site] += quantity
    return taken


def heads_to_spare(problem: Problem) -> Counter[str]:
    """Site → how many heads may leave for the plan; never fewer than were released already."""
    spare: Counter[str] = Counter()
    for person in problem.people:
        spare[person.site] += person.count - min(person.count, problem.held_elsewhere[person.id])
    for site in problem.sites:
        spare[site.id] = max(spare[site.id] - problem.people_floor(site), 0)
    for identity, released in heads(problem, problem.under_way).items():
        spare[identity] = max(spare[identity], released)
    return spare


def things_to_spare(problem: Problem, stock: Stock) -> int:
    """How many things the floor lets go for the plan; never fewer than were released already."""
    return max(problem.left(stock) - problem.stock_floor(stock), problem.under_way_units[stock.id])
