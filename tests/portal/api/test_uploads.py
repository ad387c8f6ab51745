"""A long file comes in pieces over a line that breaks."""

from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from handover.portal.api.forgetting import forget_old_requests
from handover.portal.api.models import PieceUpload, UploadedPiece
from handover.portal.storage.interface import StoredBytes
from handover.portal.stores.inventory import nameless_of
from handover.portal.transfers.models import SealedFile, Transfer
from tests.files import ctf, name_of
from tests.programs import program_of
from tests.stores import sealed_path

pytestmark = pytest.mark.django_db
FILE, NAME = ctf("6812990", "6814990"), name_of("6812990", "6814990")


def begin(program, size=0, **headers):
    return program.post(
        "/uploads", {"name": NAME, "size": size or len(FILE), "sender_reference": "leaver 17"}, **headers
    )


def put(program, upload, start, data, **headers):
    return program.ask("PATCH", f"/uploads/{upload}", data, upload_offset=str(start), **headers)


def test_a_file_in_pieces_arrives_as_it_was(cast, django_capture_on_commit_callbacks):
    old, new = program_of(cast.alis), program_of(cast.bryn)
    begun = begin(old)
    assert (begun.status_code, begun.json()["offset"], begun.json()["piece_size"]) == (201, 0, 4194304)
    upload = begun.json()["id"]
    for start in range(0, len(FILE), 300):
        answer = put(old, upload, start, FILE[start : start + 300])
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(min(start + 300, len(FILE))))
    pieces = [sealed_path(piece.sealed_id) for piece in UploadedPiece.objects.all()]
    assert all(path.exists() and FILE[:40] not in path.read_bytes() for path in pieces)
    with django_capture_on_commit_callbacks(execute=True):
        sent = old.post(f"/uploads/{upload}/finish")
    assert (sent.status_code, sent.json()["verdict"]) == (201, "accepted")
    assert sent.json()["transfer"]["sender_reference"] == "leaver 17"
    assert new.fetch(sent.json()["transfer"]["reference"]) == FILE
    assert (PieceUpload.objects.count(), UploadedPiece.objects.count(), SealedFile.objects.count()) == (0, 0, 1)
    assert not any(path.exists() for path in pieces)
    again = old.post(f"/uploads/{upload}/finish")
    assert (again.status_code, again.json()) == (201, sent.json())
    assert Transfer.objects.count() == 1


def test_after_a_break_the_program_goes_on_where_the_site_is(cast):
    program = program_of(cast.alis)
    upload = begin(program, idempotency_key="u1").json()["id"]
    put(program, upload, 0, FILE[:500])
    lost = put(program, upload, 0, FILE[:500])  # its answer had been lost, so it comes again
    assert (lost.status_code, lost.json()["code"], lost["Upload-Offset"]) == (409, "api.upload_offset", "500")
    assert program.ask("HEAD", f"/uploads/{upload}")["Upload-Offset"] == "500"
    again = begin(program, idempotency_key="u1").json()  # it was killed, and knows nothing but its Idempotency-Key
    assert (again["id"], again["offset"]) == (upload, 500)
    early = program.post(f"/uploads/{upload}/finish")
    assert (early.status_code, early["Upload-Offset"]) == (409, "500")
    put(program, upload, 500, FILE[500:])
    assert program.post(f"/uploads/{upload}/finish").status_code == 201
    assert begin(program, idempotency_key="u1").json()["offset"] == len(FILE)


def test_a_piece_that_was_changed_on_its_way_is_not_taken(cast):
    program = program_of(cast.alis)
    upload = begin(program).json()["id"]
    digest = b64encode(sha256(FILE).digest()).decode()
    changed = put(program, upload, 0, FILE[:-1] + b"!", content_digest=f"sha-256=:{digest}:")
    assert (changed.status_code, changed.json()["code"]) == (400, "api.digest_mismatch")
    assert put(program, upload, 0, FILE, content_digest=f"md5=:AA==:, sha-256=:{digest}:").status_code == 204
    other = b64encode(sha256(b"other").digest()).decode()
    wrong = program.post(f"/uploads/{upload}/finish", repr_digest=f"sha-256=:{other}:")
    assert (wrong.status_code, wrong.json()["code"]) == (400, "api.digest_mismatch")
    assert program.post(f"/uploads/{upload}/finish", repr_digest=f"sha-256=:{digest}:").status_code == 201


