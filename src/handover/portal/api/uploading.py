"""The operations of sending a file in pieces."""

from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from django.http.response import HttpResponse, HttpResponseBase
from ninja import Header

from handover.common.text import Text
from handover.portal import clock
from handover.portal.api.answers import ApiAnswer, make_answer
from handover.portal.api.bodies import BeginUploadBody, SendBody, UploadBody
from handover.portal.api.examples import EXAMPLES
from handover.portal.api.fields import PRINTABLE, ContentDigest, IdempotencyKey
from handover.portal.api.models import PieceUpload
from handover.portal.api.once import OnceOnly, answer_once, digest_request, wait_for_answer
from handover.portal.api.operation import ApiOperation, ApiRequest
from handover.portal.api.refusals import ApiRefusal
from handover.portal.api.sending import send_once
from handover.portal.api.taking_in import check_digest, take_body
from handover.portal.api.uploads import (
    PIECE_BYTES,
    add_piece,
    as_incoming,
    begin_upload,
    describe_progress,
    end_with,
    find_upload,
    get_upload,
    last_moment,
)
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.transfers import damages
from handover.portal.transfers.intake import Incoming, pieces
from handover.portal.transfers.permissions import SENDING
from handover.portal.transfers.spool import SpooledBytes
from handover.portal.transfers.vault import Damaged

OffsetField = Annotated[
    int, Header(..., alias="Upload-Offset", ge=0, le=2**53, description="Where in the file the piece begins, in bytes.")
]
WholeDigest = Annotated[
    str | None,
    Header(
        None,
        alias="Repr-Digest",
        max_length=500,
        pattern=PRINTABLE,
        description="SHA-256 of the whole file (RFC 9530). Pieces that make another one are not sent.",
    ),
]


def start_upload(
    request: ApiRequest, body: BeginUploadBody, idempotency_key: IdempotencyKey = None
) -> HttpResponseBase:
    """Begin an upload; the same request again finds it, however far it has come."""
    holder, now = request.auth, clock.now()
    once = OnceOnly(holder, "start_upload", idempotency_key, digest_request(request, request.body.hex()), now)
    begin = partial(begin_upload, holder, body.name, body.size, body.sender_reference or "", now)
    answer = answer_once(once, begin, write_upload)
    if has_lapsed(UUID(answer.body["id"]), holder, now):
        once.forget()
        answer = answer_once(once, begin, write_upload)
    return describe_progress(find_upload(UUID(answer.body["id"]), holder), answer).write()


def has_lapsed(reference: UUID, holder: KeyHolder, now: datetime) -> bool:
    """Say whether an upload was ended because its time was over, and never finished."""
    return find_upload(reference, holder) is None and find_ending(reference, holder, now).find_answer() is None


def find_ending(reference: UUID, holder: KeyHolder, now: datetime) -> OnceOnly:
    """Return the finishing of an upload, which is its own Idempotency-Key: an upload is finished once."""
    return OnceOnly(holder, "finish_upload", str(reference), str(reference), now)


def write_upload(upload: PieceUpload) -> ApiAnswer:
    """Return the answer that says where an upload is."""
    body = UploadBody(
        id=upload.reference,
        size=upload.size,
        offset=upload.offset,
        piece_size=PIECE_BYTES,
        expires_at=last_moment(upload),
    )
    return make_answer(body, 201, {"Location": f"/api/v1/uploads/{upload.reference}"})


def put_piece(
    request: ApiRequest, reference: UUID, upload_offset: OffsetField, content_digest: ContentDigest = None
) -> HttpResponseBase:
    """Take the next piece in."""
    upload = get_upload(reference, request.auth)
    offset = add_piece(upload, upload_offset, take_body(request, PIECE_BYTES), clock.now())
    return ApiAnswer(204, None, {"Upload-Offset": str(offset)}).write()


