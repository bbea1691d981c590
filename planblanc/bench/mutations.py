"""What acts cost: the same six mutations at one hospital after the other, each answered before the next is sent."""

from collections import defaultdict
from collections.abc import Mapping
from time import perf_counter
from typing import Any

from planblanc.bench import crises
from planblanc.bench.crises import IDENTITY, PACK
from planblanc.bench.crisis import Service
from planblanc.bench.figures import Durations
from planblanc.bench.visitor import Visitor

_HOSPITALS = 20


async def measure(service: Service, runs: int) -> Mapping[str, Durations]:
    """So many times each mutation, in seconds at the caller, by its name."""
    taken: defaultdict[str, list[float]] = defaultdict(list)
    async with Visitor(service.address, service.home, IDENTITY) as visitor:
        hospitals = await crises.hospitals(visitor, _HOSPITALS)
        for number in range(runs + 1):
            for name, seconds in (await _round(visitor, hospitals[number % _HOSPITALS]["finess"])).items():
                taken[name].append(seconds)
    # The first round warms: every statement is prepared, every document read.
    return {name: Durations(tuple(seconds[1:])) for name, seconds in taken.items()}


async def _round(visitor: Visitor, finess: str) -> Mapping[str, float]:
    """One incident from its declaration to its end; how long each act took."""
    taken: dict[str, float] = {}

    async def act(name: str, kind: str, answer: str, **told: Any) -> Any:
        begun = perf_counter()
        found = await visitor.act(_document(name, kind, answer), told)
        taken[name] = perf_counter() - begun
        return found["id"]

    incident = await act("declareIncident", "DeclareIncidentInput", "Incident", victim={"finess": finess})
    await act("addLogEntry", "AddLogEntryInput", "LogEntry", incident=incident, text="Le standard répond de nouveau.")
    services = [{"domain": "EMERGENCY", "state": "DEGRADED"}]
    await act("updateServiceStatus", "UpdateServiceStatusInput", "Incident", incident=incident, services=services)
    request = await act("requestHelp", "RequestHelpInput", "HelpRequest", incident=incident, packs=[PACK])
    await act("cancelRequest", "CancelRequestInput", "HelpRequest", request=request, reason="Mesure terminée.")
    await act("dismissIncident", "IncidentReasonInput", "Incident", incident=incident, reason="Mesure terminée.")
    return taken


def _document(name: str, kind: str, answer: str) -> str:
    return f"""mutation Mesure($input: {kind}!, $key: String!) {{
  {name}(input: $input, idempotencyKey: $key) {{ __typename ... on {answer} {{ id }} ... on Refusal {{ message }} }} }}"""
