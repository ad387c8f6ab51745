"""Sealed files: what goes in comes out, and nothing else does."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.sealing import (
    CHUNK,
    MARK,
    TAG,
    CannotUnseal,
    derived_key,
    new_key,
    open_record,
    seal_record,
    seal_stream,
    unseal,
    unwrap,
    wrap,
)

KEY = bytes(range(32))
SIZES = st.sampled_from([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])


def sealed(data: bytes, key: bytes = KEY, name: str = "a-file") -> bytes:
    return b"".join(seal_stream([data], key, name))


def opened(data: bytes, key: bytes = KEY, name: str = "a-file") -> bytes:
    return b"".join(unseal(io.BytesIO(data), key, name))


@given(SIZES, st.integers(1, 3 * CHUNK))
def test_a_file_comes_out_as_it_went_in_whatever_the_size_of_its_pieces(size, piece):
    data = bytes(i % 251 for i in range(size))
    pieces = [data[start : start + piece] for start in range(0, size, piece)]
    assert opened(b"".join(seal_stream(pieces, KEY, "a-file"))) == data


def test_a_sealed_file_shows_nothing_of_what_is_in_it():
    assert b"Prydderch" not in sealed(b"Prydderch" * 1000)


@pytest.mark.parametrize("place", [0, len(MARK), len(MARK) + CHUNK + TAG, -1])
def test_a_changed_byte_is_noticed(place):
    data = bytearray(sealed(b"x" * (CHUNK + 10)))
    data[place] ^= 1
    with pytest.raises(CannotUnseal):
        opened(bytes(data))


@pytest.mark.parametrize("kept", [0, 3, len(MARK), len(MARK) + TAG, len(MARK) + CHUNK + TAG])
def test_a_file_that_was_cut_short_does_not_open(kept):
    with pytest.raises(CannotUnseal):
        opened(sealed(b"x" * (2 * CHUNK))[:kept])


def test_chunks_that_changed_places_do_not_open():
    data = sealed(b"a" * CHUNK + b"b" * CHUNK + b"c")
    first, second = len(MARK), len(MARK) + CHUNK + TAG
    swapped = data[:first] + data[second : second + CHUNK + TAG] + data[first:second] + data[second + CHUNK + TAG :]
    with pytest.raises(CannotUnseal):
        opened(swapped)


def test_a_file_does_not_open_in_the_place_of_another():
    with pytest.raises(CannotUnseal):
        opened(sealed(b"x"), name="another-file")


def test_a_file_key_opens_only_with_the_master_key_and_for_its_own_file():
    key, master = new_key(), new_key()
    wrapped = wrap(key, master, "a-file")
    assert unwrap(wrapped, master, "a-file") == key
    for other_master, name in ((new_key(), "a-file"), (master, "another-file")):
        with pytest.raises(CannotUnseal):
            unwrap(wrapped, other_master, name)


@pytest.mark.parametrize("plain", [b"", b"x", "Siân Prydderch".encode() * 100])
def test_a_record_comes_out_as_it_went_in_29_bytes_longer_and_differently_each_time(plain):
    one, other = (seal_record(plain, KEY, "pupil 7") for _ in range(2))
    assert open_record(one, KEY, "pupil 7") == open_record(other, KEY, "pupil 7") == plain
    assert len(one) == len(plain) + 29
    assert one[0] == 1
    assert one[1:] != other[1:]


def test_a_record_opens_for_itself_alone():
    kept = seal_record(b"Prydderch", KEY, "pupil 7")
    bad = [(kept, KEY, "pupil 8"), (kept, bytes(32), "pupil 7"), (b"\x02" + kept[1:], KEY, "pupil 7")]
    bad += [(kept[:length], KEY, "pupil 7") for length in (0, 1, 13, 28, len(kept) - 1)]
    bad += [(kept[:-1] + bytes([kept[-1] ^ 1]), KEY, "pupil 7")]
    for sealed_record, key, identity in bad:
        with pytest.raises(CannotUnseal):
            open_record(sealed_record, key, identity)


def test_a_record_that_is_none_is_told_from_one_that_does_not_open():
    kept = seal_record(b"", KEY, "pupil 7")
    for data, words in ((kept[:28], "not a sealed record"), (b"\x02" + kept[1:], "not a sealed record")):
        with pytest.raises(CannotUnseal, match=words):
            open_record(data, KEY, "pupil 7")
    with pytest.raises(CannotUnseal, match="does not open"):
        open_record(kept, bytes(32), "pupil 7")


def test_each_purpose_has_a_key_of_its_own_that_is_the_same_every_time():
    assert derived_key(KEY, b"one").hex() == derived_key(bytes(range(32)), b"one").hex()
    assert len({derived_key(KEY, b"one"), derived_key(KEY, b"two"), derived_key(bytes(32), b"one"), KEY}) == 4
