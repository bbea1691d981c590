"""The configuration is read once, and one that makes no sense is refused in a French line."""

from pathlib import Path

import pytest

from planblanc import settings
from planblanc.settings import Misconfigured, Mode

REAL = {"PLANBLANC_MODE": "production", "PLANBLANC_TOKEN_ISSUER": "https://identites.example", "PLANBLANC_TOKEN_KEYS": "keys.json"}


def test_an_empty_environment_is_a_demonstration_on_the_loopback() -> None:
    found = settings.read({})

    assert (found.mode, found.host, found.port, found.database_url) == (Mode.DEMONSTRATION, "127.0.0.1", 8000, None)


@pytest.mark.parametrize(("host", "offered"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("::", False), ("10.0.0.4", False)])
def test_invented_identities_are_offered_on_this_machine_alone(host: str, offered: bool) -> None:
    assert settings.read({"PLANBLANC_HOST": host}).trusts_invented_identities is offered


def test_an_empty_variable_counts_for_nothing() -> None:
    assert settings.read({"DATABASE_URL": "", "PLANBLANC_PORT": " "}) == settings.read({})


def test_production_takes_the_issuer_that_is_given() -> None:
    found = settings.read(REAL)

    assert (found.is_production, found.token_keys) == (True, Path("keys.json"))


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"PLANBLANC_MODE": "production"}, "démonstration est refusé"),
        (REAL | {"PLANBLANC_TOKEN_ISSUER": "urn:planblanc:demonstration"}, "démonstration est refusé"),
        (REAL | {"PLANBLANC_TOKEN_KEYS": ""}, "JWKS"),
        ({"PLANBLANC_TOKEN_ISSUER": "https://identites.example"}, "vont ensemble"),
        ({"PLANBLANC_TOKEN_KEYS": "keys.json"}, "vont ensemble"),
        ({"PLANBLANC_PUBLIC_URL": "https://planblanc.example"}, "démonstration est refusé derrière"),
        ({"PLANBLANC_MODE": "prod"}, "« prod »"),
        ({"PLANBLANC_PORT": "http"}, "nombre entier"),
        ({"PLANBLANC_PORT": "70000"}, "65535"),
        ({"PLANBLANC_POOL_SIZE": "0"}, "entre 1 et 200"),
        ({"DATABASE_URL": "mysql://compte:secret@serveur/base"}, "DATABASE_URL doit être"),
        ({"PLANBLANC_PORTAL_URL": "serveur"}, "PLANBLANC_PORTAL_URL doit être"),
        ({"PLANBLANC_PORTAL_CALLBACK": "http://portail.example/retour"}, "https://"),
        ({"PLANBLANC_MAIL_SERVER": "smtp://relais.example"}, "vont ensemble"),
        ({"PLANBLANC_PRIVATE_TARGETS": "yes"}, "« oui » ou « non »"),
        ({"PLANBLANC_TRUSTED_PROXY": "10.0.0.7, mandataire"}, "PLANBLANC_TRUSTED_PROXY nomme"),
        ({"PLANBLANC_TRUSTED_PROXY": "10.0.0.7/8"}, "PLANBLANC_TRUSTED_PROXY nomme"),
        ({"PLANBLANC_RATE_ACTOR": "20"}, "20/300"),
        ({"PLANBLANC_RATE_ACTOR": "0/300"}, "PLANBLANC_RATE_ACTOR"),
        ({"PLANBLANC_RATE_ADDRESS": "nan/300"}, "PLANBLANC_RATE_ADDRESS"),
        ({"PLANBLANC_RATE_FAULTS": "inf/300"}, "PLANBLANC_RATE_FAULTS"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_french_line(environment: dict[str, str], told: str) -> None:
    with pytest.raises(Misconfigured, match=told) as refused:
        settings.read(environment)

    assert "\n" not in str(refused.value)


def test_whoever_follows_outside_addresses_knows_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANBLANC_MAIL_PASSWORD", "/secret")
    monkeypatch.setenv("DATABASE_URL", "postgresql://compte:secret@serveur/base")
    monkeypatch.setenv("HTTPS_PROXY", "http://mandataire.example")

    known = settings.environment_bare()

    assert known["HTTPS_PROXY"] == "http://mandataire.example"
    assert "secret" not in str(known)
