"""Which address a request comes from, and which addresses are one place to the brakes."""

from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import Final

from django.http import HttpRequest

NETWORK_BITS: Final = 64
"""What of an address of IPv6 says where it is. The rest a computer chooses for itself, as often as it likes (RFC 8981)."""
IPV4_INSIDE: Final = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""Addresses whose last 32 bits are one of IPv4: as a socket for both shows it, and as a gateway writes it (RFC 6052)."""


def client_address(request: HttpRequest) -> str:
    """Return the address that asks; empty if it is not known. Behind a proxy that is trusted, `portal.forwarding` has put the
    client's in the place of the proxy's.
    """
    return str(request.META.get("REMOTE_ADDR", ""))


def network_of(address: str) -> str:
    """Return the place where an address is: itself for IPv4, however it is written, and for IPv6 its network of 64 bits.

    What is no address stays as it is.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv4Address):
        return str(found)
    if any(found in network for network in IPV4_INSIDE):
        return str(IPv4Address(found.packed[-4:]))
    return str(IPv6Network((found.packed, NETWORK_BITS), strict=False))
