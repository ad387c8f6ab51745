"""Reads the address of a bucket: `s3://BUCKET` or `s3://BUCKET/PREFIX`. Keys and server are in the usual environment."""

import re
from dataclasses import dataclass
from typing import Final

SCHEME: Final = "s3://"
_BUCKET: Final = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_PREFIX: Final = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")


class BadS3Address(Exception):
    """The address of a bucket cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class S3Address:
    """A bucket, and what the keys of all objects in it begin with: empty, or with a slash at its end."""

    bucket: str
    prefix: str

    def __str__(self) -> str:
        return f"{SCHEME}{self.bucket}/{self.prefix}".rstrip("/")


def read_s3_address(text: str) -> S3Address:
    """Return the bucket that an address means. Raises BadS3Address."""
    bucket, _, prefix = text.removeprefix(SCHEME).partition("/")
    prefix = prefix.rstrip("/")
    if not _BUCKET.fullmatch(bucket):
        raise BadS3Address("the address of a bucket is s3://BUCKET/PREFIX, the bucket 3 to 63 of a-z, 0-9, - and .")
    if prefix and not _PREFIX.fullmatch(prefix):
        raise BadS3Address("what stands behind the bucket is letters, digits, -, _ and ., with single / between")
    return S3Address(bucket, f"{prefix}/" if prefix else "")
