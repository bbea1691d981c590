"""Speaks to the service as anybody outside it does: the portal's signed message, then a coordinator's GraphQL."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self
from uuid import uuid4

from httpx2 import AsyncClient, Timeout

from planblanc.auth import AUDIENCE, demonstration
from planblanc.domain.errors import PlanblancError
from planblanc.integrations.portal import secret
from planblanc.integrations.portal.signature import signed_headers

_TIMEOUT = Timeout(30.0)


class NotMeasured(PlanblancError):
    """La mesure n'a pas pu être faite."""


class Visitor:
    """One coordinator of the demonstration, and the portal, before one running service."""

    def __init__(self, address: str, home: Path, identity: str) -> None:
        self._speaker = demonstration.Speaker(home, identity, AUDIENCE)
        self._secret = secret.demonstrated(home)[0]
        self._client = AsyncClient(base_url=address, timeout=_TIMEOUT)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def ask(self, document: str, **variables: Any) -> Any:
        """What the document's one root field answers; `NotMeasured` for an error or a refusal."""
        answer = await self._client.post(
            "/graphql", json={"query": document, "variables": variables}, headers=self._speaker.header(datetime.now(UTC))
        )
        told = answer.json()
        if "errors" in told:
            raise NotMeasured(f"L'API répond ({answer.status_code}) : {told['errors'][0]['message']}")
        (found,) = told["data"].values()
        if isinstance(found, Mapping) and found.get("__typename") == "Refusal":
            raise NotMeasured(f"L'API refuse : {found['message']}")
        return found

    async def act(self, document: str, told: Mapping[str, Any]) -> Any:
        """Make a mutation of one input, under a key of its own."""
        return await self.ask(document, input=told, key=str(uuid4()))

    async def post(self, message: Mapping[str, Any]) -> None:
        """Send a message as the incident portal does; `NotMeasured` unless it was kept."""
        body = json.dumps(message, ensure_ascii=False).encode()
        headers = signed_headers(self._secret, str(uuid4()), datetime.now(UTC), body) | {"content-type": "application/json"}
        answer = await self._client.post("/portal/incidents", content=body, headers=headers)
        if answer.status_code != 202:
            raise NotMeasured(f"Le portail des incidents répond {answer.status_code} : {answer.text[:200]}")
