"""From where a server of zones is reached, and so whether zones whose policy is open may be open there. Decided here alone."""

from collections.abc import Mapping
from enum import StrEnum
from ipaddress import ip_address
from typing import Final

FROM_ELSEWHERE: Final = (
    "forwarded",
    "via",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-proto",
    "x-real-ip",
    "origin",
)
"""Header fields that no agent sends by itself. With one, somebody else has a hand in the request, also where we listen on
loopback: a proxy that nobody told us of, or a browser on this machine that a page from elsewhere makes talk to us."""

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


def opens(to: OpenTo, headers: Mapping[str, str]) -> bool:
    """Say whether open zones are open to the sender of a request with these header fields (names in lower case)."""
    if to is OpenTo.THIS_MACHINE:
        return not any(field in headers for field in FROM_ELSEWHERE)
    return to is OpenTo.EVERYBODY
