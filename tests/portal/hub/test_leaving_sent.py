"""A pupil leaves in the school's software, and the record goes to the next school as a file sent by hand would."""

from collections.abc import Iterator

import pytest

from handover.portal.audit.models import Entry
from handover.portal.hub.life import MoveState
from handover.portal.hub.models import Move
from handover.portal.notices.models import Notice
from handover.portal.transfers import collecting
from handover.portal.transfers.flow import State
from handover.portal.transfers.models import Transfer
from tests.leavers import OldSchool, open_old_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def nant(cast) -> Iterator[OldSchool]:
    school = open_old_school(cast.nant_primary)
    yield school
    school.close()
    school.county.close()


def test_the_record_of_a_leaver_is_sent_by_itself(nant):
    move = nant.start().leaves()
    assert (move.stage, move.reason, move.by_hand) == (MoveState.ON_ITS_WAY, "", False)
    transfer = move.transfer
    assert (transfer.stage, transfer.file_name) == (State.SENT, "6812990_CTF_6814990_001.xml")
    assert (transfer.sent_by, transfer.source, transfer.destination) == (None, "6812990", "6814990")
    data = b"".join(collecting.read_sent_bytes(transfer)).decode()
    assert "<Surname>Prydderch</Surname>" in data
    assert "<CTFversion>26.0</CTFversion>" in data
    assert (move.child.full_name, move.child.upn) == ("Siân Prydderch", "B681299003017")
