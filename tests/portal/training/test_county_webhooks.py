"""A vendor tries its receiver in its own county: hints go out from there, judged as ever, and nowhere else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handover.portal.config import Config
from handover.portal.configuration.setting import settings_replaced
from handover.portal.training import hinting
from handover.portal.training.hinting import marks_folder, send_county_webhooks
from handover.portal.webhooks.models import WebhookDelivery
from tests.counties import NEW, make_county_vendor, send_to
from tests.receivers import address_of, allow_loopback, fields_of, open_webhook, receiver, say

pytestmark = pytest.mark.django_db
EVENTS = ["transfer.waiting", "transfer.moved"]


@pytest.fixture(autouse=True)
def _switched_on():
    with settings_replaced({Config.training_webhooks: True}):
        yield


def make_hook(program, there):
    made = program.post("/webhooks", {"name": "Ours", "address": address_of(there), "events": EVENTS})
    assert made.status_code == 201, made.content
    return made.json()


def later(seconds: int = 1):
    return timezone.now() + timedelta(seconds=seconds)


def test_a_vendors_receiver_hears_of_a_file_in_its_county_and_nobody_elses_does(vendor, settings):
    other = make_county_vendor()
    with receiver() as ours, receiver() as theirs:
        allow_loopback(settings, ours.port, theirs.port)
        hook = make_hook(vendor.new, ours)
        make_hook(other.new, theirs)
        sent = send_to(vendor, NEW).json()["transfer"]["reference"]
        assert send_county_webhooks(later()) == 1
        (call,) = ours.calls
        assert open_webhook(call, hook["secret"])["data"] == {"id": sent, "office": NEW}
        assert theirs.calls == []
        assert send_county_webhooks(later()) == 0
    assert not WebhookDelivery.objects.exists()  # nothing of it is the site's


def test_a_hint_is_signed_with_the_true_time_however_far_the_clock_was_moved(vendor, settings):
    with receiver() as there:
        allow_loopback(settings, there.port)
        vendor.old.post("/training/clock", {"days": 31})
        make_hook(vendor.new, there)
        send_to(vendor, NEW)
        send_county_webhooks(later())
        signed = int(fields_of(there.calls[0])["webhook-timestamp"])
    assert abs(signed - timezone.now().timestamp()) < 60


def test_what_failed_is_tried_again_when_the_clock_is_moved(vendor, settings):
    with receiver(say("500 No")) as there:
        allow_loopback(settings, there.port)
        make_hook(vendor.new, there)
        send_to(vendor, NEW)
        assert send_county_webhooks(later()) == 1
        assert send_county_webhooks(later()) == 0
        vendor.old.post("/training/clock", {"days": 1})
        assert send_county_webhooks(later()) == 1


def test_what_a_county_still_had_to_send_is_gone_when_it_is_wiped(vendor, settings):
    with receiver() as there:
        allow_loopback(settings, there.port)
        make_hook(vendor.new, there)
        send_to(vendor, NEW)
        vendor.old.post("/training/reset")
        assert send_county_webhooks(later()) == 0
        assert there.calls == []
    assert list(marks_folder().iterdir()) == []


def test_one_county_sends_few_at_a_time(vendor, settings):
    with receiver() as there:
        allow_loopback(settings, there.port)
        hook = make_hook(vendor.new, there)
        for _ in range(7):
            vendor.new.post(f"/webhooks/{hook['reference']}/test")
        assert [send_county_webhooks(later()), send_county_webhooks(later())] == [5, 2]


def test_where_the_operator_did_not_switch_it_on_no_webhook_is_made(vendor, settings):
    wanted = {"name": "Ours", "address": "https://mis.example/", "events": EVENTS}
    with settings_replaced({Config.training_webhooks: False}):
        refused = vendor.new.post("/webhooks", wanted)
        assert (refused.status_code, refused.json()["code"]) == (403, "api.no_training_webhooks")
    private = vendor.new.post("/webhooks", {**wanted, "address": "https://127.0.0.1/"})
    assert [each["code"] for each in private.json()["problems"]] == ["webhook.address_private"]


def test_a_worker_that_is_ended_in_the_middle_leaves_the_county_to_the_next(vendor, settings, monkeypatch):
    def end(*_: object) -> int:
        raise KeyboardInterrupt

    with receiver() as there:
        allow_loopback(settings, there.port)
        make_hook(vendor.new, there)
        send_to(vendor, NEW)
        with monkeypatch.context() as broken:
            broken.setattr(hinting, "deliver_webhooks", end)
            with pytest.raises(KeyboardInterrupt):
                send_county_webhooks(later())
        assert send_county_webhooks(later()) == 1
        assert len(there.calls) == 1
