"""An office's software is told that there is news, whatever its receiver and those of others do."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from handover.portal.audit.models import Entry
from handover.portal.notices.models import Notice
from handover.portal.webhooks.delivering import claim_delivery, deliver_webhooks
from handover.portal.webhooks.managing import (
    delete_endpoint,
    pause_endpoint,
    replace_secret,
    resume_endpoint,
    send_test,
    send_webhooks_again,
)
from handover.portal.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests.files import send
from tests.programs import program_of
from tests.receivers import address_of, fields_of, give_endpoint, open_webhook, receiver, say, take, ways_to
from tests.zone.push.listening import answer

pytestmark = pytest.mark.django_db


def deliver_at(moment: datetime, *listeners, **changes) -> int:
    """Send what is due at a moment."""
    return deliver_webhooks(ways_to(*listeners, **changes), lambda: moment)


def test_the_next_schools_software_hears_that_a_file_waits_and_the_senders_that_it_arrived(cast):
    with receiver() as new, receiver() as old:
        there = give_endpoint(cast.bryn, address_of(new))
        here = give_endpoint(cast.alis, address_of(old))
        reference = str(send(cast.alis, "6814990").transfer.reference)
        assert deliver_webhooks(ways_to(new, old)) == 1
        (call,) = new.calls
        said = open_webhook(call, there.secret)
        assert (said["type"], said["data"]) == ("transfer.waiting", {"id": reference, "office": "6814990"})
        program = program_of(cast.bryn)
        program.fetch(reference)
        program.post(f"/transfers/{reference}/acknowledge")
        deliver_webhooks(ways_to(new, old))
        news = [open_webhook(each, here.secret) for each in old.calls]
        assert {each["type"] for each in news} == {"transfer.moved"}
        assert {each["data"]["id"] for each in news} == {reference}
        assert len(new.calls) == 1
    assert not WebhookDelivery.objects.exclude(status=204).exists()


def test_nothing_of_a_child_or_a_file_is_in_a_webhook(cast):
    with receiver() as there:
        give_endpoint(cast.bryn, address_of(there))
        transfer = send(cast.alis, "6814990").transfer
        deliver_webhooks(ways_to(there))
    (call,) = there.calls
    said = call.head.encode() + call.body
    assert transfer.file_name.encode() not in said
    assert b"6812990" not in said
    assert call.body.startswith(b'{"type":"transfer.waiting","timestamp":"2026-09-03T09:30:00Z","data":{"id":"')


def test_what_is_rolled_back_is_told_to_nobody(cast):
    give_endpoint(cast.bryn)
    with transaction.atomic():
        send(cast.alis, "6814990")
        assert WebhookDelivery.objects.exists()
        transaction.set_rollback(True)
    assert not WebhookDelivery.objects.exists()


def test_only_who_chose_an_event_hears_of_it(cast):
    give_endpoint(cast.bryn, events=("transfer.moved",))
    give_endpoint(cast.dev)
    send(cast.alis, "6814990")
    assert not WebhookDelivery.objects.exists()


def test_a_receiver_that_fails_is_tried_again_ever_more_patiently_with_the_same_id(cast):
    start = timezone.now()
    with receiver(say("500 Oops")) as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=start)
        send_test(endpoint, start)
        waits, moment = [], start
        for _ in range(10):
            assert deliver_at(moment, there) == 1
            delivery = WebhookDelivery.objects.get()
            if delivery.next_attempt_at is None:
                break
            waits.append((delivery.next_attempt_at - moment).total_seconds())
            assert deliver_at(delivery.next_attempt_at - timedelta(seconds=1), there) == 0
            moment = delivery.next_attempt_at
        assert len({fields_of(call)["webhook-id"] for call in there.calls}) == 1
    usual = [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]
    assert len(there.calls) == 10
    assert all(least <= wait <= least * 1.2 for least, wait in zip(usual, waits, strict=True)), waits
    assert (delivery.delivered_at, delivery.attempts, delivery.fault) == (None, 10, "not-taken")


def test_after_days_of_failing_it_is_switched_off_and_the_office_is_told_once(cast):
    start = timezone.now()
    with receiver(say("500 Oops")) as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=start)
        send_test(endpoint, start)
        deliver_at(start, there)
        Notice.objects.all().delete()
        deliver_at(start + timedelta(days=3, minutes=1), there)
        endpoint.refresh_from_db()
        assert (endpoint.stop_reason, endpoint.hears) == ("failing", False)
        (told,) = Notice.objects.all()
        assert (told.kind, told.recipient) == ("webhook_failing", cast.glan_high.email or cast.bryn.email)
        assert "mis.example" not in told.body
        assert Entry.objects.filter(action="webhook.stopped", subject=str(endpoint.reference)).count() == 1
        send(cast.alis, "6814990")
        assert not WebhookDelivery.objects.filter(next_attempt_at__isnull=False).exists()
        there.manner = take
        assert resume_endpoint(cast.bryn, endpoint, start)
        assert send_webhooks_again(endpoint, start) == 1
        assert deliver_at(start, there) == 1
    assert WebhookDelivery.objects.get().delivered_at == start


def test_one_success_forgets_that_it_failed(cast):
    start = timezone.now()
    with receiver(say("500 Oops")) as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=start)
        send_test(endpoint, start)
        deliver_at(start, there)
        there.manner = take
        deliver_at(start + timedelta(days=1), there)
        there.manner = say("500 Oops")
        send_test(endpoint, start + timedelta(days=4))
        deliver_at(start + timedelta(days=4), there)
        endpoint.refresh_from_db()
    assert endpoint.hears


def test_a_receiver_that_says_gone_is_switched_off_at_once(cast):
    now = timezone.now()
    with receiver(say("410 Gone")) as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=now)
        send_test(endpoint, now)
        deliver_at(now, there)
    endpoint.refresh_from_db()
    assert (endpoint.stop_reason, Notice.objects.filter(kind="webhook_gone").count()) == ("gone", 1)
    assert WebhookDelivery.objects.get().next_attempt_at is None


@pytest.mark.parametrize(
    ("field", "seconds"),
    [("Retry-After: 120", 120), ("", 60), ("Retry-After: 99999999", 86_400), ("Retry-After: soon", 60)],
)
def test_a_receiver_that_asks_for_patience_is_left_alone_so_long(cast, field, seconds):
    now = timezone.now()
    with receiver(say("429 Too Many Requests", *filter(None, [field]))) as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=now)
        send_test(endpoint, now)
        deliver_at(now, there)
        send_test(endpoint, now)
        there.manner = take
        assert deliver_at(now + timedelta(seconds=seconds - 1), there) == 0
        assert deliver_at(now + timedelta(seconds=seconds), there) > 0


def test_a_receiver_that_hangs_holds_up_nobody_elses(cast):
    over = threading.Event()
    with receiver(lambda call: over.wait(60)) as hangs, receiver() as quick:
        slow = give_endpoint(cast.bryn, address_of(hangs))
        good = give_endpoint(cast.dev, address_of(quick))
        for _ in range(30):
            send_test(slow, timezone.now())
        for _ in range(12):
            send_test(good, timezone.now())
        arrived = WebhookDelivery.objects.filter(endpoint=good, status=204)
        # The run is told to stop as soon as the others' webhooks are there, while the slow ones still hang.
        ways = ways_to(hangs, quick, answer_seconds=60)
        deliver_webhooks(ways, stopped=lambda: arrived.count() == 12, grace=0)
        assert len(hangs.calls) == 4
        over.set()
    assert not WebhookDelivery.objects.filter(endpoint=slow, tried_at__isnull=False).exists()


def test_receivers_that_failed_leave_places_for_the_others(cast):
    """Twenty receivers that hang and have failed before: a new one is reached while they hang."""
    over = threading.Event()
    with receiver(lambda call: over.wait(60)) as hangs, receiver() as quick:
        now = timezone.now()
        good = give_endpoint(cast.dev, address_of(quick), now=now)
        for _ in range(20):
            send_test(give_endpoint(cast.bryn, address_of(hangs), now=now), now)
        WebhookEndpoint.objects.exclude(pk=good.pk).update(failing_since=now)
        send_test(good, now + timedelta(seconds=1))
        arrived = WebhookDelivery.objects.filter(endpoint=good, status=204)
        deliver_webhooks(ways_to(hangs, quick, answer_seconds=60), stopped=arrived.exists, grace=0)
        assert len(hangs.calls) == 8
        over.set()


def test_an_answer_that_trickles_ends_with_its_time(cast):
    over = threading.Event()

    def trickle(call):
        call.say(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while not over.wait(0.05):
            call.say(b".")

    with receiver(trickle) as there:
        send_test(give_endpoint(cast.bryn, address_of(there)), timezone.now())
        deliver_webhooks(ways_to(there, answer_seconds=0.3))
        over.set()
    assert WebhookDelivery.objects.get().fault == "silent"


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n" + b"." * 70_000, "bad-answer"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "bad-answer"),
        (answer(b"", "HTTP/1.1 404 Not Found"), "not-taken"),
    ],
    ids=["endless", "no HTTP", "not found"],
)
def test_what_is_wrong_with_an_answer_is_kept_and_the_answer_is_not(cast, said, fault):
    with receiver(lambda call: call.say(said)) as there:
        send_test(give_endpoint(cast.bryn, address_of(there)), timezone.now())
        deliver_webhooks(ways_to(there))
    assert WebhookDelivery.objects.get().fault == fault


def test_a_worker_that_died_leaves_it_to_the_next_with_the_same_id(cast):
    now = timezone.now()
    with receiver() as there:
        delivery = send_test(give_endpoint(cast.bryn, address_of(there), now=now), now)
        assert claim_delivery(WebhookDelivery.objects.get(), now)
        assert not claim_delivery(delivery, now)
        assert deliver_at(now + timedelta(minutes=1), there) == 0
        assert deliver_at(now + timedelta(minutes=2), there) == 1
        assert fields_of(there.calls[0])["webhook-id"] == f"msg_{delivery.reference.hex}"


def test_while_a_secret_is_replaced_both_are_good_and_then_only_the_new_one(cast):
    now = timezone.now()
    with receiver() as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=now)
        held = replace_secret(cast.bryn, endpoint, 7, now)
        assert held.secret != endpoint.secret
        send_test(endpoint, now)
        deliver_at(now, there)
        for secret in (endpoint.secret, held.secret):
            assert open_webhook(there.calls[0], secret)["type"] == "webhook.test"
        assert len(fields_of(there.calls[0])["webhook-signature"].split()) == 2
        WebhookEndpoint.objects.update(former_until=now)
        send_test(endpoint, now)
        deliver_at(now, there)
        assert len(fields_of(there.calls[1])["webhook-signature"].split()) == 1


def test_while_it_is_paused_nothing_is_written_and_what_waits_stays(cast):
    now = timezone.now()
    with receiver() as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=now)
        send_test(endpoint, now)
        assert pause_endpoint(cast.bryn, endpoint, now)
        assert not pause_endpoint(cast.bryn, endpoint, now)
        send(cast.alis, "6814990")
        assert deliver_at(now, there) == 0
        resume_endpoint(cast.bryn, endpoint, now)
        assert deliver_at(now, there) == 1


def test_of_a_deleted_one_neither_address_nor_secret_is_kept(cast):
    now = timezone.now()
    with receiver() as there:
        endpoint = give_endpoint(cast.bryn, address_of(there), now=now)
        send_test(endpoint, now)
        assert delete_endpoint(cast.bryn, endpoint, now)
        assert not delete_endpoint(cast.bryn, endpoint, now)
        send(cast.alis, "6814990")
        assert deliver_at(now, there) == 0
    endpoint.refresh_from_db()
    assert (endpoint.address, endpoint.secret, endpoint.former_secret) == ("", "", "")


def test_a_closed_schools_software_is_told_nothing(cast):
    give_endpoint(cast.alis)
    transfer = send(cast.alis, "6814990").transfer
    cast.nant_primary.closed_on = timezone.localdate() - timedelta(days=30)
    cast.nant_primary.save()
    program = program_of(cast.bryn)
    program.fetch(str(transfer.reference))
    program.post(f"/transfers/{transfer.reference}/acknowledge")
    assert not WebhookDelivery.objects.exists()
