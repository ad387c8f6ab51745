"""A page of a list begins where its address says; what says nothing is the beginning."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.portal.paging import (
    CountedPaginator,
    count_rows,
    read_page_behind,
    read_position,
    slice_rows,
    write_position,
)
from handover.portal.transfers.models import Transfer
from tests.files import send
from tests.moments import NOW

MOMENT = datetime(2026, 9, 3, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("17~2026-09-03T12:30:00+00:00", (MOMENT, 17)),
        ("999999999999999999~2026-09-03T12:30:00+00:00", (MOMENT, 999_999_999_999_999_999)),
        ("1000000000000000000~2026-09-03T12:30:00+00:00", None),
        ("", None),
        ("17", None),
        ("~2026-09-03T12:30:00+00:00", None),
        ("-17~2026-09-03T12:30:00+00:00", None),
        ("²~2026-09-03T12:30:00+00:00", None),
        ("17~2026-09-03T12:30:00", None),
        ("17~3 September", None),
        ("17~0001-01-01T00:00:00+14:00", None),
    ],
)
def test_position_of_a_moment_is_a_number_and_a_moment_with_its_time_zone(text, position):
    assert read_position(text, is_moment=True) == position


def test_position_of_a_name_holds_any_name_but_nothing_that_a_database_refuses():
    assert read_position("3~a~b\0c", is_moment=False) == ("a~bc", 3)


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: 1 < moment.year < 9999), st.integers(0, 10**18 - 1))
def test_position_is_read_as_it_was_written(moment, number):
    assert read_position(write_position(moment, number), is_moment=True) == (moment, number)


@given(st.text(), st.booleans())
def test_position_that_somebody_made_up_is_none_or_a_position(text, is_moment):
    assert read_position(text, is_moment=is_moment) is None or "~" in text


@pytest.mark.parametrize(
    ("after", "rows", "following"),
    [
        ("", [0, 1, 2], "3"),
        ("3", [3, 4, 5], "6"),
        ("4", [4, 5, 6], ""),
        ("6", [6], ""),
        ("7", [], ""),
        ("999999999", [], ""),
        ("1000000000", [0, 1, 2], "3"),
        ("-3", [0, 1, 2], "3"),
        ("²", [0, 1, 2], "3"),
    ],
)
def test_pages_from_an_offset_follow_each_other(after, rows, following):
    page = slice_rows(range(7), after, 3)
    assert (page.rows, page.following) == (rows, following)


@pytest.fixture
def sent(cast, db):
    """Seven files, three of them of the same moment; the newest last."""
    for number, minutes in enumerate((0, 1, 1, 1, 5, 7, 8), start=1):
        send(cast.alis, "6814990", number=number, now=NOW + timedelta(minutes=minutes))
    return list(Transfer.objects.order_by("sent_at", "id"))


@pytest.mark.parametrize("size", [1, 2, 3, 6, 7, 8])
@pytest.mark.parametrize("descending", [True, False])
def test_pages_behind_a_position_show_each_row_once_in_order(sent, size, descending):
    page = read_page_behind(Transfer.objects.all(), "sent_at", descending=descending, after="", size=size)
    seen = list(page.rows)
    while page.following:
        page = read_page_behind(
            Transfer.objects.all(), "sent_at", descending=descending, after=page.following, size=size
        )
        assert 0 < len(page.rows) <= size
        seen += page.rows
    assert seen == (sent[::-1] if descending else sent)


def test_no_more_rows_are_counted_than_are_said(sent):
    assert [count_rows(Transfer.objects.all(), most) for most in (5, 6, 7)] == [6, 7, 7]
    assert CountedPaginator(Transfer.objects.order_by("pk"), 2, 3).num_pages == 2
    assert CountedPaginator(Transfer.objects.order_by("pk"), 2).num_pages == 4
