"""Files out of several lanes come in one order, each once, in whatever portions they are read."""

from datetime import timedelta

import pytest

from handover.portal.reports.newest import along, everything, newest, place_in_lanes
from handover.portal.transfers.models import Transfer
from tests.files import name_of, send
from tests.moments import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases("days and months that the database counts by")]


@pytest.fixture
def sent(cast):
    """Files between two schools, two of them at the same moment."""
    moments = (0, 1, 1, 2, 5, 7, 8)
    for number, minutes in enumerate(moments, start=1):
        by, to = (cast.alis, "6814990") if number % 2 else (cast.bryn, "6812990")
        outcome = send(by, to, number=number, now=NOW + timedelta(minutes=minutes))
        assert outcome.transfer, name_of(by.mailbox, to)
    return sorted(Transfer.objects.all(), key=place_in_lanes, reverse=True)


def lanes_of_both():
    sides = [(side, school) for school in ("6812990", "6814990") for side in ("source", "destination")]
    return [Transfer.objects.filter(**{side: school}) for side, school in sides]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_a_lane_is_read_to_its_end_in_portions_of_any_size(sent, size):
    assert list(along(Transfer.objects.all(), size)) == sent


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_a_file_that_lies_in_two_lanes_is_told_once(sent, size):
    lanes = lanes_of_both()
    batches = list(everything(lanes, size))
    assert [each for batch in batches for each in batch] == sent
    assert {len(batch) for batch in batches[:-1]} <= {size}


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_of_any_size_follow_each_other_without_a_gap(sent, size):
    lanes = lanes_of_both()
    page = newest(lanes, "", size)
    told = page.rows
    while page.following:
        page = newest(lanes, page.following, size)
        assert 0 < len(page.rows) <= size
        told = told + page.rows
    assert told == sent
