"""Does this machine's clock agree with the database server's? Leases and due times of several machines lean on it.

SQLite is on the machine itself and has no clock of its own.
"""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

MOST_APART: Final = timedelta(seconds=5)
"""Further apart than this, a job may be taken over while it still runs, or stay due for nobody."""


def measure_clock(now: datetime) -> timedelta:
    """Return by how much this machine's clock, which says `now`, is ahead of the database's; the way there counts as behind."""
    if connection.vendor != "postgresql":
        return timedelta(0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp() - %s", [now])
        behind = cursor.fetchone()[0]
    assert isinstance(behind, timedelta)
    return -behind


def find_clock_fault(now: datetime) -> str:
    """Return a sentence about a clock that is off; empty where they agree."""
    ahead = measure_clock(now)
    if abs(ahead) <= MOST_APART:
        return ""
    seconds, how = abs(ahead) // timedelta(seconds=1), "ahead of" if ahead > timedelta(0) else "behind"
    return (
        f"This machine's clock is {seconds} seconds {how} the database's: jobs run at the wrong times, and two machines may "
        "hold one up. Set both by a time service."
    )
