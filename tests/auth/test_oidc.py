"""What a provider says is read with care, however odd, once it is signed."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from planblanc.auth import oidc
from planblanc.auth.oidc import Asked, LoginRefused, Provider
from planblanc.integrations.identity import provider_file
from planblanc.integrations.identity.provider_file import BadProviders

NOW = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
KEY = ECKey.generate_key("P-256")
PROVIDER = Provider("essai", "Essai", "https://identites.example", "planblanc")
ASKED = Asked("secret", "state")
CLAIMS = {"iss": PROVIDER.issuer, "aud": "planblanc", "sub": "0421", "nonce": ASKED.nonce}
TIMES = {"iat": int(NOW.timestamp()), "exp": int(NOW.timestamp()) + 60}


def vouched(**changes: Any) -> oidc.Vouched:
    token = jwt.encode({"alg": "ES256"}, {**CLAIMS, **TIMES, **changes}, KEY)
    return oidc.vouched(PROVIDER, KeySet([KEY]), token, ASKED, NOW)


def test_whoever_is_vouched_for_is_known_by_what_the_provider_calls_them() -> None:
    assert vouched(auth_time=TIMES["iat"]) == oidc.Vouched("0421", NOW)


@pytest.mark.parametrize(
    "said",
    [{"auth_time": -(10**18)}, {"auth_time": 1.5}, {"sub": "0421\0"}, {"sub": "\u202e0421"}, {"sub": 421}],
    ids=["before time", "not whole", "null character", "turned around", "number"],
)
def test_what_is_odd_is_refused_and_breaks_nothing(said: dict[str, Any]) -> None:
    with pytest.raises(LoginRefused):
        vouched(**said)


def test_a_name_holds_nothing_that_hides_or_turns_what_is_read() -> None:
    told = {"sub": "0421", "given_name": "Interve\0nant\u202e", "usual_name": " 0421\n(synthétique)\ud800"}

    assert oidc.shown(PROVIDER, "0421", told).name == "Intervenant 0421 (synthétique)"


def test_a_name_of_which_nothing_can_be_read_is_that_of_the_provider() -> None:
    assert oidc.shown(PROVIDER, "0421", {"sub": "0421", "name": "\u202e"}).name == "0421"


def test_people_are_led_out_by_no_unsafe_address(tmp_path: Path) -> None:
    there = {name: f"https://identites.example/{name}" for name in ("authorization", "token", "userinfo", "keys")}
    said = {"code": "essai", "label": "Essai", "issuer": PROVIDER.issuer, "client_id": "planblanc"}
    path = tmp_path / "providers.json"
    path.write_text(json.dumps({"providers": [{**said, "endpoints": {**there, "end_session": "javascript:alert(1)"}}]}), "utf-8")

    with pytest.raises(BadProviders):
        provider_file.read(path)
