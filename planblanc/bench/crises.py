"""One crisis after the other, each at another hospital of the region: declared by the portal, asked for, planned."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from planblanc.bench.visitor import NotMeasured, Visitor

REGION = "75"
IDENTITY = "ars-75"
PACK = "FIRST_24H"

# How often the plan is looked for: each look costs the service a query, and the measure this much exactness.
_LOOK_SECONDS = 0.02
_MOST_SECONDS = 60.0

_HOSPITALS = """query Hopitaux($region: String!, $first: Int!, $after: String) {
  establishments(region: $region, first: $first, after: $after) {
    edges { node { finess name commune department { code } } } pageInfo { hasNextPage endCursor }
  }
}"""
_REPORTED = """query Signales($region: String!) {
  incidents(region: $region, states: [REPORTED], first: 1) { edges { node { id } } }
}"""
_REQUEST = """mutation Demander($input: RequestHelpInput!, $key: String!) {
  requestHelp(input: $input, idempotencyKey: $key) { __typename ... on HelpRequest { id } ... on Refusal { message } }
}"""
_PROPOSE = """mutation Proposer($input: ProposePlanInput!, $key: String!) {
  proposePlan(input: $input, idempotencyKey: $key) { __typename ... on Plan { id } ... on Refusal { message } }
}"""
_STATE = "query Etat($id: ID!) { plan(id: $id) { state failure } }"
_DISMISS = """mutation Ecarter($input: IncidentReasonInput!, $key: String!) {
  dismissIncident(input: $input, idempotencyKey: $key) { __typename ... on Incident { id } ... on Refusal { message } }
}"""


@dataclass(frozen=True)
class Watch:
    """When each step of one crisis was over, in seconds since the portal's message left."""

    posted: float
    declared: float
    asked: float
    requested: float
    proposed: float

    def steps(self) -> dict[str, float]:
        """How long each step took."""
        return {
            "post": self.posted,
            "declare": self.declared - self.posted,
            "ask": self.asked - self.declared,
            "request": self.requested - self.asked,
            "propose": self.proposed - self.requested,
        }


async def hospitals(visitor: Visitor, wanted: int) -> Sequence[Mapping[str, Any]]:
    """As many hospitals of the region, in the API's order; `NotMeasured` when there are fewer."""
    found: list[Mapping[str, Any]] = []
    after: str | None = None
    while len(found) < wanted:
        page = await visitor.ask(_HOSPITALS, region=REGION, first=100, after=after)
        found += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"] and len(found) < wanted:
            raise NotMeasured(f"La région n'a que {len(found)} hôpitaux : demandez moins de passages.")
    return found[:wanted]


async def pass_through(visitor: Visitor, hospital: Mapping[str, Any], number: int) -> Watch:
    """One crisis from the portal's message to the stored plan; the incident is dismissed when it was measured."""
    message = _declaration(hospital, number)
    begun = perf_counter()
    await visitor.post(message)
    posted = perf_counter() - begun
    incident = await _awaited(lambda: _reported(visitor))
    declared = perf_counter() - begun
    await visitor.act(_REQUEST, {"incident": incident, "packs": [PACK]})
    asked = perf_counter() - begun
    plan = await visitor.act(_PROPOSE, {"region": REGION})
    requested = perf_counter() - begun
    await _awaited(lambda: _proposed(visitor, plan["id"]))
    proposed = perf_counter() - begun
    await dismiss(visitor, incident)
    return Watch(posted, declared, asked, requested, proposed)


async def open_one(visitor: Visitor, hospital: Mapping[str, Any], number: int) -> str:
    """A crisis that was declared and asked for, and stays open; its incident."""
    await visitor.post(_declaration(hospital, number))
    incident = await _awaited(lambda: _reported(visitor))
    await visitor.act(_REQUEST, {"incident": incident, "packs": [PACK]})
    return incident


async def planned(visitor: Visitor) -> str:
    """The plan of the region, proposed."""
    plan: str = (await visitor.act(_PROPOSE, {"region": REGION}))["id"]
    return await _awaited(lambda: _proposed(visitor, plan))


async def dismiss(visitor: Visitor, incident: str) -> None:
    """End a crisis, so that the next one is alone."""
    await visitor.act(_DISMISS, {"incident": incident, "reason": "Mesure terminée."})


async def _reported(visitor: Visitor) -> str | None:
    edges = (await visitor.ask(_REPORTED, region=REGION))["edges"]
    return str(edges[0]["node"]["id"]) if edges else None


async def _proposed(visitor: Visitor, plan: str) -> str | None:
    found = await visitor.ask(_STATE, id=plan)
    if found["state"] == "FAILED":
        raise NotMeasured(f"Le plan n'a pas été trouvé : {found['failure']}")
    return plan if found["state"] == "PROPOSED" else None


async def _awaited(look: Callable[[], Awaitable[str | None]]) -> str:
    try:
        async with asyncio.timeout(_MOST_SECONDS):
            while True:
                found = await look()
                if found is not None:
                    return found
                await asyncio.sleep(_LOOK_SECONDS)
    except TimeoutError as error:
        raise NotMeasured(f"Rien n'est venu en {_MOST_SECONDS:.0f} s.") from error


def _declaration(hospital: Mapping[str, Any], number: int) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return {
        "type": "incident.declared",
        "timestamp": at,
        "data": {
            "national_number": f"BANC-{number:04}",
            "revision": 1,
            "structure": {
                "kind": "ET",
                "finess": hospital["finess"],
                "name": hospital["name"],
                "town": hospital["commune"],
                "department": hospital["department"]["code"],
            },
            "declarant": "UNKNOWN",
            "times": {"awareness": at, "declared": at},
        },
    }
