"""Where an endpoint is, from the address that somebody gave: read strictly, and again before each webhook is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import Any, Final
from urllib.parse import SplitResult, quote, urlsplit

import idna

from handover.common.problems import Problem
from handover.networks import Network, is_allowed_network
from handover.portal.webhooks.faults import WEBHOOK_FAULTS
from handover.portal.webhooks.limits import LONGEST_ADDRESS

PORTS: Final = {"https": 443, "http": 80}
SAFE: Final = "/%:@!$&'()*+,;=~-._?"
"""Characters of a path or a query that stand as they are; others are written with their numbers (RFC 3986)."""


class BadWebhookAddress(ValueError):
    """Nothing is sent to this address; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message())
        self.problem = problem


@dataclass(frozen=True, slots=True)
class AddressRules:
    """What the operator allows: networks of this site's own (without any, public numbers only), ports, and plain HTTP."""

    networks: Sequence[Network] = ()
    ports: tuple[int, ...] = (443, 8443)
    plain_http: bool = False


@dataclass(frozen=True, slots=True)
class WebhookAddress:
    """A host, a port, and what stands in the request: `target`, and `host_field` for the Host field."""

    secure: bool
    host: str
    port: int
    target: str
    host_field: str

    @property
    def url(self) -> str:
        """The address as it is kept and shown."""
        return f"{'https' if self.secure else 'http'}://{self.host_field}{self.target}"


def read_webhook_address(text: str, rules: AddressRules) -> WebhookAddress:
    """Return what an address says. Raises BadWebhookAddress where the rules do not allow it."""
    parts, port = split_webhook_address(text)
    scheme = parts.scheme.lower()
    if scheme == "http" and not rules.plain_http:
        raise refuse_address("http")
    if "@" in parts.netloc:
        raise refuse_address("credentials")
    port = PORTS[scheme] if port is None else port
    if port not in rules.ports:
        raise refuse_address("port", port=port, ports=", ".join(map(str, rules.ports)))
    host, shown = read_host(parts.hostname or "", rules)
    target = quote(parts.path or "/", SAFE) + (f"?{quote(parts.query, SAFE)}" if parts.query else "")
    host_field = shown if port == PORTS[scheme] else f"{shown}:{port}"
    return WebhookAddress(scheme == "https", host, port, target, host_field)


def split_webhook_address(text: str) -> tuple[SplitResult, int | None]:
    """Return the parts of an address and its port, None where it names none."""
    if len(text) > LONGEST_ADDRESS or not text.isprintable() or " " in text or "\\" in text:
        raise refuse_address("shape", most=LONGEST_ADDRESS)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise refuse_address("shape", most=LONGEST_ADDRESS) from None
    if parts.scheme.lower() not in PORTS or not parts.hostname:
        raise refuse_address("shape", most=LONGEST_ADDRESS)
    return parts, port


def read_host(host: str, rules: AddressRules) -> tuple[str, str]:
    """Return a host as it is looked up, and as a request names it. A name is judged when it is looked up, a number now."""
    try:
        number = ip_address(host)
    except ValueError:
        pass
    else:
        if not is_allowed_network(host, rules.networks):
            raise refuse_address("private", host=host)
        return host, f"[{host}]" if isinstance(number, IPv6Address) else host
    try:
        name = idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise refuse_address("shape", most=LONGEST_ADDRESS) from None
    return name, name


def refuse_address(why: str, **values: Any) -> BadWebhookAddress:
    """Return what to raise about an address."""
    return BadWebhookAddress(WEBHOOK_FAULTS[f"webhook.address_{why}"].at(**values))