@pytest.mark.parametrize(
    ("start", "size", "status"),
    [(0, 1100, 413), (1, 10, 409), (0, 0, 409), (2**53, 1, 413)],
)
def test_a_piece_that_is_not_the_next_is_refused(cast, start, size, status):
    program = program_of(cast.alis)
    upload = begin(program, 1000).json()["id"]
    assert put(program, upload, start, b"x" * size).status_code == status
    assert UploadedPiece.objects.count() == 0


def test_a_piece_larger_than_pieces_may_be_is_refused(cast):
    program = program_of(cast.alis)
    upload = begin(program, 10_000_000).json()["id"]
    answer = put(program, upload, 0, b"x" * 4_194_305)
    assert (answer.status_code, answer.json()["detail"]) == (
        413,
        "The body is larger than 4194304 B. None of it was taken.",
    )


def test_an_upload_is_for_its_own_key_alone(cast):
    program, other = program_of(cast.alis), program_of(cast.bryn)
    upload = begin(program).json()["id"]
    assert put(other, upload, 0, FILE).status_code == 404
    assert other.post(f"/uploads/{upload}/finish").status_code == 404
    assert other.ask("HEAD", f"/uploads/{upload}").status_code == 404


def test_a_right_that_was_taken_away_in_the_middle_ends_the_upload(cast):
    program = program_of(cast.alis)
    upload = begin(program).json()["id"]
    put(program, upload, 0, FILE)
    cast.alis.establishment.api_keys.update(rights=["collect"])
    assert program.post(f"/uploads/{upload}/finish").status_code == 403
    assert Transfer.objects.count() == 0


def test_what_is_not_finished_in_a_day_is_destroyed_and_a_sweep_before_leaves_it(
    cast, django_capture_on_commit_callbacks
):
    program = program_of(cast.alis)
    upload = begin(program).json()["id"]
    put(program, upload, 0, FILE[:500])
    path = sealed_path(UploadedPiece.objects.get().sealed_id)
    now = timezone.now()
    assert forget_old_requests(now + timedelta(hours=23)) == 0
    piece = StoredBytes(UploadedPiece.objects.get().sealed_id, part=False, written_at=now)
    assert list(nameless_of([piece])) == []
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_requests(now + timedelta(hours=24, minutes=1)) == 1
    assert not path.exists()
    assert (PieceUpload.objects.count(), SealedFile.objects.count()) == (0, 0)
    assert put(program, upload, 500, FILE[500:]).status_code == 404


def test_the_same_request_begins_anew_where_an_upload_is_kept_for_less_than_its_answer(cast, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_API_UPLOAD_HOURS": 1})
    program = program_of(cast.alis)
    ended = begin(program, idempotency_key="u1").json()["id"]
    put(program, ended, 0, FILE[:500])
    assert forget_old_requests(timezone.now() + timedelta(hours=1, minutes=1)) == 1
    anew = begin(program, idempotency_key="u1").json()
    assert anew["id"] != ended
    assert anew["offset"] == 0
    put(program, anew["id"], 0, FILE)
    assert program.post(f"/uploads/{anew['id']}/finish").status_code == 201
    assert begin(program, idempotency_key="u1").json()["offset"] == len(FILE)


def test_damaged_pieces_are_told_and_nothing_is_sent(cast):
    program = program_of(cast.alis)
    upload = begin(program).json()["id"]
    put(program, upload, 0, FILE)
    sealed_path(UploadedPiece.objects.get().sealed_id).write_bytes(b"spoiled")
    answer = program.post(f"/uploads/{upload}/finish")
    assert (answer.status_code, answer.json()["code"]) == (410, "api.upload_lost")
    assert Transfer.objects.count() == 0


def test_a_program_that_never_finishes_is_stopped(cast):
    program = program_of(cast.alis)
    for _ in range(50):
        begin(program)
    answer = begin(program)
    assert (answer.status_code, answer.json()["code"]) == (409, "api.too_many_uploads")
