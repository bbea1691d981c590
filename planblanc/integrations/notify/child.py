"""The process that sends one message by Apprise: what to send on its standard input, how it ended as its exit code."""

import json
import sys
from typing import Any

from apprise import Apprise
from apprise.attachment.file import AttachFile
from apprise.common import ContentLocation

from planblanc.domain import targets

DELIVERED, REFUSED, UNKNOWN = 0, 1, 2
_STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile"}
_STARTS |= {"syslog.openlog", "syslog.syslog", "ctypes.dlopen"}
_CONNECTS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_reached: list[str] = []


class NotAllowed(PermissionError):
    """A message went for something else than the public network."""


def read_no_file() -> None:
    """From now on no option of an address (`?keyfile=`, `?template=`…) reaches a file of this machine."""
    AttachFile.location = ContentLocation.INACCESSIBLE


def allow_the_public_network_alone() -> None:
    """From now on this process connects to public addresses, as they are resolved, and starts nothing."""
    sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _STARTS:
        raise NotAllowed(event)
    if event in _CONNECTS:
        address = arguments[1] if len(arguments) > 1 else None
        host = address[0] if isinstance(address, tuple) and address else ""
        if not isinstance(host, str) or not targets.is_public(host):
            raise NotAllowed(event)
        _reached.append(host)


def main() -> int:
    """Send it; what reached nobody on the network was not sent, whatever the service says."""
    order = json.load(sys.stdin)
    if order["of_contact"]:
        read_no_file()
    service = Apprise()
    one = Apprise.instantiate(order["url"])  # one address is one service: given as a text, Apprise would part it into several
    if one is None or not service.add(one):
        return UNKNOWN
    if order["guarded"]:
        allow_the_public_network_alone()
    is_sent = service.notify(title=order["title"], body=order["body"])
    return DELIVERED if is_sent and (_reached or not order["guarded"]) else REFUSED


if __name__ == "__main__":
    sys.exit(main())
