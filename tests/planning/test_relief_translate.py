"""A roster and the pool as the solver sees them: who may come where, when they are free, what they have done already."""

import math
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from planblanc.domain.availability import HoursKind
from planblanc.domain.identity import EstablishmentId, LenderId, ResponderId
from planblanc.domain.planning import Spot
from planblanc.domain.plans import PlanMethod
from planblanc.domain.relief import Reason, Site
from planblanc.domain.relief_pool import PooledReliever, ReliefPool
from planblanc.planning import relief_answer, relief_telling
from planblanc.planning.relief_translate import TranslatedRelief, translate
from planblanc.planning.relief_work import RosterWork
from planblanc.planning.run import Solver
from planblanc.planning.translate import minute
from solver.relief.relievers import Reliever
from tests.planning import snapshots
from tests.planning.relief_pools import DAY, HOSPITAL, NIGHTS, OTHER_ROSTER, ROSTER, lender, pool, reliever, site, stay
from tests.planning.snapshots import INCIDENT, LENDER, NIGHT

FIRST = datetime(2021, 2, 10, 7, tzinfo=UTC)  # 08:00 in Paris
VICTIM = lender(establishment=EstablishmentId(UUID(int=5)))
OWN = lender(establishment=HOSPITAL)
BEYOND = lender(kinship=replace(snapshots.LANDES, region="76", department="65"))


def stated(read: ReliefPool, *sites: Site) -> TranslatedRelief:
    return translate(ROSTER, sites or (site(),), read)


def only(translated: TranslatedRelief) -> Reliever:
    (found,) = translated.problem.relievers
    return found


def test_each_day_has_a_shift_by_the_clock_of_the_place() -> None:
    shifts = stated(pool([reliever()])).problem.shifts

    assert len(shifts) == 7
    assert shifts[0].duty.starts_at == minute(FIRST)


def test_a_site_overseas_has_its_own_hours() -> None:
    island = site(time_zone="Indian/Reunion")

    assert stated(pool([reliever()]), island).problem.shifts[0].duty.starts_at == minute(FIRST - timedelta(hours=3))


def test_only_a_crew_that_is_relieved_waits_for_the_next() -> None:
    alone, followed = stated(pool([])).problem.shifts[0], stated(pool([]), site(DAY, NIGHTS)).problem.shifts[0]

    assert followed.duty.ends_at - alone.duty.ends_at == 15


def test_what_has_begun_is_not_asked_for() -> None:
    assert len(stated(pool([], at=FIRST + timedelta(hours=1))).problem.shifts) == 6


def test_unnamed_capacity_is_so_many_persons() -> None:
    translated = stated(pool([reliever(capacity=3)]))

    assert [translated.unit[one.id].number for one in translated.problem.relievers] == [1, 2, 3]


def test_leave_is_told_as_granted_or_wished() -> None:
    away = {"starts_at": FIRST, "ends_at": FIRST + timedelta(days=1)}
    calendar = (snapshots.hours(), snapshots.hours(HoursKind.ABSENCE, **away), snapshots.hours(HoursKind.LEAVE_ASKED, **away))

    found = only(stated(pool([reliever(hours=calendar)])))

    span = minute(away["starts_at"]), minute(away["ends_at"])
    assert (found.granted, found.wished) == ((span,), (span,))
    assert found.is_free(stated(pool([])).problem.shifts[0].duty)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({"lenders": (VICTIM,), "struck": frozenset({VICTIM.establishment})}, "victim"),
        ({"shared_fates": frozenset({(HOSPITAL, LENDER)})}, "shared_fate"),
        ({"lenders": (BEYOND,)}, "rung"),
        ({"refusals": frozenset({(INCIDENT, ResponderId(UUID(int=20)))})}, "refused"),
        ({"lenders": (lender(people_floor=1),)}, "people_floor"),
    ],
)
def test_who_may_not_be_asked_is_told_with_the_rule(changed: dict[str, object], rule: str) -> None:
    translated = stated(pool([reliever()], **changed))

    assert translated.problem.relievers == ()
    assert [refusal.rule for refusal in translated.pool.refusals] == [rule]


@pytest.mark.parametrize(
    "changed",
    [
        {"shared_fates": frozenset({(HOSPITAL, LENDER)}), "attestations": frozenset({(INCIDENT, LENDER)})},
        {"lenders": (OWN,), "struck": frozenset({HOSPITAL})},
        {"lenders": (lender(people_floor=1),), "others_at": ((LENDER, snapshots.DAX.latitude, snapshots.DAX.longitude, 1),)},
    ],
)
def test_who_may_be_asked_after_all(changed: dict[str, object]) -> None:
    assert len(stated(pool([reliever()], **changed)).problem.relievers) == 1


