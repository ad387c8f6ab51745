"""What there is to see in the demo county."""

import pytest

from handover.portal.accounts.models import User
from handover.portal.demo.building import make_people, make_places
from handover.portal.demo.expecting import expect
from handover.portal.demo.story import tell
from handover.portal.expected import listing
from handover.portal.expected.arriving import Record
from handover.portal.expected.models import ExpectedPupil
from handover.portal.transfers.monitoring import SHELVES, VIEWS, Watch, watched
from tests.files import NOW

pytestmark = pytest.mark.django_db


def test_demo_shows_something_in_every_list():
    make_places()
    make_people()
    tell(NOW)
    expect(NOW)
    for view in VIEWS:
        for shelf in ("waiting", "collected"):
            assert shelf in SHELVES
            assert watched(Watch("681", view, shelf)).exists(), (view, shelf)
    bryn, efa = (User.objects.get(username=name) for name in ("bryn", "efa"))
    assert listing.look(bryn, NOW).counts == {Record.MISSING: 3, Record.ON_ITS_WAY: 2, Record.ARRIVED: 1}
    assert listing.look(efa, NOW).counts == {Record.MISSING: 1, Record.ON_ITS_WAY: 2, Record.ARRIVED: 2}
    assert ExpectedPupil.objects.exclude(asked_at=None).count() == 1
