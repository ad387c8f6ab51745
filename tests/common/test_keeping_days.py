"""What waits for a school is there for school days, and is never over in a holiday or within ten school days after one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.calendar import Nation, is_school_day, school_days_between
from handover.common.keeping_days import (
    find_last_day_outside_holidays,
    find_last_school_day,
    find_latest,
    find_warning_day,
    holidays_between,
    last_holiday,
    reckon_school_days,
)

WALES, ENGLAND = Nation.WALES, Nation.ENGLAND
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
NATIONS = st.sampled_from(Nation)


@pytest.mark.parametrize(
    ("began", "days", "nation", "last"),
    [
        # 21 school days to 20 July, and 39 from 1 September.
        (date(2026, 6, 20), 60, WALES, date(2026, 10, 23)),
        # The last of 61 would be 2 November, the first after the half term: it is put off to the eleventh after it.
        (date(2026, 6, 22), 61, WALES, date(2026, 11, 16)),
        (date(2026, 9, 3), 60, WALES, date(2026, 12, 3)),
        (date(2026, 7, 20), 5, WALES, date(2026, 9, 15)),
        (date(2026, 7, 20), 30, WALES, date(2026, 10, 12)),
        (date(2026, 4, 24), 30, ENGLAND, date(2026, 6, 15)),
    ],
)
def test_files_wait_for_school_days(began, days, nation, last):
    assert find_last_school_day(began, days, nation) == last


@given(DAYS, st.integers(1, 90), NATIONS)
def test_nothing_is_over_in_a_holiday_or_within_ten_school_days_after_one(began, count, nation):
    last = find_last_school_day(began, count, nation)
    assert is_school_day(last, nation)
    assert school_days_between(began, last, nation) >= count
    assert school_days_between(last_holiday(last, nation).last, last, nation) > 10


@given(DAYS, st.integers(1, 400), NATIONS)
def test_days_of_the_calendar_are_put_off_only_by_a_holiday(began, count, nation):
    last, plain = find_last_day_outside_holidays(began, count, nation), began + timedelta(days=count)
    assert last >= plain
    assert school_days_between(last_holiday(last, nation).last, last, nation) > 10
    assert last == plain or school_days_between(last_holiday(plain, nation).last, plain, nation) <= 10


@given(DAYS, st.integers(1, 90), NATIONS)
def test_who_is_told_is_told_on_a_school_day_with_five_school_days_to_go(began, count, nation):
    last = find_last_school_day(began, count, nation)
    told = find_warning_day(last, nation)
    assert is_school_day(told, nation)
    assert school_days_between(told, last, nation) == 5


@given(DAYS, st.integers(1, 90), NATIONS)
def test_what_comes_later_does_not_end_earlier(began, count, nation):
    assert find_last_school_day(began, count, nation) <= find_last_school_day(began + timedelta(days=1), count, nation)


@given(DAYS, st.integers(1, 90), NATIONS)
def test_the_latest_day_that_is_over_is_found(today, count, nation):
    def over(began):
        return find_last_school_day(began, count, nation) < today

    found = find_latest(over, today)
    assert over(found)
    assert not over(found + timedelta(days=1))


def test_the_holidays_on_the_way_are_named():
    named = holidays_between(date(2026, 6, 20), date(2026, 11, 16), WALES)
    assert [holiday.phrase.en for holiday in named] == ["the summer holiday", "the autumn half term"]
    assert [(holiday.first, holiday.last) for holiday in named] == [
        (date(2026, 7, 21), date(2026, 8, 31)),
        (date(2026, 10, 26), date(2026, 10, 30)),
    ]


@pytest.mark.parametrize(
    ("began", "count", "english", "welsh"),
    [
        (date(2026, 9, 3), 20, "20 school days", "20 diwrnod ysgol"),
        (
            date(2026, 6, 20),
            60,
            "60 school days, not counting the summer holiday",
            "60 diwrnod ysgol, heb gyfrif gwyliau'r haf",
        ),
        (
            date(2026, 6, 22),
            61,
            "61 school days, not counting the summer holiday and the autumn half term; put off, because nothing ends in a "
            "holiday or soon after one",
            "61 diwrnod ysgol, heb gyfrif gwyliau'r haf a hanner tymor yr hydref; wedi'i ohirio, am nad oes dim yn dod i ben "
            "yn y gwyliau nac yn fuan wedyn",
        ),
    ],
)
def test_why_it_is_kept_so_long_is_said(began, count, english, welsh):
    why = reckon_school_days(began, count, WALES)
    assert (why.say("en"), why.say("cy")) == (english, welsh)
