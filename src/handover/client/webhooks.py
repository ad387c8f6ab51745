"""The operations for webhooks that a program keeps with its key, and what the site answers of them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from handover.client.answers import AnsweredPage, Raw
from handover.client.conversation import NO_FIELDS, ClientRequest, Conversation
from handover.client.operations import JSON, list_items, post_json, write_query_number
from handover.client.pupil_lists import delete_from_site
from handover.client.reading import read_api_moment, read_good
from handover.client.retrying import Asking

OVERLAP_DAYS = 7


@dataclass(frozen=True, slots=True)
class WebhookInfo:
    """A webhook that the program made. `state` is `on`, `failing`, `paused`, `switched_off` or `key_ended`; `failed` says how
    many were given up. `secret` is there when it was just made, and None ever after.
    """

    reference: str
    name: str
    address: str
    events: tuple[str, ...]
    state: str
    failing_since: datetime | None
    failed: int
    last_taken_at: datetime | None
    secret: str | None = field(default=None, repr=False)
    former_secret_until: datetime | None = None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class WebhookDeliveryInfo:
    """One webhook that was sent, or is to be. `id` is its `webhook-id`; `state` is `taken`, `waiting`, `tried_again` or
    `given_up`; `problem` says what was wrong with the last attempt, and what to do.
    """

    reference: str
    id: str
    event: str
    subject: str
    state: str
    attempts: int
    status: int | None
    problem: str | None
    next_try_at: datetime | None
    raw: Raw = field(default_factory=dict, repr=False, compare=False)


def list_kept_webhooks(asking: Asking) -> Conversation[tuple[WebhookInfo, ...]]:
    """List the webhooks that this program made for the office."""
    answer = yield from asking.ask(ClientRequest("GET", "/webhooks"))
    return read_good(answer, lambda raw: tuple(map(read_kept_webhook, raw["items"])))


def begin_webhook(asking: Asking, name: str, address: str, events: Iterable[str]) -> Conversation[WebhookInfo]:
    """Make a webhook; its `secret` comes this once."""
    content = {"name": name, "address": address, "events": list(events)}
    return read_good((yield from post_json(asking, "/webhooks", content)), read_kept_webhook)


def get_kept_webhook(asking: Asking, reference: str) -> Conversation[WebhookInfo]:
    """Say how a webhook is."""
    return read_good((yield from asking.ask(ClientRequest("GET", webhook_path(reference)))), read_kept_webhook)


def change_kept_webhook(
    asking: Asking, reference: str, *, events: Iterable[str] | None = None, paused: bool | None = None
) -> Conversation[WebhookInfo]:
    """Change of what a webhook hears, or pause it, or switch it on again; what is left out stays."""
    content: dict[str, object] = {} if events is None else {"events": list(events)}
    if paused is not None:
        content["paused"] = paused
    request = ClientRequest("PATCH", webhook_path(reference), NO_FIELDS, JSON, json.dumps(content).encode())
    return read_good((yield from asking.ask(request)), read_kept_webhook)


def end_kept_webhook(asking: Asking, reference: str) -> Conversation[bool]:
    """Delete a webhook; say whether there was one. After a lost answer it may be gone by the first try."""
    return (yield from delete_from_site(asking, webhook_path(reference)))


def renew_webhook_secret(
    asking: Asking, reference: str, *, overlap_days: int = OVERLAP_DAYS
) -> Conversation[WebhookInfo]:
    """Give a webhook another secret, which comes this once; for some days both sign."""
    answer = yield from post_json(asking, f"{webhook_path(reference)}/secret", {"overlap_days": overlap_days})
    return read_good(answer, read_kept_webhook)


def try_webhook(asking: Asking, reference: str) -> Conversation[WebhookDeliveryInfo]:
    """Send a test to a webhook."""
    return read_good((yield from post_json(asking, f"{webhook_path(reference)}/test", {})), read_webhook_delivery)


def list_webhook_attempts(
    asking: Asking, cursor: str | None, reference: str, *, state: str | None = None, limit: int | None = None
) -> Conversation[AnsweredPage[WebhookDeliveryInfo]]:
    """List what was sent to a webhook, the latest first; `state` narrows it to `failed` or `waiting`."""
    filters = {"state": state, "limit": write_query_number(limit)}
    return (
        yield from list_items(asking, f"{webhook_path(reference)}/deliveries", cursor, read_webhook_delivery, **filters)
    )


def repeat_webhook(asking: Asking, reference: str, delivery: str) -> Conversation[WebhookDeliveryInfo]:
    """Send one webhook again, by its reference, whatever came of it."""
    path = f"{webhook_path(reference)}/deliveries/{quote(delivery, safe='')}/again"
    return read_good((yield from post_json(asking, path, {})), read_webhook_delivery)


def repeat_failed_webhooks(asking: Asking, reference: str) -> Conversation[int]:
    """Send all again that were given up; return how many. After a lost answer it may be 0, as the first try did it."""
    answer = yield from post_json(asking, f"{webhook_path(reference)}/again", {})
    return read_good(answer, lambda raw: int(raw["count"]))


def webhook_path(reference: str) -> str:
    """Return the path of a webhook."""
    return f"/webhooks/{quote(reference, safe='')}"


def read_kept_webhook(raw: Raw) -> WebhookInfo:
    """Read a webhook, with its secret where that was just made."""
    return WebhookInfo(
        reference=str(raw["reference"]),
        name=str(raw["name"]),
        address=str(raw["address"]),
        events=tuple(map(str, raw["events"])),
        state=str(raw["state"]),
        failing_since=read_api_moment(raw.get("failing_since")),
        failed=int(raw["failed"]),
        last_taken_at=read_api_moment(raw.get("last_taken_at")),
        secret=raw.get("secret"),
        former_secret_until=read_api_moment(raw.get("former_secret_until")),
        raw=raw,
    )


def read_webhook_delivery(raw: Raw) -> WebhookDeliveryInfo:
    """Read one webhook that was sent."""
    return WebhookDeliveryInfo(
        reference=str(raw["reference"]),
        id=str(raw["id"]),
        event=str(raw["event"]),
        subject=str(raw["subject"]),
        state=str(raw["state"]),
        attempts=int(raw["attempts"]),
        status=raw.get("status"),
        problem=raw.get("problem"),
        next_try_at=read_api_moment(raw.get("next_try_at")),
        raw=raw,
    )
