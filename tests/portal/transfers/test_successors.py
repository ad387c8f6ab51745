"""A file for a school that has closed: held, offered to both sides, sent on with one click."""

from datetime import date

import pytest

from handover.portal.notices.models import Notice
from handover.portal.transfers import collecting, mailbox, successors
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import UploadVerdict
from handover.portal.transfers.moving import AlreadyMoved, take_step
from handover.portal.transfers.waiting import waiting_for
from tests.files import ctf, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(cast):
    """Glan Wennol has closed; Grug Bay has taken its place."""
    cast.glan_high.closed_on = date(2026, 7, 31)
    cast.glan_high.successor = cast.grug_primary
    cast.glan_high.save()
    return cast


def test_a_file_for_a_closed_school_is_held_and_both_sides_are_told(closed):
    outcome = send(closed.alis, "6814990")
    assert outcome.verdict is UploadVerdict.HELD
    assert [problem.code for problem in outcome.problems] == ["transfer.closed_with_successor"]
    told = dict(Notice.objects.values_list("kind", "recipient"))
    assert told["held_successor"] == "grug-primary@example.org"
    assert "held_sender" in told
    assert "arrived" not in told
    assert (waiting_for(closed.alis, NOW).held, waiting_for(closed.carys, NOW).to_take) == (1, 1)


@pytest.mark.parametrize("who", ["alis", "carys"])
def test_either_side_sends_it_on_as_a_transfer_of_its_own_with_the_same_bytes(closed, who):
    data = ctf("6812990", "6814990")
    held = send(closed.alis, "6814990", data=data).transfer
    child = successors.send_to_successor(held, getattr(closed, who), NOW)
    held.refresh_from_db()
    assert (held.stage, child.stage) == (State.REDIRECTED, State.SENT)
    assert child.parent == held
    assert child.file_name == "6812990_CTF_6602991_001.xml"
    assert b"".join(collecting.read_sent_bytes(child)) == data
    assert child in mailbox.to_collect(closed.carys)


def test_it_is_sent_on_once_however_often_it_is_asked(closed):
    held = send(closed.alis, "6814990").transfer
    successors.send_to_successor(held, closed.alis, NOW)
    with pytest.raises(AlreadyMoved):
        successors.send_to_successor(held, closed.carys, NOW)
    assert mailbox.to_collect(closed.carys).count() == 1


def test_the_name_sent_on_takes_a_number_that_is_free(closed):
    send(closed.alis, "6602991")
    held = send(closed.alis, "6814990").transfer
    assert successors.send_to_successor(held, closed.alis, NOW).file_name == "6812990_CTF_6602991_002.xml"


def test_the_sender_may_call_a_held_file_back(closed):
    held = send(closed.alis, "6814990").transfer
    assert take_step("recall", held, by=closed.alis, now=NOW).stage is State.RECALLED
    assert waiting_for(closed.carys, NOW).to_take == 0


def test_a_successor_that_has_itself_closed_leads_on_to_the_one_that_is_open(closed):
    closed.grug_primary.closed_on = date(2026, 8, 31)
    closed.grug_primary.successor = closed.fern_academy
    closed.grug_primary.save()
    held = send(closed.alis, "6814990").transfer
    assert held.held_for == closed.fern_academy
    assert waiting_for(closed.dev, NOW).to_take == 1


def test_nobody_else_sees_or_takes_a_held_file(closed):
    held = send(closed.alis, "6814990").transfer
    for stranger in (closed.dev, closed.efa, closed.bryn):
        assert waiting_for(stranger, NOW).to_take == 0
    assert mailbox.find_transfer(held.reference, closed.dev) is None
