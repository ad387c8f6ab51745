"""Which numbers may be connected to where somebody else names the host: an agent of a zone, or whoever gives an address for
webhooks. Either could name our own machine.

Public numbers may be called; private ones only in networks that the operator has named; and some by nobody's leave. A number
of IPv6 may carry one of IPv4 that a gateway sends on to: then both are judged.
"""

import socket
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any, Final

Network = IPv4Network | IPv6Network
Resolve = Callable[..., Sequence[tuple[Any, ...]]]
"""Looks up a host's numbers, as `socket.getaddrinfo`."""
_Number = IPv4Address | IPv6Address


def _networks(text: str) -> tuple[Network, ...]:
    return tuple(ip_network(each) for each in text.split())


NEVER: Final = _networks(
    # Link-local: nobody's own, and where nearly all cloud machines hand out their secrets to whoever asks from within.
    "169.254.0.0/16 fe80::/10 "
    # Where the others do: Azure, Alibaba, Oracle, Amazon, Google, Oracle again, Scaleway.
    "168.63.129.16/32 100.100.100.200/32 192.0.0.0/24 fd00:ec2::/32 fd20:ce::/32 fd00:c1::/32 fd00:42::/32 "
    # No single machine: this host, all hosts, groups, and what was never given out.
    "0.0.0.0/8 ::/128 224.0.0.0/4 ff00::/8 240.0.0.0/4"
)
"""Networks that nobody is called in, whatever the operator names."""
PRIVATE: Final = _networks(
    "127.0.0.0/8 ::1/128 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 198.18.0.0/15 fc00::/7 fec0::/10 "
    "64:ff9b:1::/48 2002::/16 2001::/32"
)
"""Networks of which some may be named: this machine, private ones, those of providers, and gateways' own."""
_WELL_KNOWN: Final = IPv6Network("64:ff9b::/96")
_LOCAL_USE: Final = IPv6Network("64:ff9b:1::/48")
_COMPATIBLE: Final = IPv6Network("::/96")
_TRANSLATED: Final = IPv6Network("::ffff:0:0:0/96")
_ISATAP: Final = (0x00005EFE, 0x02005EFE)
"""Bits 64 to 95 of a number of IPv6 whose last 32 bits are one of IPv4 (RFC 5214)."""


@dataclass(frozen=True, slots=True)
class FoundNumbers:
    """The numbers of a host: all that were found, and those of them that may be connected to, each with its family."""

    all: tuple[str, ...]
    allowed: tuple[tuple[socket.AddressFamily, str], ...]


def find_numbers(
    host: str, port: int, networks: Sequence[Network], resolve: Resolve = socket.getaddrinfo
) -> FoundNumbers:
    """Look a host up and judge its numbers. Raises OSError or UnicodeError for a host that is not known.

    Decided on the numbers, which are then connected to as they are, so that a name that changes its mind gains nothing.
    """
    found = [(family, str(number[0])) for family, _, _, _, number in resolve(host, port, type=socket.SOCK_STREAM)]
    allowed = tuple((family, number) for family, number in found if is_allowed_network(number, networks))
    return FoundNumbers(tuple(dict.fromkeys(number for _, number in found)), allowed)


def is_allowed_network(number: str, networks: Sequence[Network]) -> bool:
    """Say whether a number may be connected to: one of `networks`, or if there are none a public one.

    A network names private numbers only if it lies within a private range: `0.0.0.0/0` means every public one.
    """
    place = ip_address(number.partition("%")[0])
    place = (place.ipv4_mapped if isinstance(place, IPv6Address) else None) or place
    if not all(_harmless(each, networks) for each in (place, *_carried(place))):
        return False
    return not networks or any(place in network for network in networks)


def _harmless(place: _Number, networks: Sequence[Network]) -> bool:
    if any(place in network for network in NEVER):
        return False
    private = not place.is_global or any(place in network for network in PRIVATE)
    return not private or any(place in network and _is_private(network) for network in networks)


def _is_private(network: Network) -> bool:
    for block in PRIVATE:
        if isinstance(network, IPv4Network) and isinstance(block, IPv4Network) and network.subnet_of(block):
            return True
        if isinstance(network, IPv6Network) and isinstance(block, IPv6Network) and network.subnet_of(block):
            return True
    return False


def _carried(place: _Number) -> Iterator[IPv4Address]:
    """Yield the numbers of IPv4 that one of IPv6 may lead to, in each of the ways that gateways write them."""
    if isinstance(place, IPv4Address) or place.is_loopback:
        return
    bits = int(place)
    last = IPv4Address(bits & 0xFFFFFFFF)
    if any(place in network for network in (_WELL_KNOWN, _LOCAL_USE, _COMPATIBLE, _TRANSLATED)):
        yield last
    if bits >> 32 & 0xFFFFFFFF in _ISATAP:
        yield last
    if place in _LOCAL_USE:  # also around the eight bits that RFC 6052 leaves out after the first 64
        yield IPv4Address((bits >> 64 & 0xFFFF) << 16 | bits >> 40 & 0xFFFF)
    if place.sixtofour is not None:
        yield place.sixtofour
    if place.teredo is not None:
        yield from place.teredo
