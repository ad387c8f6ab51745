"""Where an agent listens, from the SIF_URL that it registered: taken exactly as it was given (section 14.1)."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

Network = IPv4Network | IPv6Network

NEVER: Final[tuple[Network, ...]] = (ip_network("169.254.0.0/16"), ip_network("fe80::/10"), ip_network("fd00:ec2::/32"))
"""Networks in which no agent is, but where cloud machines tell their secrets to whoever asks from within."""
_PORTS: Final = {"http": 80, "https": 443}


class NoAddress(ValueError):
    """Nothing can be sent to this address; the text says why."""


@dataclass(frozen=True, slots=True)
class Address:
    """A host, a port, and what stands in the request: `target`, and `host_field` for the Host field."""

    secure: bool
    host: str
    port: int
    target: str
    host_field: str


def read_address(url: str) -> Address:
    """Return what an agent's URL says. Raises NoAddress."""
    # A blank or a line end in it would let an agent write header fields of our requests.
    if any(not "!" <= letter <= "~" for letter in url):
        raise NoAddress("the address that the agent registered has characters that no address has")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise NoAddress("the address that the agent registered cannot be read") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        raise NoAddress("the address that the agent registered does not begin with http:// or https:// and a host")
    authority = parts.netloc.rpartition("@")[2]
    target = url.split("//", 1)[1].removeprefix(parts.netloc).partition("#")[0]
    if not target.startswith("/"):
        target = f"/{target}"
    return Address(scheme == "https", parts.hostname, port or _PORTS[scheme], target, authority)


def reachable(address: Address, networks: Sequence[Network]) -> tuple[tuple[socket.AddressFamily, str], ...]:
    """Return the numbers of a host that messages may be sent to: in `networks`, or anywhere if there are none.

    Decided on the numbers and not on the name, so that a name that changes its mind gains nothing. Raises NoAddress.
    """
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as fault:
        raise NoAddress(f"the agent's host {address.host} is not known: {fault}") from None
    allowed = [(family, str(number[0])) for family, _, _, _, number in found if _may(str(number[0]), networks)]
    if not allowed:
        raise NoAddress(f"messages may not be sent to the agent's host {address.host}: its network is not allowed")
    return tuple(allowed)


def _may(number: str, networks: Sequence[Network]) -> bool:
    place = ip_address(number.partition("%")[0])
    mapped = getattr(place, "ipv4_mapped", None)
    place = mapped or place
    if any(place in network for network in NEVER):
        return False
    return not networks or any(place in network for network in networks)
