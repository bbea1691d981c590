"""Callers of a running service: one that asks once, and one that asks again with the same key until it is answered."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from httpx2 import AsyncClient, HTTPError, Limits, Response, Timeout

from planblanc.auth import AUDIENCE, demonstration
from planblanc.domain.errors import Unavailable

IDENTITY = "ars-75"

_TIMEOUT = Timeout(30.0)
_SECONDS_BEFORE_AGAIN = 0.1
_LONGEST_WAIT = 120.0
_UNAVAILABLE, _UNAVAILABLE_STATUS = "503", 503


@dataclass(frozen=True)
class Mutation:
    """One act under its own key; `text` marks its effect."""

    key: str
    document: str
    told: Mapping[str, Any]
    text: str = ""


@dataclass
class Callers:
    """Callers that share an identity, and what went wrong before they were answered, by word."""

    address: str
    home: Path
    connections: int
    troubles: Counter[str] = field(default_factory=Counter)

    async def __aenter__(self) -> Self:
        self._speaker = demonstration.Speaker(self.home, IDENTITY, AUDIENCE)
        limits = Limits(max_connections=self.connections, max_keepalive_connections=self.connections)
        self._client = AsyncClient(base_url=self.address, timeout=_TIMEOUT, limits=limits)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def once(self, mutation: Mutation) -> Response:
        """Ask once; whatever the transport raises is the caller's error."""
        variables = {"input": mutation.told, "key": mutation.key}
        told = {"query": mutation.document, "variables": variables}
        return await self._client.post("/graphql", json=told, headers=self._speaker.header(datetime.now(UTC)))

    async def until_answered(self, mutation: Mutation) -> str:
        """Ask until the service acknowledges, as a careful program does; the identifier of what was made."""
        async with asyncio.timeout(_LONGEST_WAIT):
            while True:
                try:
                    answer = await self.once(mutation)
                except HTTPError as error:
                    self.troubles[type(error).__name__] += 1
                else:
                    trouble = trouble_of(answer)
                    if trouble is None:
                        return identifier(answer)
                    self.troubles[trouble] += 1
                await asyncio.sleep(_SECONDS_BEFORE_AGAIN)

    @property
    def faults(self) -> int:
        """Answers that told a fault of the service's own: neither a cut connection nor 503."""
        return sum(times for word, times in self.troubles.items() if word.partition(" ")[0].isdigit() and word != _UNAVAILABLE)


def trouble_of(answer: Response) -> str | None:
    """Why an answer is none: its status, and the code of its error; nothing when it is one."""
    if answer.status_code == _UNAVAILABLE_STATUS:
        return _UNAVAILABLE
    errors = answer.json().get("errors")
    if answer.is_success and not errors:
        return None
    return f"{answer.status_code} {errors[0]['extensions']['code'] if errors else ''}".strip()


def identifier(answer: Response) -> str:
    """The identifier of what a mutation made; `Unavailable` for a refusal."""
    (found,) = answer.json()["data"].values()
    if found["__typename"] == "Refusal":
        raise Unavailable(f"L'API refuse : {found['message']}")
    return str(found["id"])
