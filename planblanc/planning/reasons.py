"""Why the plan is what it is, in words: runner-up, rejected, obstacles, the next rung, what moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from planblanc.domain.identity import IncidentId
from planblanc.domain.planning import PlannedNeed, PlannedStock
from planblanc.domain.plans import Candidate, NeedAnswer, NextRung, Offer, Rejections, RuleCount
from planblanc.planning.words import Words
from planblanc.planning.work import Explanation
from solver import goals, rules
from solver.explanation import Gain, NeedExplained, Rejection, RunnerUp, Widening
from solver.moves import GONE, Move

# Of those who are rejected, so many are read with the plan; the others on request.
NEAREST_TOLD = 20

Before = Mapping[tuple[UUID, UUID], tuple[str, int]]

TITLES = {
    **{rule.name: rule.title for rule in rules.RULES},
    **{goal.name: goal.title for goal in goals.GOALS},
    GONE: "Le besoin ou la ressource n'est plus là",
}
# Said of the runner-up, by the first preference that speaks against it; `by` counts as that preference does.
_BEHIND = {
    "pins": "un choix fait à la main l'écarte",
    "engaged_stay": "déplacerait une ressource déjà engagée",
    "home": "hors du périmètre de la région",
    "confirmed": "à confirmer par téléphone",
    "tens_vital": "environ {tens} min de plus",
    "tens_high": "environ {tens} min de plus",
    "tens_normal": "environ {tens} min de plus",
    "own_group": "hors du groupe de l'établissement",
    "minutes": "{by} min de plus",
    "spread": "prêteur déjà plus sollicité",
    "excess": "plus qualifié que nécessaire",
    "asked_stay": "déplacerait une demande en cours",
    "lenders": "un prêteur de plus à appeler",
    "tie_break": "à égalité",
}


@dataclass(frozen=True)
class Reasons:
    """An explanation of the solver, told with the words of its problem."""

    words: Words
    explanation: Explanation

    @cached_property
    def _explained(self) -> dict[str, NeedExplained]:
        return {explained.need: explained for explained in self.explanation.needs}

    @cached_property
    def _widenings(self) -> dict[str, Widening]:
        return {widening.incident: widening for widening in self.explanation.widenings}

    def behind(self, need: str, resource: str) -> str:
        """By how much the runner-up loses against this resource; nothing when it is compared with another."""
        explained = self._explained.get(need)
        if explained is None or explained.runner_up is None or explained.runner_up.instead_of != resource:
            return ""
        return _behind(explained.runner_up)

    def answer(self, need: PlannedNeed) -> NeedAnswer:
        """What is said of one need; nothing of it is counted as covered yet."""
        explained = self._explained.get(str(need.id))
        blank = NeedAnswer(need_id=need.id, incident_id=need.incident, wanted=need.quantity, covered=0)
        if explained is None:
            return blank
        first = explained.runner_up
        return NeedAnswer(
            need_id=blank.need_id,
            incident_id=blank.incident_id,
            wanted=blank.wanted,
            covered=blank.covered,
            runner_up=self._candidate(need, first.resource, behind=_behind(first)) if first else None,
            rejected=tuple(self._rejected(need, explained.rejected[:NEAREST_TOLD])),
            obstacles=tuple(self._candidate(need, one.resource, (one.rule, *one.also)) for one in explained.obstacles),
            counts=tuple(_counts(explained.beyond)),
        )

    def rejections(self, need: PlannedNeed) -> Rejections | None:
        """All who are rejected at the open rungs; nothing when nobody explained the plan."""
        explained = self._explained.get(str(need.id))
        if explained is None:
            return None
        told = tuple(self._rejected(need, explained.rejected))
        return Rejections(need.id, need.incident, told, tuple(_counts(explained.rejected_by)))

    def next_rung(self, incident: IncidentId) -> NextRung:
        """What the next closed rung that holds anyone new would add, lender by lender."""
        widening = self._widenings.get(str(incident))
        if widening is None:
            return NextRung(None, (), ())
        offers = tuple(self._offer(gain) for gain in widening.gains)
        return NextRung(
            rung=widening.rung.name if widening.rung is not None else None,
            skipped=tuple(rung.name for rung in widening.empty),
            offers=tuple(sorted(offers, key=lambda offer: (str(offer.need_id), offer.total_minutes, offer.lender_name))),
        )

    def moved(self, before: Before) -> tuple[str, ...]:
        """What changed since the last plan, a sentence each, what is given up first; nothing before a first plan."""
        if not before:
            return ()
        who = {(str(need), str(resource)): name for (need, resource), (name, _) in before.items()}
        given_up = [move for move in self.explanation.moves if move.after < move.before]
        added = [move for move in self.explanation.moves if move.after > move.before]
        return tuple(self._moved(move, who) for move in (*given_up, *added))

    def _rejected(self, need: PlannedNeed, rejected: Sequence[Rejection]) -> Iterable[Candidate]:
        return (self._candidate(need, one.resource, (one.rule, *one.also)) for one in rejected)

    def _moved(self, move: Move, who: Mapping[tuple[str, str], str]) -> str:
        name = who.get((move.need, move.resource)) or self._name(move.resource)
        change = move.after - move.before
        told = f"{abs(change)} de {'plus' if change > 0 else 'moins'}"
        return f"{name} : {told}, pour {self._wanted(move.need)} ({TITLES[move.why].lower()})."

    def _wanted(self, need: str) -> str:
        found = self.words.needs.get(need)
        return f"« {found.label} »" if found else "un besoin retiré"

    def _name(self, resource: str) -> str:
        found = self.words.resources[resource]
        return f"{self.words.lenders[found.lender].name}, {found.label}"

    def _candidate(self, need: PlannedNeed, resource: str, names: Sequence[str] = (), *, behind: str = "") -> Candidate:
        found = self.words.resources[resource]
        journey = self.words.journey(need, found)
        problem = self.words.translated.problem
        rung = problem.reach.rung_of(need.victim_key, problem.resource[resource].site)
        is_open = rung in problem.rungs_open_to(str(need.incident))
        return Candidate(
            lender_name=self.words.lenders[found.lender].name,
            commune=found.commune,
            label=found.label if is_open else need.label,
            distance_km=self.words.distance_km(need, found),
            total_minutes=journey.total_minutes if journey else None,
            rung=rung.name,
            rule=names[0] if names else "",
            title=TITLES[names[0]] if names else "",
            also=tuple(TITLES[name] for name in names[1:]),
            behind=behind,
            resource=resource if is_open else None,
            is_stock=is_open and isinstance(found, PlannedStock),
        )

    def _offer(self, gain: Gain) -> Offer:
        need, lender = self.words.needs[gain.need], self.words.lender_of(gain.lender)
        somebody = self.words.at_site[gain.site][0]  # all of a site are at one place
        return Offer(
            need_id=need.id,
            lender_name=lender.name,
            commune=somebody.commune,
            what=need.label,
            quantity=gain.quantity,
            distance_km=self.words.distance_km(need, somebody),
            total_minutes=gain.minutes,
            region=lender.kinship.region,
            zone=lender.kinship.zone,
        )


def _behind(second: RunnerUp) -> str:
    return _BEHIND[second.preference].format(by=second.by, tens=second.by * 10)


def _counts(beyond: Mapping[str, int]) -> Iterable[RuleCount]:
    for rule, count in sorted(beyond.items(), key=lambda item: (-item[1], item[0])):
        yield RuleCount(rule, TITLES[rule], count)