def tell_upload_offset(request: ApiRequest, reference: UUID) -> HttpResponseBase:
    """Say how far an upload has come."""
    upload = get_upload(reference, request.auth)
    return HttpResponse(headers={"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size)})


def finish_upload(
    request: ApiRequest,
    reference: UUID,
    repr_digest: WholeDigest = None,
    idempotency_key: IdempotencyKey = None,
) -> HttpResponseBase:
    """Send the file whose pieces are all here."""
    once = find_ending(reference, request.auth, clock.now())
    if found := once.find_answer():
        return found.write()
    upload = get_upload(reference, request.auth)
    try:
        return send_upload(once, upload, repr_digest or "").write()
    except Damaged as damaged:
        if find_upload(reference, request.auth) is None:  # somebody else has finished it, and its pieces are gone
            return wait_for_answer(once).write()
        damages.note_damage(damaged, once.now)
        raise ApiRefusal("api.upload_lost") from damaged


def digest_incoming(incoming: Incoming) -> bytes:
    """Return the SHA-256 of a file that was spooled, read piece by piece."""
    assert incoming.spool is not None
    found = sha256()
    for piece in pieces(SpooledBytes(incoming.spool)):
        found.update(piece)
    return found.digest()


def send_upload(once: OnceOnly, upload: PieceUpload, digest: str) -> ApiAnswer:
    """Send the file, with its digest compared first."""
    incoming = as_incoming(upload)
    if digest:
        check_digest(digest, digest_incoming(incoming))
    return send_once(once, incoming, upload.sender_reference, lambda act: end_with(upload, act))


OPERATIONS = (
    ApiOperation(
        "start_upload",
        "POST",
        "/uploads",
        "uploads",
        SENDING,
        Text("Begin a file in pieces", "Dechrau ffeil fesul darn"),
        Text(
            "For files that take long on a slow line. For 24 hours the same request with the same Idempotency-Key finds the "
            "upload again and says how far it has come. What is not finished in time is destroyed.",
            "Ar gyfer ffeiliau sy'n cymryd amser hir ar linell araf. Am 24 awr mae'r un cais â'r un Idempotency-Key yn dod o "
            "hyd i'r lanlwythiad eto ac yn dweud pa mor bell y mae wedi dod. Caiff yr hyn na chaiff ei orffen mewn pryd ei "
            "ddinistrio.",
        ),
        start_upload,
        {201: UploadBody},
        EXAMPLES["start_upload"],
        ("api.too_many_uploads", "api.key_reused"),
        answer_headers=("Upload-Offset", "Location"),
    ),
    ApiOperation(
        "put_piece",
        "PATCH",
        "/uploads/{uuid:reference}",
        "uploads",
        SENDING,
        Text("Send the next piece", "Anfon y darn nesaf"),
        Text(
            "The body is the piece, at most `piece_size` bytes, and Upload-Offset where it begins: the number of bytes that "
            "are here. A piece that breaks off is dropped. After a wrong offset the answer says the right one.",
            "Y darn yw'r corff, hyd at `piece_size` beit, ac Upload-Offset yw lle mae'n dechrau: nifer y beitiau sydd yma. "
            "Caiff darn sy'n torri ei ollwng. Ar ôl Upload-Offset anghywir mae'r ateb yn rhoi'r un cywir.",
        ),
        put_piece,
        {204: None},
        EXAMPLES["put_piece"],
        ("api.not_found", "api.upload_offset", "api.digest_mismatch", "api.interrupted", "api.no_store"),
        sends_file=True,
        answer_headers=("Upload-Offset",),
    ),
    ApiOperation(
        "show_upload",
        "HEAD",
        "/uploads/{uuid:reference}",
        "uploads",
        SENDING,
        Text("Ask how far an upload has come", "Gofyn pa mor bell y mae lanlwythiad wedi dod"),
        Text(
            "Upload-Offset is the number of bytes that are here: the next piece begins there.",
            "Upload-Offset yw nifer y beitiau sydd yma: mae'r darn nesaf yn dechrau yno.",
        ),
        tell_upload_offset,
        {200: None},
        EXAMPLES["show_upload"],
        ("api.not_found",),
        answer_headers=("Upload-Offset", "Upload-Length"),
    ),
    ApiOperation(
        "finish_upload",
        "POST",
        "/uploads/{uuid:reference}/finish",
        "uploads",
        SENDING,
        Text("Send the file that came in pieces", "Anfon y ffeil a ddaeth fesul darn"),
        Text(
            "When all bytes are here the file is checked and sent as POST /transfers does it, with the same answers. For 24 "
            "hours, finishing again is answered as the first time.",
            "Pan fydd yr holl feitiau yma caiff y ffeil ei gwirio a'i hanfon fel y mae POST /transfers yn ei wneud, â'r un "
            "atebion. Am 24 awr rhoddir yr un ateb wrth orffen eto.",
        ),
        finish_upload,
        {201: SendBody, 202: SendBody, 200: SendBody},
        EXAMPLES["finish_upload"],
        (
            "api.not_found",
            "api.digest_mismatch",
            "api.upload_offset",
            "api.upload_lost",
            "api.file_refused",
            "api.no_store",
        ),
        answer_headers=("ETag", "Location"),
    ),
)
