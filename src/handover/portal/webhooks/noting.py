"""What follows from the answer to a webhook: it has arrived, is tried again, or is given up, and the endpoint may go off."""

from datetime import datetime

from handover.portal import transaction
from handover.portal.audit.log import SITE, record
from handover.portal.webhooks.calling import WebhookAnswer
from handover.portal.webhooks.delivery_faults import ENDPOINT_GONE, PATIENCE_ASKED
from handover.portal.webhooks.limits import OFF_AFTER
from handover.portal.webhooks.models import WAITING_DELIVERIES, WebhookDelivery, WebhookEndpoint
from handover.portal.webhooks.schedule import find_next_attempt, read_rest
from handover.portal.webhooks.telling import tell_of_stop

GONE, FAILING = "gone", "failing"
"""Why an endpoint is switched off: its receiver asked for it, or nothing arrived for days."""


def note_answer(delivery: WebhookDelivery, answer: WebhookAnswer, now: datetime) -> None:
    """Write down what came of an attempt; `delivery` is as it was claimed, with this attempt counted.

    Safe to run twice: one that was taken up anew since, by another worker or because somebody sent it again, is left alone.
    """
    said = {
        "tried_at": now,
        "milliseconds": answer.milliseconds,
        "status": answer.status,
        "fault": answer.fault.key if answer.fault else "",
    }
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, attempts=delivery.attempts)
    endpoint = WebhookEndpoint.objects.filter(pk=delivery.endpoint_id)
    # The endpoint before its webhooks, as whoever deletes or stops it does.
    with transaction.atomic():
        if answer.fault is None:
            endpoint.exclude(failing_since=None, rests_until=None).update(failing_since=None, rests_until=None)
            mine.update(**said, next_attempt_at=None, delivered_at=now)
            return
        endpoint.filter(failing_since=None).update(failing_since=now)
        if answer.fault is PATIENCE_ASKED:
            endpoint.update(rests_until=now + read_rest(answer.retry_after, now))
        following = find_next_attempt(delivery.reference, delivery.attempts, now)
        mine.filter(next_attempt_at=delivery.next_attempt_at).update(next_attempt_at=following)
        mine.update(**said)
        if answer.fault is ENDPOINT_GONE:
            stop_endpoint(delivery.endpoint_id, GONE, now)
        elif endpoint.filter(failing_since__lte=now - OFF_AFTER).exists():
            stop_endpoint(delivery.endpoint_id, FAILING, now)


def stop_endpoint(pk: int, reason: str, now: datetime) -> bool:
    """Switch an endpoint off, give up what waits for it, and tell its office; say whether that was still to do."""
    with transaction.atomic():
        live = WebhookEndpoint.objects.filter(pk=pk, stopped_at=None, deleted_at=None)
        if not live.update(stopped_at=now, stop_reason=reason, rests_until=None):
            return False
        endpoint = WebhookEndpoint.objects.select_related("establishment").get(pk=pk)
        WebhookDelivery.objects.filter(WAITING_DELIVERIES, endpoint=endpoint).update(next_attempt_at=None)
        details = {"name": endpoint.description, "reason": reason}
        record("webhook.stopped", actor=SITE, subject=str(endpoint.reference), details=details, now=now)
        tell_of_stop(endpoint, now)
    return True
