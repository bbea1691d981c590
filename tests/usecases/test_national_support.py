"""What CERT Santé is asked for and does is recorded step by step, and counted by year."""

from datetime import datetime, timedelta

import pytest

from planblanc.domain.access import Actor
from planblanc.domain.errors import BadInput, Forbidden, NotFound
from planblanc.domain.identity import IncidentId
from planblanc.domain.national_support import SupportCount, SupportKind, SupportTold
from planblanc.store import national_support as stored
from planblanc.usecases import national_support
from tests.nights import ARS, HOSPITAL, NOW, OTHER_ARS, READER, SAMU, Night

ADVICE = SupportTold(SupportKind.ADVICE)


async def known(night: Night, incident: IncidentId) -> list[tuple[SupportKind, str, datetime | None]]:
    async with night.reading(READER) as tx:
        (found,) = await stored.of_incidents(tx, [incident])
    return [(support.kind, support.words, support.started_at) for support in found]


async def test_it_goes_from_asked_to_ended_whoever_records_it(night: Night) -> None:
    incident = (await night.incident()).id

    await night.act(ARS, national_support.record, incident, ADVICE, NOW)
    accepted = SupportTold(SupportKind.ADVICE, accepted_at=NOW + timedelta(hours=1), started_at=NOW + timedelta(hours=2))
    await night.act(READER, national_support.record, incident, accepted, night.later(hours=3))
    await night.act(ARS, national_support.record, incident, SupportTold(SupportKind.INVESTIGATION), night.now)

    assert await known(night, incident) == [
        (SupportKind.ADVICE, "en cours", NOW + timedelta(hours=2)),
        (SupportKind.INVESTIGATION, "demandé", None),
    ]
    ended = SupportTold(SupportKind.ADVICE, ended_at=NOW + timedelta(hours=3))
    await night.act(READER, national_support.record, incident, ended, night.now)
    assert (await known(night, incident))[0][1] == "terminé"
    assert [line["act"] for line in await night.lines(incident)][-4:] == ["support.recorded"] * 4


async def test_what_ended_before_it_began_had_no_follow_up_and_may_be_asked_again(night: Night) -> None:
    incident = (await night.incident()).id
    await night.act(ARS, national_support.record, incident, SupportTold(SupportKind.ADVICE, ended_at=NOW), NOW)

    await night.act(ARS, national_support.record, incident, ADVICE, night.later(hours=1))

    assert [words for _, words, _ in await known(night, incident)] == ["sans suite", "demandé"]


@pytest.mark.parametrize(
    ("told", "path"),
    [
        (SupportTold(SupportKind.ADVICE, requested_at=NOW + timedelta(hours=1)), ("requested_at",)),
        (SupportTold(SupportKind.ADVICE, requested_at=NOW, accepted_at=NOW - timedelta(hours=1)), ("accepted_at",)),
        (SupportTold(SupportKind.ADVICE, accepted_at=NOW, started_at=NOW - timedelta(hours=1)), ("started_at",)),
        (SupportTold(SupportKind.ADVICE, ended_at=NOW + timedelta(hours=1)), ("ended_at",)),
        (SupportTold(SupportKind.ADVICE, note="a" * 2001), ("note",)),
    ],
)
async def test_steps_that_do_not_follow_are_refused(night: Night, told: SupportTold, path: tuple[str, ...]) -> None:
    incident = (await night.incident()).id

    with pytest.raises(BadInput) as refused:
        await night.act(ARS, national_support.record, incident, told, NOW)

    assert refused.value.path == path
    assert await known(night, incident) == []


async def test_the_hour_at_which_it_was_asked_for_does_not_move(night: Night) -> None:
    incident = (await night.incident()).id
    await night.act(ARS, national_support.record, incident, ADVICE, NOW)

    with pytest.raises(BadInput):
        await night.act(ARS, national_support.record, incident, SupportTold(SupportKind.ADVICE, NOW - timedelta(hours=1)), NOW)


@pytest.mark.parametrize("who", [OTHER_ARS, HOSPITAL, SAMU])
async def test_nobody_else_records_it(night: Night, who: Actor) -> None:
    incident = (await night.incident()).id

    with pytest.raises((Forbidden, NotFound)):
        await night.act(who, national_support.record, incident, ADVICE, NOW)


async def test_a_year_is_counted_by_region_and_kind_exercises_apart(night: Night) -> None:
    for exercise in (False, False, True):
        incident = (await night.incident(exercise=exercise)).id
        await night.act(ARS, national_support.record, incident, SupportTold(SupportKind.ADVICE, accepted_at=NOW), NOW)

    async with night.reading(READER) as tx:
        counted = await national_support.counted(tx, READER, 2021, None)
        assert await national_support.counted(tx, READER, 2020, None) == []
        assert await national_support.counted(tx, READER, 2021, "76") == []
        with pytest.raises(BadInput):
            await national_support.counted(tx, READER, 1999, None)
    assert counted == [SupportCount("75", SupportKind.ADVICE, incidents=2, requested=2, accepted=2, started=0, ended=0)]
    async with night.reading(OTHER_ARS) as tx:
        assert await national_support.counted(tx, OTHER_ARS, 2021, None) == []
