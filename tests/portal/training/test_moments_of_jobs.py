"""When the jobs of a county are looked at while its clock is moved: as they would have been, whenever the vendor works."""

from datetime import UTC, datetime, timedelta

from handover.portal.training.moving_clock import list_stops


def test_a_vendor_who_works_at_night_gets_what_comes_once_a_week():
    night = datetime(2026, 12, 1, 0, 58, tzinfo=UTC)
    end = night + timedelta(days=20)
    fridays = [datetime(2026, 12, day, 12, tzinfo=UTC) for day in (4, 11, 18)]
    assert list(list_stops(night, end)) == [*fridays, end]


def test_a_friday_whose_noon_is_over_is_not_looked_at_again():
    afternoon = datetime(2026, 12, 4, 15, tzinfo=UTC)
    end = afternoon + timedelta(days=8)
    assert list(list_stops(afternoon, end)) == [datetime(2026, 12, 11, 12, tzinfo=UTC), end]


def test_over_a_year_the_jobs_are_looked_at_eleven_times_at_the_most():
    begin = datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert len(list(list_stops(begin, begin + timedelta(days=400)))) <= 11
    assert len(list(list_stops(begin, begin + timedelta(days=70)))) == 11
