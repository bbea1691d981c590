"""Plays a scenario, step after step: the clock is set, something is done, it is told, what was expected is checked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import uuid5

from planblanc.domain import french, identity
from planblanc.drill.replay import expectations, values
from planblanc.drill.replay.doors import Doors
from planblanc.drill.replay.expectations import NotAsExpected
from planblanc.drill.replay.portal import Receiver
from planblanc.drill.replay.scenario import Kind, Rows, Scenario, Step
from planblanc.drill.replay.telling import Teller

_LONGEST_WAIT = 60.0
_POLL = 0.1


@dataclass(frozen=True)
class Stage:
    """Where a scenario is played: the doors of the service, the portal's ear, the clock, the folder of what is printed."""

    doors: Doors
    receiver: Receiver
    set_clock: Callable[[datetime], Awaitable[None]]
    printed: Path
    teller: Teller


async def play(scenario: Scenario, stage: Stage) -> None:
    """Play every step; `NotAsExpected` ends it, naming the step and what differs."""
    playing = _Play(scenario, stage)
    for step in scenario.steps:
        await playing.step(step)


class _Play:
    """A scenario being played: what was answered and kept so far, by name."""

    def __init__(self, scenario: Scenario, stage: Stage) -> None:
        self._scenario = scenario
        self._stage = stage
        self._scope: dict[str, Any] = {}
        self._day: date | None = None

    async def step(self, step: Step) -> None:
        """Do one step, tell it, check it."""
        await self._stage.set_clock(step.at)
        if step.each is None:
            self._scope[step.name] = await self._once(step, step.name)
        else:
            items = values.chosen(values.find(self._scope, step.each.of), step.each.where, self._scope)
            self._scope[step.name] = [await self._once(step, f"{step.name}:{place}", item) for place, item in enumerate(items)]
        for name, pick in step.keep.items():
            self._scope[name] = values.picked(pick, self._scope)
        self._tell(step)
        expectations.require(step.name, step.expect, self._scope)

    async def _once(self, step: Step, name: str, item: Any = None) -> Any:
        self._scope["key"] = str(uuid5(identity.NAMESPACE, f"{self._scenario.code}:{name}"))
        self._scope["item"] = item
        return await self._done(step)

    async def _done(self, step: Step) -> Any:
        match step.kind:
            case Kind.ASK:
                return await self._asked(step)
            case Kind.POST:
                message = values.filled(step.what, self._scope)
                return {"status": await self._stage.doors.post(message, webhook_id=f"msg_{self._scope['key']}")}
            case Kind.HEAR:
                return (await asyncio.to_thread(self._stage.receiver.next, step.what, _LONGEST_WAIT))["data"]
            case Kind.PRINT:
                return await self._printed(step)

    async def _asked(self, step: Step) -> Any:
        """The answer of the API, once it is what the step waits for."""
        document, variables = self._scenario.documents[step.what], values.filled(step.given, self._scope)
        wanted = values.filled(step.until, self._scope)
        deadline = monotonic() + _LONGEST_WAIT
        while True:
            answer = await self._stage.doors.ask(document, variables, by=step.by or "")
            _require_expected_refusal(step, answer)
            if all(values.holds(answer, path, value) for path, value in wanted.items()):
                return answer
            if monotonic() > deadline:
                raise NotAsExpected(f"Étape « {step.name} » : attendu {wanted} en {_LONGEST_WAIT:.0f} s, obtenu {answer}.")
            await asyncio.sleep(_POLL)

    async def _printed(self, step: Step) -> Any:
        content = await self._stage.doors.fetch(values.text(step.what["path"], self._scope), by=step.by or "")
        file = self._stage.printed / step.what["file"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        return {"file": str(file), "kilobytes": len(content) // 1000, "begins": content[:5].decode("latin-1")}

    def _tell(self, step: Step) -> None:
        teller, day = self._stage.teller, step.at.date()
        if day != self._day:
            teller.day(french.day(step.at).capitalize())
            self._day = day
        if step.say:
            teller.step(f"{step.at:%H:%M}", values.text(step.say, self._scope))
        if step.rows is not None:
            teller.rows(self._rows(step.rows))
        if step.then:
            teller.then(values.text(step.then, self._scope))
        if step.show:
            teller.page(values.text(step.show, self._scope))
        if step.say:
            teller.space()

    def _rows(self, rows: Rows) -> list[list[str]]:
        items = values.chosen(values.find(self._scope, rows.of), rows.where, self._scope)
        if rows.sort is not None:
            sort = rows.sort
            items.sort(key=lambda item: values.find(item, sort))
        return [[values.text(cell, {**self._scope, **item}) for cell in rows.cells] for item in items]


def _require_expected_refusal(step: Step, answer: Any) -> None:
    code = answer.get("code") if isinstance(answer, dict) and answer.get("__typename") == "Refusal" else None
    if code == step.refused:
        return
    if code is None:
        raise NotAsExpected(f"Étape « {step.name} » : un refus {step.refused} était attendu.")
    raise NotAsExpected(f"Étape « {step.name} » : refusée ({code}) : {answer['message']}")
