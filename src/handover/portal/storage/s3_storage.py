"""Sealed bytes in a bucket of an S3-compatible store, under the same names as in a folder.

Each file is one PUT, which stores all or nothing: there are no parts of an upload that could be left over. It goes with its
SHA-256, which the store compares and says again, and with `If-None-Match: *`, so that no file takes the place of another and
a PUT whose answer was lost may be sent again.
"""

import base64
import hashlib
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any, BinaryIO, Final
from uuid import UUID, uuid4

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from handover.common.s3_addresses import S3Address
from handover.portal.storage.interface import AsideBytes, StorageFault, StoredBytes
from handover.portal.storage.s3_faults import CHANGED, NO_CONDITION, NO_DIGEST, as_storage_fault, s3_code_of
from handover.portal.storage.s3_reading import open_object

IN_MEMORY: Final = 4 * 1024 * 1024
"""What is larger waits in a temporary file, sealed as it is, until its digest is known; in bytes."""
CONNECT_SECONDS: Final = 5
ANSWER_SECONDS: Final = 20
"""How long a store may be silent in the middle of an answer."""
TRIES: Final = 3
LISTED_AT_ONCE: Final = 1000
MARK: Final = "site.json"
PROBE: Final = b"Handover looks whether it can write here.\n"
_SEALED: Final = re.compile(r"([0-9a-f]{2})/([0-9a-f]{2})/([0-9a-f]{32})")
_ASIDE: Final = re.compile(r"aside/([0-9-]{10})/([0-9a-f]{32})")
_OURS: Final = ("aside/", ".probe.")
_REFUSED: Final = "PreconditionFailed"
_ONCE: Final = {"IfNoneMatch": "*", "ChecksumAlgorithm": "SHA256"}


@contextmanager
def _in_words() -> Iterator[None]:
    """Raise StorageFault for what the store or the way to it has wrong."""
    try:
        yield
    except (ClientError, BotoCoreError) as fault:
        raise as_storage_fault(fault) from fault


