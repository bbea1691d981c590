"""The solving process is apart: killed, late or at the end of its memory, the service goes on."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from contextlib import suppress
from dataclasses import replace

import pytest

from planblanc.planning.frames import packed
from planblanc.planning.run import Bounds, Solver, SolverFailed
from planblanc.planning.solve import solve
from planblanc.planning.work import Work
from solver.check import breaches
from solver.needs import Need
from solver.problem import Problem
from solver.proposal import Proof, Proposal
from tests.solver import builders

NOTHING = Proposal((), (), (), Proof.NOT_REACHED)


class Endless(Problem):
    """A problem that is never done with."""

    def __init__(self) -> None:
        pass

    @property
    def needs(self) -> tuple[Need, ...]:
        """They never come."""
        while True:
            pass


def small() -> Work:
    return Work(builders.problem([builders.need()], people=[builders.person()]), NOTHING)


async def test_a_problem_is_solved_in_another_process() -> None:
    async with Solver() as solver:
        found = await solver.find(small())

        assert found.proposal.proof is Proof.OPTIMAL
        assert solver.pid not in (None, os.getpid())


async def test_a_process_serves_one_problem_after_the_other() -> None:
    async with Solver() as solver:
        await solver.find(small())
        before = solver.pid
        await solver.find(small())

        assert solver.pid == before


async def test_a_killed_process_is_replaced() -> None:
    async with Solver() as solver:
        await solver.find(small())
        assert solver.pid is not None
        os.kill(solver.pid, signal.SIGKILL)

        assert (await solver.find(small())).proposal.proof is Proof.OPTIMAL


async def test_a_search_that_is_too_long_is_ended() -> None:
    async with Solver(Bounds(seconds=0.0)) as solver:
        with pytest.raises(SolverFailed):
            await solver.find(small())

        assert solver.pid is None


async def test_a_search_that_hangs_is_killed() -> None:
    async with Solver(Bounds(seconds=2.0)) as solver:
        pid = solver.pid
        with pytest.raises(SolverFailed):
            await solver.find(Work(Endless(), NOTHING))

        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


class Unreadable(Proposal):
    """A plan before this one that is never done with: the search ends, and its explanation does not."""

    @property
    def sent(self) -> dict[tuple[str, str], int]:
        """It never comes."""
        while True:
            pass


async def test_a_search_that_is_late_ends_in_the_best_that_keeps_every_rule() -> None:
    work = small()
    async with Solver(Bounds(seconds=4.0)) as solver:
        found = await solver.find(replace(work, before=Unreadable((), (), (), Proof.NOT_REACHED)))

    assert found.proposal.sent
    assert breaches(work.problem, found.proposal) == ()
    assert found.explanation.needs == ()


async def test_a_plan_that_was_explained_stands_when_time_lacks_for_what_other_choices_cost() -> None:
    work, told = small(), list[object]()
    found = solve(work, told.append)

    kept = work.last_that_holds(told)

    assert kept is not None
    assert (kept.proposal.proof, kept.explanation.needs) == (Proof.OPTIMAL, found.explanation.needs)
    assert kept.explanation.needs


async def test_a_process_that_is_killed_whenever_it_searches_is_not_waited_for() -> None:
    async with Solver() as solver:
        killing = asyncio.create_task(kill_again_and_again(solver))
        with pytest.raises(SolverFailed):
            await solver.find(large())
        killing.cancel()
        await asyncio.gather(killing, return_exceptions=True)

        assert (await solver.find(small())).proposal.proof is Proof.OPTIMAL


async def kill_again_and_again(solver: Solver) -> None:
    """As the kernel does when memory lacks: the process has no word to say."""
    while True:
        if solver.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(solver.pid, signal.SIGKILL)
        await asyncio.sleep(0.01)


async def test_a_process_that_hangs_ends_though_its_service_is_gone() -> None:
    child = await asyncio.create_subprocess_exec(sys.executable, "-m", "planblanc.planning.child", "4096", "1", stdin=PIPE, stdout=PIPE)
    assert child.stdin is not None
    child.stdin.write(packed(Work(Endless(), NOTHING)))
    await child.stdin.drain()

    assert await asyncio.wait_for(child.wait(), timeout=60) == -signal.SIGALRM


async def test_a_cancelled_search_leaves_no_process() -> None:
    async with Solver() as solver:
        search = asyncio.create_task(solver.find(small()))
        await asyncio.sleep(0)
        search.cancel()
        await asyncio.gather(search, return_exceptions=True)

        assert solver.pid is None


async def test_a_process_that_may_not_hold_its_memory_fails_in_words() -> None:
    async with Solver(Bounds(memory_mib=64)) as solver:
        with pytest.raises(SolverFailed):
            await solver.find(large())


def large() -> Work:
    people = [builders.person(f"R{number}") for number in range(20_000)]
    return Work(builders.problem([builders.need(f"N{number}") for number in range(50)], people=people), NOTHING)
