"""Hostile zip files, each named after its attack: found out by unpacking in pieces, never by what the file says."""

import hashlib
import io
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.archives import MEBIBYTE, PIECE, ArchiveLimits, look_into, printable_name
from tests.zips import all_locked, locked, zipped

NOISE = bytes(range(256)) * 4096
SMALL = ArchiveLimits(entries=50, unpacked=4 * MEBIBYTE, nested=2 * MEBIBYTE)


def codes(data: bytes, limits: ArchiveLimits | None = None) -> list[str]:
    return [problem.code for problem in look_into(data, limits).problems]


def test_ordinary_files_and_folders_are_listed():
    contents = look_into(zipped({"letters/one.txt": b"Annwyl", "roll.csv": b"a,b\n" * 100}))
    assert contents.problems == ()
    assert [(member.name, member.size) for member in contents.members] == [("letters/one.txt", 6), ("roll.csv", 400)]


def test_a_file_whose_last_piece_needs_no_more_packed_bytes_is_read_to_its_end():
    contents = look_into(zipped({"blank.txt": b"\0" * 65537}))
    assert contents.problems == ()
    assert [member.size for member in contents.members] == [65537]


def test_an_office_document_is_no_bomb_though_it_is_a_zip():
    document = zipped({"word/document.xml": b"<w:document/>", "[Content_Types].xml": b"<Types/>"})
    assert codes(zipped({"letter.docx": document})) == []


