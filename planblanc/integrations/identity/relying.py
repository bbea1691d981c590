"""Speaks to one provider: where it is, its keys, a code for a token, and what it says of somebody."""

import asyncio
import json
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from httpx2 import AsyncClient, HTTPError, InvalidURL, Timeout
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from planblanc.auth import oidc
from planblanc.auth.oidc import Asked, Endpoints, LoginRefused, Vouched
from planblanc.domain.accounts import ShownIdentity
from planblanc.domain.errors import Unavailable
from planblanc.integrations.identity.provider_file import Configured

logger = logging.getLogger(__name__)

_TIMEOUT = Timeout(5.0)
_SECONDS = 10.0
_LARGEST = 262_144
_STATE_BYTES = 32
_BETWEEN_REFETCHES = timedelta(seconds=30)
_AWAY = "Le fournisseur d'identité ne répond pas : réessayez dans un instant, ou passez par un autre."
T = TypeVar("T")


class Relying:
    """We, as one provider knows us."""

    def __init__(self, configured: Configured) -> None:
        self.provider = configured.provider
        self._secret = configured.secret
        self._endpoints = configured.provider.endpoints
        self._keys: KeySet | None = None
        self._refetched_at: datetime | None = None
        self._turn = asyncio.Lock()

    def may_vouch(self, account: UUID) -> bool:
        """Always: which of them knows an account, the provider alone says."""
        return True

    async def address(self, asked: Asked, back: str, *, again: bool) -> str:
        """Where a browser goes to log in there, and with `again`, to log in once more."""
        return oidc.authorization_address(self.provider, await self.endpoints(), asked, back, again=again)

    async def leaving(self, id_token: str, back: str) -> str | None:
        """Where a browser goes to end its session there too, when there is such a place."""
        return oidc.leaving_address(await self.endpoints(), id_token, secrets.token_urlsafe(_STATE_BYTES), back)

    async def endpoints(self) -> Endpoints:
        """Where the provider is asked; found once by its discovery where the file does not say."""
        if self._endpoints is None:
            told = await self._json("GET", f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration")
            self._endpoints = self._discovered(told)
        return self._endpoints

    async def exchanged(self, code: str, asked: Asked, back: str, now: datetime) -> tuple[Vouched, ShownIdentity, str]:
        """Whom a code is for: what the provider vouches, what it says of them, and its token; `LoginRefused` otherwise."""
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "client_id": self.provider.client_id}
        form |= {"client_secret": self._secret} if self._secret else {}
        form |= {"code_verifier": asked.proof} if self.provider.uses_pkce else {}
        told = await self._json("POST", (await self.endpoints()).token, form=form)
        token, access = told.get("id_token"), told.get("access_token")
        if not isinstance(token, str) or not isinstance(access, str):
            raise LoginRefused
        who = await self._believed(now, lambda keys: oidc.vouched(self.provider, keys, token, asked, now))
        return who, oidc.shown(self.provider, who.subject, await self._userinfo(access, who.subject, now)), token

    async def _userinfo(self, access: str, subject: str, now: datetime) -> Mapping[str, Any]:
        address = (await self.endpoints()).userinfo
        kind, content = await self._answer("GET", address, headers={"Authorization": f"Bearer {access}"})
        if kind == "application/jwt":
            token = content.decode("ascii", "replace").strip()
            return await self._believed(now, lambda keys: oidc.signed_userinfo(self.provider, keys, token, subject, now))
        if self.provider.signs_userinfo:
            raise LoginRefused
        return _object(content)

    async def _believed(self, now: datetime, check: Callable[[KeySet], T]) -> T:
        """What the provider's keys prove; with keys that may have changed, they are asked for once more, not too often."""
        keys = self._keys or await self._fetched()
        try:
            return check(keys)
        except LoginRefused as refused:
            # A key that has changed shows as a bad signature too, when the key set names none.
            if not isinstance(refused.__cause__, JoseError | ValueError) or not self._may_refetch(now):
                raise
        logger.info("the keys of %s are asked for again", self.provider.code)
        return check(await self._fetched())

    def _may_refetch(self, now: datetime) -> bool:
        if self._refetched_at is not None and now - self._refetched_at < _BETWEEN_REFETCHES:
            return False
        self._refetched_at = now
        return True

    async def _fetched(self) -> KeySet:
        async with self._turn:
            told = await self._json("GET", (await self.endpoints()).keys)
            try:
                self._keys = KeySet.import_key_set({"keys": [key for key in told["keys"] if key.get("use", "sig") == "sig"]})
            except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
                raise Unavailable(_AWAY) from error
            return self._keys

    def _discovered(self, told: Mapping[str, Any]) -> Endpoints:
        names = {"authorization": "authorization_endpoint", "token": "token_endpoint", "userinfo": "userinfo_endpoint", "keys": "jwks_uri"}
        try:
            if told["issuer"] != self.provider.issuer:
                raise ValueError("another issuer answers")
            found = {name: oidc.require_safe(told[key]) for name, key in names.items()}
            leaves = told.get("end_session_endpoint")
            end_session = oidc.require_safe(leaves) if leaves is not None else None
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Unavailable(_AWAY) from error
        return Endpoints(**found, end_session=end_session)

    async def _json(self, method: str, address: str, *, form: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        return _object((await self._answer(method, address, form=form))[1])

    async def _answer(
        self, method: str, address: str, *, form: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> tuple[str, bytes]:
        """The media type and the body of an answer, bounded in size and in time; `LoginRefused` when it is a refusal."""
        body = bytearray()
        try:
            async with (
                asyncio.timeout(_SECONDS),
                AsyncClient(timeout=_TIMEOUT, follow_redirects=False) as client,
                client.stream(method, address, data=form, headers=headers) as response,
            ):
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > _LARGEST:
                        raise Unavailable(_AWAY)
        except (HTTPError, InvalidURL, OSError, TimeoutError) as error:
            logger.warning("%s does not answer: %s", self.provider.code, type(error).__name__)
            raise Unavailable(_AWAY) from error
        if response.status_code >= 500 or response.is_redirect:
            raise Unavailable(_AWAY)
        if response.status_code != 200:
            raise LoginRefused
        return response.headers.get("content-type", "").partition(";")[0].strip().lower(), bytes(body)


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unavailable(_AWAY) from error
    if not isinstance(told, dict):
        raise Unavailable(_AWAY)
    return told
