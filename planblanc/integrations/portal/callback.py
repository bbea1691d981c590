"""News back to the portal, signed: taken in charge by whom, what is covered, closed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from httpx2 import AsyncClient, HTTPError, Timeout

from planblanc.domain.declarations import Coverage, DeclaredIncident
from planblanc.domain.errors import Unavailable
from planblanc.integrations.portal.signature import signed_headers

_TIMEOUT = Timeout(10.0)


class CallbackFailed(Unavailable):
    """Le portail n'a pas accepté le message."""


@dataclass(frozen=True)
class Callback:
    """Where the portal wants its news, and the secret that signs them."""

    url: str
    secret: bytes


def taken_in_charge(declared: DeclaredIncident, at: datetime) -> dict[str, object]:
    """Which agency, and which officer of it, has the incident in charge."""
    in_charge = {"organisation": declared.agency, "name": declared.officer_name or "UNKNOWN"}
    return _message("incident.taken_in_charge", declared, declared.taken_at or at, at, in_charge=in_charge)


def covered(declared: DeclaredIncident, coverage: Sequence[Coverage], at: datetime) -> dict[str, object]:
    """What is wanted and what is promised, by criticality."""
    return _message("incident.coverage", declared, at, at, coverage=[asdict(line) for line in coverage])


def closed(declared: DeclaredIncident, at: datetime) -> dict[str, object]:
    """That the incident is over."""
    return _message("incident.closed", declared, declared.closed_at or at, at)


async def send(to: Callback, webhook_id: str, news: Mapping[str, object], real_now: datetime) -> None:
    """Send one message; `CallbackFailed` unless the portal accepts it. The same id lets the portal see a repeat."""
    body = json.dumps(news, ensure_ascii=False).encode()
    headers = {"content-type": "application/json"} | signed_headers(to.secret, webhook_id, real_now, body)
    try:
        async with AsyncClient(timeout=_TIMEOUT, follow_redirects=False) as client:
            answer = await client.post(to.url, content=body, headers=headers)
    except HTTPError as error:
        raise CallbackFailed(f"Le portail ne répond pas : {type(error).__name__}.") from error
    if not answer.is_success:
        raise CallbackFailed(f"Le portail a répondu {answer.status_code}.")


def _message(kind: str, declared: DeclaredIncident, happened: datetime, at: datetime, **said: object) -> dict[str, object]:
    data = {
        "national_number": declared.national.number,
        "revision": declared.national.revision,
        "incident_id": str(declared.incident_id),
        "exercise": declared.exercise,
        "at": happened.isoformat(timespec="seconds"),
    }
    return {"type": kind, "timestamp": at.isoformat(timespec="seconds"), "data": data | said}
