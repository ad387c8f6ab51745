"""Who is told of a step: the other side, and not a school that is both sides."""

import pytest

from handover.portal.notices.models import Notice
from handover.portal.transfers.moving import take_step
from tests.files import send
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def told():
    return sorted(Notice.objects.values_list("kind", "recipient"))


def test_a_school_that_sends_to_itself_is_told_as_the_sender_alone(cast):
    sent = send(cast.alis, "6812990").transfer
    assert told() == [("uploaded", "alis@example.org"), ("uploaded", "nant-primary@example.org")]
    Notice.objects.all().delete()
    take_step("reject", sent, by=cast.alis, now=NOW, reason="It was the wrong system.")
    assert told() == [("rejected", "alis@example.org"), ("rejected", "nant-primary@example.org")]


def test_a_school_that_sends_to_another_is_told_and_so_is_the_other(cast):
    send(cast.alis, "6814990")
    assert told() == [
        ("arrived", "glan-high@example.org"),
        ("uploaded", "alis@example.org"),
        ("uploaded", "nant-primary@example.org"),
    ]
