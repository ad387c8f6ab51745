"""Somebody knows the references of another authority's whole-year files and tries to put them on a board of their own."""

import pytest

from handover.portal.phase import boards
from handover.portal.phase.models import Bulk
from handover.portal.transfers.flow import State
from tests.files import send
from tests.moments import NOW

pytestmark = pytest.mark.django_db


def test_another_authoritys_file_cannot_be_put_on_a_board(cast, signed_in):
    file = send(cast.alis, "681LLLL").transfer
    for stranger in (cast.ffion, cast.alis, cast.bryn, cast.macsen, cast.owain, cast.gwilym):
        signed_in(stranger).post("/phase/files/", {"file": str(file.reference)})
    assert not Bulk.objects.exists()
    file.refresh_from_db()
    assert file.stage is State.SENT


def test_a_school_cannot_have_its_own_mailbox_shared_out(cast, signed_in):
    file = send(cast.alis, "6814990").transfer
    assert signed_in(cast.bryn).post("/phase/files/", {"file": str(file.reference)}).status_code == 403


def test_another_authoritys_board_is_not_shown_by_an_address(cast, signed_in):
    file = send(cast.alis, "681LLLL").transfer
    boards.put(boards.board_of(cast.efa, NOW), [file.reference], cast.efa, NOW)
    for stranger in (cast.ffion, cast.alis, cast.macsen, cast.gwilym):
        assert signed_in(stranger).get(f"/phase/files/{file.reference}/").status_code in {403, 404}
    assert "Prydderch" not in signed_in(cast.ffion).get("/phase/").content.decode()
