"""The zips that we write: read by a directory and as the bytes come, small and beyond what 32 bits hold, with flat memory."""

import io
import shutil
import struct
import subprocess
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime

import pytest

from handover.common.archive_writing import WrongSize, ZipMember, deflated_member, write_zip, zip_length
from handover.common.archives import look_into

MADE = datetime(2026, 9, 1, 8, 30, 14)  # noqa: DTZ001 - a zip knows no zone
GIBIBYTE = 1024**3


def stored(name: str, *pieces: bytes) -> ZipMember:
    whole = b"".join(pieces)
    return ZipMember(name, MADE, len(whole), lambda: zlib.crc32(whole), lambda: pieces)


def read_as_it_comes(data: bytes) -> dict[str, bytes]:
    """Read a zip from its first byte to its directory, as a strict program does: what no header tells beforehand, fails."""
    found, at = {}, 0
    while data.startswith(b"PK\x03\x04", at):
        head = struct.unpack_from("<4s5H3L2H", data, at)
        _, version, flags, method, _, _, crc, packed, size, name_length, extra_length = head
        assert not flags & 0x8, "a data descriptor"
        assert version == 20
        name_at = at + 30
        name = data[name_at : name_at + name_length].decode("utf-8" if flags & 0x800 else "ascii")
        start = name_at + name_length + extra_length
        inside = data[start : start + packed]
        whole = inside if method == 0 else zlib.decompress(inside, -zlib.MAX_WBITS)
        assert (len(inside), len(whole), zlib.crc32(whole)) == (packed, size, crc)
        found[name] = whole
        at = start + packed
    assert data.startswith((b"PK\x01\x02", b"PK\x05\x06"), at)
    return found


MEMBERS = (
    stored("6812990_CTF_6814990_001.xml", b"<CTfile>", b"", b"</CTfile>"),
    stored("2/6812990_CTF_6814990_001.xml", b""),
    deflated_member("Darllenwch fi – tŷ.txt", "Siân\n".encode() * 1000, MADE),
)
INSIDE = {
    "6812990_CTF_6814990_001.xml": b"<CTfile></CTfile>",
    "2/6812990_CTF_6814990_001.xml": b"",
    "Darllenwch fi – tŷ.txt": "Siân\n".encode() * 1000,
}


def test_a_zip_is_read_by_its_directory_and_as_it_comes_alike() -> None:
    data = b"".join(write_zip(MEMBERS))
    assert read_as_it_comes(data) == INSIDE
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == INSIDE
        assert archive.infolist()[0].date_time == (2026, 9, 1, 8, 30, 14)
    assert look_into(data).problems == ()


def test_its_length_is_known_before_anything_is_read() -> None:
    assert zip_length(MEMBERS) == len(b"".join(write_zip(MEMBERS)))
    assert zip_length(()) == len(b"".join(write_zip(()))) == 22


def test_the_program_unzip_finds_it_whole(tmp_path) -> None:
    unzip = shutil.which("unzip")
    if unzip is None:
        pytest.skip("there is no unzip on this machine")
    (tmp_path / "some.zip").write_bytes(b"".join(write_zip(MEMBERS)))
    done = subprocess.run([unzip, "-t", str(tmp_path / "some.zip")], capture_output=True, text=True, check=False)
    assert (done.returncode, "No errors detected" in done.stdout) == (0, True), done.stdout + done.stderr


def test_a_file_that_is_not_as_long_as_it_said_ends_the_zip() -> None:
    lying = ZipMember("a", MADE, 5, lambda: 0, lambda: (b"four",))
    with pytest.raises(WrongSize):
        list(write_zip([lying]))


@pytest.mark.parametrize("year", [1975, 1980, 2107])
def test_a_day_before_dos_is_the_first_that_dos_can_write(year: int) -> None:
    data = b"".join(write_zip([ZipMember("a", MADE.replace(year=year), 0, lambda: 0, tuple)]))
    assert zipfile.ZipFile(io.BytesIO(data)).infolist()[0].date_time[0] == max(year, 1980)


class Hollow(io.RawIOBase):
    """A file of which only what is not zeros is kept: a zip of many gigabytes in little memory."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.kept: list[tuple[int, bytes]] = []
        self.at = self.length = 0
        for piece in pieces:
            if piece is not ZEROS:
                self.kept.append((self.length, piece))
            self.length += len(piece)

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset + (0, self.at, self.length)[whence]
        return self.at

    def read(self, size: int = -1) -> bytes:
        end = self.length if size < 0 else min(self.at + size, self.length)
        window = bytearray(end - self.at)
        for start, piece in self.kept:
            low, high = max(start, self.at), min(start + len(piece), end)
            if low < high:
                window[low - self.at : high - self.at] = piece[low - start : high - start]
        self.at = end
        return bytes(window)


ZEROS = bytes(16 * 1024 * 1024)


def hollow(name: str, size: int) -> ZipMember:
    return ZipMember(name, MADE, size, lambda: 0, lambda: (ZEROS for _ in range(size // len(ZEROS))))


def test_what_32_bits_do_not_hold_is_written_in_zip64() -> None:
    members = [hollow("large.bin", 5 * GIBIBYTE), stored("behind.txt", b"x")]
    whole = Hollow(write_zip(members))
    assert whole.length == zip_length(members)
    with zipfile.ZipFile(whole) as archive:
        large, behind = archive.infolist()
        assert (large.file_size, large.compress_size, behind.header_offset > 5 * GIBIBYTE) == (
            *[5 * GIBIBYTE] * 2,
            True,
        )
        assert archive.read("behind.txt") == b"x"
    version, extra = struct.unpack_from("<H", whole.kept[0][1], 4)[0], whole.kept[0][1][-20:]
    assert version == 45
    assert struct.unpack("<2H2Q", extra) == (1, 16, 5 * GIBIBYTE, 5 * GIBIBYTE)


def test_more_files_than_16_bits_count_are_written_in_zip64() -> None:
    members = [stored(f"{number}", b"") for number in range(70_000)]
    with zipfile.ZipFile(io.BytesIO(b"".join(write_zip(members)))) as archive:
        assert len(archive.namelist()) == 70_000


def test_memory_stays_that_of_one_piece() -> None:
    piece = bytes(64 * 1024)
    members = [
        ZipMember(f"{n}", MADE, 1600 * len(piece), lambda: 0, lambda: (piece for _ in range(1600))) for n in range(3)
    ]
    tracemalloc.start()
    try:
        for _ in write_zip(members):
            pass
        assert tracemalloc.get_traced_memory()[1] < 1024 * 1024
    finally:
        tracemalloc.stop()
