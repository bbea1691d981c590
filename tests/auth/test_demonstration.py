"""The issuer of the demonstration lets nobody in where a real field is served, whatever the settings of production are."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from joserfc.jwk import ECKey

from planblanc import app, settings
from planblanc.auth import AUDIENCE, DEMONSTRATION_ISSUER, demonstration
from planblanc.auth.tokens import NotAuthenticated
from planblanc.cli import main
from planblanc.settings import Misconfigured

HOUR = timedelta(hours=1)
PRODUCTION = {"PLANBLANC_MODE": "production"}
WITHOUT = {"PLANBLANC_TOKEN_ISSUER": DEMONSTRATION_ISSUER}
ALSO = {
    "DATABASE_URL": "postgresql://compte@serveur/base",
    "PLANBLANC_HOST": "192.0.2.1",
    "PLANBLANC_PUBLIC_URL": "https://planblanc.example",
    "PLANBLANC_TRUSTED_PROXY": "10.0.0.7",
    "PLANBLANC_PRIVATE_TARGETS": "oui",
}


def environments() -> Iterator[Mapping[str, str]]:
    """Production with any of its other settings, and without an issuer of its own, or with half of one."""
    halves: list[Mapping[str, str]] = [{}, WITHOUT, {"PLANBLANC_TOKEN_KEYS": "keys.json"}, WITHOUT | {"PLANBLANC_TOKEN_KEYS": "keys.json"}]
    halves.append({"PLANBLANC_TOKEN_ISSUER": "https://identites.example"})
    for half in halves:
        for count in range(len(ALSO) + 1):
            for names in combinations(ALSO, count):
                yield {**PRODUCTION, **half, **{name: ALSO[name] for name in names}}


def test_production_does_not_start_without_an_issuer_of_its_own() -> None:
    tried = list(environments())

    for environment in tried:
        with pytest.raises(Misconfigured):
            settings.read(environment)
    assert len(tried) == 160


def test_not_even_the_settings_of_a_running_demonstration_become_those_of_production() -> None:
    with pytest.raises(Misconfigured):
        replace(settings.read({}), mode=settings.Mode.PRODUCTION)


def test_a_token_of_the_demonstration_opens_nothing_in_production_even_where_its_key_is_trusted(tmp_path: Path) -> None:
    key = demonstration.signing_key(tmp_path)
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": [ECKey.import_key(key.as_pem(private=False)).as_dict(private=False)]}), "utf-8")
    wanted = PRODUCTION | {"PLANBLANC_TOKEN_ISSUER": "https://identites.example", "PLANBLANC_TOKEN_KEYS": str(keys)}
    verifier = app.verifier_of(settings.read(wanted | {"PLANBLANC_HOME": str(tmp_path)}))
    now = datetime.now(UTC)

    for known in demonstration.IDENTITIES:
        with pytest.raises(NotAuthenticated):
            verifier.verify(demonstration.issue(known, key, audience=AUDIENCE, now=now, lifetime=HOUR), now)


@pytest.mark.parametrize("providers", [False, True], ids=["without providers", "with providers"])
def test_whatever_the_settings_of_production_are_nobody_logs_in_as_an_invented_identity(tmp_path: Path, providers: bool) -> None:
    file = tmp_path / "providers.json"
    said = {"code": "essai", "label": "Essai", "issuer": "https://identites.example", "client_id": "planblanc"}
    file.write_text(json.dumps({"providers": [said]}), "utf-8")
    real = PRODUCTION | {"PLANBLANC_TOKEN_ISSUER": "https://identites.example", "PLANBLANC_TOKEN_KEYS": "keys.json"}
    real |= {"PLANBLANC_PROVIDERS": str(file), "PLANBLANC_PUBLIC_URL": "https://planblanc.example"} if providers else {}
    names = [name for name in ALSO if name not in real]
    tried = [real | {name: ALSO[name] for name in chosen} for count in range(len(names) + 1) for chosen in combinations(names, count)]

    for environment in tried:
        vouching = app.vouching_of(settings.read(environment))

        assert [one.provider.code for one in vouching] == (["essai"] if providers else [])
    assert len(tried) == (16 if providers else 32)


def test_an_installation_that_names_its_providers_or_its_issuer_invents_no_identity(tmp_path: Path) -> None:
    file = tmp_path / "providers.json"
    file.write_text(json.dumps({"providers": []}), "utf-8")
    issuer = {"PLANBLANC_TOKEN_ISSUER": "https://identites.example", "PLANBLANC_TOKEN_KEYS": "keys.json"}

    assert app.vouching_of(settings.read({"PLANBLANC_PROVIDERS": str(file)})) == []
    assert app.vouching_of(settings.read(issuer)) == []
    assert len(app.vouching_of(settings.read({}))) == len(demonstration.IDENTITIES)


def test_the_commands_of_the_demonstration_are_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    real = PRODUCTION | {"PLANBLANC_TOKEN_ISSUER": "https://identites.example", "PLANBLANC_TOKEN_KEYS": "keys.json"}
    for name, value in real.items():
        monkeypatch.setenv(name, value)

    refused = CliRunner().invoke(main, ["token", "--as", "admin"])

    assert refused.exit_code != 0
    assert "eyJ" not in refused.output
