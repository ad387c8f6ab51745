"""A secret that can be guessed is named as one, to the letter; one that may be random never is."""

from hashlib import sha256

import pytest

from handover.common.secrecy import is_typed, key_fault, repeats, runs, text_fault

RANDOM = sha256(b"one").hexdigest()[:25] + sha256(b"two").hexdigest()[:25]
PATTERN = "is a pattern that can be guessed"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "has 0 characters, and needs 50"),
        (RANDOM[:49], "has 49 characters, and needs 50"),
        (RANDOM, None),
        ("102938475" + "123456789"[::-2] * 9, PATTERN),  # nine characters
        (RANDOM[:25] * 2, PATTERN),
        (RANDOM[:41] + "abcdefghi", PATTERN),
        (RANDOM[:42] + "abcdefgh", None),
        (RANDOM[:42] + "ChangeMe", "holds “changeme”: it was written by hand or copied from a page"),
        (RANDOM[:44] + "SECRET", "holds “secret”: it was written by hand or copied from a page"),
        (RANDOM[:49] + "…", "holds “…”: it was written by hand or copied from a page"),
    ],
)
def test_a_text_is_judged_by_length_letters_patterns_and_words(text: str, fault: str | None) -> None:
    assert text_fault(text) == fault


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        (sha256(b"a key").digest(), None),
        (bytes(32), PATTERN),
        (sha256(b"a key").digest()[:16] * 2, PATTERN),
        (bytes(range(32)), PATTERN),
        (bytes([3, 7, 1, 15, 9, 4, 12, 0, 6, 13, 2, 11, 5, 14, 8, 0] * 2)[:31] + b"\x05", PATTERN),  # fifteen and one
    ],
)
def test_a_key_is_judged_by_its_bytes(key: bytes, fault: str | None) -> None:
    assert key_fault(key) == fault


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("abababab", True),
        ("abcabcab", True),
        ("aa", True),
        ("abcab", False),  # the piece is longer than half
        ("abcdabc", False),
        ("a", False),
    ],
)
def test_the_same_piece_again_and_again_is_found(text: str, is_one: bool) -> None:
    assert repeats(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        (b"abcdefgh", False),
        (b"abcdefghi", True),
        (b"zxabcdefghi", True),
        (b"ihgfedcba", True),
        (b"aaaaaaaaa", True),
        (b"aaaaaaaa", False),
        (b"acegikmoq", True),
        (b"abcdefgXhijklmn", False),
        (b"", False),
    ],
)
def test_nine_letters_of_one_step_are_a_run(text: bytes, is_one: bool) -> None:
    assert runs(text) is is_one


def test_a_key_of_characters_alone_was_typed() -> None:
    assert is_typed(b" ~" * 16)
    assert not is_typed(b"\x1f" + b"x" * 31)
    assert not is_typed(b"\x7f" + b"x" * 31)
