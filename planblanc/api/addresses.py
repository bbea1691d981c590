"""From which address a caller comes: what a proxy that we trust says, and nobody else."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

UNKNOWN = "-"
_MOST_HOPS = 20
_SECURE = {"http": "https", "websocket": "wss"}
_PLAIN = {"http": "http", "websocket": "ws"}


@dataclass(frozen=True)
class Proxies:
    """The networks of the proxies that stand before the service."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    @classmethod
    def of(cls, written: Iterable[str]) -> "Proxies":
        """Addresses or networks as people write them (10.0.0.0/8, ::1); `ValueError` for anything else."""
        return cls(tuple(ip_network(one) for one in written))

    def seen_through(self, scope: Scope) -> Scope:
        """The request as its caller made it: its own address, and whether it came over TLS."""
        peer = scope["client"][0] if scope.get("client") else UNKNOWN
        if not self._trust(peer):
            return scope
        headers = Headers(scope=scope)
        hops = [hop.strip() for line in headers.getlist("x-forwarded-for") for hop in line.split(",")][-_MOST_HOPS:]
        schemes = _SECURE if headers.get("x-forwarded-proto", "").strip().lower() == "https" else _PLAIN
        return {**scope, "client": (self._farthest(peer, hops), 0), "scheme": schemes[scope["type"]]}

    def _farthest(self, peer: str, hops: list[str]) -> str:
        """The last address that a proxy of ours saw: what stands before it may be invented."""
        seen = peer
        for hop in reversed(hops):
            if not _is_address(hop):
                break
            seen = hop
            if not self._trust(hop):
                break
        return seen

    def _trust(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self.networks)


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True


def of(scope: Scope) -> str:
    """The address of a caller, once the gate has seen it."""
    return str(scope["client"][0]) if scope.get("client") else UNKNOWN


def neighbourhood(address: str) -> str:
    """What one caller can hold alone: an IPv4 address, or a network of 64 bits in IPv6."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    return str(known.ipv4_mapped or IPv6Address(int(known) >> 64 << 64))