def test_a_site_s_own_people_know_it_and_have_no_rung() -> None:
    translated = stated(pool([reliever()], lenders=(OWN,)))

    assert only(translated).knows == {str(HOSPITAL)}
    assert set(translated.pool.rungs.values()) == {None}


def test_who_is_engaged_elsewhere_stays_there() -> None:
    elsewhere = stay(FIRST, 24, establishment=EstablishmentId(UUID(int=6)))

    (found,) = only(stated(pool([reliever()], stays=(elsewhere,)))).stays
    assert (found.establishment, found.starts_at) == (str(UUID(int=6)), minute(FIRST))


def test_a_shift_is_within_an_engagement_or_apart_from_it_by_the_daily_rest() -> None:
    shift = stated(pool([])).problem.shifts[0].duty
    begins = [FIRST + timedelta(hours=hours) for hours in (0, 0, 2, -15, -14)]

    free = [
        only(stated(pool([reliever()], stays=(stay(at, hours),)))).is_free(shift)
        for at, hours in zip(begins, (12, 4, 48, 4, 4), strict=True)
    ]

    assert free == [True, False, False, True, False]


def test_shifts_worked_before_count_and_shifts_ahead_hold_for_all_the_weeks() -> None:
    before = stay(FIRST - timedelta(days=2), 12, roster=OTHER_ROSTER)
    ahead = stay(FIRST + timedelta(days=3), 12, roster=OTHER_ROSTER)

    worked, busy = (only(stated(pool([reliever()], stays=(one,)))) for one in (before, ahead))

    assert [duty.starts_at for duty in worked.worked] == [minute(before.starts_at)]
    assert worked.stays == ()
    (held,) = busy.stays
    assert held.starts_at <= minute(FIRST)
    assert held.ends_at >= minute(FIRST + timedelta(days=7))


def test_an_engagement_of_two_takes_two_of_an_unnamed_capacity() -> None:
    translated = stated(pool([reliever(capacity=3)], stays=(stay(NIGHT, 48, quantity=2),)))

    assert [len(one.stays) for one in translated.problem.relievers] == [1, 1, 0]


def along_the_road(people: int, **changed: Any) -> list[PooledReliever]:
    """People one further than the other."""
    spots = [replace(snapshots.DAX, latitude=43.71 + number / 100) for number in range(people)]
    return [reliever(100 + number, spot=spot, **changed) for number, spot in enumerate(spots)]


def test_the_nearest_are_kept_until_they_have_twice_the_hours_and_the_others_counted() -> None:
    everybody = along_the_road(9)

    translated = stated(pool(everybody))

    kept = {translated.unit[one.id].reliever.id for one in translated.problem.relievers}
    assert kept == {one.id for one in everybody[:4]}  # 84 hours are wanted, each has 48 to give
    assert len(translated.everybody) == 9


def test_nobody_is_counted_on_for_two_competences() -> None:
    busy = replace(DAY, posts=(*DAY.posts, replace(DAY.posts[0], competence="STORAGE")))
    everybody = along_the_road(9, competences=(("NETWORK", 2), ("STORAGE", 2)))

    assert len(stated(pool(everybody), site(busy)).problem.relievers) == 8


def test_a_wider_look_keeps_more() -> None:
    assert len(translate(ROSTER, (site(),), pool(along_the_road(9)), margin=4).problem.relievers) == 7


def test_nobody_is_kept_who_has_no_way_to_the_site() -> None:
    island = Spot(-21.0, 55.5, "REUNION", "Indian/Reunion")

    assert stated(pool([reliever(spot=island)])).problem.relievers == ()


def test_two_sites_are_as_far_apart_as_the_road_between_them() -> None:
    other = EstablishmentId(UUID(int=6))
    read = pool([])
    (near,) = read.sites
    far = replace(near, establishment=other, spot=replace(near.spot, latitude=44.71))

    travel = stated(replace(read, sites=(near, far)), site(), site(establishment_id=other)).problem.travel

    assert travel.keys() == {(str(HOSPITAL), str(other)), (str(other), str(HOSPITAL))}
    assert 100 < travel[str(HOSPITAL), str(other)] < 120


def test_two_lenders_at_one_place_keep_their_own_floor() -> None:
    second = LenderId(UUID(int=40))
    read = pool([reliever(20), reliever(21, lender=second)], lenders=(lender(people_floor=1), lender(second)))

    assert [one.id for one in stated(read).problem.relievers] == [f"{UUID(int=21)}#1"]


def test_a_place_keeps_those_who_hold_a_competence_and_lets_the_others_go() -> None:
    both = reliever(20, competences=(("NETWORK", 2), ("STORAGE", 1)))
    read = pool([both, reliever(21)], lenders=(lender(competence_floors=(("STORAGE", 1),)),))

    assert [one.id for one in stated(read).problem.relievers] == [f"{UUID(int=21)}#1"]


