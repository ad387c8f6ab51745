"""A lost pupil's file is kept until the school leaving age, and the authority is told a month before."""

from datetime import date, timedelta

import pytest

from handover.common.calendar import leaving_age_date
from handover.portal.lostpupils.facts import NOTHING_KNOWN
from handover.portal.lostpupils.models import LostPupil, SearchKey
from handover.portal.notices.models import Notice
from handover.portal.retention import keeping
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import SealedFile
from tests.files import Child, send
from tests.moments import NOW

pytestmark = pytest.mark.django_db
# Born on a leap day: sixteen in a year that has one.
ANWEN = Child("H681299021005", "Prydderch", "Anwen", "2012-02-29")
LEAVES = leaving_age_date(date(2012, 2, 29))


def at(day):
    return NOW + (day - NOW.date())


def test_the_file_and_what_the_index_knows_go_after_the_last_day_and_the_authority_was_told(cast):
    send(cast.alis, "XXXXXXX", children=[ANWEN])
    assert LostPupil.objects.get().leaves_on == LEAVES
    keeping.keep_retention(at(LEAVES - timedelta(days=31)))
    assert not Notice.objects.filter(kind="lost_leaving").exists()
    keeping.keep_retention(at(LEAVES - timedelta(days=30)))
    told = Notice.objects.filter(kind="lost_leaving")
    assert {notice.recipient for notice in told} == {"hana@example.org", "idris@example.org"}
    keeping.keep_retention(at(LEAVES))
    assert LostPupil.objects.get().in_store
    keeping.keep_retention(at(LEAVES + timedelta(days=1)))
    gone = LostPupil.objects.get()
    assert (gone.in_store, gone.left_because, gone.stage) == (False, "leaving_age", State.REMOVED)
    assert gone.facts == NOTHING_KNOWN
    assert not SearchKey.objects.exists()
    assert not SealedFile.objects.exists()
    keeping.keep_retention(at(LEAVES + timedelta(days=3000)))
    assert LostPupil.objects.exists()


def test_no_e_mail_names_the_pupil(cast):
    send(cast.alis, "XXXXXXX", children=[ANWEN])
    keeping.keep_retention(at(LEAVES))
    said = "".join(notice.subject + notice.body for notice in Notice.objects.all())
    for word in (ANWEN.surname, ANWEN.forename, ANWEN.upn):
        assert word not in said
