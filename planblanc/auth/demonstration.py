"""The identities of the demonstration, and the issuer that signs for them; refused in production by the settings."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from planblanc.auth import DEMONSTRATION_ISSUER
from planblanc.auth.tokens import TokenVerifier
from planblanc.domain import identity
from planblanc.domain.access import FRESH_FOR, Role
from planblanc.sealing import secret_files

_KEY_FILE = "demonstration-key.pem"
_ALGORITHM = "ES256"


@dataclass(frozen=True)
class DemonstrationIdentity:
    """One invented account: a role of the field, and the scope within which it holds."""

    code: str
    name: str
    role: Role
    regions: tuple[str, ...] = ()
    establishments: tuple[str, ...] = ()
    lenders: tuple[str, ...] = ()

    @property
    def scope(self) -> str:
        """The scope in one French line."""
        parts = [("région", self.regions), ("établissement", self.establishments), ("prêteur", self.lenders)]
        told = [f"{what} {', '.join(codes)}" for what, codes in parts if codes]
        return " ; ".join(told) or "national"


IDENTITIES: tuple[DemonstrationIdentity, ...] = (
    DemonstrationIdentity("ars-75", "ARS Nouvelle-Aquitaine, cellule de crise", Role.ARS_COORDINATOR, regions=("75",)),
    DemonstrationIdentity("ars-76", "ARS Occitanie, cellule de crise", Role.ARS_COORDINATOR, regions=("76",)),
    DemonstrationIdentity("ars-32", "ARS Hauts-de-France, cellule de crise", Role.ARS_COORDINATOR, regions=("32",)),
    DemonstrationIdentity("ars-11", "ARS Île-de-France, cellule de crise", Role.ARS_COORDINATOR, regions=("11",)),
    DemonstrationIdentity("zone-sud-ouest", "ARS de zone Sud-Ouest", Role.ZONE_COORDINATOR, regions=("75",)),
    DemonstrationIdentity("national", "CORRUSS, coordination nationale", Role.NATIONAL_COORDINATOR),
    DemonstrationIdentity("cert-sante", "CERT Santé", Role.NATIONAL_READER),
    DemonstrationIdentity("samu-40", "SAMU des Landes", Role.SAMU, regions=("75",)),
    DemonstrationIdentity(
        "ch-dax", "CH de Dax, directeur de garde", Role.ESTABLISHMENT, establishments=("400000105",), lenders=("400000105",)
    ),
    DemonstrationIdentity("ch-tarbes", "CH de Tarbes-Lourdes, gestionnaire du matériel", Role.RESOURCE_MANAGER, lenders=("650000417",)),
    DemonstrationIdentity(
        "grades-esea", "GRADeS ESEA Nouvelle-Aquitaine", Role.RESOURCE_MANAGER, regions=("75",), lenders=("grades-esea",)
    ),
    DemonstrationIdentity("alpi", "ALPI, Agence landaise pour l'informatique", Role.RESOURCE_MANAGER, lenders=("alpi",)),
    DemonstrationIdentity("admin", "Administrateur de l'installation", Role.ADMINISTRATOR),
)


def named(code: str) -> DemonstrationIdentity:
    """The identity of this code; `KeyError` when there is none."""
    return {known.code: known for known in IDENTITIES}[code]


def signing_key(folder: Path) -> ECKey:
    """The issuer's key, made on first use in a file that its owner alone can read."""
    path = folder / _KEY_FILE
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        secret_files.write_once(path, ECKey.generate_key("P-256").as_pem(private=True))
    return ECKey.import_key(path.read_bytes())


def verifier(folder: Path, audience: str) -> TokenVerifier:
    """Trusts the tokens that this folder's key has signed."""
    return TokenVerifier(DEMONSTRATION_ISSUER, audience, KeySet([signing_key(folder)]))


class Speaker:
    """Speaks for one identity of a demonstration, with a token that is renewed before it is too old to engage anything."""

    def __init__(self, folder: Path, code: str, audience: str) -> None:
        self._key = signing_key(folder)
        self._known = named(code)
        self._audience = audience
        self._issued: tuple[datetime, str] | None = None

    def header(self, now: datetime) -> dict[str, str]:
        """What a request of this moment (real clock) carries."""
        if self._issued is None or now - self._issued[0] > FRESH_FOR / 2:
            self._issued = now, issue(self._known, self._key, audience=self._audience, now=now, lifetime=2 * FRESH_FOR)
        return {"authorization": f"Bearer {self._issued[1]}"}


def issue(known: DemonstrationIdentity, key: ECKey, *, audience: str, now: datetime, lifetime: timedelta) -> str:
    """A signed token that speaks for this identity until `now + lifetime` (real clock)."""
    claims = {
        "iss": DEMONSTRATION_ISSUER,
        "aud": audience,
        "sub": known.code,
        "name": known.name,
        "role": known.role.value,
        "regions": list(known.regions),
        "establishments": list(known.establishments),
        "lenders": [str(identity.lender_id(code)) for code in known.lenders],
        "iat": int(now.timestamp()),
        "auth_time": int(now.timestamp()),
        "exp": int((now + lifetime).timestamp()),
    }
    return jwt.encode({"alg": _ALGORITHM}, claims, key)
