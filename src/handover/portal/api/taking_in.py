"""Taking in a body that is a file: counted as it comes, kept sealed as far as the limit, and compared with its digest."""

import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from handover.portal.api.refusals import ApiRefusal
from handover.portal.config import MEBIBYTE
from handover.portal.transfers.kinds import largest_upload
from handover.portal.transfers.spool import SealedSpool

READ_AT_ONCE: Final = 64 * 1024
SHA_256: Final = re.compile(r"(?:^|,)\s*sha-256\s*=\s*:([A-Za-z0-9+/=]*):", re.ASCII)
"""The SHA-256 among the digests of a field (RFC 9530); digests of other kinds are passed over, as the standard says."""


@dataclass(frozen=True, slots=True)
class TakenBody:
    """A body as it came: what there is of it up to the limit, how large it was, and the SHA-256 of all of it."""

    kept: SealedSpool
    size: int
    too_large: bool
    digest: bytes

    def read(self) -> bytes:
        """Return the bytes."""
        self.kept.seek(0)
        return self.kept.read()


def take_body(request: HttpRequest, most: int | None = None) -> TakenBody:
    """Read a request's body to its end, keeping `most` bytes (the largest file of any kind, unless said otherwise).

    Raises ApiRefusal where it outgrows every limit or is not what its Content-Digest says, and UnreadablePostError where it
    breaks off.
    """
    most = largest_upload() if most is None else most
    room = settings.CONFIG.upload_max_mb * MEBIBYTE
    kept, found, size = SealedSpool(), sha256(), 0
    while piece := request.read(READ_AT_ONCE):
        size += len(piece)
        if size > room:
            raise ApiRefusal("api.too_large", values={"most": f"{settings.CONFIG.upload_max_mb} MiB"})
        found.update(piece)
        if size <= most:
            kept.write(piece)
    check_digest(request.headers.get("Content-Digest", ""), found.digest())
    return TakenBody(kept, size, size > most, found.digest())


def check_digest(field: str, digest: bytes) -> None:
    """Raise ApiRefusal where a field names another SHA-256 than that of the bytes."""
    named = SHA_256.search(field)
    if named is not None and named[1] != b64encode(digest).decode():
        raise ApiRefusal("api.digest_mismatch")


def write_digest(hexadecimal: str) -> str:
    """Return a SHA-256 as the field Repr-Digest has it."""
    return f"sha-256=:{b64encode(bytes.fromhex(hexadecimal)).decode()}:"
