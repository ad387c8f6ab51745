"""Sending one webhook: connected to the number that was judged, within its time, no further than the address says.

Nothing here touches the database, so that a call may wait in a thread of its own.
"""

import socket
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Final

from django.conf import settings

from handover.http_client import (
    HttpAnswer,
    KeptConnection,
    NoAnswer,
    Patience,
    UnusableAnswer,
    open_socket,
    post_request,
)
from handover.networks import Resolve, find_numbers
from handover.portal.webhooks.addresses import AddressRules, BadWebhookAddress, WebhookAddress, read_webhook_address
from handover.portal.webhooks.delivery_faults import (
    ADDRESS_REFUSED,
    BAD_ANSWER,
    BROKEN_CONNECTION,
    CERTIFICATE,
    ELSEWHERE,
    ENDPOINT_GONE,
    HOST_PRIVATE,
    HOST_UNKNOWN,
    NO_TLS,
    NOT_REACHED,
    NOT_TAKEN,
    PATIENCE_ASKED,
    SILENT,
    DeliveryFault,
)
from handover.portal.webhooks.limits import ANSWER_SECONDS, CONNECT_SECONDS, MOST_ANSWER_BYTES

ASKS_PATIENCE: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
FIXED_FIELDS: Final = {"Content-Type": "application/json", "User-Agent": "Handover"}


@dataclass(frozen=True)
class WebhookTransport:
    """How receivers are reached: where they may be, what TLS is wrapped with, how hosts are looked up, and for how long."""

    rules: AddressRules = field(default_factory=AddressRules)
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context
    resolve: Resolve = socket.getaddrinfo
    connect_seconds: float = CONNECT_SECONDS
    answer_seconds: float = ANSWER_SECONDS

    @cached_property
    def context(self) -> ssl.SSLContext:
        """What TLS connections are wrapped with; made when the first is needed."""
        return self.tls()


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What came of a call: the fault (None: it was taken), the status (0: no answer), `Retry-After`, and how long it took."""

    fault: DeliveryFault | None
    status: int = 0
    retry_after: str = ""
    milliseconds: int = 0


class NoWay(OSError):
    """No connection could be made; `fault` says why."""

    def __init__(self, fault: DeliveryFault) -> None:
        super().__init__(fault.words.en)
        self.fault = fault


def read_address_rules() -> AddressRules:
    """Return what the operator allows."""
    config = settings.CONFIG
    return AddressRules(config.webhook_networks, config.webhook_ports, config.webhook_plain_http)


def call_endpoint(url: str, headers: Mapping[str, str], body: str, transport: WebhookTransport) -> WebhookAnswer:
    """Send a webhook to an address and return what came of it. Never raises."""
    begun = time.monotonic()
    try:
        address = read_webhook_address(url, transport.rules)
        answer = exchange(address, {**FIXED_FIELDS, **headers}, body.encode(), transport)
        fault, status, retry_after = judge_status(answer.status), answer.status, answer.retry_after
    except BadWebhookAddress:
        fault, status, retry_after = ADDRESS_REFUSED, 0, ""
    except (OSError, ValueError) as broken:
        fault, status, retry_after = judge_broken_call(broken), 0, ""
    return WebhookAnswer(fault, status, retry_after, round((time.monotonic() - begun) * 1000))


def exchange(
    address: WebhookAddress, headers: Mapping[str, str], body: bytes, transport: WebhookTransport
) -> HttpAnswer:
    """Post to an address over a connection of its own. Raises OSError and UnusableAnswer."""
    connection = KeptConnection(lambda: connect_to_endpoint(address, transport), MOST_ANSWER_BYTES)
    try:
        request = post_request(address.target, address.host_field, headers, body)
        return connection.post(request, Patience(transport.answer_seconds, transport.answer_seconds))
    finally:
        connection.close()


def connect_to_endpoint(address: WebhookAddress, transport: WebhookTransport) -> socket.socket:
    """Look the host up, and connect to the first of its allowed numbers that answers. Raises NoWay."""
    try:
        found = find_numbers(address.host, address.port, transport.rules.networks, transport.resolve)
    except (OSError, UnicodeError):
        raise NoWay(HOST_UNKNOWN) from None
    if not found.allowed:
        raise NoWay(HOST_PRIVATE)
    until = time.monotonic() + transport.connect_seconds
    fault = NOT_REACHED
    for family, number in found.allowed:
        left = until - time.monotonic()
        if left <= 0:
            break
        try:
            tls = transport.context if address.secure else None
            return open_socket(number, family, address.port, left, tls, address.host)
        except ssl.SSLCertVerificationError:
            fault = CERTIFICATE
        except ssl.SSLError:
            fault = NO_TLS
        except OSError:
            fault = NOT_REACHED
    raise NoWay(fault)


def judge_status(status: int) -> DeliveryFault | None:
    """Return what is wrong with an answer by its status; None for one that says that the webhook was taken."""
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return None
    if status == HTTPStatus.GONE:
        return ENDPOINT_GONE
    if status in ASKS_PATIENCE:
        return PATIENCE_ASKED
    return ELSEWHERE if status < HTTPStatus.BAD_REQUEST else NOT_TAKEN


def judge_broken_call(fault: OSError | ValueError) -> DeliveryFault:
    """Return why there was no answer that could be used."""
    if isinstance(fault, NoWay):
        return fault.fault
    if isinstance(fault, UnusableAnswer):
        return BAD_ANSWER
    if isinstance(fault, TimeoutError):
        return SILENT
    return BROKEN_CONNECTION if isinstance(fault, NoAnswer | OSError) else ADDRESS_REFUSED
