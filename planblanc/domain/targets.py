"""Where outside messages may go: public addresses alone, unless the installation allows its own network."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

from planblanc.domain.errors import BadInput

_HOST = re.compile(r"^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\.[a-z0-9_]([a-z0-9_-]{0,62}))*\.?$")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address behind a translator
_ONCE_OF_SITES = ipaddress.ip_network("fec0::/10")
_LONGEST = 2000


class TargetRefused(BadInput):
    """Cette adresse désigne une machine locale ou un réseau privé : seule une adresse publique est acceptée."""


@dataclass(frozen=True)
class Target:
    """Where a program receives its messages."""

    url: str
    host: str
    port: int


def target_of(url: str, path: tuple[str, ...], *, private_allowed: bool) -> Target:
    """The target of an `https://` address (`http://` too where the installation's own network is allowed); else `BadInput`."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise BadInput("Cette adresse n'est pas une adresse web.", path) from None
    if len(url) > _LONGEST or not url.isascii() or any(character <= " " for character in url):
        raise BadInput("Cette adresse n'est pas une adresse web.", path)
    schemes = {"https": 443} | ({"http": 80} if private_allowed else {})
    if parts.scheme not in schemes:
        raise BadInput("L'adresse doit commencer par https://.", path)
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise BadInput("L'adresse ne doit porter ni identifiant, ni mot de passe, ni fragment.", path)
    if _literal(host) is None and not _HOST.fullmatch(host):
        raise BadInput("Cette adresse n'est pas une adresse web.", path)
    return Target(url, host, schemes[parts.scheme] if port is None else port)


def require_public(addresses: Iterable[str], path: tuple[str, ...] = (), *, private_allowed: bool) -> None:
    """Refuse with `TargetRefused` unless every address that the name stands for is public, or the installation allows others."""
    if not private_allowed and not all(map(is_public, addresses)):
        raise TargetRefused(path=path)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network; one inside another (mapped, translated, 6to4, Teredo) is judged too."""
    ip = _literal(address)
    if isinstance(ip, IPv6Address) and ip in _TRANSLATED:
        return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
    if ip is None or not ip.is_global or ip.is_multicast or ip.is_reserved:
        return False
    if isinstance(ip, IPv4Address):
        return True
    return ip not in _ONCE_OF_SITES and all(is_public(str(inner)) for inner in _within(ip))


def _within(ip: IPv6Address) -> Iterable[IPv4Address]:
    if ip.ipv4_mapped is not None:
        yield ip.ipv4_mapped
    if ip.sixtofour is not None:
        yield ip.sixtofour
    if ip.teredo is not None:
        yield from ip.teredo


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
