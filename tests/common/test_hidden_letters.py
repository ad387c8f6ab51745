"""Letters that nobody sees: each range by its first, its last and both neighbours."""

import pytest

from handover.common.hidden_letters import HIDDEN, INVISIBLE, TURNING, codes_of, may_be_hidden, without_hidden

TURNING_RANGES = [(0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069)]
INVISIBLE_RANGES = [
    *((0x7F, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200D), (0x2060, 0x2065), (0x206A, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xE0000, 0xE0FFF)),
]


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [*((TURNING, *each) for each in TURNING_RANGES), *((INVISIBLE, *each) for each in INVISIBLE_RANGES)],
)
def test_each_range_begins_and_ends_where_unicode_says(kind: object, first: int, last: int) -> None:
    assert kind.fullmatch(chr(first))
    assert kind.fullmatch(chr(last))
    assert HIDDEN.fullmatch(chr(first))
    assert not kind.fullmatch(chr(first - 1))
    assert not kind.fullmatch(chr(last + 1))


def test_a_name_is_shown_as_it_is_seen_and_each_hidden_letter_is_named_once() -> None:
    assert without_hidden("Al\u200bys \u202edleif\u200b") == "Alys dleif"
    assert codes_of("Al\u200bys \u202edleif\u200b\x7f") == "U+200B, U+202E, U+007F"


def test_no_hidden_letter_is_passed_over_in_a_text_of_plain_letters_or_of_others() -> None:
    hidden = {number for number in range(0x3000) if may_be_hidden(f"Alys{chr(number)}dleif")}
    assert hidden == {number for number in range(0x3000) if HIDDEN.search(chr(number))}
    assert {number for number in hidden if number < 0x80} == {0x7F}
