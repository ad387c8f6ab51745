"""The clock of the site: the one place where the portal asks what time it is.

A training county has a clock of its own, which its owner moves forward; whatever runs for that county runs `clock_ahead`, and
every rule, job and answer below it reads the county's time. Everywhere else the clock is the machine's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import timezone

_ahead: Final = ContextVar("clock_ahead", default=timedelta())


def now() -> datetime:
    """Return the present moment, in UTC."""
    return timezone.now() + _ahead.get()


def today() -> date:
    """Return the present day, where the site is."""
    return timezone.localdate(now())


@contextmanager
def clock_ahead(by: timedelta) -> Iterator[None]:
    """Have the clock be ahead of the machine's by that much within the block, in this thread alone."""
    before = _ahead.set(by)
    try:
        yield
    finally:
        _ahead.reset(before)
