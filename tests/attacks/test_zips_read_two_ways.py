"""Zips that are one thing to who reads the list and another to who unpacks, or that not every computer can hold."""

import io
import struct
import unicodedata
import zipfile
from collections.abc import Iterable

import pytest
from zipstream import ZIP_DEFLATED, ZipStream

from handover.common.archive_faults import ARCHIVE_FAULTS
from handover.common.archives import look_into
from tests.zips import zipped


def codes(data: bytes) -> list[str]:
    return [problem.code for problem in look_into(data).problems]


def listed(*names: str) -> bytes:
    """Return a zip of files with these names in this order, the same name twice if it is given twice."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            if not (name.endswith("/") and name in archive.namelist()):
                archive.filelist.append(entry(archive, name))
    return kept.getvalue()


def entry(archive: zipfile.ZipFile, name: str) -> zipfile.ZipInfo:
    """Write a file without the library's own word about names that are there already."""
    archive.NameToInfo.pop(name, None)
    archive.writestr(zipfile.ZipInfo(name), b"" if name.endswith("/") else name.encode())
    return archive.filelist.pop()


def with_local(data: bytes, at: int, form: str, *values: int) -> bytes:
    """Return a zip with a number of its first local header changed."""
    changed = bytearray(data)
    struct.pack_into(form, changed, at, *values)
    return bytes(changed)


def test_a_name_that_the_list_does_not_say_is_refused():
    data = zipped({"a.txt": b"x"})
    assert codes(data.replace(b"a.txt", b"b.exe", 1)) == ["archive.two_names"]
    problem = look_into(data.replace(b"a.txt", b"b.exe", 1)).problems[0]
    assert "a.txt" in problem.message("en")
    assert "a.txt" in problem.message("cy")


def test_a_way_of_packing_that_the_list_does_not_say_is_refused():
    assert codes(with_local(zipped({"a.txt": b"x"}), 8, "<H", zipfile.ZIP_STORED)) == ["archive.two_names"]


@pytest.mark.parametrize("at", [14, 18, 22])
def test_a_checksum_or_size_that_the_list_does_not_say_is_refused(at: int):
    assert codes(with_local(zipped({"a.txt": b"x" * 99}), at, "<L", 7)) == ["archive.damaged"]


def test_a_second_name_in_an_extra_field_is_refused_and_an_accent_is_not():
    def told(name: str, other: str) -> bytes:
        info = zipfile.ZipInfo(name)
        said = b"\x01" + b"\0\0\0\0" + other.encode()
        info.extra = struct.pack("<2H", 0x7075, len(said)) + said
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            archive.writestr(info, b"x")
        return kept.getvalue()

    assert codes(told("a.txt", "b.exe")) == ["archive.two_names"]
    assert codes(told("a.txt", "a.txt")) == []
    assert codes(told("Si#U00e2n.txt", "Siân.txt")) == []
    assert codes(told("Si#U00e2n.txt", "Siân.exe")) == ["archive.two_names"]


@pytest.mark.parametrize(
    "names",
    [
        ("a.txt", "a.txt"),
        ("a.txt", "A.TXT"),
        ("letters/a.txt", "Letters/a.txt"),
        ("Siân.txt", unicodedata.normalize("NFD", "Siân.txt")),
        ("straße.txt", "STRASSE.txt"),
        ("letters", "letters/a.txt"),
        ("letters/", "Letters"),
        ("a\\b.txt", "a/b.txt"),
    ],
)
def test_two_files_that_would_be_one_are_refused(names: tuple[str, ...]):
    assert codes(listed(*names)) == ["archive.same_name"]


def test_files_of_one_name_in_different_folders_and_a_folder_with_its_files_are_two():
    assert codes(listed("a/", "a/b.txt", "a/c.txt", "b/b.txt", "b.txt")) == []


@pytest.mark.parametrize(
    "name",
    [
        "NUL",
        "con",
        "aux.txt",
        "letters/PRN.csv",
        "COM1",
        "lpt9.log",
        "COM¹.txt",
        "CONIN$",
        "a.txt.",
        "a.txt ",
        "b./a.txt",
    ],
)
def test_a_name_that_windows_keeps_or_changes_is_refused(name: str):
    assert codes(listed(name)) == ["archive.reserved_name"]


@pytest.mark.parametrize(
    "name", ["null.txt", "console.txt", "common.txt", "COM10.txt", ".hidden", "a..b.txt", "a b.txt"]
)
def test_a_name_that_only_resembles_one_is_taken(name: str):
    assert codes(listed(name)) == []


@pytest.mark.parametrize("tail", [b"x", b"MZ\x90\0" * 100, b"\0"])
def test_bytes_behind_the_end_are_refused(tail: bytes):
    assert codes(zipped({"a.txt": b"x"}) + tail) == ["archive.extra_bytes"]


