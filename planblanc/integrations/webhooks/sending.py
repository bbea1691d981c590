"""Sends one signed message to a program, to the address that was checked and to no other."""

import asyncio
import base64
import json
import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from httpx2 import AsyncClient, HTTPError, InvalidURL, Timeout

from planblanc.domain import targets
from planblanc.domain.errors import BadInput, Unavailable
from planblanc.domain.targets import Target, TargetRefused
from planblanc.integrations.portal.signature import signature

_TIMEOUT = Timeout(10.0)
_SECONDS = 20.0  # for all of it: a server that sends its answer byte by byte holds nobody for longer
_GONE = 410


class NotAccepted(Unavailable):
    """Le programme n'a pas accepté le message."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.is_final = is_final


@dataclass(frozen=True)
class Outgoing:
    """One message: where to, its stable id, what it says, and the secrets that sign it, the newest first."""

    url: str
    message_id: str
    message: Mapping[str, object]
    secrets: Sequence[bytes]


async def send(outgoing: Outgoing, real_now: datetime, *, private_allowed: bool) -> None:
    """Send it; `NotAccepted` unless the program answers 2xx. The same id lets the program see a repeat."""
    try:
        async with asyncio.timeout(_SECONDS):
            target = targets.target_of(outgoing.url, (), private_allowed=private_allowed)
            address = await _address(target, private_allowed=private_allowed)
            status = await _post(outgoing, target, address, real_now)
    except BadInput as refused:
        raise NotAccepted(refused.message, is_final=not isinstance(refused, TargetRefused)) from None
    except TimeoutError:
        raise NotAccepted("Le programme ne répond pas à temps.") from None
    except (HTTPError, InvalidURL, OSError, UnicodeError) as error:
        raise NotAccepted(f"Le programme ne répond pas : {type(error).__name__}.") from None
    if not 200 <= status < 300:
        raise NotAccepted(f"Le programme a répondu {status}.", is_final=status == _GONE)


async def _address(target: Target, *, private_allowed: bool) -> str:
    """The address to connect to: all those of the name are checked, now, and the connection goes to one of them."""
    found = await asyncio.get_running_loop().getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    targets.require_public(addresses, private_allowed=private_allowed)
    return addresses[0]


async def _post(outgoing: Outgoing, target: Target, address: str, real_now: datetime) -> int:
    body = json.dumps(outgoing.message, ensure_ascii=False).encode()
    parts = urlsplit(target.url)
    literal = f"[{address}]" if ":" in address else address
    # The name could stand for another machine a moment later: the connection goes to what was checked, under the name's own certificate.
    pinned = parts._replace(netloc=f"{literal}:{target.port}").geturl()
    headers = {"host": parts.netloc, "content-type": "application/json"} | signed(outgoing, real_now, body)
    async with AsyncClient(timeout=_TIMEOUT, follow_redirects=False, trust_env=False) as client:
        request = client.build_request("POST", pinned, content=body, headers=headers, extensions={"sni_hostname": target.host})
        answer = await client.send(request, stream=True)  # what it says is not read
        await answer.aclose()
    return answer.status_code


def signed(outgoing: Outgoing, real_now: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a message sent now, signed by each secret: while one is replaced, both hold."""
    seconds = int(real_now.timestamp())
    marks = (base64.b64encode(signature(secret, outgoing.message_id, seconds, body)).decode() for secret in outgoing.secrets)
    return {
        "webhook-id": outgoing.message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": " ".join(f"v1,{mark}" for mark in marks),
    }
