"""Callers who never ask twice see no error while one process takes over from another; a service that is cut off shows."""

import asyncio

from planblanc.drill.faults import restarting
from planblanc.drill.faults.ground import Ground, Service


async def test_a_stop_that_is_asked_for_costs_no_caller_an_answer(ground: Ground) -> None:
    errors, lost, _ = await restarting.run(ground)

    assert errors.is_kept, errors
    assert lost.is_kept, lost


async def test_a_service_that_stops_without_finishing_is_found(ground: Ground) -> None:
    async def cut_off(service: Service) -> None:
        await asyncio.sleep(0.5)
        await service.processes.kill("api")
        await service.start_api("api 2")

    errors, lost, _ = await restarting.while_called(ground, cut_off)

    assert not errors.is_kept, errors
    assert lost.is_kept, lost
