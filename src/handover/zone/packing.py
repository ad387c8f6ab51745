"""gzip, bounded: no message unpacks to more than it may be (section 6.2)."""

import zlib
from typing import Final

WORTH_PACKING: Final = 14_600
"""Bytes from which a message is packed where it may be: what is shorter fits into the ten segments that TCP sends at once,
so packing it would cost time and save none."""
_GZIP: Final = 31
_LEVEL: Final = 1


class UnpacksTooLong(ValueError):
    """What comes out is longer than allowed."""


class NotPacked(ValueError):
    """The bytes are not one whole gzip stream."""


def unpack_bytes(body: bytes, limit: int) -> bytes:
    """Return the content of a gzip stream of up to `limit` bytes. Raises UnpacksTooLong or NotPacked."""
    stream = zlib.decompressobj(_GZIP)
    try:
        content = stream.decompress(body, limit + 1)
    except zlib.error:
        raise NotPacked from None
    if len(content) > limit:
        raise UnpacksTooLong
    if not stream.eof or stream.unused_data:
        raise NotPacked
    return content


def pack_bytes(body: bytes) -> bytes:
    """Return the bytes as a gzip stream: quickly rather than as short as can be, since SIF_Messages shrink well anyway."""
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return stream.compress(body) + stream.flush()
