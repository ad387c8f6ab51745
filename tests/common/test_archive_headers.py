"""What stands before a file in a zip, where it says the same as the directory in another way."""

import struct

from handover.common.archive_headers import LocalHeader, names_alike, read_local, sums_alike

UTF8, FOLLOWS, DEFLATED = 0x800, 0x8, 8


def local(name: bytes = b"a.xml", flags: int = 0, sums: tuple[int, int, int] = (0, 0, 0)) -> LocalHeader:
    return LocalHeader(name, flags, DEFLATED, *sums, b"", 0)


def test_sizes_too_large_for_the_header_stand_in_its_zip64_field_the_unpacked_first() -> None:
    field = struct.pack("<2H2Q", 1, 16, 5_000_000_000, 4_500_000_000)
    numbers = (b"PK\3\4", 45, 0, DEFLATED, 0, 0, 7, 0xFFFFFFFF, 0xFFFFFFFF, 1, len(field))
    found = read_local(struct.pack("<4s5H3L2H", *numbers) + b"a" + field, 0)
    assert found is not None
    assert (found.size, found.packed) == (5_000_000_000, 4_500_000_000)


def test_a_name_beyond_plain_letters_is_another_one_in_other_letters() -> None:
    welsh = "tŷ.xml".encode()
    assert names_alike(local(welsh, UTF8), welsh, UTF8, DEFLATED)
    assert not names_alike(local(welsh, UTF8), welsh, 0, DEFLATED)
    assert names_alike(local(b"ty.xml", UTF8), b"ty.xml", 0, DEFLATED)


def test_sums_that_follow_later_are_left_open_as_noughts_or_by_pointing_to_zip64() -> None:
    said = (7, 10, 20)
    assert sums_alike(local(flags=FOLLOWS), said)
    assert sums_alike(local(flags=FOLLOWS, sums=(0, 0xFFFFFFFF, 0xFFFFFFFF)), said)
    assert not sums_alike(local(flags=FOLLOWS, sums=(0, 11, 0)), said)
    assert not sums_alike(local(sums=(0, 0, 0)), said)
