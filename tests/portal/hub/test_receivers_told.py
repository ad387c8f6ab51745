"""The next school is written to when a record waits for its yes, or its file is left to a person; once for a file."""

from datetime import timedelta

import pytest

from handover.portal.hub.arriving.telling_receivers import tell_left_to_person, tell_record_to_take
from handover.portal.hub.models import Move
from handover.portal.hub.moving import put_off, take_move_step
from handover.portal.notices.models import Notice
from tests.files import SIAN, TOMOS, send
from tests.moments import NOW
from tests.portal.hub.test_taking_up import serve

pytestmark = pytest.mark.django_db


def emails() -> list[str]:
    return list(Notice.objects.exclude(kind="uploaded").values_list("kind", flat=True))


@pytest.fixture
def records(cast) -> list[Move]:
    serve(cast.glan_high)
    send(cast.alis, "6814990", children=[SIAN, TOMOS])
    return list(Move.objects.order_by("place"))


def test_one_email_tells_of_all_records_of_a_file_that_wait_for_a_yes(records):
    for move in records:
        take_move_step("offer", move, now=NOW)
        tell_record_to_take(move, NOW)
    assert emails() == ["record_to_take"]
    assert not any(name in Notice.objects.get(kind="record_to_take").body for name in ("Prydderch", "Siân", "Tomos"))


def test_one_email_tells_that_a_file_waits_whose_records_the_software_does_not_take(records):
    for _ in range(2):
        for move in records:
            tell_left_to_person(move, "next_software_silent", NOW)
            put_off(move, NOW, reason="next_software_silent")
            move.refresh_from_db()
    assert emails() == ["arrived"]


def test_software_that_is_off_for_a_night_makes_no_email_and_for_longer_than_a_day_one(records):
    told = []
    for hours in range(30):
        now = NOW + timedelta(hours=hours)
        for move in records:
            tell_left_to_person(move, "next_software_away", now)
            put_off(move, now + timedelta(minutes=5), reason="next_software_away")
            move.refresh_from_db()
        told.append(len(emails()))
    assert (told[23], told[-1]) == (0, 1)