def hard_to_pack(size):
    """Return bytes that deflate cannot make smaller, the same ones each time."""
    return b"".join(hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(size // 32))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_photos_and_letters_larger_than_one_piece_are_looked_into_whole(method):
    photo, text = hard_to_pack(5 * PIECE + 32), b"Annwyl riant, " * (20 * 1024)
    contents = look_into(zipped({"photo.jpg": photo, "letter.txt": text}, method))
    assert contents.problems == ()
    assert [member.size for member in contents.members] == [5 * PIECE + 32, 14 * 20 * 1024]


def test_file_whose_last_piece_was_changed_is_damaged():
    data = bytearray(zipped({"photo.jpg": hard_to_pack(5 * PIECE)}, zipfile.ZIP_STORED))
    data[data.find(b"PK\x01\x02") - 1] ^= 1
    assert codes(bytes(data)) == ["archive.damaged"]


def test_zip_may_reach_its_limits_and_not_pass_them():
    def fits(limits, files, *more):
        return codes(zipped(files, *more), limits) == []

    files = {f"{number}.txt": b"x" * 100 for number in range(5)}
    assert fits(ArchiveLimits(entries=5), files)
    assert codes(zipped(files), ArchiveLimits(entries=4)) == ["archive.too_many"]
    assert fits(ArchiveLimits(unpacked=500), files)
    assert codes(zipped(files), ArchiveLimits(unpacked=499)) == ["archive.too_large"]

    assert fits(ArchiveLimits(member=100), files)
    assert codes(zipped(files), ArchiveLimits(member=99)) == ["archive.member_too_large"]
    assert fits(ArchiveLimits(name=8), {"name.txt": b"x"})
    assert codes(zipped({"names.txt": b"x"}), ArchiveLimits(name=8)) == ["archive.path"]
    inner = zipped({"a": b"x"})
    assert fits(ArchiveLimits(nested=len(inner)), {"in.zip": inner})
    assert codes(zipped({"in.zip": inner}), ArchiveLimits(nested=len(inner) - 1)) == ["archive.too_large"]
    assert fits(ArchiveLimits(depth=2), {"in.zip": inner})
    assert codes(zipped({"in.zip": zipped({"in.zip": inner})}), ArchiveLimits(depth=2)) == ["archive.nested"]


def test_small_files_may_pack_better_than_large_ones():
    letter = b"Annwyl riant, " * 70_000  # 957 KiB, which pack to a three-hundredth
    assert codes(zipped({"letter.txt": letter}), ArchiveLimits(ratio=200)) == []
    assert codes(zipped({"letter.txt": letter * 2}), ArchiveLimits(ratio=200)) == ["archive.ratio"]
    packed = len(zlib.compress(letter * 2, wbits=-15))
    assert codes(zipped({"letter.txt": letter * 2}), ArchiveLimits(ratio=len(letter) * 2 // packed + 1)) == []


def test_what_a_zip_may_hold_where_nothing_else_is_set():
    assert ArchiveLimits() == ArchiveLimits(
        entries=10_000, unpacked=268_435_456, ratio=200, depth=3, nested=33_554_432, member=67_108_864, name=255
    )


def test_ten_locked_files_are_named_and_the_rest_is_counted_among_the_dots():
    def words(count):
        contents = look_into(all_locked({f"s{number:02}.txt": b"x" for number in range(count)}))
        return contents.problems[0].message()

    assert "s09.txt" in words(10)
    assert "…" not in words(10)
    assert "s10.txt" not in words(11)
    assert "s09.txt, …" in words(11)


def test_name_of_a_stranger_is_cut_and_loses_what_cannot_be_printed():
    assert printable_name("n" * 60) == "n" * 60
    assert printable_name("n" * 61) == "n" * 60 + "…"
    assert printable_name("a\x07b") == "a?b"


def test_bomb_that_unpacks_to_far_more_is_stopped_early_and_in_little_memory():
    bomb = zipped({"zeros": b"\0" * (40 * MEBIBYTE)})
    tracemalloc.start()
    assert codes(bomb) == ["archive.ratio"]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEBIBYTE


def test_bomb_of_many_middling_files_is_stopped_by_their_sum():
    contents = look_into(zipped({f"part{number}": NOISE for number in range(6)}), SMALL)
    assert [(problem.code, problem.values["limit"]) for problem in contents.problems] == [("archive.too_large", "4")]


def test_a_hundred_thousand_entries_are_not_all_read():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for number in range(20_000):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    data = kept.getvalue()
    end = data.rfind(b"PK\x05\x06")
    (problem,) = look_into(data).problems
    assert (problem.code, problem.values["limit"]) == ("archive.too_many", "10000")
    honest = data[: end + 8] + struct.pack("<HH", 5, 5) + data[end + 12 :]
    assert codes(honest) == ["archive.broken"]


def test_zips_within_zips_within_zips_are_not_followed_for_ever():
    data = zipped({"deep.txt": b"x"})
    for level in range(4):
        data = zipped({f"level{level}.zip": data})
    assert codes(data) == ["archive.nested"]


def test_bomb_inside_a_zip_inside_the_zip_counts_with_the_rest():
    inner = zipped({"zeros": b"\0" * (3 * MEBIBYTE)})
    assert codes(zipped({"a.zip": inner})) == ["archive.ratio"]
    middling = zipped({f"part{number}": NOISE for number in range(6)})
    assert codes(zipped({"a.zip": middling}, zipfile.ZIP_STORED), SMALL) == ["archive.too_large"]


def test_overlapping_files_that_share_one_kernel_are_found():
    data = zipped({"a": b"kernel" * 1000, "b": b"kernel" * 1000})
    start = data.find(b"PK\x01\x02")
    first = data[start:]
    row = 46 + 1
    directory = first[:row] + first[:43][:42] + first[42:row]
    end = bytearray(data[data.rfind(b"PK\x05\x06") :])
    struct.pack_into("<HHLL", end, 8, 2, 2, len(directory), start)
    assert codes(data[:start] + directory + bytes(end)) == ["archive.overlap"]


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "/etc/passwd", "C:\\Windows\\evil.exe", "a/../../b", "..\\b", "\\\\server\\share", "a\x07b"],
)
def test_name_that_leads_out_of_its_folder_is_refused(name):
    assert codes(zipped({name: b"x"})) == ["archive.path"]


def test_link_to_another_place_is_refused():
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert codes(kept.getvalue()) == ["archive.link"]


def test_locked_entry_is_named_and_not_opened():
    contents = look_into(locked({"secret.txt": b"x", "open.txt": b"y"}, "secret.txt"))
    assert [problem.code for problem in contents.problems] == ["archive.encrypted"]
    assert "secret.txt" in contents.problems[0].message()
    assert contents.locked
    assert [(member.name, member.encrypted) for member in contents.members] == [
        ("secret.txt", True),
        ("open.txt", False),
    ]


def test_declared_size_that_lies_is_found_out():
    data = bytearray(zipped({"a": b"x" * 5000}))
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 10)
    assert codes(bytes(data)) == ["archive.damaged"]


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7", b"\x1f\x8b\x08", b"Rar!\x1a\x07", b"MZ" + b"\0" * 100])
def test_what_is_only_called_a_zip_is_refused(data):
    assert codes(data) == ["archive.not_a_zip"]


def test_program_with_a_zip_behind_it_is_refused():
    assert codes(b"MZ" + zipped({"a": b"x"})) == ["archive.not_a_zip"]


def test_empty_zip_is_refused():
    assert codes(zipped({})) == ["archive.empty"]
    assert codes(zipped({"folder/": b""})) == ["archive.empty"]


def test_another_way_of_packing_is_refused_because_nobody_can_look_into_it():
    assert codes(zipped({"a": b"x" * 100}, zipfile.ZIP_BZIP2)) == ["archive.method"]


def test_other_archive_in_the_zip_is_pointed_out():
    assert codes(zipped({"a.gz": b"\x1f\x8b\x08rest"})) == ["archive.other_archive"]


WHOLE = zipped({"one.txt": b"one" * 50, "two/two.csv": b"a,b,c\n" * 30})


@given(cut=st.integers(0, len(WHOLE) - 1))
def test_zip_that_was_cut_short_is_always_refused(cut):
    assert codes(WHOLE[:cut])[-1] in {"archive.broken", "archive.damaged", "archive.not_a_zip"}


@given(st.data())
def test_no_damage_makes_the_look_fail(data):
    broken = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    look_into(bytes(broken), SMALL)


@given(st.binary(max_size=300))
def test_no_bytes_make_the_look_fail(junk):
    look_into(b"PK\x03\x04" + junk + b"PK\x05\x06" + junk)


def with_packed(packed, content):
    """Return a zip of one file, of which these are the packed bytes."""
    crc, packed_size, size = zlib.crc32(content), len(packed), len(content)
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, packed_size, size, 1, 0) + b"a"
    row = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, packed_size, size, 1, 0, 0, 0, 0, 0, 0)
    body = local + packed
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(row) + 1, len(body), 0)
    return body + row + b"a" + end


def test_packed_bytes_after_the_end_of_a_file_are_not_a_hiding_place():
    stream = zlib.compressobj(wbits=-15)
    packed = stream.compress(b"seen") + stream.flush()
    assert codes(with_packed(packed, b"seen")) == []
    assert codes(with_packed(packed + b"hidden", b"seen")) == ["archive.damaged"]


def test_packed_bytes_that_end_with_a_piece_hide_nothing_in_the_next_one():
    seen = hard_to_pack(PIECE)[: PIECE - 5]
    packed = b"\x01" + struct.pack("<2H", len(seen), len(seen) ^ 0xFFFF) + seen  # one block, stored as it is
    assert len(packed) == PIECE
    assert codes(with_packed(packed, seen)) == []
    assert codes(with_packed(packed + b"hidden", seen)) == ["archive.damaged"]