def test_a_comment_is_no_bytes_behind_the_end():
    data = zipped({"a.txt": b"x"})
    assert codes(data[:-2] + struct.pack("<H", 7) + b"Annwyl!") == []
    assert codes(data[:-2] + struct.pack("<H", 5) + b"Annwyl!") == ["archive.extra_bytes"]


def moved(data: bytes, at: int, junk: bytes, first: int) -> bytes:
    """Return a zip with bytes put in at a place, and its offsets from the entry `first` on set right for it."""
    changed = bytearray(data[:at] + junk + data[at:])
    place, end = changed.find(b"PK\x01\x02", at), changed.rfind(b"PK\x05\x06")
    struct.pack_into("<L", changed, end + 16, place)
    for number in range(struct.unpack_from("<H", changed, end + 10)[0]):
        (offset,) = struct.unpack_from("<L", changed, place + 42)
        struct.pack_into("<L", changed, place + 42, offset + (len(junk) if number >= first else 0))
        place += 46 + sum(struct.unpack_from("<3H", changed, place + 28))
    return bytes(changed)


def test_bytes_before_between_and_after_the_files_are_refused():
    data = zipped({"a.txt": b"x", "b.txt": b"y"})
    second = data.find(b"PK\x03\x04", 4)
    assert codes(data) == []
    assert codes(moved(data, 0, b"MZ", 0)) == ["archive.not_a_zip"]
    assert codes(moved(data, 0, b"PK\x03\x04junk", 0)) == ["archive.extra_bytes"]
    assert codes(moved(data, second, b"hidden", 1)) == ["archive.extra_bytes"]
    assert codes(moved(data, data.find(b"PK\x01\x02"), b"hidden", 2)) == ["archive.extra_bytes"]


def test_a_file_that_the_list_leaves_out_is_refused():
    data = bytearray(zipped({"a.txt": b"x", "b.exe": b"y"}))
    place, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    second = data.find(b"PK\x01\x02", place + 4)
    struct.pack_into("<2H2L", data, end + 8, 1, 1, second - place, place)
    del data[second:end]
    assert codes(bytes(data)) == ["archive.extra_bytes"]


def test_a_file_that_reaches_into_the_list_is_refused():
    data = bytearray(zipped({"a.txt": b"x"}, zipfile.ZIP_STORED))
    place = data.find(b"PK\x01\x02")
    for at in (18, 22, place + 20, place + 24):
        struct.pack_into("<L", data, at, 20)
    assert codes(bytes(data)) == ["archive.overlap"]


def streamed(names: Iterable[str], way: int) -> bytes:
    stream = ZipStream(compress_type=way)
    for name in names:
        stream.add(iter([name.encode() * 50]), name)
    return b"".join(stream)


class OneWay(io.BytesIO):
    """A pipe: a zip written into it has its sizes behind each file."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: object) -> int:
        raise io.UnsupportedOperation


def piped(names: Iterable[str], way: int) -> bytes:
    pipe = OneWay()
    with zipfile.ZipFile(pipe, "w", way) as archive:
        for name in names:
            archive.writestr(name, name * 50)
    return pipe.getvalue()


@pytest.mark.parametrize("way", [zipfile.ZIP_STORED, ZIP_DEFLATED])
@pytest.mark.parametrize("write", [streamed, piped])
def test_zips_as_honest_programs_write_them_on_the_way_are_taken(write, way: int):
    assert codes(write(["a.txt", "llythyrau/Siân.txt"], way)) == []


def test_zips_of_the_common_program_are_taken():
    """As `zip -r` writes them: folders have entries, and each entry times and owner, longer in front of it than at the end."""
    written, now = io.BytesIO(), 1_789_000_000
    owner = struct.pack("<HHBBIBI", 0x7875, 11, 1, 4, 1000, 4, 1000)
    with zipfile.ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name in ("a.txt", "llythyrau/", "llythyrau/Siân.txt"):
            entry = zipfile.ZipInfo(name, (2026, 9, 9, 18, 40, 0))
            entry.create_system, entry.create_version = 3, 30
            entry.external_attr = (0o40755 << 16 | 0x10) if name.endswith("/") else (0o100644 << 16)
            entry.compress_type = zipfile.ZIP_STORED if name.endswith("/") else ZIP_DEFLATED
            entry.extra = struct.pack("<HHBII", 0x5455, 9, 3, now, now) + owner
            archive.writestr(entry, "" if name.endswith("/") else name * 50)
            entry.extra = struct.pack("<HHBI", 0x5455, 5, 3, now) + owner
    assert codes(written.getvalue()) == []


def test_each_fault_is_in_the_table_in_both_languages():
    for code in ("two_names", "same_name", "reserved_name", "extra_bytes"):
        kind = ARCHIVE_FAULTS[f"archive.{code}"]
        assert kind.message.en != kind.message.cy
