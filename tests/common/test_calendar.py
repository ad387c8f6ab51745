from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handover.common.calendar import (
    HOLIDAYS,
    SEND_WITHIN_SCHOOL_DAYS,
    Nation,
    academic_year,
    academic_year_dates,
    add_school_days,
    bank_holidays,
    easter,
    is_school_day,
    leaving_age_date,
    nation_of,
    school_days_between,
    year_group,
)

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
nations = st.sampled_from(Nation)


@pytest.mark.parametrize(
    ("day", "year"), [(date(2025, 8, 31), 2024), (date(2025, 9, 1), 2025), (date(2026, 7, 20), 2025)]
)
def test_a_school_year_begins_on_the_first_of_september(day: date, year: int) -> None:
    assert academic_year(day) == year


@given(days)
def test_every_day_lies_in_its_school_year(day: date) -> None:
    first, last = academic_year_dates(academic_year(day))
    assert first <= day <= last


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),
        (2010, date(2010, 4, 4)),
        (2024, date(2024, 3, 31)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 5)),
        (2038, date(2038, 4, 25)),
    ],
)
def test_easter_falls_where_the_church_has_it(year: int, day: date) -> None:
    assert easter(year) == day


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_bank_holidays_of_2022_are_those_proclaimed() -> None:
    assert sorted(bank_holidays(2022)) == [
        date(2022, 1, 3),
        date(2022, 4, 15),
        date(2022, 4, 18),
        date(2022, 5, 2),
        date(2022, 6, 2),
        date(2022, 6, 3),
        date(2022, 8, 29),
        date(2022, 9, 19),
        date(2022, 12, 26),
        date(2022, 12, 27),
    ]


def test_christmas_on_a_saturday_is_kept_on_monday_and_tuesday() -> None:
    assert {date(2021, 12, 27), date(2021, 12, 28)} <= bank_holidays(2021)


@given(st.integers(1990, 2090))
def test_there_are_eight_bank_holidays_or_more_and_all_are_weekdays(year: int) -> None:
    assert len(bank_holidays(year)) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in bank_holidays(year))


@pytest.mark.parametrize(
    ("day", "open_"),
    [
        (date(2025, 9, 3), True),
        (date(2025, 10, 29), False),
        (date(2025, 12, 19), True),
        (date(2025, 12, 22), False),
        (date(2026, 1, 2), False),
        (date(2026, 1, 5), True),
        (date(2026, 2, 18), False),
        (date(2026, 3, 27), True),
        (date(2026, 3, 30), False),
        (date(2026, 4, 13), True),
        (date(2026, 5, 4), False),
        (date(2026, 5, 27), False),
        (date(2026, 7, 20), True),
        (date(2026, 8, 12), False),
    ],
)
def test_schools_are_open_in_term_and_shut_in_the_holidays(day: date, open_: bool) -> None:
    assert is_school_day(day, Nation.WALES) is open_


@given(st.integers(1990, 2090), nations)
def test_a_school_year_has_about_190_days(year: int, nation: Nation) -> None:
    first, last = academic_year_dates(year)
    assert 184 <= school_days_between(first - timedelta(days=1), last, nation) <= 198


@given(st.integers(1990, 2090), nations)
def test_holidays_follow_each_other_and_lie_in_their_school_year(year: int, nation: Nation) -> None:
    first, last = academic_year_dates(year)
    edges = [edge for holiday in HOLIDAYS[nation] for edge in (holiday.first(year), holiday.last(year))]
    assert edges == sorted(edges)
    assert first <= edges[0]
    assert edges[-1] == last


@given(days, st.integers(0, 40), nations)
def test_adding_school_days_and_counting_them_agree(day: date, count: int, nation: Nation) -> None:
    later = add_school_days(day, count, nation)
    assert school_days_between(day, later, nation) == count
    assert count == 0 or is_school_day(later, nation)


@given(days, st.integers(0, 60), st.integers(0, 60), nations)
def test_counted_stretches_add_up(day: date, first: int, second: int, nation: Nation) -> None:
    middle = day + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = school_days_between(day, middle, nation) + school_days_between(middle, end, nation)
    assert parts == school_days_between(day, end, nation)


@given(days, st.integers(0, 60), nations)
def test_no_school_days_lie_between_a_day_and_an_earlier_one(day: date, back: int, nation: Nation) -> None:
    assert school_days_between(day, day - timedelta(days=back), nation) == 0


def test_school_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        add_school_days(date(2026, 1, 5), -1, Nation.ENGLAND)


