"""The public doors of the service: GraphQL over HTTP with a demonstration token, the portal's signed webhook, documents."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from httpx2 import AsyncClient, HTTPError, Response, Timeout
from joserfc.jwk import ECKey

from planblanc.auth import demonstration
from planblanc.domain.errors import Unavailable
from planblanc.drill.replay.expectations import NotAsExpected
from planblanc.integrations.portal import secret
from planblanc.integrations.portal.signature import signed_headers
from planblanc.settings import Settings

_TIMEOUT = Timeout(30.0)
_LIFETIME = timedelta(hours=2)
_MOST_TRIES = 5


class Doors:
    """Speaks to a running service as anybody outside it does."""

    def __init__(self, address: str, settings: Settings) -> None:
        self._client = AsyncClient(base_url=address, timeout=_TIMEOUT)
        self._audience = settings.token_audience
        self._key: ECKey = demonstration.signing_key(settings.home)
        self._secret = (secret.named(settings.portal_secret) if settings.portal_secret else secret.demonstrated(settings.home))[0]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def ask(self, document: str, variables: Mapping[str, Any], *, by: str) -> Any:
        """What the document's one root field answers, for the demonstration identity of code `by`."""
        body = {"query": document, "variables": variables}
        answer = await self._accepted("/graphql", json=body, headers=self._authorization(by))
        told = answer.json()
        if "errors" in told:
            raise NotAsExpected(f"L'API répond ({answer.status_code}) : {told['errors'][0]['message']}")
        (field,) = told["data"].values()
        return field

    async def post(self, message: Mapping[str, Any], *, webhook_id: str) -> int:
        """Send a message as the incident portal does, signed on the real clock; the status of the answer."""
        body = json.dumps(message, ensure_ascii=False).encode()
        headers = signed_headers(self._secret, webhook_id, datetime.now(UTC), body) | {"content-type": "application/json"}
        return (await self._sent("POST", "/portal/incidents", content=body, headers=headers)).status_code

    async def fetch(self, path: str, *, by: str) -> bytes:
        """The bytes of a document."""
        answer = await self._sent("GET", path, headers=self._authorization(by))
        if not answer.is_success:
            raise NotAsExpected(f"{path} répond {answer.status_code} : {answer.text[:200]}")
        return answer.content

    async def _accepted(self, path: str, **request: Any) -> Response:
        """The answer to a request that may be sent again: a service that is too busy says after how long."""
        for _ in range(_MOST_TRIES):
            answer = await self._sent("POST", path, **request)
            if answer.status_code != 503:
                break
            await asyncio.sleep(float(answer.headers.get("retry-after", 1)))
        return answer

    async def _sent(self, method: str, path: str, **request: Any) -> Response:
        try:
            return await self._client.request(method, path, **request)
        except HTTPError as error:
            raise Unavailable(f"Le service ne répond plus : {type(error).__name__}.") from error

    def _authorization(self, code: str) -> dict[str, str]:
        known = demonstration.named(code)
        token = demonstration.issue(known, self._key, audience=self._audience, now=datetime.now(UTC), lifetime=_LIFETIME)
        return {"authorization": f"Bearer {token}"}
