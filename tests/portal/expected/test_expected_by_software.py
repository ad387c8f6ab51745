"""A school's software says whom the school expects; the page shows them as if a person had."""

from datetime import date

import pytest

from handover.portal.audit.models import Entry
from handover.portal.expected import listing
from handover.portal.expected.models import ExpectedPupil
from handover.portal.expected.row import Expected
from handover.portal.transfers.senders import SendingOffice
from tests.files import SIAN, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
PUPIL = Expected(0, SIAN.upn, "Prydderch", "Siân", date(2015, 2, 11), "6812990")


def test_a_pupil_whom_software_expects_is_on_the_schools_page_once(cast, signed_in):
    send(cast.alis, "6814990")
    mis = SendingOffice(cast.glan_high, "MIS")
    assert listing.add_pupils([PUPIL], mis, NOW) == 1
    assert listing.add_pupils([PUPIL], cast.bryn, NOW) == 0
    assert ExpectedPupil.objects.get().added_by is None
    page = signed_in(cast.bryn).get("/expected/").content.decode()
    assert "Siân Prydderch" in page
    assert "On its way (1)" in page
    overview = listing.look_at_list(mis, NOW)
    assert [place.record.value for _row, place in overview.rows] == ["coming"]
    entries = Entry.objects.filter(action__startswith="expected.").order_by("sequence")
    assert [(entry.action, entry.username) for entry in entries] == [
        ("expected.added", "software MIS"),
        ("expected.added", "bryn"),
        ("expected.listed", "bryn"),
        ("expected.listed", "software MIS"),
    ]
