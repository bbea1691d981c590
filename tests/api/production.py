"""A service with production's settings, as a process, and an issuer of the test's own that signs what it is asked to."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from planblanc.auth import AUDIENCE
from tests.api.live import Service, running

ISSUER = "https://identites.example"


@dataclass(frozen=True)
class Issuer:
    """Whoever signs the tokens that this installation trusts."""

    key: ECKey = field(default_factory=lambda: ECKey.generate_key("P-256", {"kid": "test"}))

    def claims(self, **changes: Any) -> dict[str, Any]:
        """What a valid token says of an ARS coordinator of region 75; a change to nothing leaves a claim out."""
        now = datetime.now(UTC)
        said = {"iss": ISSUER, "aud": AUDIENCE, "sub": "1", "name": "ARS", "role": "ARS_COORDINATOR", "regions": ["75"]}
        whole = {
            **said,
            "iat": int(now.timestamp()),
            "auth_time": int(now.timestamp()),
            "exp": int((now + timedelta(hours=1)).timestamp()),
            **changes,
        }
        return {name: value for name, value in whole.items() if value is not None}

    def token(self, *, key: ECKey | None = None, algorithm: str = "ES256", **changes: Any) -> str:
        """A token of these claims."""
        return jwt.encode({"alg": algorithm, "kid": "test"}, self.claims(**changes), key or self.key, algorithms=[algorithm])

    def write(self, folder: Path) -> Path:
        """The file of its public keys."""
        path = folder / "issuer.json"
        path.write_text(json.dumps(KeySet([self.key]).as_dict(private=False)), "utf-8")
        return path


@asynccontextmanager
async def in_production(database_url: str, home: Path, issuer: Issuer, **environment: str) -> AsyncIterator[Service]:
    """A running service that trusts this issuer and nobody else."""
    given: Mapping[str, str] = {
        "PLANBLANC_MODE": "production",
        "PLANBLANC_TOKEN_ISSUER": ISSUER,
        "PLANBLANC_TOKEN_KEYS": str(issuer.write(home)),
    }
    async with running(database_url, home, **given, **environment) as service:
        yield service
