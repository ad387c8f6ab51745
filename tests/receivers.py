"""Receivers of webhooks: real sockets on loopback that behave well or badly, and offices that have an endpoint there."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from ipaddress import ip_network
from typing import Any
from uuid import UUID

from django.conf import LazySettings
from django.utils import timezone
from standardwebhooks.webhooks import Webhook

from handover.portal.accounts.models import User
from handover.portal.accounts.second_step import has_second_step, keep_app
from handover.portal.web.roles import SCHOOL
from handover.portal.webhooks.addresses import AddressRules
from handover.portal.webhooks.calling import WebhookTransport
from handover.portal.webhooks.managing import WantedEndpoint, make_endpoint
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint
from handover.portal.webhooks.noting import stop_endpoint
from tests.cast import SECRET
from tests.zone.push.listening import Call, Listener, Manner, answer, listening

LOOPBACK = (ip_network("127.0.0.0/8"),)
FILE_EVENTS = ("transfer.waiting", "transfer.moved")


def take(call: Call) -> None:
    """Take a webhook."""
    call.say(answer(b"", "HTTP/1.1 204 No Content"))


def say(status: str, *fields: str) -> Manner:
    """Return the manner of a receiver that always gives one answer."""
    return lambda call: call.say(answer(b"", f"HTTP/1.1 {status}", *fields))


@contextmanager
def receiver(manner: Manner = take) -> Iterator[Listener]:
    """A receiver that listens until the test is over."""
    with listening(manner) as found:
        yield found


def ways_to(*listeners: Listener, **changes: Any) -> WebhookTransport:
    """Return a transport by which receivers on loopback are reached without TLS."""
    return WebhookTransport(AddressRules(LOOPBACK, tuple(each.port for each in listeners), plain_http=True), **changes)


def address_of(listener: Listener) -> str:
    """Return the address at which a receiver hears."""
    return f"http://127.0.0.1:{listener.port}/handover"


def allow_loopback(settings: LazySettings, *ports: int) -> None:
    """Have the operator allow receivers on this machine."""
    allowed = {
        "HANDOVER_WEBHOOK_NETWORKS": LOOPBACK,
        "HANDOVER_WEBHOOK_PORTS": (443, *ports),
        "HANDOVER_WEBHOOK_PLAIN_HTTP": True,
    }
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **allowed})


def give_endpoint(
    by: User,
    address: str = "https://mis.example/handover",
    *,
    events: tuple[str, ...] = FILE_EVENTS,
    role: str = SCHOOL,
    name: str = "SIMS",
    now: datetime | None = None,
) -> WebhookEndpoint:
    """Return an endpoint that a person makes for their office; they set up a second step for it if they have none.

    An address that the site would not allow is entered afterwards, as a test's own receiver needs it.
    """
    moment = now or timezone.now()
    if not has_second_step(by):
        keep_app(by, SECRET, moment)
    endpoint = make_endpoint(by, WantedEndpoint(name, "https://mis.example/handover", events, role), moment)
    if address != endpoint.address:
        endpoint.address = address
        endpoint.save(update_fields=["address"])
    return endpoint


def open_webhook(call: Call, secret: str) -> dict[str, Any]:
    """Return what a webhook says, once its signature is verified as its receiver does."""
    Webhook(secret).verify(call.body, fields_of(call))
    said: dict[str, Any] = json.loads(call.body)
    return said


def fields_of(call: Call) -> dict[str, str]:
    """Return the header fields of a request, their names in small letters."""
    lines = call.head.split("\r\n")[1:]
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def some_webhooks(by: User) -> dict[str, WebhookEndpoint]:
    """Return a school's endpoints as they come to be: one to which three hundred webhooks went, and one that is off."""
    now = timezone.now()
    busy, off = give_endpoint(by, now=now), give_endpoint(by, name="An old program", now=now)
    # Taken, given up, tried again, and not tried yet.
    manners: tuple[dict[str, Any], ...] = (
        {"delivered_at": now, "tried_at": now, "status": 204, "milliseconds": 41, "attempts": 1},
        {"tried_at": now, "status": 500, "fault": "not-taken", "milliseconds": 97, "attempts": 10},
        {"tried_at": now, "fault": "silent", "milliseconds": 10_000, "attempts": 2, "next_attempt_at": now},
        {"next_attempt_at": now},
    )
    WebhookDelivery.objects.bulk_create(
        WebhookDelivery(
            endpoint=busy,
            event=FILE_EVENTS[number % 2],
            subject=UUID(int=number),
            raised_at=now - timedelta(minutes=number),
            **manners[number % 4],
        )
        for number in range(300)
    )
    stop_endpoint(off.pk, "failing", now)
    return {"busy": busy, "off": off}
