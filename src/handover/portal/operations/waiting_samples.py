"""What waits on the site: files, e-mails, webhooks, records on their way."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.db.models import Count, Min, Q

from handover.portal.hub.life import WAITING
from handover.portal.hub.models import Move
from handover.portal.notices.models import FAILING, Notice
from handover.portal.operations.metric import Sample, age, seconds_since, single_sample
from handover.portal.transfers.flow import STEPS, State
from handover.portal.transfers.models import Transfer
from handover.portal.webhooks.models import LIVE_ENDPOINTS, WAITING_DELIVERIES, WebhookDelivery, WebhookEndpoint

OPEN_STATES: Final = (State.ASKING, *STEPS["expire"].start)
"""The states whose number says how much waits; those of what is over would be counted through years of rows."""


def _files_by_state() -> dict[str, tuple[int, datetime]]:
    rows = Transfer.objects.filter(state__in=[state.value for state in OPEN_STATES]).order_by().values_list("state")
    return {state: (number, since) for state, number, since in rows.annotate(Count("pk"), Min("moved_at"))}


def count_waiting_files(now: datetime) -> Iterator[Sample]:
    """Count the files in each state in which they wait."""
    found = _files_by_state()
    yield from (({"state": state.value}, found[state][0] if state in found else 0) for state in OPEN_STATES)


def measure_oldest_files(now: datetime) -> Iterator[Sample]:
    """Return for how long the oldest file in each of those states has been in it."""
    found = _files_by_state()
    for state in OPEN_STATES:
        yield {"state": state.value}, seconds_since(found[state][1], now) if state in found else 0


def find_oldest_email(now: datetime) -> datetime | None:
    """Return since when the oldest e-mail waits that should have gone; not those that wait for others, as they should."""
    waiting = Notice.objects.filter(Q(next_attempt_at__isnull=False) | Q(held_until__lte=now))
    oldest: datetime | None = waiting.aggregate(oldest=Min("created_at"))["oldest"]
    return oldest


def measure_oldest_email(now: datetime) -> list[Sample]:
    """Return how long that e-mail has waited."""
    return age(find_oldest_email(now), now)


def count_failing_emails(now: datetime) -> Iterator[Sample]:
    """Count the e-mails that did not go out: those that are tried again, and those that were given up."""
    failing = Notice.objects.filter(FAILING)
    for state, given_up in (("tried_again", False), ("given_up", True)):
        yield {"state": state}, failing.filter(next_attempt_at__isnull=given_up).count()


def count_waiting_webhooks(now: datetime) -> list[Sample]:
    """Count the webhooks that are still tried."""
    return single_sample(WebhookDelivery.objects.filter(WAITING_DELIVERIES).count())


def measure_oldest_webhook(now: datetime) -> list[Sample]:
    """Return how long the oldest of those has waited."""
    waiting = WebhookDelivery.objects.filter(WAITING_DELIVERIES)
    return age(waiting.aggregate(oldest=Min("raised_at"))["oldest"], now)


def count_endpoints(now: datetime) -> Iterator[Sample]:
    """Count the endpoints of webhooks by how they are: works, failing, paused by its office, switched off by the site."""
    there = WebhookEndpoint.objects.filter(deleted_at=None)
    live = there.filter(LIVE_ENDPOINTS)
    yield {"state": "works"}, live.filter(failing_since=None).count()
    yield {"state": "failing"}, live.filter(failing_since__isnull=False).count()
    yield {"state": "paused"}, there.filter(paused_at__isnull=False, stopped_at=None).count()
    yield {"state": "switched_off"}, there.filter(stopped_at__isnull=False).count()


def count_moves(now: datetime) -> Iterator[Sample]:
    """Count the records on their way, by what they wait for."""
    found = _moves_by_state()
    yield from (({"state": state}, found[state][0] if state in found else 0) for state in map(str, WAITING))


def measure_oldest_moves(now: datetime) -> Iterator[Sample]:
    """Return for how long the oldest record on its way has waited where it is, by what it waits for."""
    found = _moves_by_state()
    for state in map(str, WAITING):
        yield {"state": state}, seconds_since(found[state][1], now) if state in found else 0


def _moves_by_state() -> dict[str, tuple[int, datetime]]:
    rows = Move.objects.filter(state__in=[state.value for state in WAITING], ended_at=None).order_by()
    found = rows.values_list("state").annotate(Count("pk"), Min("moved_at"))
    return {state: (number, since) for state, number, since in found}