def test_a_record_of_a_july_leaver_is_due_in_september() -> None:
    assert add_school_days(date(2026, 7, 20), SEND_WITHIN_SCHOOL_DAYS, Nation.WALES) == date(2026, 9, 21)


@pytest.mark.parametrize(
    ("born", "leaves"),
    [
        (date(2009, 9, 1), date(2026, 6, 26)),
        (date(2009, 8, 31), date(2025, 6, 27)),
        (date(2010, 8, 31), date(2026, 6, 26)),
        (date(2008, 2, 29), date(2024, 6, 28)),
    ],
)
def test_a_pupil_may_leave_on_the_last_friday_of_june_of_the_year_they_turn_16(born: date, leaves: date) -> None:
    assert leaving_age_date(born) == leaves


@given(days)
def test_the_leaving_date_is_a_friday_late_in_june_at_15_or_16(born: date) -> None:
    leaves = leaving_age_date(born)
    assert (leaves.weekday(), leaves.month) == (4, 6)
    assert leaves.day >= 24
    assert 15 <= (leaves - born).days / 365.25 < 17


@pytest.mark.parametrize(
    ("born", "group"),
    [
        (date(2014, 9, 1), "6"),
        (date(2014, 8, 31), "7"),
        (date(2020, 9, 2), "R"),
        (date(2022, 8, 31), "N2"),
        (date(2021, 8, 31), "R"),
        (date(2023, 8, 31), "N1"),
        (date(2023, 9, 1), None),
        (date(2000, 1, 1), None),
    ],
)
def test_a_year_group_goes_by_the_age_before_september(born: date, group: str | None) -> None:
    assert year_group(born, date(2026, 3, 1)) == group


@pytest.mark.parametrize(
    ("born", "group"),
    [(date(2010, 8, 31), "11"), (date(2007, 9, 1), "13"), (date(2006, 9, 1), "14"), (date(2006, 8, 31), None)],
)
def test_the_oldest_year_group_is_the_fourteenth(born: date, group: str | None) -> None:
    assert year_group(born, date(2026, 3, 1)) == group


# First and last day of each holiday, by the rules that the module tells: whole weeks, and from the last day of term.
SHARED_OF_2025 = [
    (date(2025, 10, 27), date(2025, 10, 31)),
    (date(2025, 12, 22), date(2026, 1, 2)),
    (date(2026, 2, 16), date(2026, 2, 20)),
    (date(2026, 3, 30), date(2026, 4, 10)),
    (date(2026, 5, 25), date(2026, 5, 29)),
]


@pytest.mark.parametrize(("nation", "summer"), [(Nation.ENGLAND, date(2026, 7, 23)), (Nation.WALES, date(2026, 7, 21))])
def test_the_holidays_of_a_school_year_begin_and_end_on_these_days(nation: Nation, summer: date) -> None:
    assert [(holiday.first(2025), holiday.last(2025)) for holiday in HOLIDAYS[nation]] == [
        *SHARED_OF_2025,
        (summer, date(2026, 8, 31)),
    ]
    assert not is_school_day(summer, nation)
    assert is_school_day(summer - timedelta(days=1), nation)


@pytest.mark.parametrize(
    ("year", "holidays"),
    [
        # Years whose first or last day of a month is a Monday, which a rule could miss by a week.
        (2028, [(2028, 10, 30), (2028, 12, 25), (2029, 2, 12), (2029, 3, 26), (2029, 5, 28)]),
        (2021, [(2021, 10, 25), (2021, 12, 20), (2022, 2, 14), (2022, 4, 11), (2022, 5, 30)]),
        (2033, [(2033, 10, 31), (2033, 12, 26), (2034, 2, 13), (2034, 4, 3), (2034, 5, 29)]),
    ],
)
def test_holidays_begin_on_these_mondays(year: int, holidays: list[tuple[int, int, int]]) -> None:
    assert [holiday.first(year) for holiday in HOLIDAYS[Nation.WALES]][:5] == [date(*day) for day in holidays]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2002, "01-01 03-29 04-01 05-06 06-03 06-04 08-26 12-25 12-26"),
        (2011, "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27"),
        (2012, "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
    ],
)
def test_the_bank_holidays_of_these_years_are_those_proclaimed(year: int, days: str) -> None:
    assert sorted(bank_holidays(year)) == [date.fromisoformat(f"{year}-{day}") for day in days.split()]


def test_an_authority_belongs_to_a_nation() -> None:
    assert (nation_of("681"), nation_of("936")) == (Nation.WALES, Nation.ENGLAND)
