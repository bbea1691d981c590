"""Messages of the portal for tests: Dax as it was declared, with what a test changes."""

import json
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

DAX: dict[str, Any] = {
    "type": "incident.declared",
    "timestamp": "2021-02-09T06:00:00+01:00",
    "data": {
        "national_number": "SYN-2021-0209",
        "revision": 1,
        "exercise": False,
        "tlp": "AMBER",
        "structure": {"kind": "ET", "finess": "400000105", "name": "CENTRE HOSPITALIER DAX", "town": "DAX", "department": "40"},
        "declarant": {"name": "UNKNOWN", "position": "Directeur de garde", "mobile": "06 00 00 00 40", "email": "UNKNOWN"},
        "times": {
            "occurred": "2021-02-09T02:00:00+01:00",
            "observed": "2021-02-09T02:15:00+01:00",
            "awareness": "2021-02-09T02:30:00+01:00",
            "declared": "2021-02-09T05:55:00+01:00",
        },
        "summary": "Rançongiciel : standard et la plupart des serveurs hors service.",
        "perimeter": {
            "extent": "ONE_SITE",
            "workstations": "UNKNOWN",
            "systems": [{"name": "Téléphonie", "state": "DOWN"}, {"name": "Annuaire", "state": "DOWN"}],
            "data": ["HEALTH", "UNKNOWN"],
        },
        "handling": {"state": "IN_PROGRESS", "measures": "Serveurs isolés, sauvegardes débranchées."},
        "impact": {
            "severity": "CRITICAL",
            "care": {
                "patients_at_risk": "UNKNOWN",
                "services": [{"domain": "RADIOTHERAPY", "state": "CLOSED", "since": "2021-02-09T02:30:00+01:00"}],
            },
            "data": {"confidentiality": "UNKNOWN", "integrity": "UNKNOWN", "availability": "YES", "personal": "UNKNOWN"},
            "persons": "UNKNOWN",
            "systems": {"telephony_down": "YES", "network_cut": "UNKNOWN", "backups_reached": "UNKNOWN"},
        },
        "cause": {"category": "UNKNOWN", "origin": "MALICIOUS", "provider": "UNKNOWN"},
        "support": {"asked": ["ADVICE", "INVESTIGATION"]},
        "told": {"ars_region": "75", "ars_at": "2021-02-09T02:40:00+01:00", "others": ["SAMU"]},
    },
}

LEAST: dict[str, Any] = {
    "type": "incident.declared",
    "timestamp": "2021-02-09T06:00:00+01:00",
    "data": {"national_number": "SYN-2", "revision": 0, "structure": "UNKNOWN", "declarant": "UNKNOWN", "times": "UNKNOWN"},
}


def dax(kind: str = "incident.declared", /, **changed: object) -> dict[str, Any]:
    """The declaration of Dax, of another kind or with other sections."""
    message = deepcopy(DAX)
    message["type"] = kind
    message["data"].update(changed)
    return message


def as_bytes(message: Mapping[str, Any]) -> bytes:
    """The message as the portal sends it."""
    return json.dumps(message, ensure_ascii=False).encode()
