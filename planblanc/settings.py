"""What the installation decides, read from the environment once; the only module that reads it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_network
from pathlib import Path

from planblanc.auth import AUDIENCE, DEMONSTRATION_ISSUER
from planblanc.domain import rates, retention
from planblanc.domain.errors import BadInput, PlanblancError
from planblanc.domain.rates import Rate
from planblanc.domain.retention import Retention

# What a process needs that must know nothing else of ours: programs, words, certificates, a proxy.
_BARE = {"PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ"}
_BARE |= {"SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"}

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}

# What a measure or a drill gives the service that it presses: a thousand callers behind one address, and no pause.
UNHURRIED = {"PLANBLANC_RATE_ADDRESS": "1000000/1000000", "PLANBLANC_RATE_ACTOR": "1000000/1000000"}


class Misconfigured(PlanblancError):
    """La configuration du service est incorrecte."""


class Mode(StrEnum):
    """A demonstration tells everything and trusts its own identities; production does neither."""

    DEMONSTRATION = "demo"
    PRODUCTION = "production"


@dataclass(frozen=True)
class Settings:
    """The whole configuration; every file that holds a secret is named by its path."""

    mode: Mode = Mode.DEMONSTRATION
    host: str = "127.0.0.1"
    port: int = 8000
    home: Path = Path(".planblanc")
    database_url: str | None = None
    app_url: str | None = None
    worker_url: str | None = None
    portal_url: str | None = None
    migrator_url: str | None = None
    pool_size: int = 10
    token_issuer: str = DEMONSTRATION_ISSUER
    token_audience: str = AUDIENCE
    token_keys: Path | None = None
    portal_secret: Path | None = None
    portal_callback: str | None = None
    mail_server: str | None = None
    mail_from: str | None = None
    mail_password: Path | None = None
    gateways: Path | None = None
    private_targets: bool = False
    journal_key: Path | None = None
    trusted_proxies: tuple[str, ...] = ()
    trusted_documents: Path | None = None
    rate_of_address: Rate = rates.OF_AN_ADDRESS
    rate_of_actor: Rate = rates.OF_AN_ACTOR
    rate_of_faults: Rate = rates.OF_FAULTS
    data_keys: Path | None = None
    providers: Path | None = None
    public_url: str | None = None
    retention: Retention = retention.UNDECIDED

    def __post_init__(self) -> None:
        if not 0 <= self.port <= 65535:
            raise Misconfigured(f"PLANBLANC_PORT doit être compris entre 0 et 65535 (reçu : {self.port}).")
        if not 1 <= self.pool_size <= 200:
            raise Misconfigured(f"PLANBLANC_POOL_SIZE doit être compris entre 1 et 200 (reçu : {self.pool_size}).")
        for name, url in self._databases().items():
            if url is not None and not url.startswith(("postgresql://", "postgres://")):
                raise Misconfigured(f"{name} doit être l'adresse d'une base PostgreSQL : postgresql://compte@serveur:5432/base.")
        if self.portal_callback is not None and not self.portal_callback.startswith(("https://", "http://127.0.0.1:")):
            raise Misconfigured("PLANBLANC_PORTAL_CALLBACK doit être une adresse https:// (ou http://127.0.0.1: pour un essai).")
        if (self.mail_server is None) != (self.mail_from is None):
            raise Misconfigured("PLANBLANC_MAIL_SERVER et PLANBLANC_MAIL_FROM vont ensemble : le serveur, et l'adresse d'expédition.")
        self._require_public_url()
        if self.mode is Mode.PRODUCTION:
            self._require_real_identities()
        else:
            self._require_no_real_field()

    @property
    def is_production(self) -> bool:
        """Whether the service serves a real field."""
        return self.mode is Mode.PRODUCTION

    @property
    def trusts_invented_identities(self) -> bool:
        """Whether whoever comes may be one of the identities of the demonstration: on this machine alone."""
        return not self.is_production and self.token_issuer == DEMONSTRATION_ISSUER and self.host in _LOOPBACK

    @property
    def demonstration_home(self) -> Path | None:
        """Where a demonstration keeps the keys that it makes for itself; nowhere in production."""
        return None if self.is_production else self.home

    def _databases(self) -> Mapping[str, str | None]:
        return {
            "DATABASE_URL": self.database_url,
            "PLANBLANC_APP_URL": self.app_url,
            "PLANBLANC_WORKER_URL": self.worker_url,
            "PLANBLANC_PORTAL_URL": self.portal_url,
            "PLANBLANC_MIGRATOR_URL": self.migrator_url,
        }

    def _require_public_url(self) -> None:
        if self.providers is not None and self.is_production and self.public_url is None:
            raise Misconfigured(
                "En production, PLANBLANC_PROVIDERS veut PLANBLANC_PUBLIC_URL : l'adresse de ce service pour ses navigateurs."
            )
        allowed = ("https://",) if self.is_production else ("https://", "http://127.0.0.1:", "http://localhost:")
        if self.public_url is not None and not self.public_url.startswith(allowed):
            raise Misconfigured("PLANBLANC_PUBLIC_URL doit être une adresse https:// (ou http://127.0.0.1: pour un essai).")

    def _require_no_real_field(self) -> None:
        """The demonstration's issuer lets in whoever reads its folder: what only a real field has is refused beside it."""
        if (self.token_issuer == DEMONSTRATION_ISSUER) != (self.token_keys is None):
            raise Misconfigured("PLANBLANC_TOKEN_ISSUER et PLANBLANC_TOKEN_KEYS vont ensemble : un émetteur, et ses clés publiques.")
        if self.token_keys is None and self.public_url is not None and self.public_url.startswith("https://"):
            raise Misconfigured(
                "L'émetteur de démonstration est refusé derrière une adresse publique https:// : indiquez PLANBLANC_MODE=production."
            )

    def _require_real_identities(self) -> None:
        if self.token_issuer == DEMONSTRATION_ISSUER:
            raise Misconfigured(
                "En production, l'émetteur de démonstration est refusé : indiquez PLANBLANC_TOKEN_ISSUER "
                "et PLANBLANC_TOKEN_KEYS (clés publiques, au format JWKS)."
            )
        if self.token_keys is None:
            raise Misconfigured("En production, PLANBLANC_TOKEN_KEYS doit nommer le fichier JWKS des clés publiques de l'émetteur.")


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of this environment, defaults filled; `Misconfigured`, in one French line, when one makes no sense."""
    given = {name: value for name, value in environment.items() if value.strip()}
    default = Settings()
    return Settings(
        mode=_mode(given.get("PLANBLANC_MODE", default.mode)),
        host=given.get("PLANBLANC_HOST", default.host),
        port=_whole(given, "PLANBLANC_PORT", default.port),
        home=Path(given.get("PLANBLANC_HOME", default.home)),
        database_url=given.get("DATABASE_URL"),
        app_url=given.get("PLANBLANC_APP_URL"),
        worker_url=given.get("PLANBLANC_WORKER_URL"),
        portal_url=given.get("PLANBLANC_PORTAL_URL"),
        migrator_url=given.get("PLANBLANC_MIGRATOR_URL"),
        pool_size=_whole(given, "PLANBLANC_POOL_SIZE", default.pool_size),
        token_issuer=given.get("PLANBLANC_TOKEN_ISSUER", default.token_issuer),
        token_audience=given.get("PLANBLANC_TOKEN_AUDIENCE", default.token_audience),
        token_keys=_path(given, "PLANBLANC_TOKEN_KEYS"),
        portal_secret=_path(given, "PLANBLANC_PORTAL_SECRET"),
        portal_callback=given.get("PLANBLANC_PORTAL_CALLBACK"),
        mail_server=given.get("PLANBLANC_MAIL_SERVER"),
        mail_from=given.get("PLANBLANC_MAIL_FROM"),
        mail_password=_path(given, "PLANBLANC_MAIL_PASSWORD"),
        gateways=_path(given, "PLANBLANC_GATEWAYS"),
        private_targets=_yes(given, "PLANBLANC_PRIVATE_TARGETS"),
        journal_key=_path(given, "PLANBLANC_JOURNAL_KEY"),
        trusted_proxies=_networks(given, "PLANBLANC_TRUSTED_PROXY"),
        trusted_documents=_path(given, "PLANBLANC_TRUSTED_DOCUMENTS"),
        rate_of_address=_rate(given, "PLANBLANC_RATE_ADDRESS", default.rate_of_address),
        rate_of_actor=_rate(given, "PLANBLANC_RATE_ACTOR", default.rate_of_actor),
        rate_of_faults=_rate(given, "PLANBLANC_RATE_FAULTS", default.rate_of_faults),
        data_keys=_path(given, "PLANBLANC_DATA_KEYS"),
        providers=_path(given, "PLANBLANC_PROVIDERS"),
        public_url=given.get("PLANBLANC_PUBLIC_URL"),
        retention=_retention(given, "PLANBLANC_RETENTION", default.retention),
    )


def environment(**changed: str) -> dict[str, str]:
    """The environment of a process that this one starts: its own, with what is changed."""
    return {**os.environ, **changed}


def environment_apart(**given: str) -> dict[str, str]:
    """The environment of a process that must not touch this installation: nothing of its settings, but what is given."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PLANBLANC_") and name != "DATABASE_URL"} | given


