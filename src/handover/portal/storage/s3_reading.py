"""Reads an object of an S3-compatible store from any place, by parts: each is one short answer, whole or asked for again.

No connection waits for a slow reader, and an answer that breaks off costs that part alone. All parts are of one object:
after the first, each is asked for by its tag (`If-Match`).
"""

import io
import re
from typing import Any, BinaryIO, Final, cast

from botocore.exceptions import BotoCoreError, ClientError

from handover.portal.storage.interface import StorageFault
from handover.portal.storage.s3_faults import CUT_SHORT, NO_RANGES, as_storage_fault, s3_code_of

PART: Final = 4 * 1024 * 1024
"""Most files are one part, in bytes."""
TRIES: Final = 3
_RANGE: Final = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


class S3Reader(io.RawIOBase):
    """An object, read by parts. FileNotFoundError where it is not there, StorageFault where the store gives nothing."""

    def __init__(self, client: Any, bucket: str, key: str) -> None:
        self._client, self._asked = client, {"Bucket": bucket, "Key": key}
        self._at = 0
        self._size: int | None = None

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place to read from, counted from the beginning or from here."""
        self._at = offset + (self._at if whence == io.SEEK_CUR else 0)
        return self._at

    def tell(self) -> int:
        """Return the place that is read from next."""
        return self._at

    def readinto(self, room: Any) -> int:
        """Read the next part, as long as there is room for it."""
        if self._size is not None and self._at >= self._size:
            return 0
        data = self.read_part(self._at, self._at + len(room))
        room[: len(data)] = data
        self._at += len(data)
        return len(data)

    def read_part(self, start: int, stop: int) -> bytes:
        """Return the bytes of a part, fewer at the object's end."""
        for _ in range(TRIES):
            try:
                answer = self._client.get_object(Range=f"bytes={start}-{stop - 1}", **self._asked)
                data: bytes = answer["Body"].read()
            except ClientError as fault:
                if s3_code_of(fault) == "NoSuchKey":
                    raise FileNotFoundError(None, "no such object", self._asked["Key"]) from None
                if s3_code_of(fault) == "InvalidRange":
                    return b""
                raise as_storage_fault(fault) from fault
            except BotoCoreError as fault:
                last = as_storage_fault(fault)
                if last.strerror != CUT_SHORT:
                    raise last from fault
                continue
            said = _RANGE.fullmatch(answer.get("ContentRange", ""))
            if said is None or int(said[1]) != start:
                raise StorageFault(NO_RANGES)
            if len(data) != int(said[2]) + 1 - start:
                continue
            self._size = int(said[3])
            self._asked["IfMatch"] = answer["ETag"]
            return data
        raise StorageFault(CUT_SHORT)


def open_object(client: Any, bucket: str, key: str) -> BinaryIO:
    """Open an object; its first part is read at once. FileNotFoundError where it is not there, or StorageFault."""
    reader = io.BufferedReader(S3Reader(client, bucket, key), PART)
    reader.peek(1)
    return cast(BinaryIO, reader)
