"""Where an agent listens, from the SIF_URL that it registered: taken exactly as it was given (section 14.1)."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from handover.networks import Network, Resolve, find_numbers

_PORTS: Final = {"http": 80, "https": 443}


class NoAddress(ValueError):
    """Nothing can be sent to this address; the text says why."""


@dataclass(frozen=True, slots=True)
class AgentAddress:
    """A host, a port, and what stands in the request: `target`, and `host_field` for the Host field."""

    secure: bool
    host: str
    port: int
    target: str
    host_field: str


def read_agent_address(url: str) -> AgentAddress:
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
    return AgentAddress(scheme == "https", parts.hostname, port or _PORTS[scheme], target, authority)


def reachable(
    address: AgentAddress, networks: Sequence[Network], resolve: Resolve = socket.getaddrinfo
) -> tuple[tuple[socket.AddressFamily, str], ...]:
    """Return the numbers of a host that messages may be sent to (`networks.find_numbers`). Raises NoAddress."""
    try:
        found = find_numbers(address.host, address.port, networks, resolve)
    except (OSError, UnicodeError) as fault:
        raise NoAddress(f"the agent's host {address.host} is not known: {fault}") from None
    if not found.allowed:
        raise NoAddress(
            f"messages may not be sent to the agent's host {address.host} ({', '.join(found.all)}): it is in none of the "
            "networks that HANDOVER_ZONE_PUSH_NETWORKS allows"
        )
    return found.allowed
