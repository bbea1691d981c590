"""Signed bearer tokens, verified into an `Actor`; whoever issues them, the claims are the same."""

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, ClassVar, Protocol
from uuid import UUID

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from planblanc.domain import access, identity
from planblanc.domain.access import Actor, Channel, Role
from planblanc.domain.errors import PlanblancError

ALGORITHMS = ("ES256", "Ed25519", "PS256")
_LEEWAY_SECONDS = 5
_LONGEST_TOKEN = 8192
_TOKENS_KNOWN = 1000


class NotAuthenticated(PlanblancError):
    """Vous n'êtes pas identifié : présentez un jeton valide."""

    status: ClassVar[int] = 401
    code: ClassVar[str] = "UNAUTHENTICATED"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or NotAuthenticated.__doc__)


class Verifier(Protocol):
    """Whatever turns a token into the actor it speaks for."""

    def verify(self, token: str, now: datetime) -> Actor:
        """The actor of a token that is valid now; `NotAuthenticated` otherwise."""
        ...


@dataclass(frozen=True)
class TokenVerifier:
    """Trusts the JWTs that one issuer signs for one audience."""

    issuer: str
    audience: str
    keys: KeySet

    def verify(self, token: str, now: datetime) -> Actor:
        """The actor of a token signed by the issuer, for us, and valid now (real clock); `NotAuthenticated` otherwise."""
        if len(token) > _LONGEST_TOKEN:
            raise NotAuthenticated("Ce jeton est trop long.")
        claims_rules = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=_LEEWAY_SECONDS,
            iss={"essential": True, "value": self.issuer},
            aud={"essential": True, "value": self.audience},
            sub={"essential": True},
            exp={"essential": True},
        )
        try:
            claims, actor = self._signed(token)
            claims_rules.validate(claims)
            fresh = access.is_fresh(_authenticated_at(claims), now)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            # The reason stays with us: a caller who guesses learns nothing of which check failed.
            raise NotAuthenticated("Ce jeton n'est pas valide, ou il a expiré.") from error
        return replace(actor, fresh=fresh)

    @cached_property
    def _signed(self) -> Callable[[str], tuple[dict[str, Any], Actor]]:
        """What a token says and whom it speaks for, once its signature is true: that is for ever, what it allows now is not."""
        return lru_cache(_TOKENS_KNOWN)(self._read)

    def _read(self, token: str) -> tuple[dict[str, Any], Actor]:
        claims = jwt.decode(token, self.keys, algorithms=list(ALGORITHMS)).claims
        return claims, _actor(claims)


def public_keys(path: Path) -> KeySet:
    """The keys that a JWKS file holds; `ValueError` when it is not one."""
    return KeySet.import_key_set(json.loads(path.read_text("utf-8")))


def bearer(header: str | None) -> str:
    """The token of an `Authorization: Bearer …` header, still to be verified; `NotAuthenticated` when it holds none."""
    if header is None:
        raise NotAuthenticated
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated("L'en-tête Authorization doit être de la forme « Bearer <jeton> ».")
    return token.strip()


def expiry(token: str) -> datetime:
    """When a token that was verified ends, by its own words."""
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    return datetime.fromtimestamp(int(claims["exp"]), UTC)


def _actor(claims: Mapping[str, object]) -> Actor:
    return Actor(
        id=identity.key_of("actor", f"{claims['iss']}:{claims['sub']}"),
        name=_text(claims["name"]),
        role=Role(_text(claims["role"])),
        regions=frozenset(_texts(claims.get("regions", []))),
        establishments=frozenset(identity.establishment_id(finess) for finess in _texts(claims.get("establishments", []))),
        lenders=frozenset(identity.LenderId(UUID(key)) for key in _texts(claims.get("lenders", []))),
        channel=Channel.API,
    )


def _authenticated_at(claims: Mapping[str, object]) -> datetime | None:
    """When the person logged in, if the issuer says so: a token may be issued anew without anybody."""
    said = claims.get("auth_time")
    if said is None:
        return None
    if not isinstance(said, int):
        raise TypeError("a moment is wanted")
    return datetime.fromtimestamp(said, UTC)


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("a list of texts is wanted")
    return [_text(item) for item in value]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("a text is wanted")
    return value
