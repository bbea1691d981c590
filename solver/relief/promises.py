"""What the windows promise of one group of establishments, as rows of the model of its roster: all of it, or less and less."""

from dataclasses import dataclass, replace

from solver.relief.bounds import Bounds
from solver.relief.problem import ReliefProblem
from solver.relief.relaxation import Cut
from solver.relief.terms import Terms, total


@dataclass(frozen=True, eq=False)
class Promise:
    """`kept`: how many of `ORDER` are kept, beside that as many posts are filled, and that the engaged serve."""

    least: Bounds
    problem: ReliefProblem
    kept: int

    def ask(self, terms: Terms) -> None:
        """Add the rows to the model."""
        model, least = terms.model, self.least
        for share, filled in terms.covered.items():
            model.add(filled == least.covered[share])
        for who, place in self.staying:
            model.add(terms.serves[who, place] == 1)
        if "strange" in self.names:
            for place, crews in terms.strange.items():
                model.add(crews <= least.strange[place])
        if "wished" in self.names:
            model.add(total(terms.wished.values()) <= self.wished)
        self._ask_loads(terms)

    def _ask_loads(self, terms: Terms) -> None:
        for name, loads, promised in (("hours", terms.hours, self.least.hours), ("nights", terms.nights, self.least.nights)):
            if name in self.names:
                for place, load in loads.items():
                    terms.model.add(load <= promised[place])

    @property
    def names(self) -> tuple[str, ...]:
        """What is kept."""
        return ORDER[: self.kept]

    @property
    def staying(self) -> tuple[tuple[str, str], ...]:
        """The pairs who serve where they are engaged already."""
        people = self.problem.reliever
        return tuple(sorted((who, place) for who, place in self.least.pairs if who in people and people[who].is_staying_at(place)))

    @property
    def wished(self) -> int:
        """How many shifts may fall into leave that was asked for."""
        return sum(falling for who, falling in self.least.wished.items() if who in self.problem.reliever)

    def less(self) -> "Promise":
        """The promise without its last part."""
        return replace(self, kept=self.kept - 1)

    def cut(self) -> Cut | None:
        """That this promise cannot be kept, for one establishment all of whose posts would be filled; otherwise nothing is said."""
        if len(self.problem.establishments) > 1 or any(self.least.covered[share] < asked for share, asked in self.problem.asked.items()):
            return None
        place = self.problem.establishments[0]
        promised = {
            "strange": self.least.strange[place],
            "wished": self.wished,
            "hours": self.least.hours[place],
            "nights": self.least.nights[place],
        }
        return Cut(
            establishment=place,
            people=frozenset(self.problem.reliever),
            staying=frozenset(who for who, _ in self.staying),
            filled=sum(self.problem.asked.values()),
            **{name: promised[name] for name in self.names},
        )


# As in the order of the preferences, so that the last is given up first.
ORDER = ("strange", "wished", "hours", "nights")
