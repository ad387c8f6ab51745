"""Days and moments as the site reads and compares them, and how far its calendar reaches.

Python's calendar ends, and a time zone's arithmetic near its ends raises. So what comes from outside is kept to years
that a school record can name, and what is worked out from a day never leaves the calendar.
"""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta
from typing import Final

from django.utils import timezone

FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2199, 12, 31)
"""The first and the last day that a person can enter."""


def start_of_day(day: date) -> datetime:
    """Return the moment at which a day begins, where the site is."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of_day(day: date) -> datetime:
    """Return the moment at which a day is over, where the site is; the last day of all has no other after it."""
    return start_of_day(day + timedelta(days=1)) if day < date.max else datetime.max.replace(tzinfo=UTC)


def start_of_day_before(now: datetime, days: int) -> datetime:
    """Return the moment at which the day began that is that many days before today, where the site is."""
    return start_of_day(timezone.localdate(now) - timedelta(days=days))


def read_moment(text: str) -> datetime | None:
    """Return the moment that a text names with its time zone; None for anything else, and in the calendar's end years,
    where another time zone would fall out of it.
    """
    try:
        moment = datetime.fromisoformat(text)
        year = moment.astimezone(UTC).year
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo and MINYEAR < year < MAXYEAR else None
