"""OpenID Connect, without its network: what a provider is asked, and what is believed of its answers."""

import base64
import hashlib
import hmac
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from planblanc.auth.tokens import NotAuthenticated
from planblanc.domain.accounts import ShownIdentity

ALGORITHMS = frozenset({"RS256", "PS256", "ES256", "EdDSA", "Ed25519"})
JUST_NOW = timedelta(minutes=2)
_LEEWAY = timedelta(seconds=30)
_LONGEST_TOKEN = 16_384
_LONGEST_NAME = 200
_RPPS, _FINESS, _SIRET = re.compile(r"8?(\d{11})"), re.compile(r"[0-9][0-9AB][0-9]{7}"), re.compile(r"\d{14}")


class LoginRefused(NotAuthenticated):
    """Cette connexion n'a pas abouti : recommencez depuis la page de connexion."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or LoginRefused.__doc__)


@dataclass(frozen=True)
class Endpoints:
    """Where a provider is asked; its authorization page may stand on another host than its issuer."""

    authorization: str
    token: str
    userinfo: str
    keys: str
    end_session: str | None = None


@dataclass(frozen=True)
class Provider:
    """One provider, and what it is to be asked; without `endpoints`, it is found by its discovery."""

    code: str
    label: str
    issuer: str
    client_id: str
    endpoints: Endpoints | None = None
    scope: str = "openid profile"
    uses_pkce: bool = True
    takes_max_age: bool = True
    acr_values: tuple[str, ...] = ()  # of which one must be in the answer, when there are any
    asks_acr_by: str = "acr_values"  # or "claims", or "nothing"
    tells_auth_time: bool = True
    signs_userinfo: bool = False
    algorithms: tuple[str, ...] = ("RS256", "ES256")

    def __post_init__(self) -> None:
        if not set(self.algorithms) <= ALGORITHMS or not self.algorithms:
            raise ValueError("a signature that anybody could make is not believed")


@dataclass(frozen=True)
class Asked:
    """What one browser was sent to a provider with: `secret` stays in the browser, `state` goes and comes back."""

    secret: str
    state: str

    @property
    def nonce(self) -> str:
        """What the token must say, so that it is of this login and of no other."""
        return self._made("nonce")

    @property
    def proof(self) -> str:
        """What proves to the provider that whoever brings the code is whoever asked (PKCE)."""
        return self._made("proof")

    @property
    def digest(self) -> bytes:
        """By what the login is kept: only the browser that began it can find it again."""
        return hashlib.sha256(f"{self.secret}.{self.state}".encode()).digest()

    def _made(self, what: str) -> str:
        return _encoded(hmac.digest(self.secret.encode(), f"{what} {self.state}".encode(), "sha256"))


@dataclass(frozen=True)
class Vouched:
    """Whom a provider vouches for, and when they logged in there, if it says so."""

    subject: str
    authenticated_at: datetime | None


def authorization_address(provider: Provider, endpoints: Endpoints, asked: Asked, back: str, *, again: bool) -> str:
    """Where a browser goes to log in, and with `again`, to log in once more whatever session it has there."""
    wanted = {"response_type": "code", "client_id": provider.client_id, "redirect_uri": back, "scope": provider.scope}
    wanted |= {"state": asked.state, "nonce": asked.nonce}
    if provider.uses_pkce:
        wanted |= {"code_challenge": _encoded(hashlib.sha256(asked.proof.encode()).digest()), "code_challenge_method": "S256"}
    if provider.acr_values and provider.asks_acr_by == "acr_values":
        wanted["acr_values"] = " ".join(provider.acr_values)
    if provider.acr_values and provider.asks_acr_by == "claims":
        values = ",".join(f'"{value}"' for value in provider.acr_values)
        wanted["claims"] = f'{{"id_token":{{"acr":{{"essential":true,"values":[{values}]}}}}}}'
    if again:
        wanted |= {"prompt": "login"} | ({"max_age": "0"} if provider.takes_max_age else {})
    return f"{endpoints.authorization}{'&' if '?' in endpoints.authorization else '?'}{urlencode(wanted)}"


def leaving_address(endpoints: Endpoints, id_token: str, state: str, back: str) -> str | None:
    """Where a browser goes to end its session at the provider too, when there is such a place."""
    if endpoints.end_session is None:
        return None
    return f"{endpoints.end_session}?{urlencode({'id_token_hint': id_token, 'state': state, 'post_logout_redirect_uri': back})}"


def vouched(provider: Provider, keys: KeySet, token: str, asked: Asked, now: datetime) -> Vouched:
    """Whom an id_token speaks of; `LoginRefused`, without saying which check failed, unless it is wholly of this login."""
    claims = signed(provider, keys, token)
    _require(_is_for_us(provider, claims) and _is_of_now(claims, now, wants_end=True))
    _require(hmac.compare_digest(str(claims.get("nonce", "")).encode(), asked.nonce.encode()))
    _require(not provider.acr_values or claims.get("acr") in provider.acr_values)
    said = claims.get("auth_time")
    _require(said is None or (isinstance(said, int) and 0 <= said <= (now + _LEEWAY).timestamp()))
    return Vouched(_subject(claims), datetime.fromtimestamp(said, UTC) if said is not None else None)


def signed(provider: Provider, keys: KeySet, token: str) -> Mapping[str, Any]:
    """What a token says, once it is signed by one of these keys, in one of the ways that we believe; `LoginRefused` otherwise."""
    _require(len(token) <= _LONGEST_TOKEN)
    try:
        return jwt.decode(token, keys, algorithms=list(provider.algorithms)).claims
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise LoginRefused from error


def signed_userinfo(provider: Provider, keys: KeySet, token: str, subject: str, now: datetime) -> Mapping[str, Any]:
    """What a provider says of somebody in a signed answer; `LoginRefused` unless it is to us, and of the person of the id_token."""
    claims = signed(provider, keys, token)
    _require(_is_for_us(provider, claims) and _is_of_now(claims, now, wants_end=False) and _subject(claims) == subject)
    return claims


def shown(provider: Provider, subject: str, told: Mapping[str, Any]) -> ShownIdentity:
    """Somebody as the service knows them: a name, and the numbers that are numbers."""
    _require(told.get("sub") == subject)
    practices = tuple(_practices(told))
    return ShownIdentity(
        issuer=provider.issuer,
        subject=subject,
        name=_name(told, subject),
        rpps=next(_matching(_RPPS, told.get("SubjectNameID"), told.get("rpps")), None),
        finess=_all(_FINESS, told.get("finess"), *(one.get(key) for one in practices for key in _FINESS_KEYS)),
        siret=_all(_SIRET, told.get("siret"), *(one.get("numeroSiretSite") for one in practices)),
    )


# As Pro Santé Connect writes the places where somebody works.
_FINESS_KEYS = ("numeroFinessSite", "numeroFinessetablissementJuridique")


def authenticated_at(provider: Provider, who: Vouched, now: datetime, *, again: bool) -> datetime | None:
    """When somebody logged in, as far as it is known; `LoginRefused` when it was to be now and was not."""
    if not again:
        return who.authenticated_at
    if who.authenticated_at is None and not provider.tells_auth_time:
        return now  # it was asked for with prompt=login, and this provider says nothing more of it
    if who.authenticated_at is None or now - who.authenticated_at > JUST_NOW:
        raise LoginRefused("Votre fournisseur n'a pas redemandé votre identité : déconnectez-vous, puis reconnectez-vous.")
    return who.authenticated_at


def require_safe(address: str) -> str:
    """An address of a provider, over TLS, or on this very machine; `ValueError` for any other."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return address
    if parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}:
        return address
    raise ValueError(f"{address} must be https://")


