"""Who takes which shift: every rule of relief as a model, for some establishments and the people who may serve there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.relief import rules
from solver.relief.candidates import Candidates
from solver.relief.crews import Posts, seats, sets_of
from solver.relief.duties import Duty
from solver.relief.problem import Share
from solver.relief.relievers import Reliever
from solver.relief.roster import Turn
from solver.relief.rules import crews_hand_over
from solver.relief.rules.rule import Row
from solver.relief.shifts import Shift
from solver.relief.terms import HOURS_IN_A_CLASS, NIGHTS_IN_A_CLASS, Linear, Terms, beyond_the_first, total

Takes = dict[tuple[str, str], Linear]
Fills = dict[tuple[str, int], Linear]
Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, eq=False)
class Rostering:
    """`takes`: (reliever, shift) → whether the person takes it; `fills`: (shift, post) → how many people are at it."""

    candidates: Candidates
    terms: Terms
    takes: Takes
    fills: Fills

    def turns(self, value: dict[int, int]) -> tuple[Turn, ...]:
        """The turns of a solution, told as variable index → value."""
        crews: defaultdict[str, dict[str, Posts]] = defaultdict(dict)
        for (reliever, shift), taken in self.takes.items():
            if value[taken.index]:
                crews[shift][reliever] = self.candidates.posts[reliever, shift]
        found = []
        for shift, people in crews.items():
            filled = {place: value[self.fills[shift, place].index] for place in range(len(self.candidates.problem.shift[shift].posts))}
            found += [Turn(shift, place, reliever) for reliever, place in seats(people, filled).items()]
        return tuple(sorted(found))

    def values(self, turns: Iterable[Turn]) -> dict[int, int]:
        """Variable index → value, for who takes what in these turns."""
        taken = {(turn.reliever, turn.shift) for turn in turns}
        return {flag.index: int(pair in taken) for pair, flag in self.takes.items()}


def rostering(candidates: Candidates, places: frozenset[str], pairs: Pairs | None = None, watched: int | None = None) -> Rostering:
    """Build the model of these establishments; nothing is solved.

    Only these (reliever, establishment) pairs may serve, or all. `watched`: of how many first crews of each establishment
    it is told whether somebody knows the place; of all of them by default.
    """
    problem, model = candidates.problem, cp_model.CpModel()
    shifts = [shift for shift in problem.shift.values() if shift.duty.establishment in places]
    takes: Takes = {
        (reliever, shift.id): model.new_bool_var("")
        for reliever in problem.reliever
        for shift in shifts
        if (reliever, shift.id) in candidates.posts and (pairs is None or (reliever, shift.duty.establishment) in pairs)
    }
    for reliever in problem.reliever.values():
        _bind_person(model, candidates, reliever, takes)
    fills = _fills(model, candidates, shifts, takes)
    first = [shift for place in places for shift in _first(shifts, place, watched)]
    stands = _stands(model, {shift.id for shift in first}.union(*crews_hand_over.apart(problem)), takes)
    for before, after in crews_hand_over.apart(problem):
        if before in stands and after in stands:
            model.add_at_most_one(stands[before], stands[after])
    serves = _serves(model, candidates, takes)
    terms = Terms(
        model=model,
        covered=_covered(candidates, fills),
        serves=serves,
        strange=_strange(model, candidates, first, takes, stands),
        wished=_wished(candidates, takes),
        beyond=beyond_the_first(model, serves),
        hours=_heaviest(model, candidates, takes, lambda duty: duty.hours, HOURS_IN_A_CLASS),
        nights=_heaviest(model, candidates, takes, lambda duty: int(duty.is_night), NIGHTS_IN_A_CLASS),
    )
    return Rostering(candidates, terms, takes, fills)


def _bind_person(model: cp_model.CpModel, candidates: Candidates, reliever: Reliever, takes: Takes) -> None:
    own = [shift for shift in candidates.shifts_of[reliever.id] if (reliever.id, shift.id) in takes]
    possible = {shift.id for shift in own}
    for clique in candidates.cliques:
        together = sorted(clique & possible)
        if len(together) > 1:
            model.add_at_most_one(takes[reliever.id, shift] for shift in together)
    duties = [*reliever.worked, *(shift.duty for shift in own)]
    past = len(reliever.worked)
    flags: list[Linear] = [1] * past + [takes[reliever.id, shift.id] for shift in own]
    for rule in rules.CAPACITIES:
        for row in rule.rows(candidates.problem, duties):
            _add_row(model, row, flags, past)


def _add_row(model: cp_model.CpModel, row: Row, flags: list[Linear], past: int) -> None:
    """Bind what is still to be decided; what was worked too much already only forbids more."""
    worked = sum(amount for places, amount in row.terms if min(places) < past)
    open_terms = [(places, amount) for places, amount in row.terms if min(places) >= past]
    left = max(row.limit - worked, 0)
    if sum(amount for _, amount in open_terms) > left:
        model.add(total(amount * _any_of(model, [flags[place] for place in places]) for places, amount in open_terms) <= left)


def _any_of(model: cp_model.CpModel, flags: list[Linear]) -> Linear:
    if len(flags) == 1:
        return flags[0]
    found = model.new_bool_var("")
    for flag in flags:
        model.add_implication(flag, found)
    return found


def _fills(model: cp_model.CpModel, candidates: Candidates, shifts: Iterable[Shift], takes: Takes) -> Fills:
    fills: Fills = {}
    for shift in shifts:
        for place, post in enumerate(shift.posts):
            fills[shift.id, place] = model.new_int_var(0, post.quantity, "")
        able = {who: candidates.posts[who, shift.id] for who in candidates.problem.reliever if (who, shift.id) in takes}
        for posts in sets_of(shift.posts):
            people = total(takes[who, shift.id] for who, held in able.items() if held & posts)
            model.add(total(fills[shift.id, place] for place in posts) <= people)
        everyone = total(takes[who, shift.id] for who in able)
        model.add(total(fills[shift.id, place] for place in range(len(shift.posts))) == everyone)
        for place, post in enumerate(shift.posts):
            if shift.lead is not None and place != shift.lead:
                model.add(fills[shift.id, place] <= post.quantity * fills[shift.id, shift.lead])
    return fills


def _first(shifts: list[Shift], place: str, watched: int | None) -> list[Shift]:
    return [shift for shift in shifts if shift.duty.establishment == place][:watched]


def _stands(model: cp_model.CpModel, some: set[str], takes: Takes) -> dict[str, Linear]:
    stands: dict[str, Linear] = {}
    for (_, shift), taken in takes.items():
        if shift in some:
            if shift not in stands:
                stands[shift] = model.new_bool_var("")
            model.add_implication(taken, stands[shift])
    return stands


def _covered(candidates: Candidates, fills: Fills) -> dict[Share, Linear]:
    parts: defaultdict[Share, list[Linear]] = defaultdict(list)
    for (shift, place), filled in fills.items():
        asked = candidates.problem.shift[shift]
        parts[asked.posts[place].criticality, asked.duty.establishment].append(filled)
    return {share: total(filled) for share, filled in parts.items()}


def _serves(model: cp_model.CpModel, candidates: Candidates, takes: Takes) -> dict[tuple[str, str], Linear]:
    taken: defaultdict[tuple[str, str], list[Linear]] = defaultdict(list)
    for (reliever, shift), flag in takes.items():
        taken[reliever, candidates.problem.shift[shift].duty.establishment].append(flag)
    serves = {pair: model.new_bool_var("") for pair in taken}
    for pair, flags in taken.items():
        model.add_max_equality(serves[pair], flags)
    return serves


def _strange(
    model: cp_model.CpModel, candidates: Candidates, shifts: list[Shift], takes: Takes, stands: dict[str, Linear]
) -> dict[str, Linear]:
    strange: defaultdict[str, list[Linear]] = defaultdict(list)
    knows: defaultdict[str, list[Linear]] = defaultdict(list)
    for reliever in candidates.problem.reliever.values():
        for shift, known in _known(model, reliever, [shift for shift in shifts if (reliever.id, shift.id) in takes], takes):
            knows[shift].append(known)
    for crew in (shift for shift in shifts if shift.id in stands):
        nobody_knows = model.new_bool_var("")
        model.add_bool_or(~stands[crew.id], nobody_knows, *knows[crew.id])
        strange[crew.duty.establishment].append(nobody_knows)
    return {place: total(flags) for place, flags in strange.items()}


def _known(model: cp_model.CpModel, reliever: Reliever, own: list[Shift], takes: Takes) -> Iterator[tuple[str, Linear]]:
    """Shift → a flag that holds only if the person takes it and knows the place by then."""
    served: dict[str, Linear] = {}
    for shift in own:
        place, taken = shift.duty.establishment, takes[reliever.id, shift.id]
        if reliever.is_known_at(place):
            yield shift.id, taken
            continue
        before = served.get(place)
        served[place] = model.new_bool_var("")
        if before is not None:
            known = model.new_bool_var("")
            model.add_implication(known, taken)
            model.add_implication(known, before)
            yield shift.id, known
            model.add_bool_or(~served[place], taken, before)
        else:
            model.add_implication(served[place], taken)


def _wished(candidates: Candidates, takes: Takes) -> dict[str, Linear]:
    wished: defaultdict[str, list[Linear]] = defaultdict(list)
    for (reliever, shift), taken in takes.items():
        if candidates.problem.reliever[reliever].wishes_off(candidates.problem.shift[shift].duty):
            wished[reliever].append(taken)
    return {reliever: total(flags) for reliever, flags in wished.items()}


def _heaviest(model: cp_model.CpModel, candidates: Candidates, takes: Takes, amount: Callable[[Duty], int], size: int) -> dict[str, Linear]:
    parts: defaultdict[str, defaultdict[str, list[Linear]]] = defaultdict(lambda: defaultdict(list))
    for (reliever, shift), taken in takes.items():
        duty = candidates.problem.shift[shift].duty
        parts[duty.establishment][reliever].append(amount(duty) * taken)
    heaviest = {place: model.new_int_var(0, _ENDLESS, "") for place in parts}
    for place, loads in parts.items():
        for each in loads.values():
            model.add(total(each) <= size * heaviest[place])
    return heaviest


_ENDLESS = 100_000