def connect_s3(*, answer_seconds: float = ANSWER_SECONDS, tries: int = TRIES) -> Any:
    """Return a client. The server's address, the region and the key come from the usual environment (`AWS_…`)."""
    config = Config(
        connect_timeout=min(CONNECT_SECONDS, answer_seconds),
        read_timeout=answer_seconds,
        retries={"mode": "standard", "total_max_attempts": tries},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    with _in_words():
        return boto3.session.Session().client("s3", config=config)


class S3Storage:
    """A bucket, asked through a client that `connect_s3` made."""

    mark_seconds = 30.0

    def __init__(self, address: S3Address, client: Any) -> None:
        self._address, self._client = address, client

    @property
    def where(self) -> str:
        """The bucket's address."""
        return str(self._address)

    def locate(self, name: UUID) -> str:
        """Return the object's address."""
        return f"s3://{self._address.bucket}/{self._key_of(name)}"

    def put(self, name: UUID, chunks: Iterable[bytes]) -> None:
        """Store an object, whole or not at all; the same bytes again are taken for the same."""
        self._put(self._key_of(name), chunks)

    def _put(self, key: str, chunks: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            for chunk in chunks:
                body.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            body.seek(0)
            checksum = base64.b64encode(digest.digest()).decode()
            asked = {"Body": body, "ContentLength": size, "ChecksumSHA256": checksum, **_ONCE}
            try:
                with _in_words():
                    answer = self._client.put_object(**self._at(key), **asked)
            except StorageFault as fault:
                if isinstance(fault.__cause__, ClientError) and s3_code_of(fault.__cause__) == _REFUSED:
                    if self._digest(key) == checksum:
                        return  # our own first try, whose answer was lost
                    raise FileExistsError(None, "an object of this name is there", key) from fault
                raise
        said = answer.get("ChecksumSHA256")
        if said != checksum:
            with suppress(StorageFault):
                self._delete(key)
            raise StorageFault(CHANGED if said else NO_DIGEST)

    def _digest(self, key: str) -> str | None:
        with _in_words():
            found: dict[str, Any] = self._client.head_object(**self._at(key), ChecksumMode="ENABLED")
        return found.get("ChecksumSHA256")

    def open_stored(self, name: UUID) -> BinaryIO:
        """Open an object, which is read by parts; who reads on after it was removed meets FileNotFoundError."""
        return open_object(self._client, self._address.bucket, self._address.prefix + self._key_below(name))

    def delete(self, name: UUID) -> None:
        """Remove an object."""
        self._delete(self._key_of(name))

    def _delete(self, key: str) -> None:
        with _in_words():
            self._client.delete_object(**self._at(key))

    def walk(self) -> Iterator[StoredBytes | str]:
        """List the objects page by page."""
        for found in self._list(""):
            below = str(found["Key"]).removeprefix(self._address.prefix)
            met = _SEALED.fullmatch(below)
            if met and met[3].startswith(met[1] + met[2]):
                yield StoredBytes(UUID(met[3]), part=False, written_at=found["LastModified"])
            elif below != MARK and not below.startswith(_OURS):
                yield below

    def holds_any(self) -> bool:
        """Say whether there is any sealed object."""
        return any(isinstance(met, StoredBytes) for met in self.walk())

    def move_aside(self, each: StoredBytes, day: date) -> AsideBytes | None:
        """Copy an object to the day's place, and remove it from its own."""
        lies = AsideBytes(each.name, False, day, f"aside/{day.isoformat()}")
        if not self._copy(self._key_of(each.name), self._aside_key(lies)):
            return None
        self.delete(each.name)
        return lies

    def walk_aside(self) -> Iterator[AsideBytes]:
        """List what lies aside, page by page."""
        for found in self._list("aside/"):
            met = _ASIDE.fullmatch(str(found["Key"]).removeprefix(self._address.prefix))
            if met:
                yield AsideBytes(UUID(met[2]), False, _day_of(met[1]), f"aside/{met[1]}")

    def find_aside(self, name: UUID) -> AsideBytes | None:
        """Look for it in all that lies aside."""
        return next((each for each in self.walk_aside() if each.name == name), None)

    def put_back(self, each: AsideBytes) -> bool:
        """Copy it to its place, unless one is there, and remove it from where it lay."""
        with _in_words():
            found = self._client.list_objects_v2(Bucket=self._address.bucket, Prefix=self._key_of(each.name), MaxKeys=1)
        if found["KeyCount"] or not self._copy(self._aside_key(each), self._key_of(each.name)):
            return False
        self._delete(self._aside_key(each))
        return True

    def remove_aside(self, each: AsideBytes) -> None:
        """Remove it."""
        self._delete(self._aside_key(each))

    def probe(self) -> None:
        """Store a small object twice: the second must be refused."""
        key = f"{self._address.prefix}.probe.{uuid4().hex}"
        self._put(key, [PROBE])
        try:
            self._client.put_object(**self._at(key), Body=b"", IfNoneMatch="*")
        except ClientError as fault:
            if s3_code_of(fault) != _REFUSED:
                raise as_storage_fault(fault) from fault
        except BotoCoreError as fault:
            raise as_storage_fault(fault) from fault
        else:
            raise StorageFault(NO_CONDITION)
        finally:
            self._delete(key)

    def read_mark(self) -> bytes | None:
        """Read the object `site.json`."""
        try:
            with open_object(self._client, self._address.bucket, self._address.prefix + MARK) as source:
                return source.read()
        except FileNotFoundError:
            return None

    def make_mark(self, data: bytes) -> bool:
        """Store the object `site.json` where there is none."""
        try:
            self._put(self._address.prefix + MARK, [data])
        except FileExistsError:
            return False
        return True

    def replace_mark(self, data: bytes) -> None:
        """Store the object `site.json` in place of the one that is there."""
        with _in_words():
            self._client.put_object(**self._at(self._address.prefix + MARK), Body=data, ChecksumAlgorithm="SHA256")

    def free_bytes(self) -> int | None:
        """No store says how much room it has."""
        return None

    def _key_below(self, name: UUID) -> str:
        return f"{name.hex[:2]}/{name.hex[2:4]}/{name.hex}"

    def _key_of(self, name: UUID) -> str:
        return self._address.prefix + self._key_below(name)

    def _aside_key(self, each: AsideBytes) -> str:
        return f"{self._address.prefix}{each.where}/{each.label}"

    def _at(self, key: str) -> dict[str, str]:
        return {"Bucket": self._address.bucket, "Key": key}

    def _list(self, below: str) -> Iterator[dict[str, Any]]:
        pages = self._client.get_paginator("list_objects_v2")
        with _in_words():
            asked = {"Bucket": self._address.bucket, "Prefix": self._address.prefix + below}
            for page in pages.paginate(**asked, PaginationConfig={"PageSize": LISTED_AT_ONCE}):
                yield from page.get("Contents", ())

    def _copy(self, source: str, target: str) -> bool:
        """Copy an object within the bucket; False if it is gone."""
        try:
            with _in_words():
                self._client.copy_object(**self._at(target), CopySource=self._at(source))
        except StorageFault as fault:
            if isinstance(fault.__cause__, ClientError) and s3_code_of(fault.__cause__) == "NoSuchKey":
                return False
            raise
        return True


def _day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