def _is_for_us(provider: Provider, claims: Mapping[str, Any]) -> bool:
    audience = claims.get("aud")
    whom = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp")
    alone = len(whom) == 1 or party is not None
    return claims.get("iss") == provider.issuer and provider.client_id in whom and alone and party in {None, provider.client_id}


def _is_of_now(claims: Mapping[str, Any], now: datetime, *, wants_end: bool) -> bool:
    ends, begins = claims.get("exp"), claims.get("iat")
    if (wants_end and (ends is None or begins is None)) or not all(isinstance(one, int | None) for one in (ends, begins)):
        return False
    is_over = ends is not None and ends <= (now - _LEEWAY).timestamp()
    is_to_come = begins is not None and begins > (now + _LEEWAY).timestamp()
    return not is_over and not is_to_come


def _subject(claims: Mapping[str, Any]) -> str:
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or not subject.isprintable():
        raise LoginRefused
    return subject


def _practices(told: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    professional = told.get("SubjectRefPro")
    exercises = professional.get("exercices") if isinstance(professional, dict) else None
    for exercise in exercises if isinstance(exercises, list) else ():
        activities = exercise.get("activities") if isinstance(exercise, dict) else None
        yield from (one for one in (activities if isinstance(activities, list) else ()) if isinstance(one, dict))


def _name(told: Mapping[str, Any], subject: str) -> str:
    parts = [told.get("given_name"), told.get("family_name") or told.get("usual_name")]
    whole = " ".join(part.strip() for part in parts if isinstance(part, str)) or told.get("name") or subject
    # Neither a character that hides nor one that turns the others around: whoever decides of an access reads this name.
    read = "".join(one for one in " ".join(str(whole).split()) if one.isprintable())
    return read.strip()[:_LONGEST_NAME] or subject[:_LONGEST_NAME]


def _all(form: re.Pattern[str], *said: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_matching(form, *said)))[:20]


def _matching(form: re.Pattern[str], *said: object) -> Iterator[str]:
    for one in said:
        for text in one if isinstance(one, list) else [one]:
            found = form.fullmatch(text) if isinstance(text, str) else None
            if found:
                yield found.group(found.lastindex or 0)


def _require(holds: bool) -> None:
    if not holds:
        raise LoginRefused


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
