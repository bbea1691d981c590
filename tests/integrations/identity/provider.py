"""A provider of identity of the tests' own, run as a process: it checks PKCE, signs what it says, and misbehaves when told to."""

import base64
import hashlib
import sys
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "planblanc-essai", "secret-partage"


class Provider:
    """What it knows: its key, the codes that it gave, and how it is to answer."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = ECKey.generate_key("P-256")
        self.published = [self.key]
        self.codes: dict[str, dict[str, str]] = {}
        self.told: dict[str, Any] = {}
        self.key_requests = 0

    async def tell(self, request: Request) -> Response:
        """How the next answers are: `claims`, `userinfo`, `unsigned`, `none`, `away`, `rotate` (a new key), `stranger` (one not shown)."""
        self.told = await request.json()
        self.key = self.published[0]
        if self.told.get("rotate"):
            self.key = ECKey.generate_key("P-256")
            self.published = [self.key]
        if self.told.get("stranger"):
            self.key = ECKey.generate_key("P-256")
        return JSONResponse({"keyRequests": self.key_requests})

    async def discover(self, _: Request) -> Response:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "userinfo"}
        names |= {"jwks_uri": "keys", "end_session_endpoint": "leave"}
        return JSONResponse({"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in names.items()})

    async def keys(self, _: Request) -> Response:
        self.key_requests += 1
        return JSONResponse(KeySet([*self.published]).as_dict(private=False))

    async def authorize(self, request: Request) -> Response:
        """Let whoever comes in at once: a person would be asked for a password here."""
        asked = dict(request.query_params)
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 303)

    async def token(self, request: Request) -> Response:
        if self.told.get("away"):
            return Response(status_code=502)
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form.get("client_secret") != SECRET or form.get("redirect_uri") != asked["redirect_uri"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        if "code_challenge" in asked:
            proof = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            if base64.urlsafe_b64encode(proof).rstrip(b"=").decode() != asked["code_challenge"]:
                return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(datetime.now(UTC).timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "0421", "iat": now, "exp": now + 60, "auth_time": now, "acr": "eidas1"}
        claims |= {"nonce": asked["nonce"]} | self.told.get("claims", {})
        return JSONResponse({"access_token": "acces", "token_type": "Bearer", "id_token": self._signed(claims)})

    async def userinfo(self, _: Request) -> Response:
        now = int(datetime.now(UTC).timestamp())
        said = {"sub": "0421", "given_name": "Intervenant", "usual_name": "0421 (synthétique)", "siret": "26400010500013"}
        said |= {"iss": self.issuer, "aud": CLIENT, "iat": now, "finess": ["400000105"]} | self.told.get("userinfo", {})
        if self.told.get("unsigned"):
            return JSONResponse(said)
        return Response(self._signed(said), media_type="application/jwt")

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.told.get("none"):
            header = base64.urlsafe_b64encode(b'{"alg":"none"}').rstrip(b"=").decode()
            return f"{header}.{jwt.encode({'alg': 'ES256'}, claims, self.key).split('.')[1]}."
        return jwt.encode({"alg": "ES256"}, claims, self.key)


def main() -> None:
    """Answer on this port of the loopback, until killed."""
    port = int(sys.argv[1])
    provider = Provider(f"http://127.0.0.1:{port}")
    routes = [
        Route("/told", provider.tell, methods=["POST"]),
        Route("/.well-known/openid-configuration", provider.discover),
        Route("/keys", provider.keys),
        Route("/authorize", provider.authorize),
        Route("/token", provider.token, methods=["POST"]),
        Route("/userinfo", provider.userinfo),
    ]
    uvicorn.run(Starlette(routes=routes), host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main()
