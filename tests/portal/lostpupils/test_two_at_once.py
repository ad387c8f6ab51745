"""Two authorities, one lost pupil, the same moment: one of them wins, and the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from handover.portal.audit.verify import verify
from handover.portal.lostpupils import fetching
from handover.portal.lostpupils.models import LostPupil
from handover.portal.lostpupils.releasing import release_file
from handover.portal.notices.models import Notice
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.moving import AlreadyMoved
from tests.cast import make_cast
from tests.files import send
from tests.moments import NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("who waits for whose rows")]


@pytest.fixture
def everybody():
    return make_cast()


def at_once(*acts):
    """Run each act in a thread of its own, all starting together; return what they returned or raised."""
    start = Barrier(len(acts))

    def run(act):
        pupil = LostPupil.objects.select_related("transfer", "transfer__sealed").get()
        start.wait()
        try:
            return act(pupil)
        except AlreadyMoved as moved:
            return moved
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        return list(people.map(run, acts))


def test_two_authorities_release_one_pupil_and_one_school_gets_the_file(everybody):
    send(everybody.alis, "XXXXXXX")
    answers = at_once(
        lambda pupil: release_file(pupil, everybody.grug_primary, everybody.jac, NOW),
        lambda pupil: release_file(pupil, everybody.glan_high, everybody.hana, NOW),
    )
    assert sum(isinstance(answer, AlreadyMoved) for answer in answers) == 1
    assert Transfer.objects.filter(parent__isnull=False).count() == 1
    assert Notice.objects.filter(kind="arrived").count() == 1
    assert LostPupil.objects.get().onward == Transfer.objects.get(parent__isnull=False)
    assert verify().ok


def test_one_downloads_while_another_releases_and_only_one_has_it(everybody):
    send(everybody.alis, "XXXXXXX")

    def download(pupil):
        return fetching.take_out_of_store(fetching.begin_fetching(pupil, everybody.jac, NOW), everybody.jac, NOW)

    answers = at_once(download, lambda pupil: release_file(pupil, everybody.glan_high, everybody.hana, NOW))
    assert sum(isinstance(answer, AlreadyMoved) for answer in answers) == 1
    pupil = LostPupil.objects.get()
    holder = everybody.ynys_grug if pupil.stage is State.TAKEN else everybody.caerwennol
    assert pupil.finder == holder
    assert verify().ok
