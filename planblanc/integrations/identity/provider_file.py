"""Which providers people log in with: a file that names them, and for each the file of its secret."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from planblanc.auth import oidc
from planblanc.auth.oidc import Endpoints, Provider
from planblanc.auth.oidc_presets import PRESETS
from planblanc.domain.errors import PlanblancError

_KNOWN = {known.name for known in fields(Provider)} | {"preset", "secret_file"}
_LISTS = ("acr_values", "algorithms")


class BadProviders(PlanblancError):
    """Le fichier des fournisseurs d'identité ne peut pas être lu."""


@dataclass(frozen=True)
class Configured:
    """A provider, and the secret that it shares with us."""

    provider: Provider
    secret: str | None = field(repr=False)


def read(path: Path) -> tuple[Configured, ...]:
    """The providers of a file; `BadProviders`, in one French line, when it cannot be read.

    `{"providers": [{"preset": "proconnect", "client_id": "…", "secret_file": "…"}, …]}`; paths are those of the file's own folder.
    """
    try:
        listed = json.loads(path.read_text("utf-8"))["providers"]
        found = tuple(_configured(dict(one), path.parent) for one in listed)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadProviders(f"Le fichier des fournisseurs d'identité {path.name} ne peut pas être lu : {error}.") from error
    codes = [one.provider.code for one in found]
    if len(set(codes)) != len(codes):
        raise BadProviders(f"Deux fournisseurs d'identité ont le même code dans {path.name}.")
    return found


def _configured(said: dict[str, Any], folder: Path) -> Configured:
    if unknown := said.keys() - _KNOWN:
        raise ValueError(f"{', '.join(sorted(unknown))} ?")
    secret = said.pop("secret_file", None)
    preset = said.pop("preset", None)
    known: Mapping[str, Any] = {"code": preset, **PRESETS[preset]} if preset is not None else {}
    whole = {**known, **said}
    for name in _LISTS:
        if name in whole:
            whole[name] = tuple(whole[name])
    if isinstance(whole.get("endpoints"), dict):
        whole["endpoints"] = Endpoints(**whole["endpoints"])
    provider = Provider(**whole)
    _require_safe(provider)
    return Configured(provider, (folder / secret).read_text("utf-8").strip() if secret else None)


def _require_safe(provider: Provider) -> None:
    if not provider.code.replace("-", "").isalnum() or provider.code in {"retour", "confirmer", "role"}:
        raise ValueError(f"code : {provider.code}")
    told = provider.endpoints
    found = (told.authorization, told.token, told.userinfo, told.keys, told.end_session) if told else ()
    for address in (provider.issuer, *found):
        if address is not None:  # of them all, a provider may have no way out
            oidc.require_safe(address)
