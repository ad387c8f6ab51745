"""A week of the demo county, with the clock moved: every e-mail that goes out by itself, and no other."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.demo.building import build_county
from handover.portal.demo.county import PLACES
from handover.portal.demo.story import SENDINGS
from handover.portal.messaging import writing
from handover.portal.messaging.boxes import Box
from handover.portal.messaging.words import Words
from handover.portal.notices.models import Notice
from handover.portal.reminders import weekly
from handover.portal.retention import keeping
from handover.portal.transfers.models import Transfer

pytestmark = pytest.mark.django_db(transaction=True)
# A Saturday noon: the Monday of the week after is the day of the reminder.
START = datetime(2026, 9, 5, 11, 0, tzinfo=UTC)
# When the worker is watched, by UTC: in the night, at the hour of the reminder, and twice in the day.
HOURS = (2, 6, 11, 18)
WORDS = Words("Tomos", "Where is Tomos Prydderch?")


def live(now):
    """Do what a worker does in an hour."""
    keeping.keep_retention(now)
    weekly.send_weekly_reminders(now)


def test_every_e_mail_of_a_week_has_its_reason():
    build_county(START)
    reader = User.objects.filter(role="school", is_active=True).order_by("pk")[0]
    office = User.objects.filter(role="lea-user").order_by("pk")[0]
    long_ago = START - timedelta(days=26)
    box = [Box(reader.establishment.number, "school")]
    writing.send_draft(writing.begin_draft(office, long_ago, WORDS, box), WORDS, office, long_ago)
    Notice.objects.all().delete()
    for day in range(1, 8):
        for hour in HOURS:
            live(START.replace(hour=hour) + timedelta(days=day))
    letters = Notice.objects.order_by("created_at", "pk")
    lines = [(f"{timezone.localtime(one.created_at):%a %H:%M}", one.kind, one.recipient) for one in letters]
    kinds = Counter(kind for _, kind, _ in lines)
    reminded = [recipient for _, kind, recipient in lines if kind == "weekly"]
    assert len(reminded) == len(set(reminded)) > 0
    assert {when for when, kind, _ in lines if kind == "weekly"} == {"Mon 07:00"}
    assert kinds["messages_ending"] == 2  # two people read that box
    assert set(kinds) <= {
        "weekly",
        "messages_ending",
        "questions_ending",
        "files_ending",
        "files_ending_sender",
        "expired_sender",
        "expired_destination",
    }
    waiting = set(Transfer.objects.filter(waiting=1).values_list("destination", flat=True))
    offices = {place.email for place in PLACES if place.number in waiting}
    assert offices <= set(reminded)
    said = "\n".join(one.subject + one.body for one in letters)
    for child in {sending.child for sending in SENDINGS if sending.child} | {"Prydderch", "Tomos"}:
        assert child not in said
    print("\n".join(" ".join(line) for line in lines))
