"""What a proposal leaves to be had: who is idle, and what may still leave a site or a stock."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from solver.pool import Person, Stock
from solver.problem import Problem
from solver.proposal import Proposal


@dataclass(frozen=True)
class Standing:
    """Units sent by resource, heads taken by site, holders of a competence taken by site, the needs each resource is sent to, and
    heads out by lender."""

    problem: Problem
    sent: Counter[str]
    taken: Counter[str]
    needs_of: dict[str, list[str]]
    pairs: Mapping[tuple[str, str], int]
    load: Counter[str]
    holders: Counter[tuple[str, str]]

    def blocked_by(self, resource: Person | Stock, instead_of: Person | Stock | None = None) -> str | None:
        """The capacity that keeps one more unit from leaving; one unit of `instead_of` is counted as back."""
        if self.sent[resource.id] >= self.problem.left(resource):
            return "once"
        if isinstance(resource, Stock):
            return "stock_floor" if self.sent[resource.id] >= self.problem.things_to_spare(resource) else None
        if self.problem.is_out(resource):
            return None
        is_back = isinstance(instead_of, Person) and not self.problem.is_out(instead_of)
        taken = self.taken[resource.site] - (is_back and instead_of is not None and instead_of.site == resource.site)
        if taken >= self.problem.heads_to_spare[resource.site]:
            return "people_floor"
        holders = self.problem.holders
        back = holders.kept_of.get(instead_of.id, ()) if instead_of is not None else ()
        kept = holders.kept_of.get(resource.id, ())
        return "competence_floor" if any(self.holders[one] - (one in back) >= holders.to_spare[one] for one in kept) else None

    def load_with(self, resource: Person | Stock, instead_of: Person | Stock) -> int:
        """The load of the resource's lender if one of its heads goes in the place of that other; 0 for what is no head."""
        if isinstance(resource, Stock) or self.problem.is_out(resource):
            return 0
        lender = self.problem.site[resource.site].lender
        is_back = not self.problem.is_out(instead_of) and self.problem.site[instead_of.site].lender == lender
        return self.load[lender] + 1 - is_back

    def deliveries_with(self, need: str, resource: Person | Stock, instead_of: Person | Stock) -> int:
        """How many lenders a line of equipment has if one unit of the resource goes in the place of that other."""
        if isinstance(resource, Person):
            return 0
        units = Counter({sent: quantity for (line, sent), quantity in self.pairs.items() if line == need})
        units[instead_of.id] -= 1
        units[resource.id] += 1
        return len({self.problem.site[self.problem.resource[sent].site].lender for sent in +units})


def standing(problem: Problem, proposal: Proposal) -> Standing:
    """Count what the proposal sends."""
    sent: Counter[str] = Counter()
    needs_of: defaultdict[str, list[str]] = defaultdict(list)
    for (need, resource), quantity in proposal.sent.items():
        sent[resource] += quantity
        needs_of[resource].append(need)
    taken = problem.heads_taken(proposal.sent)
    load = problem.heads_out + problem.by_lender(taken)
    return Standing(problem, sent, taken, needs_of, proposal.sent, load, problem.holders.taken(proposal.sent))
