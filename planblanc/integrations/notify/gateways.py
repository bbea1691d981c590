"""SMS, voice and other services, by Apprise: addresses of the installation, or of a contact point, each send in a process of its own.

Apprise waits without end where a service does, and follows whatever address it is given: the process is killed when it is late, and
for a contact's address it reads no file and may connect to nothing but the public network (see `child.py`).
"""

import asyncio
import contextlib
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from planblanc.domain.contacts import ContactChannel
from planblanc.domain.errors import PlanblancError
from planblanc.integrations.notify.message import Message, NotDelivered

_SECONDS = 20.0
_SECONDS_IN_ALL = 35.0  # however many services are tried in turn
_NUMBER = "{number}"
_FRENCH = re.compile(r"^0[1-9][0-9]{8}$")
# Encoded, these could still lead elsewhere, since services decode them: and what an installation's own service reaches is not guarded.
_NOT_A_NUMBER = re.compile(r"[^\w+-]+")
_DELIVERED, _UNKNOWN = 0, 2  # how `child.py` ends; anything else is a refusal


class BadGateways(PlanblancError):
    """Le fichier des passerelles n'a pas la forme attendue."""


@dataclass(frozen=True)
class Gateways:
    """By which services the installation serves each channel, `{number}` standing for whom; several are tried in order.

    `environment` is all that their processes know of ours.
    """

    urls: Mapping[ContactChannel, tuple[str, ...]] = field(default_factory=dict, repr=False)
    private_allowed: bool = False
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def serves(self, channel: ContactChannel) -> bool:
        """Whether this channel has a service."""
        return channel is ContactChannel.APPRISE or channel in self.urls


def read(file: Path) -> Mapping[ContactChannel, tuple[str, ...]]:
    """The services of a file, one a line: `SMS octopush://…/{number}`; `BadGateways`, in French, for anything else."""
    try:
        lines = [line.split(maxsplit=1) for line in file.read_text("utf-8").splitlines() if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise BadGateways(f"Le fichier des passerelles ne peut pas être lu : {file}.") from error
    found: dict[ContactChannel, tuple[str, ...]] = {}
    for line in lines:
        if len(line) != 2 or line[0] not in {"SMS", "PHONE", "SATELLITE", "RADIO"} or "://" not in line[1]:
            raise BadGateways("Une ligne du fichier des passerelles est « SMS service://…/{number} » (ou PHONE, SATELLITE, RADIO).")
        channel = ContactChannel(line[0])
        found[channel] = (*found.get(channel, ()), line[1].strip())
    return found


async def send(gateways: Gateways, channel: ContactChannel, address: str, message: Message) -> None:
    """Send one short message; `NotDelivered` when no service of the channel takes it."""
    if channel is ContactChannel.APPRISE:
        told = {"title": message.subject, "body": message.body, "of_contact": True, "guarded": not gateways.private_allowed}
        await _run({"url": address, **told}, gateways.environment)
        return
    try:
        async with asyncio.timeout(_SECONDS_IN_ALL):
            await _by_one_of(gateways, channel, address, message)
    except TimeoutError:
        raise NotDelivered("Aucun service de messages ne répond.") from None


async def _by_one_of(gateways: Gateways, channel: ContactChannel, address: str, message: Message) -> None:
    refused = NotDelivered("Ce canal n'est pas servi par l'installation.", is_final=True)
    told = {"title": "", "body": message.short, "of_contact": False, "guarded": False}
    for url in gateways.urls.get(channel, ()):
        try:
            await _run({"url": url.replace(_NUMBER, _within(address)), **told}, gateways.environment)
        except NotDelivered as error:
            refused = error
        else:
            return
    raise refused


async def _run(order: Mapping[str, object], environment: Mapping[str, str]) -> None:
    """Let a process send it. What it says is dropped: it may quote a number or a key."""
    program = (sys.executable, "-m", "planblanc.integrations.notify.child")
    quiet = asyncio.subprocess.DEVNULL
    process = await asyncio.create_subprocess_exec(*program, stdin=asyncio.subprocess.PIPE, stdout=quiet, stderr=quiet, env=environment)
    try:
        async with asyncio.timeout(_SECONDS):
            await process.communicate(json.dumps(order).encode())
    except TimeoutError:
        raise NotDelivered("Le service de messages ne répond pas.") from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if process.returncode == _UNKNOWN:
        raise NotDelivered("Cette adresse n'est pas celle d'un service connu.", is_final=True)
    if process.returncode != _DELIVERED:
        raise NotDelivered("Le service de messages n'a pas accepté le message.")


def _within(address: str) -> str:
    """A number as services want it: +33558910000; whatever else a contact holds (a call sign) stays one word of the service's address."""
    if _FRENCH.fullmatch(address):
        return f"+33{address[1:]}"
    return _NOT_A_NUMBER.sub("-", address)
