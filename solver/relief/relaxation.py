"""Who goes where, by windows: weeks instead of shifts; no roster does better.

Every roster gives a solution of this model that costs no more in any preference, so that its optimum is a bound.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from solver.relief.candidates import Candidates
from solver.relief.crews import sets_of, subsets
from solver.relief.problem import Share
from solver.relief.relievers import Reliever
from solver.relief.shifts import Shift
from solver.relief.terms import HOURS_IN_A_CLASS, NIGHTS_IN_A_CLASS, Linear, Terms, beyond_the_first, total
from solver.relief.windows import Crewing, Kind, Windows

Serves = dict[tuple[str, str], Linear]
Rooms = dict[tuple[str, Crewing, int], Linear]
Falling = defaultdict[tuple[str, Crewing], list[Linear]]
Takes = dict[tuple[str, Kind], Linear]
Fills = dict[tuple[Crewing, int], list[Linear]]


@dataclass(frozen=True)
class Cut:
    """What is known to be impossible: these people alone fill so many places of an establishment and keep these promises.

    `staying`: those of them who must serve there. A promise that is None was not needed to show it.
    """

    establishment: str
    people: frozenset[str]
    staying: frozenset[str]
    filled: int
    strange: int | None = None
    wished: int | None = None
    hours: int | None = None
    nights: int | None = None


def relax(candidates: Candidates, cuts: Iterable[Cut] = (), *, exclusive: bool) -> Terms:
    """Build the model; `exclusive`: nobody serves two establishments, which makes it far smaller. Nothing is solved."""
    windows, model = Windows(candidates), cp_model.CpModel()
    serves = _serves(model, windows)
    if exclusive:
        for reliever in candidates.problem.reliever:
            model.add_at_most_one(flag for (who, _), flag in serves.items() if who == reliever)
    rooms, falling = _rooms(model, windows, serves, exclusive=exclusive)
    fills = _fills(model, windows, rooms)
    _every_spell(model, windows, serves, falling, fills)
    takes = _takes(model, windows, rooms, fills)
    for (reliever, place), flag in serves.items():
        model.add(total(taken for (who, kind), taken in takes.items() if who == reliever and kind.crewing.establishment == place) >= flag)
    terms = Terms(
        model=model,
        covered=_covered(fills),
        serves=serves,
        strange=_strange(model, windows, fills, serves),
        wished=_wished(falling),
        beyond=beyond_the_first(model, serves),
        hours=_heaviest(model, takes, lambda kind: kind.hours, HOURS_IN_A_CLASS),
        nights=_heaviest(model, takes, lambda kind: int(kind.is_night), NIGHTS_IN_A_CLASS),
    )
    for cut in cuts:
        _cut(terms, cut)
    return terms


def _serves(model: cp_model.CpModel, windows: Windows) -> Serves:
    problem = windows.candidates.problem
    pairs = {(reliever, problem.shift[shift].duty.establishment) for reliever, shift in windows.candidates.posts}
    return {pair: model.new_bool_var("") for pair in sorted(pairs)}


def _rooms(model: cp_model.CpModel, windows: Windows, serves: Serves, *, exclusive: bool) -> tuple[Rooms, Falling]:
    """How many shifts of each week and crewing a person has room for, and how many of them fall into leave asked for."""
    rooms: Rooms = {}
    falling: Falling = defaultdict(list)
    for reliever in windows.candidates.problem.reliever.values():
        together: defaultdict[int, list[tuple[str, Linear, list[Shift]]]] = defaultdict(list)
        for (crewing, week), shifts in windows.cells.items():
            most = windows.most(reliever, shifts)
            if not most:
                continue
            flag = serves[reliever.id, crewing.establishment]
            outside = windows.most(reliever, [shift for shift in shifts if not reliever.wishes_off(shift.duty)])
            room = outside * flag
            if outside < most:
                more = model.new_int_var(0, most - outside, "")
                model.add(more <= (most - outside) * flag)
                falling[reliever.id, crewing].append(more)
                room += more
            together[week].append((crewing.establishment, room, shifts))
            rooms[reliever.id, crewing, week] = room
        for week, several in together.items():
            places = {place for place, _, _ in several}
            if len(several) > 1 and not (exclusive and len(places) == len(several)):
                _share(model, windows, rooms, reliever, week)
    return rooms, falling


def _share(model: cp_model.CpModel, windows: Windows, rooms: Rooms, reliever: Reliever, week: int) -> None:
    """Rooms of one week are shared between the crewings of it."""
    numbers = [key for key in rooms if key[0] == reliever.id and key[2] == week]
    shifts = [shift for _, crewing, _ in numbers for shift in windows.cells[crewing, week]]
    for key in numbers:
        room = model.new_int_var(0, windows.most(reliever, windows.cells[key[1], week]), "")
        model.add(room <= rooms[key])
        rooms[key] = room
    model.add(total(rooms[key] for key in numbers) <= windows.most(reliever, shifts))


def _fills(model: cp_model.CpModel, windows: Windows, rooms: Rooms) -> Fills:
    fills: Fills = {}
    for (crewing, week), shifts in windows.cells.items():
        filled = [model.new_int_var(0, post.quantity * len(shifts), "") for post in crewing.posts]
        fills[crewing, week] = filled
        _stand_with_their_lead(model, shifts[0], filled)
        for posts in sets_of(crewing.posts):
            able = (
                rooms[reliever.id, crewing, week]
                for reliever in _relievers(windows)
                if (reliever.id, crewing, week) in rooms and windows.holds(reliever, shifts) & posts
            )
            model.add(total(filled[place] for place in posts) <= total(able))
            model.add(total(filled[place] for place in posts) <= windows.most_filled(shifts, posts))
    return fills


def _every_spell(model: cp_model.CpModel, windows: Windows, serves: Serves, falling: Falling, fills: Fills) -> None:
    """Whatever run of days one looks at, those who serve have room for its shifts, but for those that stay open."""
    crewings: defaultdict[Crewing, list[Shift]] = defaultdict(list)
    for (crewing, _), shifts in windows.cells.items():
        crewings[crewing] += shifts
    for crewing, shifts in crewings.items():
        weeks = [filled for (other, _), filled in fills.items() if other == crewing]
        lacks = {place: post.quantity * len(shifts) - total(filled[place] for filled in weeks) for place, post in enumerate(crewing.posts)}
        for start, end in windows.spells():
            inside = [shift for shift in shifts if start <= shift.duty.starts_at < end]
            rooms = {
                reliever.id: _room_inside(windows, reliever, inside, start) * serves.get((reliever.id, crewing.establishment), 0)
                + total(falling.get((reliever.id, crewing), ()))
                for reliever in _relievers(windows)
            }
            for posts in sets_of(crewing.posts):
                asked = sum(crewing.posts[place].quantity for place in posts) * len(inside)
                room = total(rooms[reliever.id] for reliever in _relievers(windows) if windows.holds(reliever, inside) & posts)
                model.add(room + total(lacks[place] for place in posts) >= asked)


def _room_inside(windows: Windows, reliever: Reliever, shifts: list[Shift], start: int) -> int:
    return windows.most(reliever, [shift for shift in shifts if not reliever.wishes_off(shift.duty)], start)


def _stand_with_their_lead(model: cp_model.CpModel, shift: Shift, filled: list[Linear]) -> None:
    for place, post in enumerate(shift.posts):
        if shift.lead is not None and place != shift.lead:
            model.add(filled[place] <= post.quantity * filled[shift.lead])


def _relievers(windows: Windows) -> Iterable[Reliever]:
    return windows.candidates.problem.reliever.values()


def _takes(model: cp_model.CpModel, windows: Windows, rooms: Rooms, fills: Fills) -> Takes:
    """How many shifts of each kind a person takes over all the weeks."""
    takes: Takes = {}
    filled: defaultdict[Crewing, list[list[Linear]]] = defaultdict(list)
    for kind, shifts in windows.kinds.items():
        places = [model.new_int_var(0, post.quantity * len(shifts), "") for post in kind.crewing.posts]
        filled[kind.crewing].append(places)
        holds = {reliever.id: windows.holds(reliever, shifts) for reliever in _relievers(windows)}
        for reliever in _relievers(windows):
            if holds[reliever.id]:
                takes[reliever.id, kind] = model.new_int_var(0, windows.most(reliever, shifts), "")
        for posts in sets_of(kind.crewing.posts):
            able = (takes[reliever, kind] for reliever, held in holds.items() if held & posts)
            model.add(total(places[place] for place in posts) <= total(able))
        model.add(total(places) == total(takes[reliever, kind] for reliever, held in holds.items() if held))
    for crewing, kinds in filled.items():
        weeks = [places for (other, _), places in fills.items() if other == crewing]
        for place in range(len(crewing.posts)):
            model.add(total(places[place] for places in kinds) == total(places[place] for places in weeks))
    for pair in sorted({(who, kind.crewing) for who, kind in takes}, key=str):
        room = (left for (who, where, _), left in rooms.items() if (who, where) == pair)
        model.add(total(taken for (who, kind), taken in takes.items() if (who, kind.crewing) == pair) <= total(room))
    return takes


def _covered(fills: Fills) -> dict[Share, Linear]:
    parts: defaultdict[Share, list[Linear]] = defaultdict(list)
    for (crewing, _), filled in fills.items():
        for post, places in zip(crewing.posts, filled, strict=True):
            parts[post.criticality, crewing.establishment].append(places)
    return {share: total(places) for share, places in parts.items()}


def _strange(model: cp_model.CpModel, windows: Windows, fills: Fills, serves: Serves) -> dict[str, Linear]:
    """Where every post is filled the first crews stand: before anybody can come back, each needs somebody who knew the place."""
    problem = windows.candidates.problem
    strange: dict[str, Linear] = {}
    for place in problem.establishments:
        lacks = [
            post.quantity * len(windows.cells[cell]) - filled
            for cell, several in fills.items()
            if cell[0].establishment == place
            for post, filled in zip(cell[0].posts, several, strict=True)
        ]
        first = windows.candidates.before_anybody_returns(place)
        strange[place] = model.new_int_var(0, sum(shift.duty.establishment == place for shift in problem.shift.values()), "")
        for crews in subsets(first):
            knowing = (
                flag
                for (who, where), flag in serves.items()
                if where == place
                and problem.reliever[who].is_known_at(place)
                and any((who, shift.id) in windows.candidates.posts for shift in crews)
            )
            model.add(strange[place] + total(knowing) + len(crews) * total(lacks) >= len(crews))
    return strange


def _wished(falling: Falling) -> dict[str, Linear]:
    wished: defaultdict[str, list[Linear]] = defaultdict(list)
    for (reliever, _), more in falling.items():
        wished[reliever] += more
    return {reliever: total(more) for reliever, more in wished.items()}


def _heaviest(model: cp_model.CpModel, takes: Takes, amount: Callable[[Kind], int], size: int) -> dict[str, Linear]:
    parts: defaultdict[tuple[str, str], list[Linear]] = defaultdict(list)
    for (reliever, kind), taken in takes.items():
        parts[reliever, kind.crewing.establishment].append(amount(kind) * taken)
    heaviest = {place: model.new_int_var(0, _ENDLESS, "") for place in sorted({place for _, place in parts})}
    for (_, place), loads in parts.items():
        model.add(size * heaviest[place] >= total(loads))
    return heaviest


_ENDLESS = 100_000


def _cut(terms: Terms, cut: Cut) -> None:
    """Something must give: somebody else serves there, a post stays open, or one of the promises is not kept."""
    model = terms.model
    gives = [flag for (who, where), flag in terms.serves.items() if where == cut.establishment and who not in cut.people]
    gives += [~terms.serves[who, cut.establishment] for who in cut.staying]
    open_posts = model.new_bool_var("")
    filled = total(places for (_, where), places in terms.covered.items() if where == cut.establishment)
    model.add(filled <= cut.filled - 1).only_enforce_if(open_posts)
    gives.append(open_posts)
    for expression, promised in (
        (terms.strange[cut.establishment], cut.strange),
        (total(terms.wished.get(who, 0) for who in sorted(cut.people)), cut.wished),
        (terms.hours[cut.establishment], cut.hours),
        (terms.nights[cut.establishment], cut.nights),
    ):
        if promised is not None:
            more = model.new_bool_var("")
            model.add(expression >= promised + 1).only_enforce_if(more)
            gives.append(more)
    model.add_bool_or(gives)
