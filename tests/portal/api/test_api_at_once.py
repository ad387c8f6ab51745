"""Two requests of programs at the same moment: one act, one answer for both, and what is said stays true."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from handover.portal.api.models import PieceUpload, RememberedAnswer, UploadedPiece
from handover.portal.audit.models import Entry
from handover.portal.transfers.models import SealedFile, Transfer
from tests.cast import make_cast
from tests.files import ctf, name_of
from tests.programs import program_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases("who waits for whose rows")]
FILE, NAME = ctf("6812990", "6814990"), name_of("6812990", "6814990")


@pytest.fixture
def everybody():
    return make_cast()


def at_once(*acts):
    """Run each act in a thread of its own, all starting together; return what they returned."""
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as programs:
        return list(programs.map(run, acts))


def test_one_file_sent_four_times_at_once_with_one_key_is_sent_once_and_answered_four_times(everybody):
    program = program_of(everybody.alis)
    answers = at_once(*(lambda: program.send(NAME, FILE, idempotency_key="a1") for _ in range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.content for answer in answers}) == 1
    assert Transfer.objects.count() == SealedFile.objects.count() == RememberedAnswer.objects.count() == 1
    assert not Entry.objects.filter(action="file.resent").exists()


def test_a_file_that_is_acknowledged_and_rejected_at_once_ends_in_one_of_the_two(everybody):
    old, new = program_of(everybody.alis), program_of(everybody.bryn)
    reference = old.send(NAME, FILE).json()["transfer"]["reference"]
    new.fetch(reference)
    answers = at_once(
        lambda: new.post(f"/transfers/{reference}/acknowledge"),
        lambda: new.post(f"/transfers/{reference}/reject", {"reason": "not_ours"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (won,) = (answer.json()["state"] for answer in answers if answer.status_code == 200)
    assert Transfer.objects.get().state == won


def test_a_copy_that_goes_out_while_the_file_is_called_back_is_told_of(everybody):
    old, new = program_of(everybody.alis), program_of(everybody.bryn)
    for number in range(1, 6):
        reference = old.send(name_of("6812990", "6814990", number), FILE + b" " * number).json()["transfer"][
            "reference"
        ]
        fetched, recalled = at_once(
            lambda reference=reference: new.get(f"/transfers/{reference}/content"),
            lambda reference=reference: old.post(f"/transfers/{reference}/recall"),
        )
        assert recalled.status_code == 200
        assert fetched.status_code in (200, 410)
        if fetched.status_code == 200:
            b"".join(fetched.streaming_content)
        assert (recalled.json()["fetched_at"] is not None) is (fetched.status_code == 200)


def test_one_piece_that_comes_twice_at_once_is_stored_once(everybody):
    program = program_of(everybody.alis)
    upload = program.post("/uploads", {"name": NAME, "size": len(FILE)}).json()["id"]
    answers = at_once(*(lambda: program.ask("PATCH", f"/uploads/{upload}", FILE, upload_offset="0") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [204, 409, 409]
    assert UploadedPiece.objects.count() == SealedFile.objects.count() == 1
    finished = at_once(*(lambda: program.post(f"/uploads/{upload}/finish") for _ in range(3)))
    assert [answer.status_code for answer in finished] == [201] * 3
    assert len({answer.content for answer in finished}) == 1
    assert (Transfer.objects.count(), PieceUpload.objects.count(), SealedFile.objects.count()) == (1, 0, 1)
