"""The two national providers, as their own pages describe them; every answer can be switched in the file of providers."""

from collections.abc import Mapping
from typing import Any

from planblanc.auth.oidc import Endpoints

_ESANTE = "https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet"

# Pro Santé Connect, Agence du numérique en santé: the authorization page is not on the host of the issuer, a level of assurance
# is asked by acr_values=eidas1, and scope_all gives the RPPS number and the places of practice. Read in November 2026 at
# industriels.esante.gouv.fr/produits-et-services/pro-sante-connect/documentation-technique.
# ProConnect, DINUM: found by discovery; any parameter that it does not know is refused (Y000400), PKCE, acr_values and max_age
# among them; state and nonce of 32 characters at least; userinfo is a signed JWT. Read in November 2026 at
# github.com/numerique-gouv/proconnect-documentation, doc_fs/implementation_technique.md (Etalab-2.0).
PRESETS: Mapping[str, Mapping[str, Any]] = {
    "pro-sante-connect": {
        "label": "Pro Santé Connect",
        "issuer": _ESANTE,
        "endpoints": Endpoints(
            authorization="https://wallet.esw.esante.gouv.fr/auth",
            token=f"{_ESANTE}/protocol/openid-connect/token",
            userinfo=f"{_ESANTE}/protocol/openid-connect/userinfo",
            keys=f"{_ESANTE}/protocol/openid-connect/certs",
            end_session=f"{_ESANTE}/protocol/openid-connect/logout",
        ),
        "scope": "openid scope_all",
        "acr_values": ("eidas1",),
    },
    "proconnect": {
        "label": "ProConnect",
        "issuer": "https://auth.agentconnect.gouv.fr/api/v2",
        "scope": "openid given_name usual_name siret",
        "uses_pkce": False,
        "takes_max_age": False,
        "asks_acr_by": "nothing",
        "tells_auth_time": False,
        "signs_userinfo": True,
    },
}