def test_the_same_person_keeps_both_floors_of_a_place() -> None:
    both = reliever(20, competences=(("NETWORK", 2), ("STORAGE", 1)))
    read = pool([both, reliever(21)], lenders=(lender(people_floor=1, competence_floors=(("STORAGE", 1),)),))

    assert [one.id for one in stated(read).problem.relievers] == [f"{UUID(int=21)}#1"]


def test_people_who_are_asked_again_are_kept_whatever_their_distance() -> None:
    everybody = along_the_road(9)
    last = f"{everybody[-1].id}#1"

    assert last in translate(ROSTER, (site(),), pool(everybody), keep={last}).problem.reliever


def by_day_then_by_night() -> list[PooledReliever]:
    """Twenty near who work by day only, four far away who are always free."""
    day = snapshots.hours(HoursKind.DAILY, daily_from=time(7), daily_to=time(21))
    far = replace(snapshots.DAX, latitude=44.3)
    return [*along_the_road(20, hours=(day,)), *(reliever(500 + number, spot=far) for number in range(4))]


def test_only_the_shifts_that_a_person_can_work_are_counted() -> None:
    problem = translate(ROSTER, (site(NIGHTS),), pool(by_day_then_by_night())).problem

    assert {f"{UUID(int=500 + number)}#1" for number in range(4)} <= problem.reliever.keys()


def test_granted_leave_is_not_counted() -> None:
    leave = snapshots.hours(HoursKind.ABSENCE, starts_at=FIRST - timedelta(days=1), ends_at=FIRST + timedelta(days=9))
    away = along_the_road(9, hours=(snapshots.hours(), leave))

    assert f"{UUID(int=500)}#1" in stated(pool([*away, reliever(500, spot=replace(snapshots.DAX, latitude=44.3))])).problem.reliever


def test_there_are_twice_as_many_people_as_are_wanted_at_once() -> None:
    short = replace(DAY, daily_to=time(10), posts=(replace(DAY.posts[0], quantity=4),))

    assert len(stated(pool(along_the_road(20)), site(short)).problem.relievers) >= 8


def test_with_no_bound_everybody_who_is_able_is_kept() -> None:
    assert not translate(ROSTER, (site(),), pool(along_the_road(9)), margin=math.inf).has_left_out


async def test_those_who_are_far_fill_the_nights_that_the_near_cannot(solver: Solver) -> None:
    answered = await relief_answer.find(ROSTER, (site(NIGHTS),), pool(by_day_then_by_night()), solver)

    assert answered.proposed is not None
    assert [len(shift.turns) for shift in answered.proposed.shifts] == [1] * 7


async def test_a_place_stays_vacant_only_once_everybody_was_looked_at(solver: Solver) -> None:
    nobody = by_day_then_by_night()[:20]
    few = replace(DAY, posts=(replace(DAY.posts[0], least_level=1), replace(DAY.posts[0], competence="STORAGE")))

    answered = await relief_answer.find(ROSTER, (site(few),), pool(nobody), solver)

    assert answered.proposed is not None
    assert any(shift.vacancies for shift in answered.proposed.shifts)
    assert answered.proposed.method is PlanMethod.OPTIMAL
    assert answered.proposed.notes == ()


async def test_who_was_left_out_is_told_and_nothing_is_proven_of_a_vacancy(solver: Solver) -> None:
    days = snapshots.hours(starts_at=FIRST, ends_at=FIRST + timedelta(days=4))
    translated = stated(pool(along_the_road(9, hours=(days,))))

    told = relief_telling.tell(translated, await solver.find(RosterWork(translated.problem, translated.everybody)))

    (vacancy,) = told.shifts[-1].vacancies
    further = [reason for reason in vacancy.reasons if reason.rule == "further"]
    assert further == [Reason("further", "Écarté d'avance : plus loin que ceux que le calcul a retenus", 5)]
    assert told.method is PlanMethod.GAP
    assert told.notes == ("Calculé avec 4 personnes, les plus proches, sur 9 qui pourraient venir.",)


async def test_one_person_is_not_told_in_the_plural(solver: Solver) -> None:
    short = replace(DAY, daily_to=time(10), posts=(replace(DAY.posts[0], least_level=2),))
    novices = along_the_road(3, competences=(("NETWORK", 1),))
    read = pool([*novices, reliever(20, competences=(("NETWORK", 2),))], at=FIRST + timedelta(hours=1))

    answered = await relief_answer.find(ROSTER, (site(short),), read, solver)

    assert answered.proposed is not None
    assert answered.proposed.notes[0] == "Calculé avec 1 personne, la plus proche, sur 4 qui pourraient venir."
