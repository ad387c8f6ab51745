"""What there is to see in the demo county."""

import pytest

from handover.portal.accounts.models import User
from handover.portal.demo.building import make_people, make_places
from handover.portal.demo.expecting import list_expected
from handover.portal.demo.sharing import share_out
from handover.portal.demo.story import tell_story
from handover.portal.expected import listing
from handover.portal.expected.arriving import Record
from handover.portal.expected.models import ExpectedPupil
from handover.portal.phase import boards, sending
from handover.portal.phase.models import Part
from handover.portal.transfers.monitoring import SHELVES, VIEWS, Watch, list_watched
from tests.files import NOW

pytestmark = pytest.mark.django_db


def test_demo_shows_something_in_every_list():
    make_places()
    make_people(NOW)
    tell_story(NOW)
    list_expected(NOW)
    for view in VIEWS:
        for shelf in ("waiting", "collected"):
            assert shelf in SHELVES
            assert list_watched(Watch("681", view, shelf)).exists(), (view, shelf)
    bryn, efa = (User.objects.get(username=name) for name in ("bryn", "efa"))
    assert listing.look_at_list(bryn, NOW).counts == {Record.MISSING: 3, Record.ON_ITS_WAY: 2, Record.ARRIVED: 1}
    assert listing.look_at_list(efa, NOW).counts == {Record.MISSING: 0, Record.ON_ITS_WAY: 3, Record.ARRIVED: 2}
    assert ExpectedPupil.objects.exclude(asked_at=None).count() == 1


def test_demo_has_a_year_to_share_out():
    make_places()
    make_people(NOW)
    tell_story(NOW)
    share_out(NOW)
    efa = User.objects.get(username="efa")
    board = boards.board_of(efa, NOW)
    found = boards.read_standing(board, NOW.date())
    assert found.counts == [("6814990", 5), ("6814991", 4), ("9364990", 2)]
    assert (len(found.matching.without_offer), len(found.matching.without_record)) == (1, 1)
    assert boards.to_put(efa).count() == 1
    sending.ask_for_sending(board, efa, NOW)
    assert sending.send_waiting_boards(NOW) == 3
    assert Part.objects.count() == 3


def test_somebody_in_the_demo_county_has_each_of_the_ten_roles():
    make_places()
    make_people(NOW)
    assert set(User.objects.values_list("role", flat=True)) == {
        *("school", "national", "lea-user", "lea-school", "lea-plasc", "lea-admissions"),
        *("lea-lost-pupil", "lea-lost-pupil-transfer", "lea-dba", "lea-dba-view"),
    }
