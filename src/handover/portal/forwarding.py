"""What a proxy in front says about who asks: believed from the proxies that the settings name, and from nobody else.

Everything behind this reads the plain fields of WSGI: `REMOTE_ADDR` is the address of the client, also where the connection
is the proxy's. What others say about themselves is taken away before anybody can read it, and so are the fields by which a
client could change what the site takes its own address to be.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Any, Final

from handover.zone.http.reach import PASSED_ON

Environ = dict[str, Any]
WSGI = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Networks = Sequence[IPv4Network | IPv6Network]

log = logging.getLogger("handover.proxy")

PROTO: Final = "HTTP_X_FORWARDED_PROTO"
FOR: Final = "HTTP_X_FORWARDED_FOR"
FORWARDED: Final = ("HTTP_FORWARDED", PROTO, FOR, "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT", "HTTP_X_REAL_IP")
"""What only a proxy can know."""
NEVER: Final = ("HTTP_SCRIPT_NAME", "HTTP_PATH_INFO", "HTTP_REMOTE_ADDR", "HTTP_REMOTE_USER", "HTTP_X_SCRIPT_NAME")
"""What nobody may say: some servers and proxies take such fields for the site's own variables."""
UNASKED: Final = (
    "X-Forwarded-Proto arrives from %s, and HANDOVER_PROXY is no: it is not believed. If that is your proxy, set "
    "HANDOVER_PROXY=yes and HANDOVER_PROXY_NETWORKS to its address."
)
STRANGER: Final = (
    "X-Forwarded-Proto arrives from %s, which HANDOVER_PROXY_NETWORKS does not name: it is not believed. If that is "
    "your proxy, name it there."
)
SILENT: Final = (
    "HANDOVER_PROXY is yes, and the proxy at %s passes on no X-Forwarded-For: who asks is not known, so that people cannot be "
    "told apart. Have the proxy set it."
)

NAKED: Final = (
    "HANDOVER_PROXY is yes, and what arrives from %s says nothing about its way: pages lead to themselves for ever. Have the "
    "proxy set X-Forwarded-Proto and X-Forwarded-For."
)
DIRECT: Final = ("/healthz", "/readyz", "/metrics", "/zone/")
"""Addresses that are asked for past the proxy, too."""


class Forwarding:
    """Wraps a WSGI application. `fields` are further header fields that only a proxy may set, as WSGI names them.

    A contradiction between the settings and what arrives is said in the log once, and stands in `contradictions`.
    """

    def __init__(self, behind: WSGI, networks: Networks | None, fields: Iterable[str] = ()) -> None:
        """`networks` are the proxies' addresses; None where the site has no proxy."""
        self._behind = behind
        self._networks = networks
        self._fields = (*FORWARDED, *fields)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        for name in NEVER:
            environ.pop(name, None)
        environ["SCRIPT_NAME"] = ""  # the site is at the top of its host, whatever a client or a server's variable says
        if self._networks is not None and is_among(peer(environ), self._networks):
            believe(environ, self._networks)
        else:
            if PROTO in environ:
                contradictions.note(UNASKED if self._networks is None else STRANGER, peer(environ))
            environ[PASSED_ON] = any(name in environ for name in FORWARDED)
            for name in self._fields:
                environ.pop(name, None)
        return self._behind(environ, start_response)


class Contradictions:
    """What arrived in this process and contradicts its settings: each kind once."""

    def __init__(self) -> None:
        self._said: dict[str, str] = {}

    def note(self, words: str, address: str) -> None:
        """Say one kind in the log, the first time."""
        if words not in self._said:
            self._said[words] = words % (address or "a socket")
            log.warning("%s", self._said[words])

    def forget(self) -> None:
        """Begin anew, as a process does."""
        self._said.clear()

    def told(self) -> tuple[str, ...]:
        """Return what was said."""
        return tuple(self._said.values())


contradictions = Contradictions()


def peer(environ: Environ) -> str:
    """Return the address at the other end of the connection; empty for a socket of this machine."""
    return str(environ.get("REMOTE_ADDR", ""))


def is_among(address: str, networks: Networks) -> bool:
    """Say whether an address lies in one of the networks; a socket of this machine does, since it has no others."""
    if not address:
        return True
    try:
        asks = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    mapped = getattr(asks, "ipv4_mapped", None)
    return any((mapped or asks) in network for network in networks)


def believe(environ: Environ, networks: Networks) -> None:
    """Put the client's address in the place of the proxy's, which is the last one of the list that is no proxy.

    A request with nothing about its way came from this machine itself. One that came through a proxy, and of which only
    proxies are known, came from nobody knows whom: its address is empty.
    """
    if FOR in environ:
        client = client_of(environ[FOR], networks)
        environ["REMOTE_ADDR"] = environ[FOR] = client
    elif PROTO in environ:
        contradictions.note(SILENT, peer(environ))
        environ["REMOTE_ADDR"] = ""
    elif not environ.get("PATH_INFO", "").startswith(DIRECT):
        contradictions.note(NAKED, peer(environ))


def client_of(listed: str, networks: Networks) -> str:
    """Return the last address of a list of hops that is no proxy, empty if there is none."""
    for hop in reversed(listed.split(",")):
        address = hop.strip().strip("[]")
        try:
            ip_address(address)
        except ValueError:
            return ""
        if not is_among(address, networks):
            return address
    return ""
