"""A token speaks for one identity, for us, for a while; anything else is refused alike."""

import base64
import hmac
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from planblanc.auth import AUDIENCE, DEMONSTRATION_ISSUER, demonstration, tokens
from planblanc.auth.tokens import NotAuthenticated, TokenVerifier
from planblanc.domain.access import Role
from planblanc.domain.identity import establishment_id, lender_id

NOW = datetime(2026, 11, 24, 2, 40, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = ECKey.generate_key("P-256")
VERIFIER = TokenVerifier(DEMONSTRATION_ISSUER, AUDIENCE, KeySet([KEY]))
CLAIMS = {
    "iss": DEMONSTRATION_ISSUER,
    "aud": AUDIENCE,
    "sub": "ars-75",
    "name": "ARS",
    "role": "ARS_COORDINATOR",
    "regions": ["75"],
    "exp": int((NOW + HOUR).timestamp()),
}


def signed(key: ECKey = KEY, **changes: Any) -> str:
    claims = {name: value for name, value in (CLAIMS | changes).items() if value is not None}
    return jwt.encode({"alg": "ES256"}, claims, key)


def test_a_token_carries_the_role_and_the_scope() -> None:
    known = demonstration.named("ch-dax")

    actor = VERIFIER.verify(demonstration.issue(known, KEY, audience=AUDIENCE, now=NOW, lifetime=HOUR), NOW)

    assert (actor.name, actor.role) == (known.name, Role.ESTABLISHMENT)
    assert actor.establishments == {establishment_id("400000105")}
    assert actor.lenders == {lender_id("400000105")}
    assert actor.regions == frozenset()
    assert actor.fresh


def test_the_same_person_is_the_same_actor_with_another_token() -> None:
    assert VERIFIER.verify(signed(), NOW).id == VERIFIER.verify(signed(regions=[]), NOW).id


@pytest.mark.parametrize(
    ("said", "fresh"),
    [
        ({"auth_time": NOW - timedelta(minutes=9)}, True),
        ({"auth_time": NOW - timedelta(minutes=11)}, False),
        ({"auth_time": NOW - timedelta(minutes=11), "iat": NOW}, False),
        ({"iat": NOW}, False),
        ({"auth_time": NOW + timedelta(minutes=2)}, False),
        ({}, False),
    ],
    ids=["recent", "old", "old in a new token", "issued now", "to come", "never said"],
)
def test_a_login_is_as_fresh_as_its_issuer_says(said: dict[str, datetime], fresh: bool) -> None:
    token = signed(KEY, **{name: int(moment.timestamp()) for name, moment in said.items()})

    assert VERIFIER.verify(token, NOW).fresh is fresh


def test_a_token_that_was_fresh_grows_old() -> None:
    token = signed(auth_time=int(NOW.timestamp()))

    assert VERIFIER.verify(token, NOW).fresh
    assert not VERIFIER.verify(token, NOW + timedelta(minutes=11)).fresh


def test_the_same_name_at_another_issuer_is_another_actor() -> None:
    elsewhere = TokenVerifier("https://identites.example", AUDIENCE, KeySet([KEY]))

    assert VERIFIER.verify(signed(), NOW).id != elsewhere.verify(signed(iss="https://identites.example"), NOW).id


def forged(algorithm: str, secret: bytes | None) -> str:
    """What an attacker makes who knows the public key alone."""
    header = base64.urlsafe_b64encode(json.dumps({"alg": algorithm}).encode()).decode().rstrip("=")
    content = f"{header}.{signed().split('.')[1]}"
    mark = hmac.digest(secret, content.encode(), "sha256") if secret else b""
    return f"{content}.{base64.urlsafe_b64encode(mark).decode().rstrip('=')}"


@pytest.mark.parametrize(
    "token",
    [
        signed(ECKey.generate_key("P-256")),
        signed(iss="https://identites.example"),
        signed(aud="autre"),
        signed(exp=int((NOW - HOUR).timestamp())),
        signed(exp=None),
        signed(nbf=int((NOW + HOUR).timestamp())),
        signed(role="KING"),
        signed(auth_time="hier"),
        signed(role=None),
        signed(name=None),
        signed(sub=None),
        signed(regions="75"),
        signed(regions=[75]),
        signed(lenders=["alpi"]),
        forged("HS256", KEY.as_pem(private=False)),
        forged("none", None),
        signed()[:-4] + "AAAA",
        "",
        "é.è.à",
    ],
)
def test_any_other_token_is_refused_alike(token: str) -> None:
    with pytest.raises(NotAuthenticated) as refused:
        VERIFIER.verify(token, NOW)

    assert str(refused.value) == "Ce jeton n'est pas valide, ou il a expiré."


def test_a_token_that_was_accepted_is_refused_once_it_has_expired() -> None:
    token = signed()
    assert VERIFIER.verify(token, NOW).name == "ARS"

    with pytest.raises(NotAuthenticated):
        VERIFIER.verify(token, NOW + 2 * HOUR)


def test_the_key_of_the_demonstration_is_made_once_and_kept_secret(tmp_path: Path) -> None:
    home = tmp_path / "home"

    first, second = demonstration.signing_key(home), demonstration.signing_key(home)

    assert first.as_dict() == second.as_dict()
    assert [(path.name, path.stat().st_mode & 0o777) for path in home.iterdir()] == [("demonstration-key.pem", 0o600)]


def test_the_keys_of_a_real_issuer_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(json.dumps({"keys": [KEY.as_dict(private=False)]}), "utf-8")

    assert TokenVerifier(DEMONSTRATION_ISSUER, AUDIENCE, tokens.public_keys(path)).verify(signed(), NOW).regions == {"75"}


def test_every_identity_of_the_demonstration_has_its_own_code() -> None:
    codes = [known.code for known in demonstration.IDENTITIES]

    assert len(codes) == len(set(codes)) == 13
