"""What a scanner must find before the site believes it: the harmless test file of the European Institute for Computer
Anti-Virus Research, plain and in the places where the site's own limits let a file be.

Its text is put together here, so that no scanner takes our source for one.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from handover.common.archives import MEBIBYTE, ArchiveLimits

HARMLESS: Final = "".join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-", "ANTIVIRUS-TEST-FILE!$H+H*")).encode()
NAME: Final = "test.com"


def build_nests(limits: ArchiveLimits) -> Iterator[tuple[str, bytes]]:
    """Yield where the test file is, in words, and the bytes in which it is."""
    yield "as a file of its own", HARMLESS
    nested = HARMLESS
    for _ in range(limits.depth):
        nested = _zip_of([(NAME, nested)])
    yield f"in {limits.depth} zips, one in the other", nested
    largest = _zip_of([(NAME, HARMLESS)], filled=(limits.member - MEBIBYTE // 64,), stored=True)
    yield f"in a file of {limits.member // MEBIBYTE} MB in a zip", _zip_of([("large.zip", largest)])
    whole, rest = divmod(limits.unpacked - MEBIBYTE // 64, limits.member)
    yield (
        f"behind {limits.unpacked // MEBIBYTE} MB in a zip",
        _zip_of([(NAME, HARMLESS)], filled=(*[limits.member] * whole, rest)),
    )
    many = [(f"{number}.txt", b"") for number in range(limits.entries - 1)]
    yield f"behind {limits.entries - 1} files in a zip", _zip_of([*many, (NAME, HARMLESS)])


def _zip_of(files: list[tuple[str, bytes]], filled: tuple[int, ...] = (), *, stored: bool = False) -> bytes:
    """Return a zip: first files of so many bytes of nothing, then those given."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, size in enumerate(filled):
            with archive.open(f"filler{number}", "w") as member:
                for start in range(0, size, MEBIBYTE):
                    member.write(bytes(min(MEBIBYTE, size - start)))
        for name, data in files:
            archive.writestr(name, data)
    return kept.getvalue()
