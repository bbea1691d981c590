"""Rounds are made again and again until the worker stops, whatever one of them meets."""

import asyncio
from datetime import timedelta

import pytest

from planblanc.domain.errors import Unavailable
from planblanc.worker.rounds import Round, make_rounds
from planblanc.worker.tools import Tools
from tests.worker.desk import Desk

SOON = timedelta(milliseconds=1)


async def test_a_round_is_made_again_until_the_worker_stops(desk: Desk) -> None:
    stop, made = asyncio.Event(), 0

    async def count(_: Tools) -> None:
        nonlocal made
        made += 1
        if made == 3:
            stop.set()

    await make_rounds(desk.tools(), stop, (Round("count", SOON, count),))

    assert made == 3


async def test_a_round_that_fails_is_told_and_made_again(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    stop, made = asyncio.Event(), 0

    async def fail_once(_: Tools) -> None:
        nonlocal made
        made += 1
        if made == 1:
            raise Unavailable("La base de données ne répond pas.")
        stop.set()

    await make_rounds(desk.tools(), stop, (Round("patient", SOON, fail_once),))

    assert made == 2
    assert "round patient failed: La base de données ne répond pas." in caplog.text
