"""Where messages may go: public addresses alone."""

import pytest

from planblanc.domain import targets
from planblanc.domain.errors import BadInput
from planblanc.domain.targets import TargetRefused

PRIVATE = (
    *("127.0.0.1", "127.8.8.8", "0.1.2.3", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.2.1"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1"),
    *(
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001:db8::1",
        "fe80::1%1",
    ),
)


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_the_public_network_is_refused(address: str) -> None:
    with pytest.raises(TargetRefused):
        targets.require_public([address], private_allowed=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_the_public_network_is_not(address: str) -> None:
    targets.require_public([address], private_allowed=False)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(TargetRefused):
        targets.require_public(["8.8.8.8", "127.0.0.1"], private_allowed=False)


def test_an_installation_may_allow_its_own_network() -> None:
    targets.require_public(["127.0.0.1"], private_allowed=True)


@pytest.mark.parametrize(
    "url",
    [
        *("http://outil.example/", "ftp://outil.example/", "outil.example", "https://", "https://[", "https://outil.example:99999/"),
        *(
            "https://a:b@outil.example/",
            "https://a@outil.example/",
            "https://outil.example/#x",
            "https://out il.example/",
            "https://é.example/",
        ),
        *("https://outil.example/\n", "https://0x7f.1/\x00", f"https://outil.example/{'a' * 2000}"),
    ],
)
def test_what_is_no_public_web_address_is_refused(url: str) -> None:
    with pytest.raises(BadInput):
        targets.target_of(url, ("url",), private_allowed=False)


def test_a_target_is_told_by_its_host_and_port() -> None:
    target = targets.target_of("https://outil.example:8443/avis?k=1", ("url",), private_allowed=False)

    assert (target.host, target.port) == ("outil.example", 8443)
