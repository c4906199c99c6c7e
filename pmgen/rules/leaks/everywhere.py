"""Addresses and hosts that mean the same in every network, so that they tell of none."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from typing import Final

_OF_ALL: Final = (
    # Of these every machine has its own, or nobody has one.
    *("127.0.0.0/8", "0.0.0.0/8", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "255.0.0.0/8", "240.0.0.0/4"),
    # What is at the other end of the cable (RFC 3927, 4291); a cloud gives its machines what they are there.
    *("169.254.0.0/16", "fe80::/10"),
)
_STANDARD: Final = re.compile(r"(?:10(?:\.0){3}/8|172\.16\.0\.0/12|192\.168\.0\.0/16|100\.64\.0\.0/10|fc00::/7)(?!\d)")
"""All that is set aside for networks of one's own (RFC 1918, 4193, 6598), and none of it."""

HOSTS: Final = frozenset("docker localhost example test invalid host hostname".split())
"""Hosts of one word that each machine has, that nobody has (RFC 6761), and what is written for one."""
_OF_CLUSTERS: Final = r"(?:kubernetes\.default|(?:kube-dns|coredns)\.kube-system)\.svc"
_NAMES: Final = re.compile(
    r"metadata\.google\.internal|(?:host|gateway|kubernetes)\.docker\.internal"
    r"|host\.(?:containers|lima|minikube)\.internal"
    rf"|{_OF_CLUSTERS}|(?:(?:{_OF_CLUSTERS}|svc)\.)?cluster\.local"
)
"""What every machine is called at one of the clouds, in every container and in every cluster."""


def is_address(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether every network has an address."""
    return any(address in each for each in map(network, _OF_ALL) if each.version == address.version)


@cache
def network(written: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    """A network, made when the first address may be in it: most documents have none."""
    return ipaddress.ip_network(written)


def is_host(name: str) -> bool:
    """Whether a host with a domain is one that each of them has.

    Args:
        name: in small letters.
    """
    return _NAMES.fullmatch(name) is not None


def is_standard(found: re.Match[str]) -> bool:
    """Whether what was found is the beginning of a network that a standard names: `10.0.0.0/8`."""
    return _STANDARD.match(found.string, found.start()) is not None