def environment_bare() -> dict[str, str]:
    """The environment of a process that follows addresses given from outside: no key and no password of ours is in it."""
    return {name: value for name, value in os.environ.items() if name.upper() in _BARE}


def _mode(word: str) -> Mode:
    try:
        return Mode(word)
    except ValueError:
        raise Misconfigured(f"PLANBLANC_MODE vaut « demo » ou « production » (reçu : « {word} »).") from None


def _whole(given: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(given.get(name, default))
    except ValueError:
        raise Misconfigured(f"{name} doit être un nombre entier (reçu : « {given[name]} »).") from None


def _networks(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    written = tuple(one.strip() for one in given.get(name, "").split(",") if one.strip())
    try:
        for one in written:
            ip_network(one)
    except ValueError:
        raise Misconfigured(f"{name} nomme les adresses ou réseaux de vos mandataires, par exemple 10.0.0.7,10.1.0.0/24.") from None
    return written


def _rate(given: Mapping[str, str], name: str, default: Rate) -> Rate:
    if name not in given:
        return default
    per_second, _, burst = given[name].partition("/")
    try:
        return Rate(float(per_second), int(burst))
    except ValueError:
        raise Misconfigured(f"{name} s'écrit « par seconde/d'un coup », par exemple 20/300 (reçu : « {given[name]} »).") from None


def _retention(given: Mapping[str, str], name: str, default: Retention) -> Retention:
    try:
        return retention.read(given[name]) if name in given else default
    except BadInput as refused:
        raise Misconfigured(f"{name} : {refused.message}") from None


def _path(given: Mapping[str, str], name: str) -> Path | None:
    return Path(given[name]) if name in given else None


def _yes(given: Mapping[str, str], name: str) -> bool:
    said = given.get(name, "non").strip().casefold()
    if said not in {"oui", "non"}:
        raise Misconfigured(f"{name} vaut « oui » ou « non » (reçu : « {given[name]} »).")
    return said == "oui"
