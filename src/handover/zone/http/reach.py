"""From where a server of zones is reached, and so whether zones whose policy is open may be open there. Decided here alone."""

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from typing import Final

FAMILIES: Final = (
    *("x-forwarded", "x-original-", "x-originating-", "x-envoy-", "x-real-", "x-proxy", "x-amzn-"),
    *("cf-", "cdn-", "fly-", "fastly-", "x-azure-", "x-appengine-", "x-vercel-", "x-nf-"),
    *("sec-", "access-control-request-"),
)
"""How the names of such header fields begin: what proxies say of a request's way, those whose makers do so under a name of
their own, and what browsers add."""
FROM_ELSEWHERE: Final = frozenset(
    {
        *("forwarded", "forwarded-for", "forwarded-host", "forwarded-proto", "via", "client-ip", "true-client-ip"),
        *("x-client-ip", "x-remote-ip", "x-remote-addr"),
        *("x-cluster-client-ip", "wl-proxy-client-ip", "proxy-client-ip", "do-connecting-ip", "front-end-https"),
        *("x-host", "x-scheme", "x-url-scheme", "x-arr-ssl", "x-varnish", "x-via", "x-coming-from"),
        *("origin", "referer", "cookie", "upgrade-insecure-requests"),
    }
)
"""Header fields that no agent sends by itself. With one, or one of the families, somebody else has a hand in the request, also
where we listen on loopback: a proxy that nobody told us of, or a browser on this machine that a page from elsewhere makes talk
to us."""

PASSED_ON: Final = "handover.passed_on"
"""The variable of WSGI that says that such fields came and were taken away, because nobody believes who sent them."""


class OpenTo(StrEnum):
    """Who may speak in zones whose policy is open without proving anything."""

    NOBODY = "nobody"
    THIS_MACHINE = "this machine"
    EVERYBODY = "everybody"


def open_to(host: str, *, said: bool, forwards: bool = False) -> OpenTo:
    """Return to whom open zones are open at a server that listens on a host.

    `said` is that the operator wants them open to everybody who reaches the server, `forwards` that a proxy in front passes
    on to it what comes from elsewhere.
    """
    if said:
        return OpenTo.EVERYBODY
    return OpenTo.THIS_MACHINE if is_loopback(host) and not forwards else OpenTo.NOBODY


def is_loopback(host: str) -> bool:
    """Say whether a host is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_from_elsewhere(field: str) -> bool:
    """Say whether a header field of this name is one that no agent sends by itself.

    Some servers and proxies take `_` for `-`, so it is the same here, and so is the case of letters.
    """
    name = field.lower().replace("_", "-")
    return name in FROM_ELSEWHERE or name.startswith(FAMILIES)


def opens(to: OpenTo, headers: Mapping[str, str]) -> bool:
    """Say whether open zones are open to the sender of a request with these header fields."""
    if to is OpenTo.THIS_MACHINE:
        return not any(map(is_from_elsewhere, headers))
    return to is OpenTo.EVERYBODY
