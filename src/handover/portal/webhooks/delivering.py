"""Sending what is due: several at a time, each in a thread of its own, and what came of them written down here.

A receiver that hangs holds a thread until its time is over, and nobody else's webhooks: an endpoint has few at a time, one
that fails has one, and all that fail together leave places for the others.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from queue import Empty, SimpleQueue
from typing import Final

from django.db.models import F, Min, Q, QuerySet
from django.utils import timezone

from handover.portal import clock, transaction
from handover.portal.webhooks.calling import WebhookAnswer, WebhookTransport, call_endpoint
from handover.portal.webhooks.delivery_faults import BAD_ANSWER
from handover.portal.webhooks.keepers import may_still_hear
from handover.portal.webhooks.limits import AT_ONCE, CLAIM, EACH_AT_ONCE, FAILING_AT_ONCE
from handover.portal.webhooks.models import LIVE_ENDPOINTS, WebhookDelivery, WebhookEndpoint
from handover.portal.webhooks.noting import note_answer
from handover.portal.webhooks.signing import ID_PREFIX, sign_webhook, write_webhook

LOOK_SECONDS: Final = 0.5
"""How often it is looked for what is due while others are on their way."""
GRACE_SECONDS: Final = 2.0
"""So long a run that is told to stop waits for answers. What it does not wait for is sent again, with the same id."""
ENOUGH: Final = 2000
"""Webhooks of one run. The next begins at once, and the list of runs says how many they were."""

Done = tuple[WebhookDelivery, WebhookAnswer]


def deliver_webhooks(
    transport: WebhookTransport,
    tell_time: Callable[[], datetime] = clock.now,
    stopped: Callable[[], bool] = lambda: False,
    grace: float = GRACE_SECONDS,
    most: int = ENOUGH,
    ahead: timedelta = timedelta(),
) -> int:
    """Send what is due until nothing is, `most` at the most, and return how many were tried. Safe to run twice and in several
    processes. Receivers heed the true time: `ahead` is by how much the time that is told is ahead of it (a training county).
    """
    run = DeliveryRun(transport, tell_time, ahead)
    until: float | None = None
    while True:
        if stopped():
            until = time.monotonic() + grace if until is None else until
        elif run.begun < most:
            run.begin_due(most - run.begun)
        if not run.in_hand or (until is not None and time.monotonic() >= until):
            return run.noted
        run.note_next()


class DeliveryRun:
    """One run: what is on its way (`in_hand`, by the key of the row), and how many were begun and noted."""

    def __init__(
        self, transport: WebhookTransport, tell_time: Callable[[], datetime], ahead: timedelta = timedelta()
    ) -> None:
        self.in_hand: dict[int, WebhookDelivery] = {}
        self.begun = self.noted = 0
        self._transport = transport
        self._tell_time = tell_time
        self._ahead = ahead
        self._done: SimpleQueue[Done] = SimpleQueue()

    def begin_due(self, most: int) -> None:
        """Begin as many as there are places for, and no more than `most`."""
        for delivery in list(self._find_next())[:most]:
            now = self._tell_time()
            if claim_delivery(delivery, now):
                self.in_hand[delivery.pk] = delivery
                self.begun += 1
                # It ends with the process, whatever it waits for.
                threading.Thread(target=self._call, args=(delivery, now), daemon=True, name="webhook").start()

    def note_next(self) -> None:
        """Wait a little for an answer, and write down what came of it."""
        try:
            delivery, answer = self._done.get(timeout=LOOK_SECONDS)
        except Empty:
            return
        note_answer(delivery, answer, self._tell_time())
        del self.in_hand[delivery.pk]
        self.noted += 1

    def _call(self, delivery: WebhookDelivery, now: datetime) -> None:
        answer = WebhookAnswer(BAD_ANSWER)
        try:
            answer = call_now(delivery, self._transport, now, now - self._ahead)
        finally:
            self._done.put((delivery, answer))

    def _find_next(self) -> Iterator[WebhookDelivery]:
        """Find what is to be begun: of each endpoint what it has places for, those first that waited longest."""
        now, busy = self._tell_time(), Counter(each.endpoint_id for each in self.in_hand.values())
        failing = sum(1 for each in self.in_hand.values() if each.endpoint.failing_since)
        free = AT_ONCE - len(self.in_hand)
        for endpoint, fails in find_due_endpoints(now) if free else ():
            room = min(free, (1 if fails else EACH_AT_ONCE) - busy[endpoint])
            if fails:
                room = min(room, FAILING_AT_ONCE - failing)
            if room <= 0:
                continue
            for delivery in find_due_deliveries(endpoint, now)[:room]:
                free, failing = free - 1, failing + fails
                yield delivery
            if not free:
                return


def find_due_endpoints(now: datetime) -> Iterable[tuple[int, bool]]:
    """Return the endpoints that hear and for which something is due, whoever waited longest first: its key, and if it fails.

    Nothing is unsealed here: when many are due, all but a few are passed over.
    """
    rested = Q(rests_until=None) | Q(rests_until__lte=now)
    live = WebhookEndpoint.objects.filter(LIVE_ENDPOINTS, rested, may_still_hear(timezone.localdate(now)))
    due = live.filter(deliveries__next_attempt_at__lte=now)
    rows = due.annotate(first=Min("deliveries__next_attempt_at")).order_by("first", "pk")
    return [(pk, since is not None) for pk, since in rows.values_list("pk", "failing_since")]


def find_due_deliveries(endpoint: int, now: datetime) -> QuerySet[WebhookDelivery]:
    """Return what is due for an endpoint, those first that waited longest."""
    due = WebhookDelivery.objects.filter(endpoint=endpoint, next_attempt_at__lte=now)
    return due.select_related("endpoint__establishment").order_by("next_attempt_at", "pk")


def claim_delivery(delivery: WebhookDelivery, now: datetime) -> bool:
    """Take a webhook by a conditional update, so that only one worker can; the row at hand is then as it is stored."""
    until = now + CLAIM
    with transaction.atomic():
        mine = WebhookDelivery.objects.filter(pk=delivery.pk, next_attempt_at=delivery.next_attempt_at)
        taken = mine.update(next_attempt_at=until, attempts=F("attempts") + 1) == 1
    delivery.next_attempt_at, delivery.attempts = until, delivery.attempts + 1
    return taken


def call_now(
    delivery: WebhookDelivery, transport: WebhookTransport, now: datetime, signed_at: datetime
) -> WebhookAnswer:
    """Sign a webhook and send it. Touches no database."""
    endpoint = delivery.endpoint
    body = write_webhook(delivery.event, delivery.subject, endpoint.office.mailbox, delivery.raised_at)
    headers = sign_webhook(f"{ID_PREFIX}{delivery.reference.hex}", body, endpoint.list_secrets(now), signed_at)
    return call_endpoint(endpoint.address, headers, body, transport)
