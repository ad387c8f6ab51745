"""What a thief of a site's database sees, and the many spellings in which somebody's words may stand in it."""

import base64
import hashlib
import json
import subprocess
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from handover.portal.database import sqlite_path

HASHES = ("md5", "sha1", "sha256", "sha512", "blake2b", "blake2s")
MONTHS = {"en": "July", "cy": "Gorffennaf"}


@dataclass(frozen=True)
class Dump:
    """Everything that was stolen, by where it came from."""

    pieces: dict[str, bytes]

    def holding(self, needle: bytes) -> list[str]:
        """Return the names of the pieces that hold some bytes, capitals aside."""
        return [name for name, held in self.pieces.items() if needle.lower() in held]


def stolen(*folders: Path) -> Dump:
    """Steal the database, row by row and as raw files, and the files of some folders."""
    pieces = dict(rows())
    if connection.vendor == "sqlite":
        path = sqlite_path(connection.settings_dict["NAME"])
        lying = list(path.parent.glob(f"{path.name}*"))
        assert path in lying
        pieces |= {beside.name: read_as_thief(beside) for beside in lying}
    for folder in folders:
        pieces |= {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return Dump({name: held.lower() for name, held in pieces.items()})


def read_as_thief(path: Path) -> bytes:
    """Return the bytes of a file, by another process: one that closes a file of SQLite's gives up its locks on it."""
    return subprocess.run(["/bin/cat", path], capture_output=True, check=True).stdout


def rows() -> Iterator[tuple[str, bytes]]:
    """Yield each table as bytes: every value as text or as the bytes it is, and what unpacks out of it."""
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')  # a table of ours
            values = [value for row in cursor.fetchall() for value in row]
        yield f"table {table}", b"\n".join(found for value in values for found in unpacked(as_bytes(value)))


def as_bytes(value: object) -> bytes:
    """Return a value of a row as bytes."""
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else str(value).encode()


def unpacked(value: bytes) -> Iterator[bytes]:
    """Yield a value, and what comes out of it by base 64 (as a session does, too), by zlib, or by both."""
    yield value
    for form in (value, *value.split(b":")):
        for decoded in (form, from_base64(form)):
            yield decoded
            with suppress(zlib.error):
                yield zlib.decompress(decoded)


def from_base64(value: bytes) -> bytes:
    """Return what base 64 stands for; nothing where it is none."""
    with suppress(ValueError):
        return base64.urlsafe_b64decode(value.lstrip(b".") + b"=" * (-len(value.lstrip(b".")) % 4))
    return b""


def spellings(word: str) -> Iterator[bytes]:
    """Yield the forms in which a word may stand plainly in a file."""
    yield word.encode()
    yield word.encode("utf-16-le")
    yield word.encode("utf-16-be")
    yield json.dumps(word)[1:-1].encode()
    yield "".join(f"\\u{ord(letter):04x}" for letter in word).encode()
    for skipped in range(3):  # what base 64 makes of it depends on where it begins
        data = b"\0" * skipped + word.encode()
        yield base64.b64encode(data)[(8 * skipped + 5) // 6 : 8 * len(data) // 6]


def days(day: date) -> Iterator[str]:
    """Yield the ways in which a day is written."""
    yield from (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}")
    yield from (f"{day:%Y%m%d}", f"{day:%d-%m-%Y}", *(f"{day.day} {month} {day.year}" for month in MONTHS.values()))


def hashes(words: Iterable[str]) -> Iterator[bytes]:
    """Yield the codes that anybody can make of words: whole, in hexadecimal, in base 64 and as a number of 64 bits."""
    for word in words:
        digests = [hashlib.new(name, word.encode()).digest() for name in HASHES]
        digests += [hashlib.blake2b(word.encode(), digest_size=size).digest() for size in (8, 16, 32)]
        for digest in digests:
            yield digest[:16]
            yield digest[:8].hex().encode()
            yield base64.b64encode(digest)[:16]
            yield str(int.from_bytes(digest[:8], "big", signed=True)).encode()
