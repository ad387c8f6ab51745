"""A file in pieces: begun, carried on after every break where it stood, and sent when all of it is here."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.utils import timezone

from handover.portal import transaction
from handover.portal.api.answers import ApiAnswer
from handover.portal.api.models import PieceUpload, UploadedPiece
from handover.portal.api.refusals import ApiRefusal
from handover.portal.api.taking_in import TakenBody
from handover.portal.apikeys.holders import KeyHolder
from handover.portal.config import MEBIBYTE
from handover.portal.transfers import vault
from handover.portal.transfers.intake import Incoming, Storing, UploadOutcome, pieces
from handover.portal.transfers.kinds import largest_upload
from handover.portal.transfers.models import SealedFile
from handover.portal.transfers.spool import SpooledBytes, spool_pieces

PIECE_BYTES: Final = 4 * MEBIBYTE
"""The largest piece of an upload: what is lost at most when a connection breaks."""
MOST_UPLOADS: Final = 50
"""Uploads of one key that are not finished."""


def begin_upload(holder: KeyHolder, name: str, size: int, reference: str, now: datetime) -> PieceUpload:
    """Begin an upload; raise ApiRefusal where there are enough of them, or the file is larger than any may be."""
    if size > largest_upload():
        raise ApiRefusal("api.too_large", values={"most": f"{largest_upload() // MEBIBYTE} MiB"})
    if PieceUpload.objects.filter(key=holder.key).count() >= MOST_UPLOADS:
        raise ApiRefusal("api.too_many_uploads", values={"most": MOST_UPLOADS})
    return PieceUpload.objects.create(key=holder.key, name=name, size=size, sender_reference=reference, begun_at=now)


def find_upload(reference: UUID, holder: KeyHolder) -> PieceUpload | None:
    """Return an upload of the key that is not finished; None tells nothing about those of others."""
    return PieceUpload.objects.filter(reference=reference, key=holder.key).first()


def get_upload(reference: UUID, holder: KeyHolder) -> PieceUpload:
    """Return an upload of the key. Raises Http404."""
    upload = find_upload(reference, holder)
    if upload is None:
        raise Http404
    return upload


def add_piece(upload: PieceUpload, start: int, body: TakenBody, now: datetime) -> int:
    """Put a piece behind those that are here; return how many bytes are here then.

    Raises ApiRefusal where the piece is not the next one, or is too large, and `vault.NoRoom`.
    """
    if body.too_large or start + body.size > upload.size:
        most = min(PIECE_BYTES, upload.size - upload.offset)
        raise ApiRefusal("api.too_large", values={"most": f"{most} B"})
    if start != upload.offset or not body.size:
        raise wrong_offset(upload)
    sealed = vault.seal_file(pieces(SpooledBytes(body.kept)), now)
    try:
        transaction.retry(lambda: store_piece(upload, start, sealed))
    except BaseException:
        vault.delete_sealed(sealed.name)
        raise
    return start + body.size


def store_piece(upload: PieceUpload, start: int, sealed: SealedFile) -> None:
    """Store a piece, unless somebody else has stored one in its place."""
    with transaction.atomic():
        rows = PieceUpload.objects.filter(pk=upload.pk, offset=start)
        if not rows.update(offset=start + sealed.size):
            current = PieceUpload.objects.filter(pk=upload.pk).first()
            raise wrong_offset(current) if current else Http404
        sealed.save(force_insert=True)
        UploadedPiece.objects.create(upload=upload, start=start, sealed=sealed)


def wrong_offset(upload: PieceUpload) -> ApiRefusal:
    """Return the refusal of a piece that is not the next one; it says which is."""
    return ApiRefusal(
        "api.upload_offset", headers={"Upload-Offset": str(upload.offset)}, values={"offset": upload.offset}
    )


def read_pieces(upload: PieceUpload) -> Iterator[bytes]:
    """Yield the bytes of an upload. Raises `vault.Damaged` and `vault.NoStore`."""
    for piece in upload.pieces.select_related("sealed"):
        yield from vault.read_sealed(piece.sealed)


def as_incoming(upload: PieceUpload) -> Incoming:
    """Return an upload as a file that arrived; raise ApiRefusal where some of it is missing."""
    if upload.offset != upload.size:
        raise wrong_offset(upload)
    spool = spool_pieces(read_pieces(upload))

    def read() -> bytes:
        spool.seek(0)
        return spool.read()

    return Incoming(upload.name, upload.size, too_large=False, read=read, spool=spool)


def end_upload(upload: PieceUpload) -> bool:
    """Forget an upload with its pieces, and destroy their bytes when this is stored; say whether it was still there."""
    with transaction.atomic():
        names = list(upload.pieces.values_list("sealed_id", flat=True))
        UploadedPiece.objects.filter(upload=upload).delete()
        gone, _ = PieceUpload.objects.filter(pk=upload.pk).delete()
        SealedFile.objects.filter(pk__in=names).delete()
        for name in names:
            transaction.on_commit(lambda name=name: vault.delete_sealed(name))  # type: ignore[misc]  # bound now, called then
    return bool(gone)


def end_with(upload: PieceUpload, act: Storing) -> UploadOutcome:
    """Store what became of the file, and forget the upload."""
    outcome = act()
    end_upload(upload)
    return outcome


def end_old_uploads(now: datetime) -> int:
    """End the uploads whose time is over; return how many."""
    first = now - timedelta(hours=settings.CONFIG.api_upload_hours)
    return sum(end_upload(upload) for upload in PieceUpload.objects.filter(begun_at__lte=first))


def describe_progress(upload: PieceUpload | None, answer: ApiAnswer) -> ApiAnswer:
    """Return the answer to a beginning with how far the upload has come since; one that is finished has all of its bytes."""
    offset = upload.offset if upload else answer.body["size"]
    return ApiAnswer(answer.status, {**answer.body, "offset": offset}, {**answer.headers, "Upload-Offset": str(offset)})


def last_moment(upload: PieceUpload) -> datetime:
    """Return until when an upload can be carried on."""
    return timezone.localtime(upload.begun_at + timedelta(hours=settings.CONFIG.api_upload_hours))
